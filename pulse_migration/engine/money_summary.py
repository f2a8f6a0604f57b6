"""What a patient's bills say together, exactly: sums are decimals, never floats."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

Values = Mapping[str, object]
# amounts that make a bill's total, the most direct first
_TOTALS = (("amount_total",), ("amount_paid", "outstanding"), ("amount_net", "tax"))
_VOID = frozenset(("cancelled", "canceled", "void", "draft"))


def amount(values: Values, field: str) -> Decimal:
    """Return a stated amount; one that is not stated is nought in a sum."""
    return Decimal(str(values.get(field) or "0"))


def is_void(values: Values) -> bool:
    """Cancelled and draft bills are owed by nobody.

    What a value map says the status means wins over its words.
    """
    if meaning := values.get("status_meaning"):
        return meaning in _VOID
    return str(values.get("status") or "").strip().lower() in _VOID


def total_of(values: Values, items: Sequence[Values] = ()) -> Decimal | None:
    """Return a bill's total: as stated, else what its other amounts add up to.

    Those are paid and outstanding, net and tax, or the totals of its ``items``; None
    when nothing says it.
    """
    for fields in _TOTALS:
        if all(values.get(field) is not None for field in fields):
            return sum((amount(values, field) for field in fields), Decimal(0))
    if values.get("amount_net") is not None:
        return amount(values, "amount_net")
    if items and all(item.get("amount_total") is not None for item in items):
        return sum((amount(item, "amount_total") for item in items), Decimal(0))
    return None


def outstanding(values: Values) -> Decimal:
    """Return what is still owed: as stated, else total less paid."""
    if is_void(values):
        return Decimal(0)
    if values.get("outstanding") is not None:
        return amount(values, "outstanding")
    return (total_of(values) or Decimal(0)) - amount(values, "amount_paid")


def summarise(bills: Sequence[Values]) -> dict[str, object]:
    """Return status, last_date (ISO), outstanding (Decimal) and currency of bills.

    The oldest bill with something owed gives the status; when nothing is owed it is
    that of the newest bill.
    """
    dated = sorted(bills, key=lambda values: str(values.get("date") or ""))
    owed = [values for values in dated if outstanding(values) > 0]
    shown = owed[0] if owed else dated[-1]
    return {
        "status": shown.get("status") or ("Unpaid" if owed else "Paid"),
        "last_date": str(dated[-1].get("date") or "")[:10],
        "outstanding": sum((outstanding(values) for values in bills), Decimal(0)),
        "currency": str(dated[-1].get("currency") or ""),
    }
