"""Which column is a bill's total, or discount: not the gross, and not a line's."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from .adding import is_part
from .column_words import Column
from .neighbours import Candidate

_NET = re.compile(r"\bnet\b(?!.*\b(?:tax|rate|price|weight|quantity|qty)\b)")
_OF_LINE = re.compile(r"\b(?:line|item)\b")
_OF_BILL = re.compile(r"\b(?:bill|invoice|overall|header|additional|extra)\b")
_AHEAD = re.compile(r"\b(?:advances?|deposits?|adv|dep|pre ?paid)\b")
_NOT_YET = re.compile(r"\b(?:claimed|approved|sanctioned|covered|eligible)\b")
_KINDS = {
    "payment": ("Refund", re.compile(r"\brefunds?\b|\bpay ?backs?\b")),
    "bill": (
        "Credit Note",
        re.compile(r"\bcredit (?:notes?|memos?)\b|\b(?:sales )?returns?\b"),
    ),
}
_MEANT = 0.7  # from this score on, a header is taken to mean a field
_GIVEN = 0.85
_TOTAL, _NET_AMOUNT = "amount_total", "amount_net"
# of several columns of a field, those with such a word are of another
_APART = (
    (_TOTAL, _OF_LINE, _NET_AMOUNT),
    ("discount", _OF_BILL, "bill_wide_discount"),
    ("amount_paid", _AHEAD, "advance_used"),
    ("insurance_paid", _NOT_YET, ""),
)


def kind_of_file(object_name: str, names: Iterable[str]) -> str:
    """Return the kind of document that every row of a file is, or "".

    ``names`` are the file's and those of the columns of its numbers.

    >>> kind_of_file("payment", ["refunds.csv"]), kind_of_file("bill", ["Return No"])
    ('Refund', 'Credit Note')
    """
    kind, pattern = _KINDS.get(object_name, ("", _NET))
    found = kind and any(pattern.search(_plain(name)) for name in names)
    return kind if found else ""


def with_totals(
    columns: Sequence[Column], found: list[list[Candidate]]
) -> list[list[Candidate]]:
    """Tell the total of a bill from what stands before its discount, and from what one
    line comes to.

    Of "Amount, Discount, Net Amount" the last is what is owed, of "Net, Tax, Total" it
    is not; of "Line Amount, Bill Total" the second is the bill's, and so it is of
    "Discount, Bill Discount"; of "Advance, Paid" the first was there before, and of
    "Approved, Insurer Paid" the first did not come.
    """
    headers = [_plain(column.header) for column in columns]
    meant = [_best(options) for options in found]
    told = list(found)
    total, before = _after_discount(headers, meant)
    if total is not None:
        told[total] = _first(_TOTAL, told[total])
        for at in before:
            told[at] = _first(_NET_AMOUNT, told[at])
    for at, field in enumerate(meant):
        is_paid = columns[at].shares.get("money", 0.0) >= _MEANT
        if field == "payer" and is_paid and is_part("amount_paid", headers[at]):
            told[at] = _first("amount_paid", told[at])
    for field, pattern, other in _APART:
        alike = [at for at, name in enumerate(meant) if name == field]
        others = [at for at in alike if pattern.search(headers[at])]
        if len(others) < len(alike):
            for at in others:
                told[at] = _first(other, told[at])
    return told


def _after_discount(
    headers: Sequence[str], meant: Sequence[str]
) -> tuple[int | None, list[int]]:
    """Return the place of a net amount that is the total, and of those before it."""
    nets = [at for at, header in enumerate(headers) if _NET.search(header)]
    if not nets or meant[nets[-1]] not in (_TOTAL, _NET_AMOUNT):
        return None, []
    net = nets[-1]
    if any(field in (_TOTAL, "tax") for field in meant[net + 1 :]):
        return None, []
    amounts = [at for at in range(net) if meant[at] in (_TOTAL, _NET_AMOUNT)]
    amounts = [at for at in amounts if not _OF_LINE.search(headers[at])]
    discounts = [at for at in range(net) if meant[at].startswith("discount")]
    is_total_before = any(meant[at] == _TOTAL for at in amounts)
    if not (amounts or discounts) or (is_total_before and not discounts):
        return None, []
    return net, amounts


def _best(options: Sequence[Candidate]) -> str:
    best = max(options, key=lambda option: option.score, default=None)
    return best.field if best and best.score >= _MEANT else ""


def _first(field: str, options: list[Candidate]) -> list[Candidate]:
    """``field`` first, and what the header says by itself behind it; without one, all
    but the best that it says."""
    if not field:
        return [option for option in options if option.field != _best(options)]
    others = [replace(o, score=o.score * _GIVEN**2) for o in options]
    return [
        Candidate(field, _GIVEN, "neighbour", _GIVEN),
        *(option for option in others if option.field != field),
    ]


def _plain(header: str) -> str:
    split = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header)
    return " ".join(re.findall("[a-z]+", split.casefold()))
