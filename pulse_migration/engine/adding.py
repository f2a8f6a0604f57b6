"""Columns that make one amount together: CGST and SGST, cash and card."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from . import value_maps
from .payment_split import SPLIT

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_TAX = re.compile(r"\b(?:cgst|sgst|utgst|ugst|igst|cess|hst|pst|qst)\b")
_ONLINE = re.compile(r"\b(?:online|bank|digital)\b")
_HOW_MUCH = re.compile(
    r"(?:(?<=[a-z])(?=[A-Z])|[\s_(-]+)(?i:amount|amt|paid|received|collected|payment)\b.*"
)
_TAXES, _PAYMENTS = ("tax", "tax_rate"), ("amount_paid", "amount")


def adds_up(field: str, headers: Iterable[str]) -> bool:
    """Whether columns of one field are its parts; one more may be their sum.

    >>> adds_up("tax", ["CGST", "SGST Amt"]), adds_up("tax", ["Tax", "Total Tax"])
    (True, False)
    >>> adds_up("amount_paid", ["Cash", "Card Amount", "Paid Amount"])
    True
    """
    parts = [is_part(field, header) for header in headers]
    return len(parts) > 1 and parts.count(False) <= 1 and any(parts)


def is_part(field: str, header: str) -> bool:
    """Whether a header names one tax, or one way of paying, of several."""
    words = " ".join(re.findall("[a-z]+", _CAMEL.sub(" ", header).casefold()))
    if field in _TAXES:
        return bool(_TAX.search(words))
    return field in _PAYMENTS and bool(mode_of(header))


def mode_of(header: str) -> str:
    """Return the way of paying that a header names, else ""."""
    words = value_maps.plain(_CAMEL.sub(" ", header))
    found = value_maps.propose("payment_mode", words).meaning
    if found in ("", value_maps.EMPTY):
        return "other" if _ONLINE.search(words) else ""
    return found


def add_up(field: str, said: Mapping[str, Decimal]) -> tuple[Decimal, bool]:
    """Return what columns come to together, and whether their own sum agrees.

    ``said`` is {header: amount} of the cells that are filled. What the column of the
    sum says holds.
    """
    parts = [amount for header, amount in said.items() if is_part(field, header)]
    wholes = [amount for header, amount in said.items() if not is_part(field, header)]
    total = sum(parts, Decimal(0))
    if not wholes:
        return total, True
    return wholes[0], not parts or total == wholes[0]


def paid_by(field: str, said: Mapping[str, Decimal]) -> tuple[str, str]:
    """Return what the columns say of the way of paying, and what it means.

    >>> paid_by("amount_paid", {"Cash": Decimal(200), "Card Amt": Decimal(300)})
    ('Cash 200 + Card 300', 'split')
    """
    paid = [
        (_HOW_MUCH.sub("", header).strip(" _-"), mode_of(header), amount)
        for header, amount in said.items()
        if amount and field in _PAYMENTS and is_part(field, header)
    ]
    if len(paid) < 2:
        return next(((word, mode) for word, mode, _amount in paid), ("", ""))
    return " + ".join(f"{word} {amount}" for word, _mode, amount in paid), SPLIT
