"""A balance that a bill carries over from earlier ones: theirs, and owed only once."""

from collections.abc import Mapping
from decimal import Decimal

from .bill_lines import is_close, number

ZERO = Decimal(0)
CARRIED = "previous_balance"


def own_amounts(values: Mapping[str, object]) -> dict[str, str]:
    """Return the bill's own total and what it leaves open, where the row proves that
    they hold a previous balance; {} else.

    >>> own_amounts({"previous_balance": "600", "amount_net": "500",
    ...     "amount_total": "1100", "amount_paid": "1100", "outstanding": "0"})
    {'amount_total': '500', 'outstanding': '-600'}
    >>> own_amounts({"previous_balance": "600", "amount_total": "500",
    ...     "amount_paid": "100", "outstanding": "1000"})
    {'outstanding': '400'}
    """
    carried = number(values, CARRIED) or ZERO
    total, owed = number(values, "amount_total"), number(values, "outstanding")
    if not carried or total is None:
        return {}
    is_in_total = _is_in_total(values, total, carried)
    found = {"amount_total": f"{total - carried}"} if is_in_total else {}
    paid = number(values, "amount_paid")
    if owed is not None:
        whole = total if is_in_total else total + carried
        if is_close((paid or ZERO) + owed, whole):
            found["outstanding"] = f"{owed - carried}"
    return found


def _is_in_total(values: Mapping[str, object], total: Decimal, carried: Decimal):
    """Whether what was sold, and the balance, are the total together."""
    net, price = number(values, "amount_net"), number(values, "unit_price")
    sold = net if net is not None else price
    if sold is None:
        return False
    tax, off = number(values, "tax") or ZERO, number(values, "discount") or ZERO
    return any(
        is_close(own + carried, total)
        for own in (sold, sold + tax, sold - off, sold + tax - off)
    )
