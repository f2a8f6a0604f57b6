"""Rows with one bill's number: its lines, one row twice, or two stories."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .bill_amounts import received_of
from .bill_lines import Values, is_close, is_own_total, line_total, number, sum_of
from .bills import Bill, is_void, read_bill
from .errors import RowError

KINDS = ("bill", "bill_item", "payment")
_LINE = ("item_name", "item_code", "description", "quantity", "unit_price")
# what is one bill's: two lines of one thing at one price cannot say it differently
_OF_BILL = ("amount_paid", "outstanding", "status", "due_date")
# the first that a receipt has tells it from others
RECEIPT = ("payment_id", "receipt_number", "payment_reference")


class BillRow(NamedTuple):
    """A row of a bill, of its items or its payments.

    ``source`` is the file it came in, ``delivery`` the run: a later one is greater.
    """

    key: int
    kind: str
    values: Values
    fingerprint: str
    source: int
    delivery: int


class Verdict(NamedTuple):
    """What becomes of one bill's rows.

    ``hold`` is the code why none may load, else empty; ``repeated`` the keys of rows
    that only repeat another; ``doubtful`` those of them that a person should see;
    ``flags`` what the bill's own amounts do not agree on.
    """

    hold: str
    repeated: frozenset[int]
    doubtful: frozenset[int]
    flags: tuple[str, ...]


def judge(rows: Sequence[BillRow]) -> Verdict:
    """Decide over the rows of one bill number in one delivery, bill rows among them."""
    by_kind = _by_kind(rows)
    repeated = _repeated(by_kind)
    doubtful = frozenset(
        row.key for row in rows if row.key in repeated and _is_doubtful(row, rows)
    )
    bills, items, payments = (
        [row.values for row in by_kind[kind] if row.key not in repeated]
        for kind in KINDS
    )
    if _contradict(bills):
        return Verdict("duplicate_id", frozenset(), frozenset(), ())
    try:
        flags = read_bill(bills, items, payments).flags
    except RowError as error:
        return Verdict(error.code, frozenset(), frozenset(), ())
    return Verdict("", frozenset(repeated), doubtful, flags)


def read_bills(rows: Iterable[BillRow]) -> list[Bill]:
    """Return the bills of the rows of one or several deliveries.

    Of each bill's own rows, and of its items, the latest delivery that has any counts,
    unless it is a part of the items only; each payment counts once, and so does what
    repeats within a delivery. Raises RowError as ``read_bill`` does.
    """
    by_number: dict[str, dict[int, list[BillRow]]] = {}
    for row in rows:
        deliveries = by_number.setdefault(str(row.values.get("bill_id") or ""), {})
        deliveries.setdefault(row.delivery, []).append(row)
    bills = []
    for deliveries in by_number.values():
        by_kind = _by_kind([row for d in deliveries.values() for row in _once(d)])
        if by_kind["bill"]:
            bills.append(
                read_bill(
                    _latest(by_kind["bill"]),
                    _latest_items(by_kind["bill_item"], by_kind["bill"]),
                    _latest_payments(by_kind["payment"]),
                )
            )
    return bills


def read_advances(rows: Iterable[BillRow]) -> list[Values]:
    """Return the payment rows of the deliveries that name no bill, each once."""
    deliveries: dict[int, list[BillRow]] = {}
    for row in rows:
        if row.kind == "payment" and not row.values.get("bill_id"):
            deliveries.setdefault(row.delivery, []).append(row)
    once = [row for delivery in deliveries.values() for row in _once(delivery)]
    return _latest_payments(once)


def _by_kind(rows: Sequence[BillRow]) -> dict[str, list[BillRow]]:
    return {kind: [row for row in rows if row.kind == kind] for kind in KINDS}


def _once(rows: Sequence[BillRow]) -> list[BillRow]:
    """Return the rows of one delivery without those that only repeat another."""
    repeated = _repeated(_by_kind(rows))
    return [row for row in rows if row.key not in repeated]


def _repeated(by_kind: dict[str, list[BillRow]]) -> set[int]:
    bills, items, payments = (by_kind[kind] for kind in KINDS)
    repeated = _repeated_bills(bills) | _repeated_items(items, bills)
    return repeated | _repeated_payments(payments, bills)


def _latest(rows: Sequence[BillRow]) -> list[Values]:
    last = max((row.delivery for row in rows), default=0)
    return [row.values for row in rows if row.delivery == last]


def _latest_items(rows: Sequence[BillRow], bills: Sequence[BillRow]) -> list[Values]:
    """Return the items of the latest delivery, as a whole.

    A server may give the changed ones only: where each has an id of its own, and all
    of them together come to what the bill says, those of earlier deliveries count too.
    """
    latest, by_id = _latest(rows), {}
    for row in sorted(rows, key=lambda row: row.delivery):
        by_id[row.values.get("bill_item_id") or ""] = row.values
    if "" in by_id or len(by_id) <= len(latest):
        return latest
    last = max(row.delivery for row in bills)
    total = _stated([row for row in bills if row.delivery == last], "amount_total")
    every = list(by_id.values())
    come_to = {id(items): sum_of(map(line_total, items)) for items in (latest, every)}
    if is_close(come_to[id(latest)], total, len(latest)):
        return latest
    return every if is_close(come_to[id(every)], total, len(every)) else latest


def _latest_payments(rows: Sequence[BillRow]) -> list[Values]:
    by_receipt: dict[object, list[BillRow]] = {}
    for row in rows:
        number_ = next((row.values[f] for f in RECEIPT if row.values.get(f)), None)
        by_receipt.setdefault(number_ or row.fingerprint, []).append(row)
    return [values for group in by_receipt.values() for values in _latest(group)]


def _again(rows: Sequence[BillRow]) -> dict[int, BillRow]:
    """Return {key of a row that repeats another: that other}."""
    first: dict[str, BillRow] = {}
    again = {}
    for row in rows:
        if first.setdefault(row.fingerprint, row) is not row:
            again[row.key] = first[row.fingerprint]
    return again


def _sum(rows: Iterable[BillRow], but: Iterable[int] = ()):
    return sum_of(line_total(row.values) for row in rows if row.key not in set(but))


def _stated(bills: Sequence[BillRow], field: str):
    """Return the amount that every bill row states alike, else None."""
    found = {number(row.values, field) for row in bills}
    return found.pop() if len(found) == 1 else None


def _from_elsewhere(rows: Sequence[BillRow], again: dict[int, BillRow]) -> set[int]:
    """The same row in another file is the same file twice, or a wider extract."""
    return {
        row.key
        for row in rows
        if row.key in again and row.source != again[row.key].source
    }


def _repeated_bills(bills: Sequence[BillRow]) -> set[int]:
    """A bill row twice is one, unless the stated total needs the line twice."""
    again = _again(bills)
    total = _stated(bills, "amount_total")
    lines = [row.values | {"amount_total": None} for row in bills]
    every = sum_of(map(line_total, lines))
    if total is not None and is_close(every, total, len(bills)):
        return _from_elsewhere(bills, again)
    return set(again)


def _repeated_items(items: Sequence[BillRow], bills: Sequence[BillRow]) -> set[int]:
    """A line twice in one file is two lines, unless the total needs it once only."""
    again = _again(items)
    total = _stated(bills, "amount_total")
    if is_close(_sum(items, again), total, len(items)):
        return set(again)
    return _from_elsewhere(items, again)


def _repeated_payments(
    payments: Sequence[BillRow], bills: Sequence[BillRow]
) -> set[int]:
    """A receipt twice is one; without a number two are two when both were paid."""
    again = _again(payments)
    numbered = {
        row.key for row in payments if any(row.values.get(name) for name in RECEIPT)
    }
    elsewhere = _from_elsewhere(payments, again)
    received = received_of([row.values for row in payments])
    if again and received == _stated(bills, "amount_paid"):
        return {key for key in again if key in numbered} | elsewhere
    return set(again)


def _is_doubtful(row: BillRow, rows: Sequence[BillRow]) -> bool:
    """Whether a row that was taken as a repetition may be meant: nothing proves it."""
    twins = [r for r in rows if r.fingerprint == row.fingerprint and r.kind == row.kind]
    if twins[0].source != row.source:
        return False
    if row.kind == "payment":
        return not any(row.values.get(name) for name in RECEIPT)
    return row.kind == "bill" and number(row.values, "unit_price") is not None


def _contradict(rows: Sequence[Values]) -> bool:
    """Whether bill rows of one number cannot be lines of one bill.

    Lines share patient and currency. Two rows for the same thing need a price each to
    be two lines, and then agree on what is said of the whole bill.
    """
    for field in ("patient_id", "currency"):
        if len({str(v[field]).casefold() for v in rows if v.get(field)}) > 1:
            return True
    if len({is_void(values) for values in rows}) > 1:
        return True
    by_line: dict[tuple, list[Values]] = {}
    for values in rows:
        line = tuple(str(values.get(field) or "") for field in _LINE)
        by_line.setdefault(line, []).append(values)
    return any(len(same) > 1 and _two_stories(same) for same in by_line.values())


def _two_stories(rows: Sequence[Values]) -> bool:
    if number(rows[0], "unit_price") is None:
        return True
    fields = _OF_BILL
    if not all(map(is_own_total, rows)):
        fields = (*_OF_BILL, "amount_total")
    return any(len({str(v.get(field) or "") for v in rows}) > 1 for field in fields)
