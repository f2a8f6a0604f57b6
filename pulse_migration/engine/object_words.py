"""How strongly the words of a table's headers speak for each object: a learned table.

``object_words.csv`` holds, for each trait of a table, what it adds for each kind of
object, in nats (2.3 are ten to one). It is fitted by ``scripts/bench objects`` on
labelled header rows, so nobody edits it by hand; what it says can be read and checked.
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from .column_words import Column
from .words import pieces, singular

# one clinic's billing comes as bills, lines or payments: one kind of object
KIND = {"bill_item": "bill", "payment": "bill"}
KINDS = (
    "patient",
    "appointment",
    "prescription",
    "medical_record",
    "bill",
    "campaign",
    "message",
    "physician",
    "other",  # none of ours: a stock list, a payroll, an audit trail
)
OTHER = KINDS[-1]
ANY = "any table"  # the trait of every table: how usual each kind is
_FILE = Path(__file__).with_name("object_words.csv")


def traits(columns: Sequence[Column]) -> set[str]:
    """What is told of a table: its words, its whole headers, and how it begins.

    Of a header that ends in the plural that is told as well: a message has a
    "recipient", a campaign "recipients".

    >>> from .column_words import read_columns
    >>> sorted(traits(read_columns(["Pt Name"], {}, None)))
    ['any table', 'first patient name', 'header patient name', 'word name', \
'word patient']
    """
    found = {ANY}
    for place, column in enumerate(columns):
        words = column.words.words
        found.update(f"word {word}" for word in words if not word.isdigit())
        found.add(f"header {' '.join(words)}")
        if _is_plural(column.header):
            found.add(f"many {words[-1]}")
        if not place:
            found.add(f"first {' '.join(words)}")
    return found


def _is_plural(header: str) -> bool:
    last = pieces(header)[-1:]
    return bool(last) and singular(last[0]) != last[0]


class ObjectWords:
    """The table: by trait, what it adds for each of ``KINDS``, in their order."""

    def __init__(self, weights: Mapping[str, Sequence[float]]) -> None:
        self._weights = weights

    def items(self) -> Iterable[tuple[str, Sequence[float]]]:
        """Each trait with its weights, in the order of the table."""
        return self._weights.items()

    def weigh(self, columns: Sequence[Column]) -> dict[str, float]:
        """What the traits of a table add up to, in nats, for each kind of object."""
        known = [
            self._weights[trait] for trait in traits(columns) if trait in self._weights
        ]
        return {kind: sum(each[at] for each in known) for at, kind in enumerate(KINDS)}


def parse(lines: Iterable[str]) -> ObjectWords:
    """Read the table as ``scripts/bench objects`` writes it."""
    return ObjectWords(
        {
            row["trait"]: tuple(float(row.get(kind) or 0) for kind in KINDS)
            for row in csv.DictReader(lines)
        }
    )


@lru_cache(maxsize=1)
def shipped() -> ObjectWords:
    """The table that comes with the addon, read at first use."""
    with _FILE.open(encoding="utf-8", newline="") as lines:
        return parse(lines)
