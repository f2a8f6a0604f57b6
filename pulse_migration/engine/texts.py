"""Words as they are: texts, names, choices and identifiers."""

import re

from .cells import (
    PLACEHOLDER,
    Rules,
    Value,
    check_sheet_error,
    is_empty_mark,
    is_filler,
    typed,
    unquote,
)
from .errors import RowError
from .mojibake import is_mojibake, repaired
from .money import expand_scientific
from .vocabularies import DOTTED_TITLES, TEST_NAMES, TITLES

_BLANKS = " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u2007\u202f\u3000\ufeff\u200b"
_LINE_ENDS = re.compile("_x000[dD]_\n?|\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_FORMULA = re.compile(
    r"=[^\s=>]|@[A-Za-z.]+\("
    r"|[+-](?:[A-Za-z][\w.]*\(|\$?[A-Z]{0,3}\$?[0-9.]+\s*[+*/^|!])"
)
_HTML = re.compile(
    r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>|<!--|&(?:nbsp|amp|lt|gt|quot|#[0-9]{2,5});",
    re.I,
)
_SPACE_RUN = re.compile(r"\s+")
_LONG = 12  # no word that means "nothing here" is longer
_PLAIN_ID = re.compile(
    r"[A-Za-z]{0,8}[-/]?[0-9]*[1-9][0-9]*|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
)
_ID_FLOAT = re.compile(r"(-?[0-9]+)\.0+")
_ID_WITH_TEXT = re.compile(
    r"[0-9]+\s+[^\W\d_]{2,}.*|[^\W\d_]{2,}.*\([A-Z]{0,4}[0-9]+\)"
)
_NAME_PLACEHOLDERS = frozenset(("unknown", "na", "none", "nil", "no name", "not known"))
_PLAIN_NAME = re.compile(r"[A-Za-z]+(?:\.? [A-Za-z]+)*")
_BABY = re.compile(r"(baby(?:\s+(?:boy|girl))?\s+of|b\s?/\s?o\.?)\s+", re.I)
_TITLE = re.compile(r"([^\W\d_]+[^\s.,&/]*)(?:\.\s*|\s+|(?=$))")


def convert_text(text: str, rules: Rules) -> Value | None:
    """Text as it is, but for outer blanks and line ends; flags what to look at."""
    if text.isascii() and text.isprintable() and text.strip() == text:
        if text and text[0] not in "=+-@#" and "<" not in text and "&" not in text:
            return Value(text)
    return _read_text(text)


def convert_short_text(text: str, rules: Rules) -> Value | None:
    """A city, a drug, a title: as ``convert_text``, but a filler counts as empty."""
    value = convert_text(text, rules)
    if value is None or value.value is None:
        return value
    plain = str(value.value)
    if (len(plain) < _LONG or not plain[0].isalnum()) and is_filler(unquote(plain)):
        return PLACEHOLDER
    return value


def _read_text(text: str) -> Value | None:
    value, rule = _tidy(text)
    if not value:
        return None if not text.strip() else Value(None, "unstorable_removed")
    flags: tuple[str, ...] = ()
    if is_mojibake(value):
        better = repaired(value)
        if better is None:
            flags = ("mojibake",)
        else:
            value, rule = better, "mojibake_repaired"
    if _FORMULA.match(value):
        flags += ("formula_text",)
    if _HTML.search(value):
        flags += ("html_text",)
    if value[0] == "#":
        flags += _sheet_error(value)
    if rule in ("unstorable_removed",):
        flags += ("unstorable_removed",)
    return Value(value, rule, flags)


def _tidy(text: str) -> tuple[str, str]:
    """Return (text with plain line ends and no outer blanks, the rule for that)."""
    value, rule = text, ""
    if not text.isprintable():
        value = _LINE_ENDS.sub("\n", text)
        rule = "line_ends" if value != text else ""
        storable = _UNSTORABLE.sub("", value)
        if storable != value:
            value, rule = storable, "unstorable_removed"
    stripped = value.strip(_BLANKS)
    return stripped, rule or ("trimmed" if stripped != value else "")


def _sheet_error(text: str) -> tuple[str, ...]:
    try:
        check_sheet_error(text)
    except RowError as error:
        return (error.code,)
    return ()


def convert_choice(text: str, rules: Rules) -> Value | None:
    """One of a few words, verbatim; only marks such as "-" and "N/A" count as empty."""
    value = convert_text(text, rules)
    if value is None or value.value is None:
        return value
    plain = unquote(str(value.value))
    if is_empty_mark(plain) or not plain:
        return PLACEHOLDER
    check_sheet_error(plain)
    collapsed = _SPACE_RUN.sub(" ", plain)
    if collapsed == value.value:
        return value
    rule = "unquoted" if collapsed == plain else "spaces_collapsed"
    return value._replace(value=collapsed, rule=rule)


def convert_name(text: str, rules: Rules) -> Value | None:
    """A person's name with its titles and its case; runs of blanks become one."""
    if _PLAIN_NAME.fullmatch(text) and _SUSPECTS.isdisjoint(text.lower().split()):
        return Value(text)
    value = convert_choice(text, rules)
    if value is None or value.value is None:
        return value
    return value._replace(flags=value.flags + _name_flags(str(value.value)))


def _name_flags(name: str) -> tuple[str, ...]:
    flags = []
    words = split_title(name)[1].casefold().split()
    if words and (words[0] in ("test", "testing", "dummy") or set(words) <= TEST_NAMES):
        flags.append("test_patient")
    if " ".join(words) in _NAME_PLACEHOLDERS:
        flags.append("name_placeholder")
    if re.search(r"[0-9]", name):
        flags.append("digits_in_name")
    return tuple(flags)


_SUSPECTS = TEST_NAMES | frozenset(
    [*" ".join(_NAME_PLACEHOLDERS).split(), "null", "nan", "nat", "undefined"]
)


def split_title(name: str) -> tuple[str, str]:
    """Return (title, rest): ("Dr. Mrs.", "Rao"), ("Baby of", "Sunita"), ("", "Ramesh").

    A name of nothing but titles has none.
    """
    end = 0
    while True:
        baby = _BABY.match(name, end)
        match = baby or _TITLE.match(name, end)
        if not match or match.end() >= len(name):
            break
        titles = DOTTED_TITLES if "." in match[0] else TITLES
        if not baby and match[1].casefold() not in titles:
            break
        end = match.end()
    return name[:end].strip(), name[end:].strip()


def _read_id(text: str, rules: Rules) -> Value:
    """An identifier as text: leading zeros stay, what a spreadsheet added goes."""
    expanded = expand_scientific(text, "id_scientific")
    if expanded:
        return Value(expanded.value, expanded.rule, expanded.flags)
    if text[0] == "'" and text.count("'") == 1:
        return Value(text[1:].strip(), "text_mark_removed")
    match = _ID_FLOAT.fullmatch(text)
    if match:
        return Value(match[1], "float_artefact")
    if _ID_WITH_TEXT.fullmatch(text):
        return Value(text, "", ("id_with_text",))
    return Value(text, "", ("id_zero",) if not text.strip("0") else ())


def convert_id(text: str, rules: Rules) -> Value | None:
    """Text of an identifier; raises RowError id_scientific."""
    if _PLAIN_ID.fullmatch(text):
        return Value(text)
    return _convert_id(text, rules)


_convert_id = typed(_read_id)
