"""Text of a phone number into E.164, by the clinic's country."""

import re
from functools import lru_cache

import phonenumbers
from phonenumbers import PhoneNumberFormat

from .cells import Rules, Value, is_placeholder, typed
from .errors import RowError
from .money import expand_scientific
from .vocabularies import PHONE_LABELS

_SEPARATORS = re.compile(r"\s*(?:[/;|&,]|\bor\b|\band\b|\s-\s)\s*", re.I)
_FLOAT_TAIL = re.compile(r"(\+?[0-9]{6,15})\.0+")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{2,3})+")
_EXTENSION = re.compile(r"[\s,;]*(?:e?xt(?:ensio)?n?|x|#)[\s.:]*([0-9]{1,7})$", re.I)
_WORD = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"[0-9]")
_NUMBER_KINDS = (
    "mobile fixed_line toll_free premium_rate shared_cost personal_number voip pager "
    "uan voicemail"
).split()
_NEVER = re.compile(r"(?!)")
_FAKE_NUMBERS = frozenset(
    "2147483647 2147483648 4294967295 1234567890 0123456789 12345678 123456789".split()
)
# Fewest digits that can be somebody's number, and most that any country has.
_SHORTEST = 6
_FULL = 10
_LONGEST = 15


def convert_phone(text: str, rules: Rules) -> Value | None:
    """Text into +919876543210, an extension behind it as `` ext. 12``.

    Numbers that are not valid in their country stay as they are, flagged; several in a
    cell become ``value`` and ``extra``. Raises RowError not_a_phone, phone_scientific.
    """
    code, plain = _plain_number(rules.country)
    match = plain.fullmatch(text.replace(" ", "").replace("-", ""))
    if match:
        national = match["national"]
        if len(set(national)) > 1 and national not in _FAKE_NUMBERS:
            number = f"{code}{national}"
            return Value(number, "" if number == text else "phone_formatted")
    return _convert_phone(text, rules)


@lru_cache(maxsize=256)
def _plain_number(country: str) -> tuple[str, re.Pattern[str]]:
    """Return (dialling code, how a valid number of the country is written plainly).

    The prefix of calls inside the country is left to phonenumbers where it is more than
    a fixed digit or two.
    """
    metadata = phonenumbers.PhoneMetadata.metadata_for_region(country, None)
    if not metadata:
        return "", _NEVER
    kinds = (getattr(metadata, kind) for kind in _NUMBER_KINDS)
    patterns = [kind.national_number_pattern for kind in kinds if kind]
    prefix = metadata.national_prefix_for_parsing
    guard = f"(?!{prefix})" if prefix else ""
    anything = "|".join(pattern for pattern in patterns if pattern)
    code = f"+{metadata.country_code}"
    start = rf"\{code}"
    if prefix and prefix.isdigit() and not metadata.national_prefix_transform_rule:
        start += f"|{prefix}"
    return code, re.compile(rf"(?:{start})?(?P<national>{guard}(?:{anything}))")


def _read_phone(text: str, rules: Rules) -> Value:
    expanded = expand_scientific(text, "phone_scientific")
    text = str(expanded.value) if expanded else text
    if not _DIGITS.search(text) or "@" in text or text[0] in "[{":
        raise RowError("not_a_phone")
    text = _FLOAT_TAIL.sub(r"\1", text)
    if _GROUPED.fullmatch(text) and _count(text) >= _FULL:
        text = text.replace(",", "")
    found: dict[str, Value] = {}
    flags = _dropped_words(text)
    for piece, is_shortened in _split(text, rules.country):
        number = _read_one(piece, rules.country)
        if number.value:
            found.setdefault(str(number.value), number)
        flags += number.flags + ("phone_shortened",) * is_shortened
    if not found:
        return Value(None, flags=("placeholder_phone",))
    first, *extra = found
    if extra:
        flags = ("several_phones", *flags)
    rule = found[first].rule if first != text else ""
    return Value(first, rule, tuple(dict.fromkeys(flags)), tuple(extra))


