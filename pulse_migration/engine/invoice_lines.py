"""The lines of an invoice: what a bill sold, its discounts, its tax and its rounding.

Nothing is recomputed: what the lines do not explain of the bill's total is a line of
its own, with a name that says so.
"""

from collections.abc import Collection, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from .bill_lines import Values, is_close, is_percent, line_discount, number
from .bills import Bill

TAX = "Tax as stated on the bill"
TAX_INSIDE = "Tax contained in the prices above"
DISCOUNT = "Discount as stated on the bill"
ROUND_OFF = "Rounding as stated on the bill"
ADJUSTMENT = "Adjustment to the bill's total"
_OF_WHOLE_BILL = (
    (DISCOUNT, "discount"),
    (DISCOUNT, "bill_wide_discount"),
    (ROUND_OFF, "adjustment"),
)
ZERO, ONE, HUNDRED = Decimal(0), Decimal(1), Decimal(100)


class Line(NamedTuple):
    """``price`` is for one; ``discount`` per cent; ``rate`` that of a tax of Odoo's
    own, None without one. ``kind``: item, discount, tax or adjustment."""

    name: str
    quantity: Decimal
    price: Decimal
    discount: Decimal = ZERO
    rate: Decimal | None = None
    kind: str = "item"

    @property
    def amount(self) -> Decimal:
        """What the line comes to before a tax of Odoo's own, not rounded."""
        return self.quantity * self.price * (HUNDRED - self.discount) / HUNDRED


def invoice_lines(bill: Bill, rates: Collection[Decimal] = ()) -> list[Line]:
    """Return the bill's lines, its discounts, and its tax as a line of its own.

    Lines whose stated rate is one of ``rates`` carry it, for a tax of Odoo's own, at
    their price without tax. The lines need not come to the total: what is missing is
    the caller's adjustment, in the currency's own rounding.
    """
    lines = []
    for values in bill.lines:
        lines += _item_lines(values, bill, rates)
    lines += _tax_lines(bill, lines)
    for name, field in _OF_WHOLE_BILL:
        lines += _whole_bill_lines(bill, lines, name, field)
    return lines


def total_of(lines: Sequence[Line]) -> Decimal:
    """Return what lines come to with their taxes, not rounded."""
    return sum(
        (line.amount * (HUNDRED + (line.rate or ZERO)) / HUNDRED for line in lines),
        ZERO,
    )


def has_zero_quantity(bill: Bill) -> bool:
    """Whether a line says that nothing of it was sold."""
    return any(number(values, "quantity") == 0 for values in bill.lines)


def wanted_total(bill: Bill) -> Decimal:
    """Return the total in the sign of the rows: a credit note's may be positive."""
    return -bill.total if bill.is_credit else bill.total


def _item_lines(values: Values, bill: Bill, rates: Collection[Decimal]) -> list[Line]:
    name = str(values.get("description") or values.get("item_name") or "Bill")
    quantity = number(values, "quantity")
    quantity = ONE if quantity is None else quantity
    price, percent, off = number(values, "unit_price"), ZERO, ZERO
    if price is None:
        price = _amount(values, bill) / quantity if quantity else ZERO
    elif not _is_netted(values, quantity * price):
        off = line_discount(values, quantity * price)
        if is_percent(values) and quantity * price:
            percent, off = off * HUNDRED / (quantity * price), ZERO
    rate = number(values, "tax_rate")
    rate = rate if rate and rate in rates else None
    if rate and _holds_tax(values, quantity * price * (HUNDRED - percent) / HUNDRED):
        price = price * HUNDRED / (HUNDRED + rate)
    found = [Line(name, quantity, price, percent, rate)]
    if off:
        found.append(Line(f"Discount: {name}", ONE, -off, rate=rate, kind="discount"))
    return found


def _is_netted(values: Values, gross: Decimal) -> bool:
    """Whether the price is stated after the discount: by the line's own total."""
    total = number(values, "amount_total")
    net = number(values, "amount_net")
    tax = number(values, "tax") or ZERO
    off = line_discount(values, gross)
    if not off or is_close(total, gross - off + tax) or is_close(net, gross - off):
        return False
    return is_close(total, gross + tax) or is_close(net, gross)


def _holds_tax(values: Values, amount: Decimal) -> bool:
    """Whether the price holds its tax already: the line's total says so, or its net
    amount and tax together."""
    due = amount - _off(values, amount)
    net, tax = number(values, "amount_net"), number(values, "tax")
    if is_close(number(values, "amount_total"), due):
        return True
    return bool(net and tax) and is_close(net + tax, due, 2) and not is_close(net, due)


