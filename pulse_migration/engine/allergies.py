"""Text of allergy notes: one line an allergy, and no text is lost."""

import json
import re

from .cells import PLACEHOLDER, Rules, Value, fold
from .texts import convert_text
from .vocabularies import NO_ALLERGY

_NAME_KEYS = (
    "allergen allergy name substance drug agent medication allergen_name allergenname "
    "allergy_name display text title label code value description"
).split()
_MARKS_ONLY = re.compile(r"[-_.,;:/\\|*~ ]+")
_UNCLEAR = frozenset("na n/a n.a. n.a unknown not asked ? yes y".split())
_PARTS = re.compile(r"\s*[;\n|]\s*")


def convert_allergy(text: str, rules: Rules) -> Value | None:
    """Text as lines, one an allergy: ``Penicillin (severity: high)``.

    Malformed JSON stays verbatim and flagged. "NKDA" and "Nil" are statements and stay,
    with the flag no_known_allergies.
    """
    value = convert_text(text, rules)
    if value is None or value.value is None:
        return value
    body = str(value.value)
    if _MARKS_ONLY.fullmatch(fold(body)):
        return PLACEHOLDER
    if body[0] in "[{":
        return _from_json(body, value)
    lines = [part for part in _PARTS.split(body) if part]
    joined = "\n".join(lines)
    rule = value.rule if joined == body else "allergies_one_per_line"
    return Value(joined, rule, value.flags + _statement(joined))


def _statement(text: str) -> tuple[str, ...]:
    plain = " ".join(fold(text).casefold().strip(" .").split())
    if plain in NO_ALLERGY:
        return ("no_known_allergies",)
    return ("allergy_unclear",) if plain in _UNCLEAR else ()


def _from_json(body: str, value: Value) -> Value:
    try:
        data = json.loads(
            body,
            parse_int=str,
            parse_float=str,
            parse_constant=str,
            object_pairs_hook=_Pairs,
        )
        lines = _lines(data)
    except (ValueError, RecursionError):
        return value._replace(flags=(*value.flags, "malformed_json"))
    if not lines:
        return Value(None, "json_empty")
    text = "\n".join(lines)
    return Value(text, "json_flattened", value.flags + _statement(text))


class _Pairs(list):
    """The (key, value) pairs of a JSON object: a repeated key loses nothing."""


def _lines(data: object) -> list[str]:
    """Return one line for each allergy in ``data``."""
    if isinstance(data, _Pairs):
        is_wrapper = len(data) == 1 and type(data[0][1]) is list
        if is_wrapper:
            return _lines(data[0][1])
    elif isinstance(data, list):
        return [line for item in data for line in _lines(item)]
    line = _flat(data)
    return [line] if line else []


def _line(pairs: _Pairs) -> str:
    """Return ``name (key: value, …)`` of one JSON object."""
    texts = [(str(key), _flat(item)) for key, item in pairs]
    texts = [(key, text) for key, text in texts if text]
    keys = [key.casefold() for key, _ in texts]
    name_key = next((key for key in _NAME_KEYS if key in keys), None)
    name = texts.pop(keys.index(name_key))[1] if name_key else ""
    rest = ", ".join(f"{_words(key)}: {text}" for key, text in texts)
    if not name:
        return rest
    return f"{name} ({rest})" if rest else name


def _words(key: str) -> str:
    return " ".join(key.replace("_", " ").split())


def _flat(data: object) -> str:
    """Return ``data`` on one line; a list inside an allergy is joined by commas."""
    if data is None:
        return ""
    if isinstance(data, bool):
        return "yes" if data else "no"
    if isinstance(data, _Pairs):
        return _line(data)
    if isinstance(data, list):
        return ", ".join(text for item in data if (text := _flat(item)))
    return " ".join(str(data).split())
