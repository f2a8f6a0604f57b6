"""The lines of an invoice: what a bill sold, and its tax; nothing is recomputed."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from .bill_lines import Values, is_close, number
from .bills import Bill

TAX = "Tax as stated on the bill"
ADJUSTMENT = "Adjustment to the bill's total"


class Line(NamedTuple):
    """``price`` is for one; ``quantity`` as stated, one when it is not."""

    name: str
    quantity: Decimal
    price: Decimal


def invoice_lines(bill: Bill) -> list[Line]:
    """Return the bill's lines, and its tax as a line of its own.

    They need not come to the total: what is missing is the caller's adjustment, in the
    currency's own rounding.
    """
    lines = [_line(values, bill) for values in bill.lines]
    tax = _tax(bill, sum((line.quantity * line.price for line in lines), Decimal(0)))
    if tax:
        lines.append(Line(TAX, Decimal(1), tax))
    return lines


def has_zero_quantity(bill: Bill) -> bool:
    """Whether a line says that nothing of it was sold."""
    return any(number(values, "quantity") == 0 for values in bill.lines)


def _line(values: Values, bill: Bill) -> Line:
    name = str(values.get("description") or values.get("item_name") or "Bill")
    quantity = number(values, "quantity")
    quantity = Decimal(1) if quantity is None else quantity
    price = number(values, "unit_price")
    if price is None:
        price = _amount(values, bill) / quantity if quantity else Decimal(0)
    return Line(name, quantity, price)


def _amount(values: Values, bill: Bill) -> Decimal:
    """Return a line's amount: net, else its total, which may hold the tax."""
    net = number(values, "amount_net")
    if net is not None:
        return net
    if bill.items or bill.is_by_line or len(bill.rows) == 1:
        total = number(values, "amount_total")
        return (
            bill.total
            if total is None and len(bill.lines) == 1
            else total or Decimal(0)
        )
    return Decimal(0)


def _tax(bill: Bill, net: Decimal) -> Decimal:
    """Return the tax of the rows together; one that all repeat may be the bill's."""
    known = _known(bill.rows) or _known(bill.items)
    total = sum(known, Decimal(0))
    is_repeated = len(known) > 1 and len(set(known)) == 1 and not bill.is_by_line
    if is_repeated and not is_close(net + total, bill.total, len(known)):
        return known[0]
    return total


def _known(rows: Sequence[Values]) -> list[Decimal]:
    found = [number(values, "tax") for values in rows]
    return [tax for tax in found if tax is not None]