def _off(values: Values, amount: Decimal) -> Decimal:
    return ZERO if is_percent(values) else line_discount(values, amount)


def _amount(values: Values, bill: Bill) -> Decimal:
    """Return a line's amount: net, else its total, which may hold the tax."""
    net = number(values, "amount_net")
    if net is not None:
        return net
    if bill.items or bill.is_by_line or len(bill.rows) == 1:
        total = number(values, "amount_total")
        if total is None and len(bill.lines) == 1:
            return wanted_total(bill)
        return total or ZERO
    return ZERO


def _tax_lines(bill: Bill, lines: Sequence[Line]) -> list[Line]:
    """Return the stated tax that no tax of Odoo's own makes; prices that hold it
    already are relieved of it by a line of their own."""
    net = sum((line.amount for line in lines), ZERO)
    tax = _tax(bill, net)
    made = total_of(lines) - net
    if not tax or is_close(tax, made, len(lines)):
        return []
    found = [Line(TAX, ONE, tax - made, kind="tax")]
    if _reaches(net + made, bill, len(lines)) and not _reaches(net + tax, bill):
        found.insert(0, Line(TAX_INSIDE, ONE, made - tax))
    return found


def _reaches(amount: Decimal, bill: Bill, lines: int = 1) -> bool:
    """Whether an amount is the bill's total, or that before it was rounded off."""
    total = wanted_total(bill)
    rounded = [off for one in _of_rows(bill, "adjustment") for off in (one, -one)]
    return any(is_close(amount, total - off, lines) for off in (ZERO, *rounded))


def _of_rows(bill: Bill, field: str) -> list[Decimal]:
    """Return what an amount of a bill's rows may come to: each its own, or all the
    bill's, repeated."""
    found = [number(values, field) or ZERO for values in bill.rows]
    sums = [sum(found, ZERO)]
    return [found[0], *sums] if len(set(found)) == 1 else sums


def _tax(bill: Bill, net: Decimal) -> Decimal:
    """Return the tax of the rows together; one that all repeat may be the bill's."""
    known = _known(bill.rows) or _known(bill.items)
    if not known:
        return _tax_by_rate(bill, net)
    total = sum(known, ZERO)
    is_repeated = len(known) > 1 and len(set(known)) == 1 and not bill.is_by_line
    if is_repeated and not is_close(net + total, wanted_total(bill), len(known)):
        return known[0]
    return total


def _tax_by_rate(bill: Bill, net: Decimal) -> Decimal:
    """Return the tax that stated rates make, where it explains the total to the cent:
    beside the prices, or inside them."""
    rated = [
        (line.amount, number(values, "tax_rate") or ZERO)
        for values in bill.lines
        for line in _item_lines(values, bill, ())
    ]
    if not any(rate for _amount, rate in rated):
        return ZERO
    total = wanted_total(bill)
    beside = sum((_cents(amount * rate / HUNDRED) for amount, rate in rated), ZERO)
    if is_close(net + beside, total, len(rated)):
        return total - net
    inside = (_cents(a * rate / (HUNDRED + rate)) for a, rate in rated)
    return sum(inside, ZERO) if is_close(net, total, len(rated)) else ZERO


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _known(rows: Sequence[Values]) -> list[Decimal]:
    found = [number(values, "tax") for values in rows]
    return [tax for tax in found if tax is not None]


def _whole_bill_lines(
    bill: Bill, lines: Sequence[Line], name: str, field: str
) -> list[Line]:
    """Return what a bill with items takes off, or adds, as a whole.

    Only as far as it explains what its lines lack: they may hold it already.
    """
    lacking = wanted_total(bill) - total_of(lines)
    if field == "discount":
        stated = -(_of_rows(bill, field)[-1] if bill.items else _discount_of_net(bill))
    elif field == "bill_wide_discount":
        stated = -_of_rows(bill, field)[0]
    else:  # a column of what was rounded off may have the other sign
        options = [off for one in _of_rows(bill, field) for off in (one, -one)]
        stated = min(options, key=lambda off: abs(lacking - off))
    if stated and abs(lacking - stated) < abs(lacking):
        kind = "discount" if name == DISCOUNT else "adjustment"
        return [Line(name, ONE, stated, kind=kind)]
    return []


def _discount_of_net(bill: Bill) -> Decimal:
    """Return the discounts of rows that state a net amount and no price."""
    rows = [v for v in bill.rows if number(v, "unit_price") is None]
    return sum((line_discount(v, number(v, "amount_net") or ZERO) for v in rows), ZERO)
