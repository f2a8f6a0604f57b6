"""The arithmetic of one line of a bill: quantity, price, discount, tax."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

Values = Mapping[str, object]
CENT = Decimal("0.01")


def number(values: Values, field: str) -> Decimal | None:
    """Return a stated number exactly; None when the row does not state it."""
    value = values.get(field)
    return None if value in (None, "") else Decimal(str(value))


def line_amount(values: Values) -> Decimal | None:
    """Return what a line comes to by its own figures, None when they do not say.

    Quantity times unit price less discount, plus tax; else the net amount plus tax.
    Rounded to cents, or to as many decimals as the row's amounts have.
    """
    price = number(values, "unit_price")
    if price is not None:
        quantity = number(values, "quantity")
        gross = price if quantity is None else price * quantity
        net = gross - line_discount(values, gross)
    else:
        net = number(values, "amount_net")
        # a net amount beside a discount may be meant before or after it
        if net is None or number(values, "discount"):
            return None
    return _rounded(net + _tax(values, net), values)


def line_total(values: Values) -> Decimal | None:
    """Return a line's stated total, else what its figures come to, else None."""
    stated = number(values, "amount_total")
    return line_amount(values) if stated is None else stated


def is_own_total(values: Values) -> bool:
    """Whether the stated total is that of the row's own quantity and price."""
    amount = line_amount(values) if number(values, "unit_price") is not None else None
    return amount is not None and is_close(amount, number(values, "amount_total"))


def sum_of(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """Return the sum; None when an amount is not known, or there is none."""
    amounts = list(amounts)
    if not amounts or any(amount is None for amount in amounts):
        return None
    return sum(amounts, Decimal(0))


def is_close(one: Decimal | None, other: Decimal | None, lines: int = 1) -> bool:
    """Whether two sums are one but for the rounding of that many lines."""
    if one is None or other is None:
        return False
    return abs(one - other) < CENT * max(lines, 1)


def line_discount(values: Values, gross: Decimal) -> Decimal:
    """Return what is taken off ``gross``; an amount wins over a share beside it."""
    discount = number(values, "discount") or Decimal(0)
    if is_percent(values):
        percent = discount if _names_share(values) else None
        percent = percent or number(values, "discount_percent") or Decimal(0)
        return gross * percent / 100
    return discount


def is_percent(values: Values) -> bool:
    """Whether the discount is stated as a share only."""
    discount = number(values, "discount")
    if _names_share(values):
        return True
    return not discount and bool(number(values, "discount_percent"))


def _names_share(values: Values) -> bool:
    unit = str(values.get("discount_type") or "").casefold()
    return "%" in unit or unit.startswith("percent")


def _tax(values: Values, net: Decimal) -> Decimal:
    """Return the tax in money as stated, else by the stated rate, else nought."""
    tax = number(values, "tax")
    if tax is not None:
        return tax
    return net * (number(values, "tax_rate") or Decimal(0)) / 100


def _rounded(amount: Decimal, values: Values) -> Decimal:
    fields = ("unit_price", "discount", "tax", "amount_net", "amount_total")
    stated = [str(values[name]) for name in fields if values.get(name)]
    decimals = max((len(text.partition(".")[2]) for text in stated), default=2)
    return round(amount, max(decimals, 2))
