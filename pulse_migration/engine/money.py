"""Text of an amount, a number or a percentage, by the proven decimal mark."""

import re
from decimal import Decimal

from .cells import PLACEHOLDER, Rules, Value, typed
from .errors import RowError
from .vocabularies import CURRENCIES, DOLLARS, MONEY_SUFFIXES, RUPEES

_PLAIN = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,2})?")
_SCIENTIFIC = re.compile(r"([+-]?)([0-9])(?:\.([0-9]+))?e([+-]?[0-9]+)", re.I)
_SYMBOLS = "|".join(
    re.escape(word) for word in sorted(CURRENCIES, key=len, reverse=True)
)
_CURRENCY_FIRST = re.compile(rf"(-?)\s*({_SYMBOLS})(?![a-z])\.?[\s:]*(?=[-(0-9.,])")
_CURRENCY_LAST = re.compile(rf"(?<=[0-9)\s.-])({_SYMBOLS})\.?$")
_ENDS = re.compile(r"\s*(?:/[-=]|/|\bonly\b|[.,;:])\s*(?:only\b)?\s*\.?$")
_SUFFIX = re.compile(r"[\s(\[-]*\b([a-z]+)\b[.\])]*$")
_PREFIX = re.compile(r"([a-z]+)[\s:.-]+(?=\S)")
_BRACKETS = re.compile(r"\((.+)\)|\[(.+)\]|<(.+)>")
_BLANK_GROUPS = re.compile(r"(?<=[0-9])[' ](?=[0-9]{3}(?:[^0-9]|$))")
_BODY = re.compile(r"[0-9][0-9.,]*|[.,][0-9]+")
_UNIT = re.compile(r"(.*[0-9])\s*(?:/\s*)?[a-zµ%°][a-z0-9µ²³°%/.\s]*", re.I)
_PERCENT_NAME = re.compile(
    r"^(?:[cisu]?gst|vat|tax|discount)\b[\s@:-]*|[\s@]*\b(?:[cisu]?gst|vat|tax)$"
)
_NUMBER_CODES = {
    "not_money": "not_number",
    "money_ambiguous": "number_ambiguous",
    "money_contradicts_decimal": "number_contradicts_decimal",
}
_DASHES = frozenset(("-", "--", "---", "nil", "nill", "nil.", "zero"))


def convert_money(text: str, rules: Rules) -> Value | None:
    """Text into decimal text with the source's scale: "Rs. 1,250.00" into "1250.00".

    Raises RowError not_money, money_ambiguous, money_contradicts_decimal,
    money_scientific, percent_in_money. A dash stands for zero in accounting exports and
    for "not entered" in others: it is empty and flagged until somebody confirmed what
    it means in the column (``dash_is_zero``).
    """
    if _PLAIN.fullmatch(text) and rules.decimal == ".":
        return Value(text)
    value = _convert_money(text, rules)
    if value is PLACEHOLDER and text.strip().casefold().strip("–—−") in ("", *_DASHES):
        if rules.dash_is_zero:
            return Value("0", "dash_is_zero")
        return Value(None, "placeholder", ("dash_for_amount",))
    return value


def currency_of(text: str, rules: Rules) -> str:
    """Return the ISO code of the currency that an amount's text names, else empty."""
    match = _CURRENCY_FIRST.match(text.strip().lower())
    match = match or _CURRENCY_LAST.search(_ENDS.sub("", text.strip().lower()))
    if not match:
        return ""
    word = match[match.lastindex or 0]
    by_country = DOLLARS if word == "$" else RUPEES
    return CURRENCIES[word] or by_country.get(rules.country, "")


def split_number(text: str, decimal: str) -> str:
    """Return plain decimal text of digits with group marks: 1,25,000.50, 1.250,00.

    ``decimal`` is the proven mark or empty. Raises RowError money_ambiguous (1,250
    without proof), money_contradicts_decimal (12,50 where the mark is a point),
    not_money.
    """
    found = readings(text)
    if not found:
        raise RowError("not_money")
    if decimal:
        if decimal not in found:
            raise RowError("money_contradicts_decimal")
        return found[decimal]
    if len(set(found.values())) > 1:
        raise RowError("money_ambiguous")
    return next(iter(found.values()))


def readings(text: str) -> dict[str, str]:
    """Return {decimal mark: plain text} of each mark that ``text`` can be read with."""
    body = _BLANK_GROUPS.sub("", text)
    if not _BODY.fullmatch(body):
        return {}
    return {mark: plain for mark in ".," if (plain := _reading(body, mark))}


def _reading(body: str, mark: str) -> str:
    """Return ``body`` read with ``mark`` before the decimals; empty: it cannot be."""
    whole, point, decimals = body.rpartition(mark) if mark in body else (body, "", "")
    if mark in whole or (point and not decimals.isdigit()):
        return ""
    group = "," if mark == "." else "."
    if group in decimals or not _is_grouped(whole, group):
        return ""
    digits = whole.replace(group, "") or "0"
    return f"{digits}.{decimals}" if point else digits


def _is_grouped(whole: str, group: str) -> bool:
    """Tell whether the groups are Western (3, 3, 3) or Indian (2, 2, 3) ones."""
    if not whole:
        return True
    first, *others = whole.split(group)
    if not others:
        return True
    if len(others[-1]) != 3 or not 1 <= len(first) <= 3 or first.startswith("0"):
        return False
    lengths = {len(part) for part in others[:-1]}
    return lengths <= {3} or (lengths == {2} and len(first) <= 2)


