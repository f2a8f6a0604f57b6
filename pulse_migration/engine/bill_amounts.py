"""Which amount of several rows is the bill's: decided by arithmetic, or not at all."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from .bill_lines import (
    Values,
    is_close,
    is_own_total,
    line_amount,
    line_total,
    number,
    sum_of,
)
from .errors import RowError
from .payment_flow import flows_of


class Total(NamedTuple):
    """A bill's total; ``is_by_line``: every row states its line's, not the bill's."""

    amount: Decimal
    is_by_line: bool
    flag: str = ""


class Settlement(NamedTuple):
    """What was paid and what is owed; None where nothing says so."""

    paid: Decimal | None
    owed: Decimal | None
    flag: str = ""


def total_of(rows: Sequence[Values], items: Sequence[Values]) -> Total:
    """Return the total that ``rows`` (one, or one a line) of a bill state together.

    Raises RowError amount_missing when neither they nor ``items`` say it, and
    bill_total_ambiguous when an amount that every line repeats may be meant per line.
    """
    stated = [number(values, "amount_total") for values in rows]
    known = [amount for amount in stated if amount is not None]
    if not known:
        return _total_of_lines(rows, items)
    if len(rows) == 1:
        return Total(known[0], False)
    if len(known) < len(rows):
        return _total_of_some(rows, known)
    if len(set(known)) > 1:
        return Total(sum(known, Decimal(0)), True)
    return _total_repeated(known[0], rows, items)


def _total_of_lines(rows: Sequence[Values], items: Sequence[Values]) -> Total:
    """What the items come to, or the row itself; the row where it proves the items
    wrong: what it charges is what it says is paid and owed."""
    total, own = sum_of(map(line_total, items)), sum_of(map(line_amount, rows))
    parts = _parts_of(rows)
    is_proven = own is not None and own == parts
    if total is None and own is not None:
        total = own
    elif total is None or (is_proven and total != own):
        if parts is None:
            raise RowError("amount_missing", "amount_total")
        return Total(parts, False, "total_from_parts")
    return Total(total, True, "total_from_lines")


def _parts_of(rows: Sequence[Values]) -> Decimal | None:
    """What was paid and what is owed are the bill together; of one row only, since
    several may each repeat them."""
    parts = [number(rows[0], name) for name in ("amount_paid", "outstanding")]
    return sum_of(parts) if len(rows) == 1 else None


def _total_of_some(rows: Sequence[Values], known: Sequence[Decimal]) -> Total:
    """Only some rows state a total: the bill's, once; or a cell was not readable."""
    lines = sum_of(map(line_total, rows))
    amount = sum_of(map(line_amount, rows))
    if len(set(known)) == 1 and (
        amount is None or is_close(amount, known[0], len(rows))
    ):
        return Total(known[0], False)
    if lines is None:
        raise RowError("amount_missing", "amount_total")
    return Total(lines, True, "total_from_lines")


def _total_repeated(
    total: Decimal, rows: Sequence[Values], items: Sequence[Values]
) -> Total:
    sums = (sum_of(map(line_total, items)), sum_of(map(line_amount, rows)))
    if any(is_close(lines, total, len(rows) + len(items)) for lines in sums):
        return Total(total, False)
    if all(map(is_own_total, rows)):
        return Total(total * len(rows), True)
    if any(lines is not None for lines in sums):
        return Total(total, False)
    raise RowError("bill_total_ambiguous", "amount_total")


def settlement_of(
    rows: Sequence[Values], payments: Sequence[Values], total: Total
) -> Settlement:
    """Return what was paid, and what is owed, as far as anything states them.

    A stated payment wins over the receipts, whose list may be partial.
    """
    paid = _options(rows, ("amount_paid",), total)
    if paid == [None]:
        paid = _options(rows, ("patient_paid", "insurance_paid"), total)
    owed = _options(rows, ("outstanding",), total)
    if owed == [None]:
        owed = _options(rows, ("patient_outstanding", "insurance_outstanding"), total)
    received = received_of(payments)
    if paid == [None]:
        return Settlement(received, owed[0])
    for one in paid:
        for other in owed:
            if other is not None and one + other == total.amount:
                return Settlement(one, other, _differ(received, one))
    doubt = "paid_ambiguous" if len(paid) > 1 or len(owed) > 1 else ""
    return Settlement(paid[0], owed[0], doubt or _differ(received, paid[0]))


def _differ(received: Decimal | None, paid: Decimal) -> str:
    return "payments_differ" if received is not None and received != paid else ""


def _options(
    rows: Sequence[Values], fields: Sequence[str], total: Total
) -> list[Decimal | None]:
    """Return what the rows' amounts may mean together, the likeliest first.

    The same amount on every line is the bill's, unless the lines have totals of their
    own: then it may be either.
    """
    found = []
    for values in rows:
        parts = [number(values, name) for name in fields]
        parts = [part for part in parts if part is not None]
        if parts:
            found.append(sum(parts, Decimal(0)))
    if not found:
        return [None]
    if len(set(found)) > 1:
        return [sum(found, Decimal(0))]
    if len(found) > 1 and total.is_by_line and found[0]:
        return [sum(found, Decimal(0)), found[0]]
    return [found[0]]


def received_of(payments: Sequence[Values]) -> Decimal | None:
    """Return what receipts come to less refunds; None without any receipt."""
    if not payments:
        return None
    return sum((came - back for _values, came, back in flows_of(payments)), Decimal(0))
