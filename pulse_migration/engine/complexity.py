"""The grade of a migration, A to D, as the scoping page of a service gives one.

Each criterion grades one number by thresholds that anybody may read here; the worst
grade is the migration's, and the criteria that gave it are its reasons.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .value_maps import KIND_OF_COLUMN

GRADES = ("A", "B", "C", "D")

# what becomes of a column
ONE_TO_ONE = "one_to_one"
VALUE_MAP = "value_map"
CUSTOM = "custom"
KEPT = "kept"
IGNORED = "ignored"
EMPTY = "empty"
FATES = (ONE_TO_ONE, VALUE_MAP, CUSTOM, KEPT, IGNORED, EMPTY)


@dataclass(frozen=True, slots=True)
class Criterion:
    """``upto`` are the highest numbers that still get A, B and C; above it is D."""

    name: str
    upto: tuple[float, float, float]

    def grade(self, number: float) -> str:
        """Return the letter of a number: A to D."""
        for letter, highest in zip(GRADES, self.upto, strict=False):
            if number <= highest:
                return letter
        return GRADES[-1]


# rows that are held or rejected, percent: somebody has to settle each
_UNLOADED = Criterion("unloaded_rows", (1, 5, 15))
CRITERIA = (
    # rows of the export: an hour, a night, a weekend
    Criterion("rows", (20_000, 200_000, 1_000_000)),
    # columns that need a field of their own or stay on the row, percent of the filled
    Criterion("odd_columns", (5, 15, 35)),
    _UNLOADED,
    # decisions left to a person: physicians, words, columns, date orders, files
    Criterion("decisions", (10, 50, 200)),
    # objects of the export with columns to look at, or many rows that stay out
    Criterion("manual_objects", (2, 5, 8)),
    # currencies of the bills
    Criterion("currencies", (1, 2, 4)),
)


@dataclass(frozen=True, slots=True)
class Mark:
    """What one criterion says: its number and the grade of it."""

    name: str
    number: float
    letter: str


@dataclass(frozen=True, slots=True)
class Grade:
    """The worst of the ``marks``; ``reasons`` are those that gave it."""

    letter: str
    marks: tuple[Mark, ...]

    @property
    def reasons(self) -> tuple[Mark, ...]:
        """The marks that are as bad as the grade itself."""
        return tuple(mark for mark in self.marks if mark.letter == self.letter)


def grade(numbers: Mapping[str, float]) -> Grade:
    """Grade a migration by {criterion: number}; a missing number is nought.

    >>> found = grade({"rows": 30_000, "decisions": 3})
    >>> found.letter, [mark.name for mark in found.reasons]
    ('B', ['rows'])
    """
    found = [(item, numbers.get(item.name, 0)) for item in CRITERIA]
    marks = tuple(Mark(item.name, n, item.grade(n)) for item, n in found)
    return Grade(max(mark.letter for mark in marks), marks)


def fate_of(
    object_name: str, field: str, *, is_canonical: bool, treatment: str, filled: int
) -> str:
    """Return what becomes of a column: one of ``FATES``.

    >>> fate_of("patient", "name", is_canonical=True, treatment="map", filled=9)
    'one_to_one'
    """
    if not filled:
        return EMPTY
    if treatment == "ignore":
        return IGNORED
    if treatment == "create" or (field and not is_canonical):
        return CUSTOM
    if not field:
        return KEPT
    return VALUE_MAP if (object_name, field) in KIND_OF_COLUMN else ONE_TO_ONE


def percent(part: float, whole: float) -> float:
    """Return the share in percent, one digit after the point; nought of nothing.

    >>> percent(1, 3), percent(0, 0)
    (33.3, 0.0)
    """
    return round(100.0 * part / whole, 1) if whole else 0.0


def is_manual(counts: Mapping[str, int]) -> bool:
    """Tell whether an object needs a person: a column is unsure, or more of its rows
    stay out than grade B allows.

    >>> is_manual({"one_to_one": 9, "rows": 1000, "not_loaded": 50})
    False
    """
    share = percent(counts.get("not_loaded", 0), counts.get("rows", 0))
    return bool(counts.get("look")) or share > _UNLOADED.upto[1]


def is_plain(counts: Mapping[str, int]) -> bool:
    """Tell whether an object goes one to one: every column has a field, no work left.

    >>> is_plain({"one_to_one": 9, "kept": 1})
    False
    """
    return not (counts.get(KEPT) or counts.get(CUSTOM) or is_manual(counts))


def odd_columns(objects: Sequence[Mapping[str, int]]) -> float:
    """Return the share of filled columns that have no field waiting, in percent."""
    filled = sum(
        counts.get(fate, 0) for counts in objects for fate in FATES if fate != EMPTY
    )
    odd = sum(counts.get(fate, 0) for counts in objects for fate in (CUSTOM, KEPT))
    return percent(odd, filled)
