"""What a patient owes on the day of the move, one item a bill or advance."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from .advances import advances_of, draw, uses_of
from .bill_lines import Values
from .bills import Bill
from .receipts import settle

BILL = "Bill"
CANCELLED = "Paid for cancelled bill"
ADVANCE = "Advance"
ZERO = Decimal(0)


class Item(NamedTuple):
    """``amount`` is owed by the patient; negative, it is the patient's credit."""

    name: str
    currency: str
    due: str
    amount: Decimal


def opening_items(
    bills: Sequence[Bill], advances: Iterable[Values], own_currency: str
) -> list[Item]:
    """Return the items that are open, oldest bill first, those of one name as one.

    Of an advance, what bills have used is gone.
    """
    found = [
        item
        for bill in sorted(bills, key=lambda one: (one.date, one.number))
        for item in _of_bill(bill, own_currency)
    ]
    found += _of_advances(bills, advances, own_currency)
    by_name: dict[tuple[str, str], Item] = {}
    for item in found:
        same = by_name.get(item[:2])
        total = item.amount + (same.amount if same else ZERO)
        by_name[item[:2]] = item._replace(amount=total)
    return [item for item in by_name.values() if item.amount]


def bill_name(number: str) -> str:
    """Return the name of the item of a bill."""
    return f"{BILL} {number}"


def is_of_bill(name: str) -> bool:
    """Whether an item of this name is what a bill leaves open."""
    return name.startswith(f"{BILL} ")


def _of_bill(bill: Bill, own_currency: str) -> list[Item]:
    currency = bill.currency or own_currency.upper()
    due = str(bill.rows[0].get("due_date") or bill.date)[:10]
    if not bill.is_void:
        return [Item(bill_name(bill.number), currency, due, bill.outstanding)]
    received = sum((receipt.amount for receipt in settle(bill).receipts), ZERO)
    return [Item(f"{CANCELLED} {bill.number}", currency, due, -received)]


def _of_advances(
    bills: Sequence[Bill], rows: Iterable[Values], own_currency: str
) -> list[Item]:
    advances = advances_of(rows, own_currency)
    used: dict[int, Decimal] = {}
    for drawn in draw(advances, uses_of(bills, own_currency)).draws:
        used[drawn.advance] = used.get(drawn.advance, ZERO) + drawn.amount
    return [
        Item(
            f"{ADVANCE} {receipt.memo or receipt.key}",
            currency,
            receipt.date,
            used.get(place, ZERO) - receipt.amount,
        )
        for place, (currency, receipt) in enumerate(advances)
    ]
