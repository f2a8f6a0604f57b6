"""What a bill says of an advance in a column of its own, beside what was paid.

Some systems count it as paid, some do not: the bill's total tells which.
"""

from collections.abc import Sequence
from decimal import Decimal

from .bill_amounts import Settlement, received_of
from .bill_lines import Values, number

ZERO = Decimal(0)


def advance_of(rows: Sequence[Values]) -> Decimal:
    """Return the advance that the rows of a bill say it used; each may repeat it."""
    found = [number(values, "advance_used") or ZERO for values in rows]
    is_repeated = len(set(found)) == 1
    return max(found[0] if is_repeated else sum(found, ZERO), ZERO)


def with_advance(
    settlement: Settlement,
    total: Decimal,
    stated: Decimal,
    payments: Sequence[Values] = (),
    is_settled: bool = False,
) -> tuple[Settlement, Decimal]:
    """Return what was paid with the advance, and how much of it is the advance.

    No more of it is used than the bill lacks: the rest is the patient's.

    :param is_settled: the status says that all was paid
    """
    paid, owed, flag = settlement
    if stated <= 0 or total <= 0:
        return settlement, ZERO
    if paid is None:
        settled = total if is_settled and owed is None else min(stated, total)
        by_then = settled if owed is None else total - owed
        used = max(min(stated, by_then), ZERO)
        is_known = owed is not None or is_settled
        return Settlement(None if is_known else by_then, owed, flag), used
    lacking = total - paid - (owed or ZERO)
    is_beside = lacking > 0 if owed is None else 0 < lacking <= stated
    used = min(stated, lacking) if is_beside else max(min(stated, paid), ZERO)
    if flag == "payments_differ" and received_of(payments) in (
        paid if is_beside else paid - used,
    ):
        flag = ""
    if is_beside and owed is None and used < lacking:
        flag = flag or "paid_ambiguous"  # it may count as paid already
    return Settlement(paid + used if is_beside else paid, owed, flag), used
