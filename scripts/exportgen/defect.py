"""What a defect in a cell is: where, how it is written, and what must become of it."""

from collections.abc import Callable
from dataclasses import dataclass

from .cells import Write, instead_of

GOOD, FLAG, HOLD, REJECT = "converted", "flagged", "held", "rejected"
blank = instead_of("")


def as_clean(clean: str, _written: str) -> str:
    """The clean text is meant, whatever was written."""
    return clean


def as_written(_clean: str, written: str) -> str:
    """The text is odd but says what it says."""
    return written.strip()


def as_day(_clean: str, written: str) -> str:
    """The day that is written, day first, in the clean way."""
    return f"{written[6:10]}-{written[3:5]}-{written[:2]}"


def negated(clean: str, _written: str) -> str:
    """An amount in brackets is below zero."""
    return f"-{clean}"


def says(meaning: str) -> Callable[[str, str], str]:
    """Always the same is meant, whatever stood there before."""
    return lambda _clean, _written: meaning


@dataclass(frozen=True)
class Defect:
    """One kind of defect in one column.

    ``expect`` is what a good migration makes of it: ``converted`` (the clean value
    arrives), ``flagged`` (an issue on the row), ``held`` (a person decides first),
    ``rejected`` (what makes it a record is missing).
    ``code`` suggests the issue's code. ``meant`` tells from the clean and the written
    text what the clinic means by it: that is what has to arrive.
    """

    name: str
    table: str
    column: str
    expect: str
    code: str
    write: Write
    meant: Callable[[str, str], str] = as_clean


def defects_in(table: str, column: str, *kinds: tuple) -> list[Defect]:
    """``kinds`` are (name, expect, code, write) and what is meant."""
    return [Defect(name, table, column, *rest) for name, *rest in kinds]