def _dropped_words(text: str) -> tuple[str, ...]:
    """Flag words that stand between two separators, without a number of their own."""
    pieces = _SEPARATORS.split(_mask(text))
    words = [piece for piece in pieces if _WORD.search(piece) and not _count(piece)]
    is_label = all(is_placeholder(w) or w.casefold() in PHONE_LABELS for w in words)
    return () if is_label else ("phone_with_text",)


def _split(text: str, country: str) -> list[tuple[str, bool]]:
    """Return (number, was it shortened) pairs: 022-23456789/90 holds two in full."""
    pieces = [piece for piece in _SEPARATORS.split(_mask(text)) if _count(piece)]
    if len(pieces) == 1 and _count(text) >= _SHORTEST:
        text = pieces[0]
    if len(pieces) < 2 or max(map(_count, pieces)) < _SHORTEST:
        words = text.split()
        is_each = len(words) > 1 and all(_is_valid(word, country) for word in words)
        return [(part, False) for part in (words if is_each else [text])]
    whole: list[tuple[str, bool]] = []
    for piece in pieces:
        count = _count(piece)
        front = whole[-1][0] if whole else ""
        is_short = piece.isdigit() and count < _SHORTEST <= _count(front)
        whole.append((front[:-count] + piece if is_short else piece, is_short))
    return whole


def _mask(text: str) -> str:
    """Keep the comma of ", ext 12" from parting the number."""
    return re.sub(r"[,;]\s*(?=(?:e?xt|x)[a-z.]*\s*[0-9])", " ", text, flags=re.I)


def _count(piece: str) -> int:
    return len(_DIGITS.findall(piece))


@lru_cache(maxsize=65536)
def _read_one(piece: str, country: str) -> Value:
    """Return one number, without a value when somebody only filled the form."""
    flags: tuple[str, ...] = ()
    extension = _EXTENSION.search(piece)
    body = piece[: extension.start()] if extension else piece
    words = [word.casefold() for word in _WORD.findall(body)]
    if any(word not in PHONE_LABELS for word in words):
        flags += ("phone_with_text",)
    bare = _WORD.sub(" ", body).strip(" .:-_/()'\"") if words else body
    digits = "".join(_DIGITS.findall(bare))
    if _is_fake(digits) and (len(digits) >= _SHORTEST or not flags):
        return Value(None)
    # (+91) 98765: the sign may stand inside a bracket, or words were before it
    is_abroad = re.match(r"\W*\+", body) and bare[0] != "+"
    number = _parse(f"+{bare.replace('+', '')}" if is_abroad else bare, country)
    if not number or _SHORTEST > len(digits) or len(digits) > _LONGEST:
        return Value(piece, "", (*flags, "phone_doubtful"))
    text = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    if extension:
        text = f"{text} ext. {extension[1]}"
    return Value(text, "phone_formatted", flags)


def _parse(text: str, country: str) -> phonenumbers.PhoneNumber | None:
    """Return the number when it is valid in its country, else None.

    A nought before the country's own code (091-98765…) is one too many.
    """
    texts = [text]
    code = f"0{phonenumbers.country_code_for_region(country)}"
    digits = "".join(_DIGITS.findall(text))
    if len(code) > 2 and digits.startswith(code) and text[0] in "0(":
        texts.append(f"+{digits[1:]}")
    for candidate in texts:
        try:
            number = phonenumbers.parse(candidate, country)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            return number
    return None


def _is_valid(text: str, country: str) -> bool:
    return _count(text) >= _SHORTEST + 2 and _parse(text, country) is not None


def _is_fake(digits: str) -> bool:
    """Tell whether a form was filled for its own sake: 0000000000, 2147483647."""
    national = digits[-10:]
    is_same = national.count(national[:1]) == len(national)
    return is_same or digits in _FAKE_NUMBERS or national in _FAKE_NUMBERS


_convert_phone = typed(_read_phone)
