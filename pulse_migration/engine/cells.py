"""What all converters share: a column's rules, the converted value, empty words."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from .errors import RowError


@dataclass(frozen=True, slots=True)
class Rules:
    """What converting one column has to know; nothing here is guessed from one cell.

    ``country`` is the ISO alpha-2 code of the clinic, ``time_zone`` its IANA name.
    ``date_order`` is DMY, MDY, YMD or empty (not proven); ``epoch`` is that of Excel
    serials (1900 or 1904), which are read only with ``serial_dates``. ``decimal`` is
    the decimal mark, empty when nothing proves it. ``today`` switches the checks for
    days in the future on and places two-digit years. ``is_birth`` makes a date a birth
    date. ``dash_is_zero``: somebody confirmed that a dash means zero in this column.
    ``half_day``: the column's hours stay below 13 and carry no AM or PM. ``unix_unit``:
    its bare numbers count "s" or "ms" since 1970; empty when nothing proves it.
    """

    country: str = "IN"
    date_order: str = ""
    epoch: int = 1900
    decimal: str = "."
    today: date | None = None
    is_birth: bool = False
    serial_dates: bool = False
    time_zone: str = ""
    dash_is_zero: bool = False
    half_day: bool = False
    unix_unit: str = ""


class Value(NamedTuple):
    """A converted cell.

    ``value`` is JSON-able; None with a rule or a flag says why the cell counts as
    empty. ``rule`` names what changed the text (empty: stored as it was), ``flags`` are
    codes for a person, ``extra`` holds further values of the same field, converted.
    """

    value: str | int | float | bool | None
    rule: str = ""
    flags: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()


Converter = Callable[[str, Rules], Value | None]

PLACEHOLDER = Value(None, "placeholder")

# Rules that every second cell of an ordinary export meets: true, but not worth a line.
ORDINARY_RULES = frozenset(
    ("", "trimmed", "date_iso", "datetime_formatted", "time_formatted")
    + ("phone_formatted", "letter_case", "number_typed", "word_recognised")
)

# Flags that only tell; every other flag asks a person to look.
INFO_FLAGS = frozenset(("no_known_allergies",))

# Sure to mean "nothing here" in any column, even one of free words.
_EMPTY_MARKS = frozenset(
    "n/a n.a. n.a n/a. #n/a null (null) <null> [null] nan nat <na> undefined \\n "
    "(blank) (empty) (none) [none]".split()
)
# … and in a short text, where "none" is no statement about a patient.
_FILLERS = _EMPTY_MARKS | frozenset("na nil nill none xx xxx xxxx".split())
_EMPTY_WORDS = _EMPTY_MARKS | frozenset(
    word.strip()
    for word in """
    na; n a; n / a; none; nil; nill; unknown; unk; not known; not available; not avail;
    not applicable; not given; not provided; not specified; not recorded; not mentioned;
    not disclosed; not entered; not set; not stated; undisclosed; unspecified; no data;
    no record; no info; blank; empty; missing; tbd; tba; tbc; to be updated; declined;
    refused; patient declined; declined to answer; prefer not to say; patient refused;
    did not give; dont know; don't know; not sure; xx; xxx; xxxx; dd-mm-yyyy;
    dd/mm/yyyy; mm/dd/yyyy; mm-dd-yyyy; yyyy-mm-dd; yyyy/mm/dd; dd-mm-yy; dd/mm/yy;
    dd.mm.yyyy; hh:mm; hh:mm:ss; पता नहीं; अज्ञात
    """.split(";")
)
_MARKS_ONLY = re.compile(r"[-_.,;:/\\|*?~=<>()\[\]{}\"'` ]+")
_SHEET_ERROR = re.compile(
    r"#(?:REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!|ERROR!|GETTING_DATA)", re.I
)
_HASHES = re.compile(r"#{2,}")
_FORMULA_TEXT = re.compile(r'="([^"]*)"')

_SPACES = "\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"
_FOLD = {ord(char): "-" for char in "‐‑‒–—―−﹘﹣－"}
_FOLD |= {ord(char): " " for char in _SPACES}
_FOLD |= {code: " " for code in range(0x2000, 0x200B)}
_FOLD |= {ord(char): "'" for char in "‘’‛′ʼ＇"}
_FOLD |= {ord(char): '"' for char in "“”‟″＂"}
_FOLD |= {ord(char): chr(ord(char) - 0xFEE0) for char in "／：．，＋＠（）％"}


def fold(text: str) -> str:
    """Return ``text`` with typographic dashes, quotes, blanks and digits made plain.

    Only for reading a typed value; free text keeps its characters. Invisible format
    characters (zero-width blanks, direction marks, a byte-order mark) disappear.
    """
    if text.isascii():
        return text if text.isprintable() else text.translate(_FOLD).replace("\0", "")
    kept = []
    for char in text.translate(_FOLD):
        if char > "\x7f":
            category = unicodedata.category(char)
            if category == "Nd":
                char = str(unicodedata.decimal(char))
            elif category in ("Cf", "Cs"):
                continue
        kept.append(char)
    return "".join(kept).replace("\0", "")


def unquote(text: str) -> str:
    """Return ``text`` without the quotes a tool put around it: 'P20', "5", ="00123"."""
    if len(text) > 1 and text[0] in "'\"=" and text[-1] in "'\"":
        formula = _FORMULA_TEXT.fullmatch(text)
        if formula:
            return formula[1].strip()
        if text[0] == text[-1] and text.count(text[0]) == 2:
            return text[1:-1].strip()
    return text


def is_placeholder(text: str) -> bool:
    """Tell whether a typed cell (folded, stripped) says that it holds nothing."""
    return text.casefold() in _EMPTY_WORDS or bool(_MARKS_ONLY.fullmatch(text))


def is_empty_mark(text: str) -> bool:
    """Tell whether even a cell of free words (stripped) says that it holds nothing."""
    return text.casefold() in _EMPTY_MARKS or bool(_MARKS_ONLY.fullmatch(text))


def is_filler(text: str) -> bool:
    """Tell whether a short text (stripped) only fills its cell: NA, nil, xxx, --."""
    return text.casefold() in _FILLERS or bool(_MARKS_ONLY.fullmatch(text))


def check_sheet_error(text: str) -> None:
    """Raise where a spreadsheet wrote an error or ``####`` in place of the value."""
    if text[:1] == "#":
        if _SHEET_ERROR.fullmatch(text):
            raise RowError("spreadsheet_error")
        if _HASHES.fullmatch(text):
            raise RowError("cell_too_narrow")


