"""What the cells of one row say against each other; each finding asks a person.

Works on converted values; what needs other rows is no matter of this module.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from .money_summary import amount, is_void, total_of

Values = Mapping[str, object]
Finding = tuple[str, str]  # code, field

# rounding to the whole rupee, dollar … is custom, not an error
_ROUNDING = Decimal(1)
_PAID = frozenset(("paid", "fully paid", "paid in full", "full paid"))
_UNPAID = frozenset(("unpaid", "not paid", "due", "pending", "open"))


def check(object_name: str, values: Values) -> list[Finding]:
    """Return (code, field) of everything that contradicts itself in one row."""
    find = _CHECKS.get(object_name)
    return list(find(values)) if find else []


def _check_patient(values: Values) -> Iterator[Finding]:
    """A form that fills the birth date with the day of registration."""
    birth = values.get("date_of_birth")
    if birth and birth == str(values.get("created_at") or "")[:10]:
        yield "birth_date_is_registration", "date_of_birth"


def _check_bill(values: Values) -> Iterator[Finding]:
    if is_void(values):
        return
    if values.get("amount_total") is not None and _parts_differ(values):
        yield "bill_total_mismatch", "amount_total"
    paid, total = values.get("amount_paid"), total_of(values)
    if paid is None or total is None:
        return
    owed = total - amount(values, "amount_paid")
    stated = values.get("outstanding")
    if stated is not None and abs(amount(values, "outstanding") - owed) >= _ROUNDING:
        yield "bill_total_mismatch", "outstanding"
    if _status_differs(str(values.get("status") or ""), owed, total):
        yield "bill_status_disagrees", "status"


def _parts_differ(values: Values) -> bool:
    """Compare the total with net and tax, less the discount where that is not in the
    net yet."""
    if values.get("amount_net") is None or values.get("tax") is None:
        return False
    whole = amount(values, "amount_net") + amount(values, "tax")
    total = amount(values, "amount_total")
    less = whole - amount(values, "discount")
    return min(abs(total - whole), abs(total - less)) >= _ROUNDING


def _status_differs(status: str, owed: Decimal, total: Decimal) -> bool:
    word = " ".join(status.casefold().split())
    if word in _PAID:
        return owed >= _ROUNDING
    return word in _UNPAID and total >= _ROUNDING > owed


_CHECKS: dict[str, Callable[[Values], Iterator[Finding]]] = {
    "patient": _check_patient,
    "bill": _check_bill,
}