def _read_money(text: str, rules: Rules) -> Value:
    lower = text.lower()
    if "%" in lower:
        raise RowError("percent_in_money")
    exact = expand_scientific(lower, "money_scientific")
    if exact is not None:
        return exact
    body, rule, flags = _strip_words(lower)
    body, is_negative, sign_rule = _strip_sign(body)
    plain = split_number(body, rules.decimal)
    if is_negative and plain.strip("0."):
        plain = f"-{plain}"
    if len(plain.partition(".")[2]) > 2:
        flags += ("money_many_decimals",)
    return Value(plain, "" if plain == text else sign_rule or rule, flags)


def expand_scientific(text: str, code: str) -> Value | None:
    """Return 1.25e+05 in full when all its digits are there; None for other notation.

    A spreadsheet cuts digits in this notation, so anything else raises RowError(code);
    what a float leaves of a sum that came out as zero (2.3e-13) is zero, and flagged.
    """
    match = _SCIENTIFIC.fullmatch(text)
    if not match:
        return None
    sign, first, rest, power = match[1], match[2], match[3] or "", int(match[4])
    if -30 < power < -6:
        return Value("0", "float_noise", ("float_noise",))
    if not 0 <= power <= 30 or len(rest) < power:
        raise RowError(code)
    digits = f"{first}{rest[:power]}" + (f".{rest[power:]}" if rest[power:] else "")
    return Value(f"{sign.strip('+')}{digits}", "scientific_expanded")


def _strip_words(text: str) -> tuple[str, str, tuple[str, ...]]:
    """Take currency, "/-", "only" and CR, due … off: (rest, rule, flags)."""
    rule = "number_grouped"
    flags: tuple[str, ...] = ()
    for _ in range(4):
        before = text
        text = _ENDS.sub("", text).strip()
        match = _CURRENCY_FIRST.match(text)
        if match:
            text, rule = match[1] + text[match.end() :], "currency_removed"
        match = _CURRENCY_LAST.search(text)
        if match:
            text, rule = text[: match.start()].strip(), "currency_removed"
        text, word = _strip_suffix(text)
        if word:
            rule, flags = "amount_words_removed", (*flags, word)
        if text == before:
            break
    return text, rule, flags


def _strip_suffix(text: str) -> tuple[str, str]:
    """Return (the rest, the flag of a word such as "due" around the amount)."""
    behind = _SUFFIX.search(text)
    if behind and behind.start() and behind[1] in MONEY_SUFFIXES:
        return text[: behind.start()].strip(), MONEY_SUFFIXES[behind[1]]
    before = _PREFIX.match(text)
    if before and before[1] in MONEY_SUFFIXES:
        return text[before.end() :], MONEY_SUFFIXES[before[1]]
    return text, ""


def _strip_sign(text: str) -> tuple[str, bool, str]:
    """Return (digits, is negative, rule); brackets or "-" behind mean below zero."""
    brackets = _BRACKETS.fullmatch(text)
    if brackets:
        inner = next(part for part in brackets.groups() if part).strip()
        return _strip_words(inner)[0], True, "negative_in_brackets"
    if text.endswith("-"):
        return text[:-1].strip(), True, "minus_behind"
    if text[:1] in ("-", "+"):
        return text[1:].strip(), text[0] == "-", ""
    return text, False, ""


def _read_number(text: str, rules: Rules) -> Value:
    """Text into int or float; a unit behind it ("10 tablets") is not kept.

    Raises RowError not_number, number_ambiguous, number_contradicts_decimal and
    number_scientific.
    """
    exact = expand_scientific(text.lower(), "number_scientific")
    if exact:
        return Value(as_number(Decimal(str(exact.value))), exact.rule, exact.flags)
    rule, body = "", text
    unit = _UNIT.fullmatch(text)
    if unit:
        rule, body = "unit_removed", unit[1]
    body, is_negative, sign_rule = _strip_sign(body)
    try:
        plain = split_number(body, rules.decimal)
    except RowError as error:
        raise RowError(_NUMBER_CODES[error.code]) from None
    number = as_number(Decimal(f"-{plain}" if is_negative else plain))
    flags = () if Decimal(str(abs(number))) == Decimal(plain) else ("number_rounded",)
    return Value(number, rule or sign_rule, flags)


def as_number(number: Decimal) -> int | float:
    """Return a decimal as JSON keeps it."""
    if number == number.to_integral_value():
        return int(number)
    return float(number)


def _read_percent(text: str, rules: Rules) -> Value:
    """Text into 18 or 8.25; a share below 1 without a percent sign is flagged."""
    body = _PERCENT_NAME.sub("", text.lower()).strip()
    has_sign = body.endswith(("%", "percent", "pct"))
    body = re.sub(r"\s*(?:%|percent|pct)$", "", body)
    try:
        value = _read_number(body, rules)
    except RowError:
        raise RowError("bad_percent") from None
    size = abs(float(value.value or 0))
    if value.rule or size > 1000:
        raise RowError("bad_percent")
    if not has_sign and 0 < size < 1:
        return value._replace(flags=(*value.flags, "percent_or_share"))
    return value


_convert_money = typed(_read_money)
convert_number = typed(_read_number)
convert_percent = typed(_read_percent)
