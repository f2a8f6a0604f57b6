"""One bill out of its rows: what it totals, what was paid, what is still owed.

A bill is one row, or one row a line with the bill's number repeated; lines and payments
may also come in files of their own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from . import bill_status
from .bill_advance import advance_of, with_advance
from .bill_amounts import Settlement, Total, received_of, settlement_of, total_of
from .bill_lines import Values

_WORD = re.compile("[a-z]+")
_CREDIT_NOTE = re.compile(
    r"(?:sales? |invoice |bill |customer )?"
    r"(?:credit (?:note|memo)|refund(?: bill| invoice)?|(?:sales? )?return(?: bill)?)"
)
_SETTLED = bill_status.SETTLED
_UNSETTLED = (bill_status.OPEN, bill_status.PARTIAL)


@dataclass(frozen=True, slots=True)
class Bill:
    """A bill with its rows; amounts are exact, ``flags`` say what does not agree.

    ``currency`` is the source's word in capitals, empty when it names none; ``date``
    ISO text; ``status`` the source's word. ``is_void``: cancelled or draft;
    ``is_by_line``: each row states the total of its own line; ``is_draft``: it was
    never issued; ``is_credit``: a credit note whose rows state positive amounts;
    ``is_refunded``: by its status, all that was paid went back; ``advance`` is what of
    ``paid`` its rows say was an advance.
    """

    number: str
    rows: tuple[Values, ...]
    items: tuple[Values, ...]
    payments: tuple[Values, ...]
    total: Decimal
    paid: Decimal
    outstanding: Decimal
    currency: str
    status: str
    date: str
    is_void: bool
    is_by_line: bool
    flags: tuple[str, ...]
    is_draft: bool = False
    is_credit: bool = False
    is_refunded: bool = False
    advance: Decimal = Decimal(0)

    @property
    def all_rows(self) -> tuple[Values, ...]:
        """The rows, items and payments of the bill."""
        return self.rows + self.items + self.payments

    @property
    def lines(self) -> tuple[Values, ...]:
        """The rows that name what was sold."""
        return self.items or self.rows


class _Status(NamedTuple):
    """The source's word for it, and what that says about money."""

    word: str
    meaning: str
    is_void: bool
    is_refunded: bool


def read_bill(
    rows: Sequence[Values],
    items: Sequence[Values] = (),
    payments: Sequence[Values] = (),
) -> Bill:
    """Return the bill of its bill rows, line rows and payment rows.

    Raises RowError amount_missing or bill_total_ambiguous.
    """
    total = total_of(rows, items)
    says = _read_status(rows, total.amount)
    settlement, advance = with_advance(
        settlement_of(rows, payments, total),
        total.amount,
        advance_of(rows),
        payments,
        says.meaning == _SETTLED,
    )
    paid, owed, flag = _balance(total.amount, settlement, says)
    if says.is_void:
        owed, flag = Decimal(0), _void_flag(paid, payments)
    sign = -1 if is_credit_note(rows[0]) and total.amount > 0 else 1
    return Bill(
        number=str(rows[0].get("bill_id") or ""),
        rows=tuple(rows),
        items=tuple(items),
        payments=tuple(payments),
        total=total.amount * sign,
        paid=paid * sign,
        outstanding=owed * sign,
        currency=_first(rows, "currency").upper(),
        status=says.word,
        date=max(str(values.get("date") or "") for values in rows),
        is_void=says.is_void,
        is_by_line=total.is_by_line,
        flags=_flags(total, settlement, flag, says.is_refunded),
        is_draft=says.is_void and says.meaning == bill_status.DRAFT,
        is_credit=sign < 0,
        is_refunded=says.is_refunded,
        advance=Decimal(0) if says.is_void else advance,
    )


def is_void(values: Values) -> bool:
    """Cancelled and draft bills are owed by nobody."""
    meaning = bill_status.meaning_in(values)
    return bool(values.get("cancelled_flag")) or meaning in (
        bill_status.VOID,
        bill_status.DRAFT,
    )


def is_credit_note(values: Values) -> bool:
    """Whether the kind of document says that money goes back."""
    words = " ".join(_WORD.findall(str(values.get("type") or "").casefold()))
    return bool(_CREDIT_NOTE.fullmatch(words))


def _first(rows: Sequence[Values], field: str) -> str:
    return next((str(v[field]) for v in rows if v.get(field)), "").strip()


def _flags(
    total: Total, settlement: Settlement, flag: str, is_refunded: bool
) -> tuple[str, ...]:
    refunded = "refunded_by_status" if is_refunded else ""
    return tuple(code for code in (total.flag, settlement.flag, flag, refunded) if code)


def _read_status(rows: Sequence[Values], total: Decimal) -> _Status:
    """Return what the first row that has a status says of the whole bill."""
    values = next((values for values in rows if values.get("status")), {})
    void = is_void(rows[0])
    return _Status(
        str(values.get("status") or ""),
        bill_status.meaning_in(values),
        void,
        bill_status.is_refunded(values) and not void and total > 0,
    )


def _balance(
    total: Decimal, settlement: Settlement, says: _Status
) -> tuple[Decimal, Decimal, str]:
    """Return (paid, owed, flag) of a bill that counts; nobody owes a refunded one."""
    paid, owed, flag = _settle(total, settlement, says.meaning)
    if says.is_refunded and settlement.owed is None:
        owed, flag = Decimal(0), ""
    return paid, owed, flag or _contradiction(says.meaning, total, owed)


def _settle(
    total: Decimal, settlement: Settlement, meaning: str
) -> tuple[Decimal, Decimal, str]:
    """Return (paid, owed, flag): as stated, else by the amounts, else by the status."""
    paid, owed, _flag = settlement
    if paid is None and owed is None:
        if meaning == _SETTLED:
            return total, Decimal(0), "paid_by_status" if total else ""
        return Decimal(0), total, ""
    if owed is None:
        return paid, total - paid, ""
    if paid is None:
        return total - owed, owed, ""
    return paid, owed, "" if paid + owed == total else "amounts_contradict"


def _void_flag(paid: Decimal, payments: Sequence[Values]) -> str:
    """A cancelled or draft bill that was paid: the receipts are the patient's credit;
    what is only stated is booked nowhere."""
    received = received_of(payments) or Decimal(0)
    if received:
        return "void_received"
    return "void_paid" if paid else ""


def _contradiction(meaning: str, total: Decimal, owed: Decimal) -> str:
    """The amounts count; a status that says something else is worth a look."""
    is_settled = owed <= 0 <= total or owed == 0
    if meaning == _SETTLED and not is_settled:
        return "status_contradicts"
    if meaning in _UNSETTLED and is_settled and total:
        return "status_contradicts"
    if meaning == bill_status.PARTIAL and owed == total and total:
        return "status_contradicts"
    return ""
