"""What a clinic's own words for the status of a bill say about money."""

import re
from collections.abc import Mapping

VOID = "void"
DRAFT = "draft"
SETTLED = "settled"
PARTIAL = "partial"
OPEN = "open"

# the first that is found wins; a word that means nothing certain says nothing
_MEANINGS = (
    (
        PARTIAL,
        r"part(?:ial(?:ly)?|ly)?[ -]*(?:paid|pay\w*|settled|received)?|some paid",
    ),
    (OPEN, r"(?:not|un|non)[ -]*(?:yet )?(?:paid|settled|cleared|received)"),
    (VOID, r"cancell?ed|void(?:ed)?|annulled|deleted|reversed"),
    (DRAFT, r"draft|pro ?forma|estimate|quotation"),
    (OPEN, r"(?:over)?due|pending|outstanding|open|owing|credit bill"),
    (
        SETTLED,
        r"(?:fully |full )?(?:paid|settled|cleared)(?: in full| fully)?|closed|"
        r"(?:fully )?refunded|payment received",
    ),
)
# what a value map says the words mean
_OF_VALUE_MAP = {
    "paid": SETTLED,
    "partial": PARTIAL,
    "unpaid": OPEN,
    "cancelled": VOID,
    "draft": DRAFT,
    "refunded": SETTLED,
    "advance": "",
}
_COMPILED = [
    (meaning, re.compile(rf"(?:{pattern})(?: bill| invoice)?"))
    for meaning, pattern in _MEANINGS
]


def is_refunded(values: Mapping[str, object]) -> bool:
    """Whether the status of a row says that all that was paid went back."""
    mapped = values.get("status_meaning")
    if mapped is not None:
        return mapped == "refunded"
    words = " ".join(re.findall(r"[a-z]+", str(values.get("status") or "").casefold()))
    return words in ("refunded", "fully refunded", "refunded in full")


def meaning_in(values: Mapping[str, object]) -> str:
    """Return what the status of a row means; a value map wins over its words."""
    mapped = values.get("status_meaning")
    if mapped is not None:
        return _OF_VALUE_MAP[str(mapped)]
    return meaning_of(values.get("status"))


def meaning_of(text: object) -> str:
    """Return VOID, DRAFT, SETTLED, PARTIAL or OPEN, or "" for any other word.

    Only a whole status counts: "not cancelled" and "partially refunded" say nothing.
    """
    words = " ".join(re.findall(r"[a-z]+", str(text or "").casefold()))
    for meaning, pattern in _COMPILED:
        if pattern.fullmatch(words):
            return meaning
    return ""
