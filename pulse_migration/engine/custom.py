"""Columns that no Pulse object knows: the type, name and label of a field for them."""

import re
import unicodedata
import zlib
from collections.abc import Collection

from .columns import ColumnEvidence
from .converters import Rules, convert
from .errors import RowError

PREFIX = "x_studio_"
OBJECTS = ("patient", "appointment")  # those with a page of their own in Odoo
# type of the field -> kind whose converter reads its cells
KINDS = {
    "char": "text",
    "text": "long_text",
    "integer": "number",
    "float": "number",
    "date": "date",
    "datetime": "datetime",
    "boolean": "yes_no",
    "selection": "choice",
}
LABEL_LENGTH = 100
_NAME_LENGTH = 40  # PostgreSQL cuts at 63 bytes, and a number may follow
# kind that values give away -> type of their field
_TOLD = {"yes_no": "boolean", "date": "date", "datetime": "datetime"}
_ALL = 0.98  # share of the values that must be of a type
_FEW = 12  # distinct values that still make a list to choose from
_OFTEN = 5  # rows behind each of them
_MOST_OPTIONS = 40
_OPTION_LENGTH = 40
_LINE_LENGTH = 120
_NUMBER = re.compile(r"[+-]?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{2,3})+)(?P<part>\.[0-9]+)?")
_LONGEST_INTEGER = 9
_CODE_LENGTH = 5  # from here digits that are all of one length are a code
_HIDDEN = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\ufeff]")


def propose_type(evidence: ColumnEvidence) -> str:
    """The narrowest type (a key of :data:`KINDS`) that holds what the column says."""
    texts = [text for text in evidence.sample_texts() if text.strip()]
    if not texts:
        return "char"
    scores = evidence.scores(kinds=tuple(_TOLD))
    for kind, wanted in _TOLD.items():
        if scores[kind] >= _ALL:
            return wanted
    number = _number_type(texts)
    if number:
        return number
    if _is_choice(evidence):
        return "selection"
    is_long = evidence.longest > _LINE_LENGTH or any("\n" in text for text in texts)
    return "text" if is_long else "char"


def _number_type(texts: Collection[str]) -> str:
    """Digits that begin with nought, or run on, are a number of something, no count."""
    found = [_NUMBER.fullmatch(text.strip()) for text in texts]
    if not all(found):
        return ""
    plain = [match[0].lstrip("+-").replace(",", "") for match in found if match]
    if any(len(body) > 1 and body[0] == "0" and body[1] != "." for body in plain):
        return ""
    lengths = {len(body.split(".")[0]) for body in plain}
    if max(lengths) > _LONGEST_INTEGER or (
        len(lengths) == 1 and min(lengths) >= _CODE_LENGTH
    ):
        return ""
    return "float" if any(match["part"] for match in found if match) else "integer"


def _is_choice(evidence: ColumnEvidence) -> bool:
    distinct, is_exact = evidence.distinct
    return (
        is_exact
        and 2 <= distinct <= _FEW
        and evidence.filled >= _OFTEN * distinct
        and evidence.longest <= _OPTION_LENGTH
    )


def options(evidence: ColumnEvidence) -> list[str]:
    """The values to choose from, in order of first sight; none when too many."""
    counts = evidence.values or {}
    if len(counts) > _MOST_OPTIONS or evidence.longest > _LINE_LENGTH:
        return []
    return list(dict.fromkeys(filter(None, map(option, counts))))


def option(text: str) -> str:
    """A cell as staging will spell it, "" for one that says nothing."""
    try:
        value = convert("choice", text, Rules())
    except RowError:
        return ""
    return str(value.value) if value and value.value else ""


def label(header: str) -> str:
    """The header as a label: one line, nothing that hides or turns text around.

    >>> label("  Blood\\nBank ")
    'Blood Bank'
    """
    shown = _HIDDEN.sub("", header)
    shown = "".join(" " if unicodedata.category(c) == "Cc" else c for c in shown)
    return " ".join(shown.split())[:LABEL_LENGTH].strip() or "Column"


def technical_name(header: str, taken: Collection[str]) -> str:
    """A new field's name that nothing in ``taken`` has; of letters a-z, digits, _.

    A header without any such letter is named by a checksum of it.

    >>> technical_name("Preferred Clinic", {"x_studio_preferred_clinic"})
    'x_studio_preferred_clinic_2'
    """
    ascii_text = unicodedata.normalize("NFKD", header).encode("ascii", "ignore")
    slug = re.sub("[^a-z0-9]+", "_", ascii_text.decode().lower()).strip("_")
    slug = slug[:_NAME_LENGTH].strip("_")
    if not re.search("[a-z]", slug):
        digest = zlib.crc32(header.encode("utf-8", "surrogatepass"))
        slug = f"column_{digest:08x}"
    if slug.endswith("extra"):
        slug += "_info"  # staging calls the second value of a cell so
    name, number = f"{PREFIX}{slug}", 2
    while name in taken:
        name, number = f"{PREFIX}{slug}_{number}", number + 1
    return name
