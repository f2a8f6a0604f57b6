"""One number on the bills of several patients: told apart by branch, or by time."""

from collections.abc import Callable, Sequence
from typing import NamedTuple


class Numbered(NamedTuple):
    """A patient's bill of a number; ``name`` is the one that it was loaded with."""

    patient: str
    place: str
    date: str  # ISO
    name: str = ""


def names_of(number: str, bills: Sequence[Numbered]) -> dict[str, str]:
    """Return {patient: name of the bill} where something tells the bills apart.

    The names say what: "17 (East)", "17 (2024)". One that was loaded keeps its name.

    >>> names_of("17", [Numbered("P1", "Main", ""), Numbered("P2", "East", "")])
    {'P1': '17 (Main)', 'P2': '17 (East)'}
    >>> names_of("17", [Numbered("P1", "", "2024-03-05"), Numbered("P2", "", "2025")])
    {'P1': '17 (2024)', 'P2': '17 (2025)'}
    >>> names_of("17", [Numbered("P1", "", "2024-03"), Numbered("P2", "", "2024-03")])
    {}
    """
    for mark_of in _MARKS:
        marks = [mark_of(bill) for bill in bills]
        if all(marks) and len({m.casefold() for m in marks}) == len(bills):
            return {
                bill.patient: bill.name or f"{number} ({mark})"
                for bill, mark in zip(bills, marks, strict=True)
            }
    return {bill.patient: bill.name for bill in bills if bill.name}


def _financial_year(bill: Numbered) -> str:
    """Return "2024-25" of a day from April 2024 to March 2025."""
    if len(bill.date) < 7:
        return ""
    year, month = int(bill.date[:4]), int(bill.date[5:7])
    first = year if month > 3 else year - 1
    return f"{first}-{(first + 1) % 100:02d}"


_MARKS: tuple[Callable[[Numbered], str], ...] = (
    lambda bill: " ".join(bill.place.split()),
    lambda bill: bill.date[:4],
    _financial_year,
    lambda bill: bill.date[:7] if len(bill.date) >= 7 else "",
)
