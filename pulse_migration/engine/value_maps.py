"""What a clinic's own words mean: kinds of value, their targets, and a proposal each.

A kind either *replaces* the cell (blood group, gender), gives it a meaning beside its
text (bill status, payment mode), or names a record of Odoo at load (type, status).
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from . import catalog
from .cells import Rules, fold
from .converters import convert
from .errors import RowError
from .payment_split import SPLIT, split_of
from .value_words import (
    CONFLICTS,
    MEANINGS,
    NEGATED_AFTER,
    NEGATED_BEFORE,
    WEAK,
)

EMPTY = "empty"  # the cell says nothing
KEPT = "kept"  # stored word for word, in the neighbour made for it


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of value: ``columns`` are its (object, field) pairs, ``meanings`` what
    a text may become, ``verb`` when that happens, ``converter`` what reads the cell."""

    name: str
    columns: frozenset[tuple[str, str]]
    meanings: tuple[str, ...]
    verb: str
    converter: str = "choice"

    @property
    def replaces(self) -> bool:
        """The target stands in place of the text, not beside it."""
        return self.converter != "choice"


class Proposal(NamedTuple):
    """A proposed meaning, empty when nothing is; doubtful ones are not ``is_sure``."""

    meaning: str
    is_sure: bool


def _columns(kind: str) -> frozenset[tuple[str, str]]:
    return frozenset(
        (item.name, field.name)
        for item in catalog.OBJECTS.values()
        for field in item.fields.values()
        if field.kind == kind
    )


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            "appointment_type",
            frozenset((("appointment", "type"),)),
            ("consultation", "follow_up", "procedure"),
            "load",
        ),
        Kind(
            "appointment_status",
            frozenset((("appointment", "status"),)),
            ("scheduled", "completed", "cancelled", "no_show"),
            "load",
        ),
        Kind(
            "blood_group",
            _columns("blood_group"),
            ("A+", "A-", "B+", "B-", "AB+", "AB-", "O+", "O-", KEPT, EMPTY),
            "stage",
            "blood_group",
        ),
        Kind(
            "gender",
            _columns("gender"),
            ("male", "female", "other", EMPTY),
            "stage",
            "gender",
        ),
        Kind(
            "bill_status",
            frozenset((("bill", "status"),)),
            ("paid", "partial", "unpaid", "cancelled", "refunded", "draft", "advance")
            + (EMPTY,),
            "stage",
        ),
        Kind(
            "payment_mode",
            frozenset((("bill", "payment_method"), ("payment", "payment_method"))),
            ("cash", "card", "cheque", "upi", "bank_transfer", "wallet", "insurance")
            + ("advance", "other", SPLIT, EMPTY),
            "stage",
        ),
        Kind(
            "tax_rate",
            frozenset((("bill", "tax_rate"), ("bill_item", "tax_rate"))),
            (),
            "load",
        ),
    )
}
KIND_OF_COLUMN: dict[tuple[str, str], Kind] = {
    column: kind for kind in KINDS.values() for column in kind.columns
}
# canonical field -> the field beside it that holds its meaning
MEANING_FIELDS: dict[str, str] = {
    field: f"{field}_meaning"
    for kind in KINDS.values()
    if kind.verb == "stage" and not kind.replaces
    for _object, field in kind.columns
}

_PATTERNS = {
    kind: tuple((meaning, re.compile(pattern)) for meaning, pattern in rows)
    for kind, rows in MEANINGS.items()
}
_BEFORE, _AFTER = re.compile(NEGATED_BEFORE), re.compile(NEGATED_AFTER)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ABBREVIATION = re.compile(r"(?<![^\W_]{2})\.(?![^\W_]{2})")
_CLAUSE_END = re.compile(r"[,;:|()\[\]]+")
_JOINERS = re.compile(r"[\s./\\_+-]+")


def key_of(text: str) -> str:
    """Return what two spellings of one word share: case and blanks do not count."""
    return "".join(fold(text).casefold().split())


