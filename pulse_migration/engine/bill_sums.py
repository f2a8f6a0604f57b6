"""The table of sums that ends a patient's statement: written, and read back again.

A reader sees what each bill comes to; verification reads it off what Odoo keeps.
"""

import re
from collections.abc import Iterable
from decimal import Decimal

from .bills import Bill
from .money_measures import MEASURES, measures_of

TITLE = "What the bills come to"
_NUMBER = "bill"
_NONE = "-"  # of a bill without a number
_LINE = re.compile(rf" *((?:-?[0-9.]+ +){{{len(MEASURES)}}})\S+ +(.+)")


def sums_table(bills: Iterable[Bill], own_currency: str) -> list[str]:
    """Return the lines of the table: a bill each, its number last."""
    rows = [[*MEASURES, "currency", _NUMBER]]
    for bill in sorted(bills, key=lambda one: (one.date, one.number)):
        amounts = rounded(measures_of(bill))
        currency = bill.currency or own_currency.upper()
        cells = [_text(amounts[name]) for name in MEASURES]
        rows.append([*cells, currency.ljust(len("currency")), bill.number or _NONE])
    widths = [max(len(row[place]) for row in rows) for place in range(len(MEASURES))]
    return [
        TITLE,
        "-" * len(TITLE),
        *(
            "  ".join(
                [cell.rjust(width) for cell, width in zip(row, widths, strict=False)]
                + row[len(MEASURES) :]
            )
            for row in rows
        ),
    ]


def read_sums(text: str) -> dict[str, dict[str, Decimal]]:
    """Return {bill number: {measure: amount}} of a statement's table.

    What somebody wrote over it is no sum.
    """
    _before, _title, table = text.rpartition(f"{TITLE}\n")
    found = {}
    for line in filter(None, map(_LINE.fullmatch, table.splitlines())):
        amounts = map(Decimal, line[1].split())
        number = "" if line[2] == _NONE else line[2]
        found[number] = dict(zip(MEASURES, amounts, strict=True))
    return found


def rounded(amounts: dict[str, Decimal]) -> dict[str, Decimal]:
    """Return amounts with the digits that a statement shows."""
    return {name: round(amount, 6) for name, amount in amounts.items()}


def _text(amount: Decimal) -> str:
    """Two decimals, more only where an amount has them."""
    short = round(amount, 2)
    return f"{short:.2f}" if short == amount else f"{amount.normalize():f}"
