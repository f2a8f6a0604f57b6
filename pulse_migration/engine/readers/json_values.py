"""JSON values as the text of cells; numbers stay as they were written."""

import json
from collections.abc import Container

from ..errors import SourceError

_PLAIN = (str, bool, type(None))
_MAX_DEPTH = 60


class Number(str):
    """A JSON number, its text untouched; no string of the file is one."""


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return the object; a repeated key is numbered, as a repeated header is."""
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    found = {}
    for key, value in pairs:
        found[_unique(key, found)] = value
    return found


def _unique(name: str, taken: Container[str]) -> str:
    candidate, number = name, 1
    while candidate in taken:
        number += 1
        candidate = f"{name} ({number})"
    return candidate


DECODER = json.JSONDecoder(
    parse_float=Number,
    parse_int=Number,
    parse_constant=Number,
    object_pairs_hook=_object,
    strict=False,
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


def compact(value: object, depth: int = 0) -> str:
    """Return JSON without needless white space, numbers as they were written.

    Raises SourceError damaged_file for what no program nests so deep.
    """
    if depth > _MAX_DEPTH:
        raise SourceError("damaged_file")
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, _PLAIN):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, dict):
        pairs = (
            f"{compact(key)}:{compact(item, depth + 1)}" for key, item in value.items()
        )
        return "{" + ",".join(pairs) + "}"
    return "[" + ",".join(compact(item, depth + 1) for item in value) + "]"


def flatten(
    record: dict[str, object], prefix: str = "", depth: int = 0
) -> dict[str, str]:
    """Return {dotted key: text} of the values that are not blank.

    Raises SourceError damaged_file as :func:`compact` does.
    """
    if depth > _MAX_DEPTH:
        raise SourceError("damaged_file")
    cells: dict[str, str] = {}
    for key, value in record.items():
        name = prefix + key.strip()
        if isinstance(value, dict):
            found = flatten(value, f"{name}.", depth + 1) if value else {}
        elif value == []:
            found = {}
        else:
            found = {name: text_of(value)}
        for inner, text in found.items():
            if text and not text.isspace():
                cells[_unique(inner, cells)] = text
    return cells


def blanks(record: dict[str, object], prefix: str = "") -> tuple[str, ...]:
    """Return the dotted keys that stand in a record without a value.

    >>> blanks({"id": 1, "city": None, "phone": " ", "home": {"zip": ""}, "tags": []})
    ('city', 'phone', 'home.zip', 'tags')
    """
    found: list[str] = []
    for key, value in record.items():
        name = prefix + key.strip()
        if isinstance(value, dict) and value:
            found += blanks(value, f"{name}.")
        elif value in (None, {}, []) or (isinstance(value, str) and not value.strip()):
            found.append(name)
    return tuple(found)
