"""A bill as its currency can hold it: 333.333 rupees are 333.33."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from .bill_lines import Values, number
from .bills import Bill

_OF_PAYMENT = ("amount", "refund")
_OF_BILL = ("refund", "insurance_paid", "patient_paid")


def in_whole_units(bill: Bill, unit: Decimal) -> Bill:
    """Return the bill in whole units, such as paise; what is owed is the rest.

    :param unit: the smallest amount of the currency, such as 0.01
    """
    if not has_fractions(bill, unit):
        return bill
    total, paid = _whole(bill.total, unit), _whole(bill.paid, unit)
    is_rest = bill.total - bill.paid == bill.outstanding
    return replace(
        bill,
        total=total,
        paid=paid,
        outstanding=total - paid if is_rest else _whole(bill.outstanding, unit),
        advance=_whole(bill.advance, unit),
        rows=tuple(_rounded(values, _OF_BILL, unit) for values in bill.rows),
        payments=tuple(_rounded(v, _OF_PAYMENT, unit) for v in bill.payments),
    )


def has_fractions(bill: Bill, unit: Decimal) -> bool:
    """Whether an amount of the bill is no multiple of the unit."""
    return any(amount % unit for amount in _amounts(bill))


def _amounts(bill: Bill) -> Iterator[Decimal]:
    yield from (bill.total, bill.paid, bill.outstanding, bill.advance)
    for rows, names in ((bill.rows, _OF_BILL), (bill.payments, _OF_PAYMENT)):
        for values in rows:
            for name in names:
                if amount := number(values, name):
                    yield amount


def _rounded(values: Values, names: tuple[str, ...], unit: Decimal) -> Values:
    found = {name: number(values, name) for name in names}
    return {
        **values,
        **{name: str(_whole(amount, unit)) for name, amount in found.items() if amount},
    }


def _whole(amount: Decimal, unit: Decimal) -> Decimal:
    return (amount / unit).quantize(Decimal(1), ROUND_HALF_UP) * unit
