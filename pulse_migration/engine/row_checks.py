"""What the cells of one row say against each other; each finding asks a person.

Works on converted values; what needs other rows is no matter of this module.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from . import bill_status
from .bill_lines import number, sum_of
from .bills import is_void

Values = Mapping[str, object]
Finding = tuple[str, str]  # code, field

# rounding to the whole rupee, dollar … is custom, not an error
_ROUNDING = Decimal(1)


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
    if _parts_differ(values):
        yield "bill_total_mismatch", "amount_total"
    paid, total = number(values, "amount_paid"), _total(values)
    if paid is None or total is None:
        return
    stated = number(values, "outstanding")
    advance = number(values, "advance_used") or Decimal(0)
    lacking = total - paid - (stated or Decimal(0))
    owed = total - paid - (lacking if 0 < lacking <= advance else Decimal(0))
    if stated is not None and abs(stated - owed) >= _ROUNDING:
        yield "bill_total_mismatch", "outstanding"
    if _status_differs(bill_status.meaning_in(values), owed, total):
        yield "bill_status_disagrees", "status"


def _total(values: Values) -> Decimal | None:
    """Return what the row's amounts say that it comes to, the most direct first."""
    for fields in (
        ("amount_total",),
        ("amount_paid", "outstanding"),
        ("amount_net", "tax"),
        ("amount_net",),
    ):
        total = sum_of(number(values, field) for field in fields)
        if total is not None:
            return total
    return None


def _parts_differ(values: Values) -> bool:
    """Compare the total with net and tax, less the discount where that is not in the
    net yet."""
    whole = sum_of(number(values, field) for field in ("amount_net", "tax"))
    total = number(values, "amount_total")
    if whole is None or total is None:
        return False
    less = whole - (number(values, "discount") or Decimal(0))
    return min(abs(total - whole), abs(total - less)) >= _ROUNDING


def _status_differs(meaning: str, owed: Decimal, total: Decimal) -> bool:
    if meaning == bill_status.SETTLED:
        return owed >= _ROUNDING
    return meaning == bill_status.OPEN and total >= _ROUNDING > owed


_CHECKS: dict[str, Callable[[Values], Iterator[Finding]]] = {
    "patient": _check_patient,
    "bill": _check_bill,
}
