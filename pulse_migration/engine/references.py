"""Whose ids a column holds: found by comparing small sketches of two columns.

A sketch is the smallest hashes of a column's distinct texts. What of two columns lies
below the smaller of their highest hashes can be compared exactly, so that a share of
common values costs the same memory whatever the files' size.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the proposal runs without the converters behind it
    from .columns import ColumnEvidence

# (object, field that names its records) -> the field by which others refer to it
REFERENCES = {
    ("patient", "patient_id"): "patient_id",
    ("appointment", "appointment_id"): "appointment_id",
    ("bill", "bill_id"): "bill_id",
    ("prescription", "prescription_id"): "prescription_id",
    ("physician", "physician_id"): "physician_id",
    ("physician", "email"): "physician_email",
    ("physician", "name"): "physician_name",
}
LEAST = 5  # comparable values, below which a share says nothing
MOSTLY = 0.8
MANY = 20
HARDLY = 0.05
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Sketch:
    """``is_whole``: every value is in it. ``is_counting``: all are bare numbers.

    Bare numbers count something in every file: that 1 to 900 are also patients' ids
    proves little.
    """

    hashes: frozenset[int]
    is_whole: bool
    is_counting: bool

    @classmethod
    def of(cls, evidence: "ColumnEvidence") -> "Sketch | None":
        """The sketch of a column that could hold ids, else ``None``."""
        hashes, is_whole = evidence.sketch()
        if len(hashes) < 2 or evidence.longest > _LONGEST:
            return None
        texts = evidence.sample_texts()
        is_counting = all(text.strip().isdigit() for text in texts)
        return cls(frozenset(hashes), is_whole, is_counting)

    def to_json(self) -> dict[str, object]:
        """Return what ``from_json`` takes, JSON-able."""
        return {
            "hashes": sorted(self.hashes),
            "is_whole": self.is_whole,
            "is_counting": self.is_counting,
        }

    @classmethod
    def from_json(cls, content: Mapping) -> "Sketch":
        """Return the sketch that ``to_json`` wrote."""
        return cls(
            frozenset(content["hashes"]), content["is_whole"], content["is_counting"]
        )

    def share_in(self, ids: "Sketch") -> tuple[float, int]:
        """(share of this column's values found among ``ids``, values compared)."""
        bounds = [max(s.hashes) for s in (self, ids) if not s.is_whole]
        bound = min(bounds, default=1 << 64)
        compared = [value for value in self.hashes if value <= bound]
        if not compared:
            return 0.0, 0
        return sum(v in ids.hashes for v in compared) / len(compared), len(compared)


def weigh(
    column: Sketch, ids: Iterable[tuple[str, Sketch]]
) -> dict[str, tuple[float, int]]:
    """Best (share, values compared) of a column for each referring field.

    ``ids`` are (referring field, sketch of the ids it refers to); a share of too few
    values is left out, one of bare numbers where they may be anybody's.
    """
    found: dict[str, tuple[float, int]] = {}
    for field, sketch in ids:
        share, compared = column.share_in(sketch)
        if compared >= LEAST and (share, compared) > found.get(field, (-1.0, 0)):
            found[field] = (share, compared)
    likely = [field for field, (share, _) in found.items() if share >= MOSTLY]
    if column.is_counting and len(likely) > 1:
        return {f: seen for f, seen in found.items() if f not in likely}
    return found
