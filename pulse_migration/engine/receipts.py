"""How a bill was settled: its receipts, what was given back, what nothing explains.

The source's own totals are met exactly: what is stated as paid beyond the receipts, or
as owed against all arithmetic, is an entry of its own, with a name that says so.
"""

import hashlib
import json
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from . import value_maps
from .bill_lines import Values, number
from .bills import Bill
from .payment_flow import flows_of, is_adjustment
from .payment_split import SPLIT, parts_of

ZERO = Decimal(0)
STATED = "Paid as stated on the bill"
BEYOND = "Paid as stated, beyond the receipts"
BY_ADVANCE = "Paid by advance as stated on the bill"
NOT_COUNTED = "Receipts that the bill does not count as paid"
UNEXPLAINED = "Settled as stated by the balance of the bill"
REFUND = "Refund as stated on the bill"
ADJUSTMENT, ADVANCE = "adjustment", "advance"
INSURANCE, OTHER = "insurance", "other"
_NUMBERS = ("receipt_number", "payment_reference", "payment_id")


class Receipt(NamedTuple):
    """Money that came (or, negative, went back); ``mode`` is what the clinic's
    ``word`` for it means. ``key`` is the same in every delivery of one receipt, empty
    for what the bill only states."""

    key: str
    amount: Decimal
    date: str
    mode: str
    word: str
    memo: str


class Settlement(NamedTuple):
    """Receipts of one bill, and what of it was credited back; ``owed`` is the rest."""

    receipts: tuple[Receipt, ...]
    credited: Decimal
    owed: Decimal


def settle(bill: Bill) -> Settlement:
    """Return what settles a bill, so that what it says is owed is what is left.

    Nobody owes a cancelled bill: what was received for it is the patient's.
    """
    sign = -1 if bill.is_credit else 1
    receipts = receipts_of(bill.payments, bill.date, sign)
    if bill.is_void:
        return Settlement(tuple(receipts), ZERO, ZERO)
    refund = _refund(bill)
    lacking = bill.total - bill.paid - bill.outstanding
    credited = refund if refund and lacking in (ZERO, refund) else ZERO
    paid = bill.paid - (credited if lacking == ZERO else ZERO)
    received = sum((receipt.amount for receipt in receipts), ZERO)
    receipts += _stated(bill, paid - received, credited if lacking == ZERO else ZERO)
    rest = bill.total - credited - paid - bill.outstanding
    if rest:
        receipts.append(Receipt("", rest, bill.date, ADJUSTMENT, "", UNEXPLAINED))
    return Settlement(tuple(receipts), credited, bill.outstanding)


def receipts_of(
    rows: Sequence[Values],
    usual_date: str = "",
    sign: int = 1,
    is_in_parts: bool = True,
) -> list[Receipt]:
    """Return the receipts of payment rows; failed and cancelled ones are none.

    :param sign: -1 when the rows of a credit note state what went back as positive
    :param is_in_parts: a row that tells of several ways of paying is a receipt each
    """
    found: list[Receipt] = []
    seen: dict[str, int] = {}
    for values, came, back in flows_of(rows):
        for part, amount in (("", came), ("refund", -back)):
            if not amount:
                continue
            if sign < 0 and amount > 0:
                amount = -amount
            key = _key(values, part)
            date = str(values.get("date") or usual_date)[:10]
            ways = modes_of(values, amount)
            if not is_in_parts and len(ways) > 1:
                ways = [(OTHER, str(values["payment_method"]), amount)]
            for mode, word, share in ways:
                seen[key] = seen.get(key, 0) + 1
                own = key if seen[key] == 1 else f"{key}{seen[key]}"
                found.append(Receipt(own, share, date, mode, word, memo_of(values)))
    return found


def mode_of(values: Values) -> str:
    """Return what the payment mode of a row means, "other" when nothing says it."""
    if is_adjustment(values):
        return ADJUSTMENT
    meaning = str(values.get("payment_method_meaning") or "")
    return OTHER if meaning in ("", "empty", SPLIT) else meaning


def modes_of(values: Values, amount: Decimal) -> list[tuple[str, str, Decimal]]:
    """Return (mode, word, amount) of what a row says was paid, part by part.

    Parts that do not come to the amount are not believed.
    """
    word = str(values.get("payment_method") or "")
    if values.get("payment_method_meaning") == SPLIT and (
        parts := parts_of(word, amount)
    ):
        return [
            (value_maps.applied("payment_mode", own) or OTHER, own, part)
            for own, part in parts
        ]
    return [(mode_of(values), word, amount)]


def memo_of(values: Values) -> str:
    """Return the numbers of a receipt in one line, each once."""
    numbers = [str(values[name]) for name in _NUMBERS if values.get(name)]
    return " / ".join(dict.fromkeys(numbers))


def _key(values: Values, part: str) -> str:
    """Return 12 hexadecimal digits: of the receipt's number, else of all it says."""
    own = next((values[n] for n in ("payment_id", *_NUMBERS) if values.get(n)), None)
    told = [str(own)] if own else sorted((k, str(v)) for k, v in values.items())
    text = json.dumps([told, part], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _refund(bill: Bill) -> Decimal:
    """Return what a bill's own rows say went back; every line may repeat it.

    Of one that is called refunded, all that was paid and is not among the receipts.
    """
    found = {number(values, "refund") or ZERO for values in bill.rows}
    if len(found) > 1 or bill.total <= 0:
        return ZERO
    if (refund := abs(found.pop())) or not bill.is_refunded:
        return refund
    if bill.outstanding or not bill.paid:
        return ZERO if bill.outstanding else bill.total
    went_back = sum((flow.back for flow in flows_of(bill.payments)), ZERO)
    return max(bill.total - went_back, ZERO)


def _stated(bill: Bill, lacking: Decimal, given_back: Decimal) -> list[Receipt]:
    """Return what the bill states as paid and no receipt shows."""
    values = bill.rows[0]
    date = str(values.get("payment_date") or bill.date)[:10]
    word, mode = str(values.get("payment_method") or ""), mode_of(values)
    memo = memo_of(values)
    if bill.payments and given_back and lacking == -given_back:
        return [Receipt("", lacking, date, mode, word, REFUND)]
    if bill.payments and lacking < 0:
        return [Receipt("", lacking, date, ADJUSTMENT, "", NOT_COUNTED)]
    found = []
    name = BEYOND if bill.payments else STATED
    amount = lacking + (ZERO if bill.payments else given_back)
    if (used := min(bill.advance, amount)) > 0:
        found.append(Receipt("", used, date, ADVANCE, "", BY_ADVANCE))
        amount -= used
    for part, by in _parts(bill, amount):
        text = f"{name}: {memo}" if memo else name
        ways = [(by, "", part)] if by else modes_of(values, part)
        found += [Receipt("", share, date, m, w, text) for m, w, share in ways]
    if given_back and not bill.payments:
        found.append(Receipt("", -given_back, date, mode, word, REFUND))
    return found


def _parts(bill: Bill, amount: Decimal) -> list[tuple[Decimal, str]]:
    """Return (amount, mode or ""): the insurer's share apart where that is stated."""
    insurer = sum(
        (number(values, "insurance_paid") or ZERO for values in bill.rows), ZERO
    )
    patient = sum(
        (number(values, "patient_paid") or ZERO for values in bill.rows), ZERO
    )
    parts = [(amount, "")]
    if insurer and not bill.payments and insurer + patient == amount:
        parts = [(patient, ""), (insurer, INSURANCE)]
    return [(part, by) for part, by in parts if part]
