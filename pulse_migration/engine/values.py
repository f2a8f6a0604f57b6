"""What the values of a column look like: the share of them that fits each shape.

A shape is wider than a converter: ``serial`` is a date as Excel or an epoch counts it,
``drug`` and ``diagnosis`` are words typical of such texts.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence

_DATE = (
    r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})"
    r"|\d{1,2}(?:st|nd|rd|th)?[- ,]*[A-Za-z]{3,9}[- ,.]*\d{2,4}"
    r"|[A-Za-z]{3,9} \d{1,2}(?:st|nd|rd|th)?,? \d{4})"
)
_TIME = (
    r"(?:[01]?\d|2[0-3])[:.][0-5]\d(?:[:.][0-5]\d)?(?:\.\d+)?(?:\s*[AaPp]\.?[Mm]\.?)?"
)
_ZONE = r"(?:\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}))?"
_GENDER = (
    "m f male female man woman other transgender trans intersex unknown u boy girl"
)
_YES_NO = "yes no y n true false t f 0 1 on off active inactive"
_MONEY = r"[-+(]?\s*(?:rs\.?|inr|usd|eur|[₹$€£])?\s*-?[\d,. ']*\d(?:\s*/-)?\)?"
_BLOOD = r"(?:a1?b?|a2?b?|b|o|0)\s*(?:rh)?\s*(?:[+\-–−]\s*(?:ve)?|pos\w*|neg\w*)"

_SHAPES = {
    "email": r"[^@\s,;]+@[^@\s,;]+\.[A-Za-z]{2,}",
    "phone": r"(?=(?:\D*\d){8,15}\D*$)(?:tel:?)?\s*[+(]?\d[\d\s().+/-]{6,}(?:x\d+)?"
    r"|\d{3}[- ]\d{4}",
    "date": _DATE,
    "serial": r"[2-6]\d{4}(?:\.\d+)?|(?:19|20)\d{6}|-?\d{11,12}|1\d{9}(?:\d{3})?",
    "datetime": rf"{_DATE}[T ,]+{_TIME}{_ZONE}",
    "moment": rf"{_DATE}[T ,]+(?!(?:00|12)[:.]00(?:[:.]00)?(?:\.0+)?"
    rf"(?:\s*am)?{_ZONE}$){_TIME}{_ZONE}",  # a day and a time that is not midnight
    "time": _TIME + _ZONE,
    "blood_group": _BLOOD,
    "money": _MONEY,
    "number": r"-?\d+(?:[.,]\d+)?",
    "percent": r"-?\d+(?:\.\d+)?\s*%?",
    "uuid": r"\{?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\}?",
    "age": r"\d{1,3}(?:\s*(?:y|yrs?|years?|m|months?)\b.*)?",
    "duration": r"\d+(?:[:.]\d+)?\s*(?:m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?"
    r"|months?)?\.?",
    "id": r"(?=[^\d]*\d)[\w./# -]{1,40}|(?-i:[A-Z][A-Z0-9-]*)",
    "drug": r".*(?:\d\s?(?:mg|mcg|ml|gm?|iu)\b|\b(?:tab|cap|syp|inj|syrup|cream|drops)"
    r"(?:let|sule|ection)?s?\b).*",
    "diagnosis": r".*(?:itis|oma|osis|emia|algia|pathy|disease|disorder|syndrome"
    r"|infection|fracture|diabetes|hypertension|asthma|fever|pain|caries|finding)\b.*",
    "icd": r"[A-TV-Z]\d[0-9A-Z](?:\.?[0-9A-Z]{1,4})?",
}
_PATTERNS = {kind: re.compile(shape, re.IGNORECASE) for kind, shape in _SHAPES.items()}
_VOCABULARIES = {
    "gender": _GENDER,
    "yes_no": _YES_NO,
    "status": "scheduled completed cancelled canceled noshow confirmed arrived "
    "booked pending done paid unpaid partial due draft refunded active inactive sent "
    "delivered failed read open closed void voided posted final finalised finalized "
    "settled cleared overdue partlypaid partiallypaid fullypaid bounced dishonoured",
    "payment_method": "cash card creditcard debitcard cheque check upi neft "
    "insurance online paytm gpay phonepe banktransfer netbanking wallet",
    "payment_kind": "payment receipt refund advance deposit adjustment writeoff "
    "reversal credit debit refunded paid received regular partialrefund fullrefund",
    "direction": "inbound outbound incoming outgoing in out sent received",
    "channel": "sms whatsapp email call phone voice letter telegram facebook push",
}
_WORDS = {kind: frozenset(words.split()) for kind, words in _VOCABULARIES.items()}
_EMPTY = frozenset({"", "-", "--", "na", "n/a", "nil", "none", "null"})
_NOT_LETTERS = re.compile(r"[\W_]+")


def _test(kind: str) -> Callable[[str], bool]:
    if kind in _WORDS:
        return lambda text: _NOT_LETTERS.sub("", text.lower()) in _WORDS[kind]
    pattern = _PATTERNS[kind]
    return lambda text: pattern.fullmatch(text) is not None


_TESTS = {kind: _test(kind) for kind in (*_PATTERNS, *_WORDS)}


def looks_like(values: Sequence[str]) -> dict[str, float]:
    """Share (0 to 1) of the non-blank values that fit each kind; empty without values.

    >>> looks_like(["ann@example.com", ""])["email"]
    1.0
    """
    texts = (value.strip().strip("'\"").strip() for value in values)
    counts = Counter(text for text in texts if text.lower() not in _EMPTY)
    total = counts.total()
    shares = {}
    for kind, test in _TESTS.items():
        fitting = sum(count for text, count in counts.items() if test(text))
        if fitting:
            shares[kind] = fitting / total
    return shares
