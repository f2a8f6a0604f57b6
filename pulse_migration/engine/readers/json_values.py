"""JSON values as the text of cells; numbers stay as they were written."""

import json

_PLAIN = (str, bool, type(None))


class Number(str):
    """A JSON number, its text untouched; no string of the file is one."""


DECODER = json.JSONDecoder(
    parse_float=Number, parse_int=Number, parse_constant=Number, strict=False
)


def text_of(value: object) -> str:
    """Return the text of a value: nothing for null, compact JSON for a list."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return str(value)
    return compact(value)


def compact(value: object) -> str:
    """Return JSON without needless white space, numbers as they were written."""
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, _PLAIN):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, dict):
        pairs = (f"{compact(key)}:{compact(item)}" for key, item in value.items())
        return "{" + ",".join(pairs) + "}"
    return "[" + ",".join(map(compact, value)) + "]"


def flatten(record: dict[str, object], prefix: str = "") -> dict[str, str]:
    """Return {dotted key: text} of the values that are not blank."""
    cells: dict[str, str] = {}
    for key, value in record.items():
        name = prefix + key.strip()
        if isinstance(value, dict):
            found = flatten(value, f"{name}.") if value else {}
        elif value == []:
            found = {}
        else:
            found = {name: text_of(value)}
        for inner, text in found.items():
            if text and not text.isspace():
                cells[_unique(inner, cells)] = text
    return cells


def _unique(name: str, cells: dict[str, str]) -> str:
    candidate, number = name, 1
    while candidate in cells:
        number += 1
        candidate = f"{name} ({number})"
    return candidate