def typed(
    read: Callable[[str, Rules], Value], keep: frozenset[str] = frozenset()
) -> Converter:
    """Wrap ``read``: it gets plain, unquoted, non-empty text that is no placeholder.

    ``keep`` holds casefolded words that mean something in this kind although they mean
    "nothing here" elsewhere. What ``read`` returns without a rule although the text
    changed is named here, so no converter can change a text silently.
    """

    def convert(text: str, rules: Rules) -> Value | None:
        plain = unquote(fold(text).strip())
        if plain[:1] == "'" and plain[1:2].isdigit():
            plain = plain[1:]  # Excel's mark of a number that is to stay text
        if not plain:
            return PLACEHOLDER if text.strip() else None
        check_sheet_error(plain)
        if is_placeholder(plain) and plain.casefold() not in keep:
            return PLACEHOLDER
        return named(read(plain, rules), text)

    return convert


def named(value: Value, text: str) -> Value:
    """Return ``value`` with a rule when it differs from ``text`` and has none yet."""
    if value.rule or value.value is None or value.value == text:
        return value
    if not isinstance(value.value, str):
        return value._replace(rule="number_typed")
    stripped = text.strip()
    if value.value == stripped:
        return value._replace(rule="trimmed")
    if value.value == unquote(stripped):
        return value._replace(rule="unquoted")
    if value.value.casefold() == stripped.casefold():
        return value._replace(rule="letter_case")
    return value._replace(rule="characters_plain")
