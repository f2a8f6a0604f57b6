"""What one cell looks like: enough to tell a header from the data below it."""

import re

_DATE = re.compile(
    r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([ T].*)?"
    r"|\d{1,2}[-/. ]?[A-Za-z]{3,9}[-/., ]+\d{2,4}([ ,].*)?"
    r"|[A-Za-z]{3,9}[. ]+\d{1,2},? +\d{4}([ ,].*)?"
)
_TIME = re.compile(r"\d{1,2}[:.]\d{2}([:.]\d{2})?( ?[AaPp]\.?[Mm]\.?)?")
_NUMBER = re.compile(
    r"[-+(]?\s*(?:rs\.?|inr|usd|eur|[₹$€£])?\s*[-+]?\.?\d[\d,.' \u00a0]*(?:e[+-]?\d+)?"
    r"\s*(?:%|/-|\)|cr|dr)*",
    re.IGNORECASE,
)
_PHONE = re.compile(r"\+?\(?\d[\d\s().+-]{5,}")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_CODE = re.compile(
    r"[A-Z]{1,6}[-_/# ]?\d+[\w/-]*|[A-Za-z]{0,6}[-_/#]?\d{2,}[\w/-]*"
    r"|[0-9a-f]{8}-[0-9a-f-]{20,}"
)
_WORD = re.compile(r"[a-z]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")

# words of column titles in any trade: what is written, when, who, where, how much
_TITLE_WORDS = frozenset(
    "id uid no nr num number code key ref reference name title first middle last "
    "surname family given full email mail phone mobile tel telephone contact cell fax "
    "whatsapp address street locality area city town state district province country "
    "pin pincode zip postal postcode date day time datetime created updated modified "
    "start end from to dob birth birthday age gender sex blood group status type "
    "category kind mode method amount price rate cost total paid due balance "
    "outstanding discount tax gst quantity qty unit units currency note notes remark "
    "remarks comment comments description details message text body subject reason "
    "doctor physician provider practitioner staff user owner patient client customer "
    "clinic branch location room appointment visit bill invoice receipt payment "
    "diagnosis complaint treatment medicine medication drug dose dosage frequency "
    "duration instructions allergy allergies history file url link active enabled "
    "language source tags channel sender sent direction".split()
)


def cell_kind(text: str) -> str:
    """Return ``date``, ``time``, ``email``, ``number``, ``code`` or empty for text."""
    text = text.strip()
    if not text or len(text) > 80:
        return ""
    for kind, pattern in (
        ("email", _EMAIL),
        ("date", _DATE),
        ("time", _TIME),
        ("number", _NUMBER),
        ("number", _PHONE),
        ("code", _CODE),
    ):
        if pattern.fullmatch(text):
            return kind
    return ""


def is_number(text: str) -> bool:
    """Tell whether the text is a number, with or without a currency."""
    text = text.strip()
    return len(text) <= 80 and _NUMBER.fullmatch(text) is not None


def has_title_word(text: str) -> bool:
    """Tell whether one of the words is usual in column titles."""
    words = _WORD.findall(_CAMEL.sub(" ", text).lower())
    return any(word in _TITLE_WORDS for word in words)
