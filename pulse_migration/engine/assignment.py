"""Gives each field of an object to the column that fits it best."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from . import adding
from .catalog import Object
from .evidence import Candidate, Column
from .object_choice import Choice
from .phrase_index import NO_FIELD
from .proposal import LOOK, NONE, SURE, Proposal

_JOINS = 0.75  # from here a second column may share a field made of several cells
_JOINED_KINDS = frozenset(
    "text long_text allergy name duration phone choice email".split()
)
_ALSO_NAME = frozenset({"chart_number", "external_id"})  # a patient, where nothing does
_NEVER_JOINED = frozenset({"id"})  # a second number would name another record


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Scores from which a column has a field, and from which it is a sure one.

    ``scripts/bench mapping`` fits them anew for each vendor on the files of all others.
    """

    least: float = 0.55
    sure_score: float = 0.8
    sure_margin: float = 0.12  # to the next best field


DEFAULT = Thresholds()


class Assignment:
    """The fields of one table, given out from the best fitting pair to the worst.

    A column that comes too late gets its next best field or none, never "sure"; where
    several cells can make one value (names, address lines, notes) it may share the
    field, which a person is asked to look at.
    """

    def __init__(
        self,
        item: Object,
        columns: Sequence[Column],
        choice: Choice,
        thresholds: Thresholds = DEFAULT,
    ) -> None:
        self._thresholds = thresholds
        self._item = item
        self._columns = columns
        self._choice = choice
        self._taken: set[str] = set()
        self._holder: dict[str, int] = {}
        self._found: dict[int, Proposal] = {}
        self._displaced: set[int] = set()

    def settle(self, fields: Mapping[str, str], reason: str) -> None:
        """Set the columns that a person or a known layout has decided already."""
        for at, column in enumerate(self._columns):
            field = self._item.fields.get(fields.get(column.header, ""))
            if field is None or at in self._found:
                continue
            if field.name not in self._taken:
                self._give(at, field.name, 1.0, SURE, reason)
            elif field.kind in _JOINED_KINDS or self._adds_up(at, field.name):
                self._give(at, field.name, 1.0, LOOK, "joins_field")

    def proposals(self) -> tuple[Proposal, ...]:
        """Give out what is not settled; one proposal a column, in file order."""
        for at, rank in self._pairs():
            if at not in self._found:
                self._offer(at, rank)
        self._name_patients()
        return tuple(
            self._found.get(at) or self._none(at) for at in range(len(self._columns))
        )

    def _name_patients(self) -> None:
        """A list of patients without a number of its own has them by another one."""
        if self._item.name != "patient" or "patient_id" in self._taken:
            return
        others = [
            at
            for at, found in self._found.items()
            if found.field in _ALSO_NAME and found.reason != "exact_header"
        ]
        if others:
            at = min(others)
            self._give(at, "patient_id", self._found[at].score, LOOK, "neighbour")

    def _pairs(self) -> list[tuple[int, int]]:
        """(column, rank of its candidate), the best fit first, then in file order."""
        pairs = [
            (-option.score, rank, at)
            for at, options in enumerate(self._choice.candidates)
            for rank, option in enumerate(options)
            if option.score >= self._thresholds.least
        ]
        return [(at, rank) for _, rank, at in sorted(pairs)]

    def _offer(self, at: int, rank: int) -> None:
        option = self._choice.candidates[at][rank]
        if option.field == NO_FIELD:
            self._found[at] = self._proposal(at, option.score, NONE, option.reason)
        elif option.field not in self._taken:
            self._take(at, rank, option)
        elif self._may_join(at, option):
            reason = "adds_up" if self._adds_up(at, option.field) else "joins_field"
            self._give(at, option.field, option.score, LOOK, reason)
        else:
            self._displaced.add(at)

    def _take(self, at: int, rank: int, option: Candidate) -> None:
        if at in self._displaced:
            self._give(at, option.field, option.score, LOOK, "field_taken")
            return
        sure = (
            option.score >= self._thresholds.sure_score
            and self._margin(at, rank) >= self._thresholds.sure_margin
            and self._undisputed(at, option.field)
        )
        self._give(
            at, option.field, option.score, SURE if sure else LOOK, option.reason
        )

    def _margin(self, at: int, rank: int) -> float:
        options = self._choice.candidates[at]
        rivals = [other.score for place, other in enumerate(options) if place != rank]
        return options[rank].score - max(rivals, default=0.0)

    def _undisputed(self, at: int, field: str) -> bool:
        """Whether the column means the same in all the table may well be."""
        return all(
            any(option.field == field for option in rival[at][:1])
            for rival in self._choice.rivals
        )

    def _give(self, at: int, field: str, score: float, state: str, reason: str) -> None:
        self._taken.add(field)
        self._holder.setdefault(field, at)
        self._found[at] = self._proposal(at, score, state, reason, field)

    def _adds_up(self, at: int, field: str) -> bool:
        """Whether a column is a part of what the field's other columns are parts of."""
        headers = [column.header for column in self._columns]
        held = [headers[n] for n, found in self._found.items() if found.field == field]
        return adding.adds_up(field, [*held, headers[at]])

    def _none(self, at: int) -> Proposal:
        reason = "field_taken" if at in self._displaced else "no_match"
        return self._proposal(at, 0.0, NONE, reason)

    def _proposal(
        self, at: int, score: float, state: str, reason: str, field: str = NO_FIELD
    ) -> Proposal:
        column = self._columns[at]
        return Proposal(column.header, field, score, state, reason, column.samples)

    def _may_join(self, at: int, option: Candidate) -> bool:
        """Whether a column may share a field: the first filled cell of a row wins.

        So a value that cannot be joined to another must stand behind the better one.
        """
        kind = self._item.fields[option.field].kind
        if option.score < _JOINS or kind in _NEVER_JOINED:
            return False
        if self._adds_up(at, option.field):
            return True
        return kind in _JOINED_KINDS or self._holder[option.field] < at
