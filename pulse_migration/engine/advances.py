"""Advances: what a patient paid before any bill, and what bills used of it.

A bill that was paid by advance received no money that day. Where the export holds the
advance itself, counting both would credit the patient twice.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from .bill_lines import Values
from .bills import Bill
from .receipts import ADJUSTMENT, ADVANCE, Receipt, receipts_of, settle

ZERO = Decimal(0)


class Advance(NamedTuple):
    """A receipt without a bill; negative, it went back or the source took it off."""

    currency: str
    receipt: Receipt


class Use(NamedTuple):
    """What one bill says was paid by advance."""

    bill: str
    currency: str
    date: str
    word: str
    amount: Decimal


class Draw(NamedTuple):
    """What of an advance, named by its receipt's key, a bill used."""

    advance: str
    use: Use
    amount: Decimal


class Drawn(NamedTuple):
    """``lacking``: what was paid by advances that the export does not hold."""

    draws: tuple[Draw, ...]
    lacking: tuple[Use, ...]


def advances_of(rows: Iterable[Values], own_currency: str) -> list[Advance]:
    """Return the receipts of payment rows that name no bill."""
    return [
        Advance(_currency(values, own_currency), receipt)
        for values in rows
        for receipt in receipts_of([values])
    ]


def uses_of(bills: Iterable[Bill], own_currency: str) -> list[Use]:
    """Return what the bills were paid by advance, one use a bill."""
    found = []
    for bill in bills:
        by_advance = [r for r in settle(bill).receipts if r.mode == ADVANCE]
        amount = sum((receipt.amount for receipt in by_advance), ZERO)
        if amount > 0:
            first = by_advance[0]
            found.append(
                Use(
                    bill.number,
                    bill.currency or own_currency.upper(),
                    min(r.date or bill.date[:10] for r in by_advance),
                    first.word,
                    amount,
                )
            )
    return found


def draw(advances: Sequence[Advance], uses: Sequence[Use]) -> Drawn:
    """Give each use the oldest advances of its currency that were there by then.

    What was paid back is gone. What a source takes off advances by rows of its own, in
    no way of paying but that, is a use that it has booked itself.
    """
    pools: dict[str, list[list]] = {}
    for advance in sorted(advances, key=lambda one: one.receipt.date):
        if advance.receipt.amount > 0:
            pool = pools.setdefault(advance.currency, [])
            pool.append([advance.receipt, advance.receipt.amount])
    booked: dict[str, Decimal] = {}
    for currency, receipt in advances:
        if receipt.amount < 0:
            taken = -receipt.amount
            _take(pools.get(currency, []), taken, receipt.date)
            if receipt.mode in (ADVANCE, ADJUSTMENT):
                booked[currency] = booked.get(currency, ZERO) + taken
    draws, lacking = [], []
    for use in sorted(uses, key=lambda one: (one.date, one.bill)):
        by_source = min(use.amount, booked.get(use.currency, ZERO))
        booked[use.currency] = booked.get(use.currency, ZERO) - by_source
        wanted = use.amount - by_source
        taken = _take(pools.get(use.currency, []), wanted, use.date)
        draws += [Draw(receipt.key, use, amount) for receipt, amount in taken]
        if rest := wanted - sum((amount for _receipt, amount in taken), ZERO):
            lacking.append(use._replace(amount=rest))
    return Drawn(tuple(draws), tuple(lacking))


def _take(
    pool: list[list], wanted: Decimal, date: str
) -> list[tuple[Receipt, Decimal]]:
    """Take up to ``wanted`` from what was there on the day, the oldest first."""
    found = []
    for entry in pool:
        receipt, left = entry
        amount = min(left, wanted)
        if amount > 0 and (not date or receipt.date <= date):
            entry[1] -= amount
            wanted -= amount
            found.append((receipt, amount))
    return found


def _currency(values: Values, own_currency: str) -> str:
    return str(values.get("currency") or own_currency).strip().upper()
