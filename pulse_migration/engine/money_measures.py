"""What a bill comes to, by measure: the side of the source, exactly."""

from collections.abc import Collection, Sequence
from decimal import Decimal

from .bill_lines import number
from .bills import Bill
from .invoice_lines import Line, invoice_lines
from .receipts import REFUND, UNEXPLAINED, Settlement, settle

# in the order of a statement; "adjusted" is what an entry of its own explains
MEASURES = (
    "billed",
    "discount",
    "tax",
    "paid",
    "refunded",
    "adjusted",
    "outstanding",
)
ZERO, CENT = Decimal(0), Decimal("0.01")


def measures_of(
    bill: Bill,
    rates: Collection[Decimal] = (),
    settlement: Settlement | None = None,
) -> dict[str, Decimal]:
    """Return {measure: amount} of a bill that somebody owes; void ones are nothing.

    ``settlement`` is what settles it, where that is known.
    """
    found = dict.fromkeys(MEASURES, ZERO)
    if bill.is_void:
        return found
    sign = -1 if bill.total < 0 else 1
    settlement = settlement or settle(bill)
    lines = invoice_lines(bill, rates)
    by_memo = dict.fromkeys((UNEXPLAINED, REFUND), ZERO)
    for receipt in settlement.receipts:
        if not receipt.key and receipt.memo in by_memo:
            by_memo[receipt.memo] += receipt.amount
    return {
        "billed": bill.total,
        "discount": sign * _discount(lines),
        "tax": sign * _tax(bill, lines),
        "paid": bill.paid,
        "refunded": settlement.credited,
        "adjusted": by_memo[UNEXPLAINED],
        "outstanding": bill.outstanding,
    }


def _discount(lines: Sequence[Line]) -> Decimal:
    total = ZERO
    for line in lines:
        if line.kind == "discount":
            total -= line.amount
        share = round(line.discount, 2)
        total += round(line.quantity * line.price * share / 100, 2)
    return abs(total)


def _tax(bill: Bill, lines: Sequence[Line]) -> Decimal:
    """Return the stated tax, else what the lines' stated rates make of it."""
    stated = sum((line.amount for line in lines if line.kind == "tax"), ZERO)
    taxed = [line for line in lines if line.rate]
    made = sum((round(li.amount * (li.rate or ZERO) / 100, 2) for li in taxed), ZERO)
    known = [number(values, "tax") for values in bill.rows]
    if taxed and not stated and len(known) == 1 and known[0] is not None:
        return abs(known[0])
    return abs(stated + made)


def is_rounding(one: Decimal, other: Decimal, lines: int = 1) -> bool:
    """Whether two sums of so many lines differ by the rounding of cents only."""
    return abs(one - other) <= CENT * max(lines, 1)