def plain(text: str) -> str:
    """Return the words of a text as the tables of stems expect them."""
    text = _CAMEL.sub(" ", fold(text)).casefold()
    text = _ABBREVIATION.sub("", text)
    text = _CLAUSE_END.sub(" | ", text)
    return _JOINERS.sub(" ", text).strip(" |")


@lru_cache(maxsize=4096)
def propose(kind: str, text: str) -> Proposal:
    """Return what a text of ``kind`` means, as far as its words tell.

    A negated word ("not completed", "un-cancelled") counts for nothing and leaves what
    else is found doubtful; so do two meanings in one text ("cash + card").
    """
    item = KINDS[kind]
    converted = _of_converter(item, text)
    if converted is not None:
        return converted
    if SPLIT in item.meanings and split_of(text):
        return Proposal(SPLIT, True)
    found, is_clear = _find(kind, plain(text))
    if not found:
        return Proposal(_fallback(item), False)
    first = found[0].lstrip("?")
    others = {meaning.lstrip("?") for meaning in found[1:]} - {first}
    others -= {m for m in others if _is_weak(kind, first, m)}
    return Proposal(first, is_clear and not others and found[0] == first)


def applied(kind: str, text: str) -> str:
    """Return the meaning that staging gives a text while no person chose another.

    A converter's answer stands even where it asks a person to look.
    """
    meaning, is_sure = propose(kind, text)
    if is_sure or _of_converter(KINDS[kind], text):
        return meaning
    return _fallback(KINDS[kind])


def _fallback(kind: Kind) -> str:
    """What becomes of a word that nobody knows: kept where it may be, never guessed."""
    if not kind.replaces:
        return ""
    return KEPT if KEPT in kind.meanings else EMPTY


def _of_converter(kind: Kind, text: str) -> Proposal | None:
    """What the column's converter makes of a text; None when it has no answer."""
    try:
        value = convert(kind.converter, text, Rules())
    except RowError:
        return None
    if value is None or value.value is None:
        return Proposal(EMPTY, True)
    if not kind.replaces:
        return None
    return Proposal(str(value.value), not value.flags)


def _find(kind: str, words: str) -> tuple[list[str], bool]:
    """Return the meanings found, in the order of the table, and whether no word of
    them was negated; what one meaning explains is not looked at again."""
    found: list[str] = []
    is_clear = True
    for meaning, pattern in _PATTERNS[kind]:
        place = 0
        while match := pattern.search(words, place):
            before, after = words[: match.start()], words[match.end() :]
            place = match.end()
            if _BEFORE.search(before) or _AFTER.search(after):
                is_clear = False
                continue
            found.append(meaning)
            words = f"{before} | {after}"
            place = match.start()
    return found, is_clear


def _is_weak(kind: str, first: str, other: str) -> bool:
    return other in WEAK.get(kind, ()) and (first, other) not in CONFLICTS


@dataclass(frozen=True, slots=True)
class Choices:
    """What persons chose for texts of one kind, against what staging would do."""

    kind: Kind
    by_key: Mapping[str, str]

    def reader(self) -> Callable[[str], tuple[str, bool]]:
        """Return text -> (meaning, a person chose it), which remembers its answers."""

        @lru_cache(maxsize=4096)
        def read(text: str) -> tuple[str, bool]:
            chosen = self.by_key.get(key_of(text))
            if chosen is not None:
                return chosen, True
            return applied(self.kind.name, text), False

        return read


def choices(decided: Iterable[tuple[str, str, str]]) -> dict[str, Choices]:
    """Return {kind: Choices} of (kind, text, meaning) that a person decided.

    Only what differs from staging's own answer counts: to agree changes nothing.
    """
    by_kind: dict[str, dict[str, str]] = {kind: {} for kind in KINDS}
    for kind, text, meaning in decided:
        if KINDS[kind].verb == "stage" and meaning and meaning != applied(kind, text):
            by_kind[kind][key_of(text)] = meaning
    return {name: Choices(KINDS[name], found) for name, found in by_kind.items()}
