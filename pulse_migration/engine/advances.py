"""Advances: what a patient paid before any bill, and what bills used of it.

A bill that was paid by advance received no money that day. Where the export holds the
advance itself, counting both would credit the patient twice.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
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
    """What a bill used of an advance, told by its place among those given."""

    advance: int
    use: Use
    amount: Decimal


class Drawn(NamedTuple):
    """``kept``: of what was drawn before, what still holds; ``draws``: what is to be
    drawn besides; ``lacking``: what was paid by advances that the export lacks."""

    kept: tuple[Draw, ...]
    draws: tuple[Draw, ...]
    lacking: tuple[Use, ...]


def advances_of(rows: Iterable[Values], own_currency: str) -> list[Advance]:
    """Return the receipts of payment rows that name no bill."""
    return [
        Advance(_currency(values, own_currency), receipt)
        for values in rows
        for receipt in receipts_of([values], is_in_parts=False)
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


def draw(
    advances: Sequence[Advance],
    uses: Iterable[Use],
    before: Mapping[tuple[int, str], Decimal] = MappingProxyType({}),
) -> Drawn:
    """Give each use the oldest advances of its currency that were there by then.

    What was paid back by then is gone; what was paid back beyond what was there goes
    off the next that comes. What a source takes off advances by rows of its own, in no
    way of paying but that, is a use that it has booked itself.

    :param before: what was drawn already, by the advance's place and the bill: that
        stays where it is, as far as both still say so
    """
    pools: dict[str, _Pool] = {}
    kept, draws, lacking = [], [], []
    for currency, event in _in_order(advances, _not_booked(advances, uses)):
        pool = pools.setdefault(currency, _Pool(before))
        if isinstance(event, Use):
            again, taken = pool.draw(event.bill, event.amount)
            kept += [Draw(place, event, amount) for place, amount in again]
            draws += [Draw(place, event, amount) for place, amount in taken]
            if rest := event.amount - _sum(again) - _sum(taken):
                lacking.append(event._replace(amount=rest))
        elif event[1].amount > 0:
            pool.put(event[0], event[1].amount)
        else:
            pool.give_back(-event[1].amount)
    return Drawn(tuple(kept), tuple(draws), tuple(lacking))


def _not_booked(advances: Sequence[Advance], uses: Iterable[Use]) -> list[Use]:
    """Return the uses in their order, less what the source has booked itself."""
    booked: dict[str, Decimal] = {}
    for currency, receipt in advances:
        if receipt.amount < 0 and receipt.mode in (ADVANCE, ADJUSTMENT):
            booked[currency] = booked.get(currency, ZERO) - receipt.amount
    found = []
    for use in sorted(uses, key=lambda one: (one.date, one.bill)):
        by_source = min(use.amount, booked.get(use.currency, ZERO))
        booked[use.currency] = booked.get(use.currency, ZERO) - by_source
        found.append(use._replace(amount=use.amount - by_source))
    return [use for use in found if use.amount]


def _in_order(advances: Sequence[Advance], uses: Iterable[Use]) -> list[tuple]:
    """Return (currency, use or (place, receipt)) by day: of one day what came first,
    then what went back; a use that has no day comes last."""
    events: list[tuple] = []
    for place, (currency, receipt) in enumerate(advances):
        order = (receipt.date, int(receipt.amount < 0), "", place)
        events.append((order, currency, (place, receipt)))
    for use in uses:
        order = (use.date or "9999", 2, use.bill, 0)
        events.append((order, use.currency, use))
    return [event[1:] for event in sorted(events, key=lambda one: one[0])]


class _Pool:
    """What is left of the advances that came so far, the oldest first.

    What was drawn before is held for its bill: others do not get it.
    """

    def __init__(self, before: Mapping[tuple[int, str], Decimal]) -> None:
        self.before = before
        self.free: dict[int, Decimal] = {}
        self.held: dict[str, dict[int, Decimal]] = {}
        self.owed = ZERO  # by the next advance

    def put(self, place: int, amount: Decimal) -> None:
        """Add an advance: what was drawn of it is held, what is owed is taken."""
        for (of_place, bill), drawn in self.before.items():
            if of_place == place:
                part = min(drawn, amount)
                self.held.setdefault(bill, {})[place] = part
                amount -= part
        self.free[place] = amount
        owed, self.owed = self.owed, ZERO
        self.give_back(owed)

    def give_back(self, wanted: Decimal) -> None:
        """Take back what was refunded, of what is free first; the rest is owed."""
        for parts in (self.free, *self.held.values()):
            wanted -= _sum(_take(parts, wanted))
        self.owed += wanted

    def draw(self, bill: str, wanted: Decimal) -> tuple[list, list]:
        """Return (place, amount) of what is held for the bill, and of what is free."""
        again = _take(self.held.get(bill, {}), wanted)
        return again, _take(self.free, wanted - _sum(again))


def _take(parts: dict[int, Decimal], wanted: Decimal) -> list[tuple[int, Decimal]]:
    """Take up to ``wanted``; return (place, amount) of it."""
    found = []
    for place, left in parts.items():
        if amount := min(left, wanted):
            parts[place] -= amount
            wanted -= amount
            found.append((place, amount))
    return found


def _sum(parts: Iterable[tuple[int, Decimal]]) -> Decimal:
    return sum((amount for _place, amount in parts), ZERO)


def _currency(values: Values, own_currency: str) -> str:
    return str(values.get("currency") or own_currency).strip().upper()
