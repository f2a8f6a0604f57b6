"""The currency that a row's amounts name themselves: "$100", "AED 300", "₹ 500"."""

import re
from collections.abc import Mapping

from .cells import Rules
from .money import currency_of

OBJECTS = ("bill", "payment")
_BARE = re.compile(r"[0-9.,\s()+-]*")
_US_DOLLAR = "USD"  # where "$" is no currency of the country's own


def named_in(text: str | None, rules: Rules) -> tuple[str, bool] | None:
    """Return (ISO code that an amount names, is it certain); None: it names none.

    >>> named_in("AED 300", Rules()), named_in("$5", Rules(country="IN"))
    (('AED', True), ('USD', False))
    >>> named_in("300.00", Rules())
    """
    if not text or _BARE.fullmatch(text):
        return None
    if code := currency_of(text, rules):
        return code, True
    return (_US_DOLLAR, False) if "$" in text else None


def settle(
    stated: object, named: Mapping[str, tuple[str, bool]]
) -> tuple[str, list[tuple[str, str, str]]]:
    """Return (currency of the row, or "" where it stays as it is, issues).

    ``stated`` is what its own column says; ``named`` is {header: (code, is certain)}.
    An issue is (code, header, severity).
    """
    codes = {code for code, _is_certain in named.values()}
    own = str(stated or "").strip().upper()
    if not codes or codes == {own}:
        return "", []
    if own or len(codes) > 1:
        return "", [("currencies_contradict", header, "warning") for header in named]
    severity = "info" if all(sure for _code, sure in named.values()) else "warning"
    header = next(iter(named))
    return codes.pop(), [("currency_from_amount", header, severity)]
