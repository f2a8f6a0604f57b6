"""Which way the money of a receipt went: in, back out, or nowhere at all."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from . import bill_status
from .bill_lines import Values, number

ZERO = Decimal(0)
_WORD = re.compile("[a-z]+")
_OF_WHAT = (
    "(?:payment|receipt|cash|amount|advance|deposit|customer|patient|bill|sales?)"
)
_BACK = re.compile(
    rf"(?:full |partial |part )?(?:{_OF_WHAT} )?(?:refund(?:ed|s)?|returned|reversal|"
    r"charge ?backs?|money back|pa(?:id|yment) back|repayment|pay ?out)"
    rf"(?: (?:of|to|for) {_OF_WHAT})?(?: {_OF_WHAT})?"
    r"|payment out|outgoing(?: payment)?|credit note"
)
_NO_MONEY = re.compile(
    r"(?:bad debts? )?(?:write|written) ?offs?|waivers?|waived(?: off)?|concessions?|"
    r"discounts?(?: allowed| given)?|(?:(?:discount|settlement|balance|bill) )?"
    r"adjustments?|round(?:ing)? ?off|tds(?: deducted)?|bad debts?|complimentary|"
    r"free of (?:cost|charge)|f ?o ?c"
)
_SAYS_SO = ("type", "payment_method")


class Flow(NamedTuple):
    """What came by one row, and what went back by it."""

    values: Values
    came: Decimal
    back: Decimal


def flows_of(rows: Sequence[Values]) -> list[Flow]:
    """Return what each row says; one that failed or was cancelled says nothing.

    A receipt that is called refunded went back as a whole, unless rows of their own say
    so of as much.
    """
    found, refunded = [], []
    for values in rows:
        if is_void(values):
            continue
        came, back = number(values, "amount") or ZERO, number(values, "refund") or ZERO
        if came > 0 and is_refund(values):
            came, back = ZERO, came
        elif came > 0 and not back and _says(_BACK, values, ("status",)):
            refunded.append(len(found))
        found.append(Flow(values, came, back))
    told = sum((flow.back - min(flow.came, ZERO) for flow in found), ZERO)
    for place in refunded:
        if told < found[place].came:
            found[place] = found[place]._replace(back=found[place].came)
        else:
            told -= found[place].came
    return found


def is_void(values: Values) -> bool:
    """Whether no money moved at all."""
    return (
        bool(values.get("cancelled_flag"))
        or bill_status.meaning_in(values) == bill_status.VOID
        or _says(_FAILED, values, ("status",))
    )


def is_refund(values: Values) -> bool:
    """Whether the kind of the row says that its amount went back to the patient."""
    return _says(_BACK, values, _SAYS_SO)


def is_adjustment(values: Values) -> bool:
    """Whether the kind of the row says that nothing was paid: it was let off."""
    return _says(_NO_MONEY, values, _SAYS_SO)


def _says(pattern: re.Pattern, values: Values, fields: Sequence[str]) -> bool:
    return any(
        pattern.fullmatch(" ".join(_WORD.findall(str(values[name]).casefold())))
        for name in fields
        if values.get(name)
    )


_FAILED = re.compile(
    r"(?:(?:cheque|check|payment|transaction) )?(?:bounced|dishonou?red|failed|failure|"
    r"declined|refused|rejected|unsuccessful|aborted|timed out|expired|initiated)"
    r"|(?:cheque|check) return(?:ed)?|returned (?:unpaid|cheque|check|by (?:the )?bank)"
    r"|(?:stop(?:ped)? payment|payment stopped)|(?:not |un)(?:reali[sz]ed|cleared)"
    r"|insufficient funds?"
)
