"""What a patient's bills say together, exactly: sums are decimals, never floats."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from .bills import Bill


class Summary(NamedTuple):
    """``last_date`` is ISO text; ``currency`` the bills' word, empty: they name none.

    ``left_out`` are the numbers of bills that are owed in another currency: amounts of
    two currencies are not added up.
    """

    status: str
    last_date: str
    outstanding: Decimal
    currency: str
    left_out: tuple[str, ...]


def summarise(bills: Sequence[Bill], own_currency: str = "") -> Summary:
    """Return what is owed, since when, and the status of the oldest bill owed.

    When nothing is owed the status is that of the newest bill. ``own_currency`` is the
    code of bills that name none.
    """
    dated = sorted(bills, key=lambda bill: bill.date)
    owed = [bill for bill in dated if bill.outstanding > 0]
    counted = [bill for bill in dated if bill.outstanding]
    shown = owed[0] if owed else ([b for b in dated if not b.is_void] or dated)[-1]
    currency = (owed or counted or dated)[-1].currency or own_currency
    added, left_out = [], []
    for bill in counted:
        is_same = (bill.currency or own_currency) == currency
        (added if is_same else left_out).append(bill)
    return Summary(
        status=_status(shown),
        last_date=dated[-1].date[:10],
        outstanding=sum((bill.outstanding for bill in added), Decimal(0)),
        currency=currency,
        left_out=tuple(bill.number for bill in left_out),
    )


def _status(bill: Bill) -> str:
    """The source's word, unless there is none or the amounts contradict it."""
    if bill.status and "status_contradicts" not in bill.flags:
        return bill.status
    if bill.is_void:
        return "Cancelled"
    if bill.outstanding <= 0:
        return "Paid"
    return "Partial" if bill.paid > 0 else "Unpaid"
