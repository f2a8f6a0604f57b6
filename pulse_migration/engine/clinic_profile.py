"""A clinic's saved mapping: every decision about every column, as JSON.

It holds headers and decisions, never a value of a patient, and travels to the next
branch. What comes in is a stranger's text: it is checked to the last key.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from . import custom
from .catalog import OBJECTS
from .decision import CREATE, DATE_ORDERS, MAP, TREATMENTS, Decision
from .errors import SourceError

FORMAT = "pulse_migration.clinic_profile"
VERSION = 1
MOST_BYTES = 4 << 20
_MOST_COLUMNS = 2000  # of one object
_HEADER_LENGTH = 1000
_NAME_LENGTH = 200


@dataclass(frozen=True, slots=True)
class ClinicProfile:
    """``objects`` maps an object to its columns: {header: decision}."""

    name: str
    objects: Mapping[str, Mapping[str, Decision]]


def to_json(profile: ClinicProfile) -> str:
    """The profile as text for a file; :func:`from_json` reads it back."""
    content = {
        "format": FORMAT,
        "version": VERSION,
        "name": profile.name,
        "objects": {
            name: {header: _to_plain(column) for header, column in columns.items()}
            for name, columns in profile.objects.items()
        },
    }
    return json.dumps(content, ensure_ascii=False, indent=2)


def _to_plain(column: Decision) -> dict[str, Any]:
    plain: dict[str, Any] = {"treatment": column.treatment}
    for key in ("field", "date_order"):
        if getattr(column, key):
            plain[key] = getattr(column, key)
    if column.treatment == CREATE:
        plain["custom"] = {
            "type": column.custom_type,
            "label": column.label,
            "medical": column.is_medical,
        }
    return plain


def from_json(text: str | bytes) -> ClinicProfile:
    """Read a saved profile.

    Raises ``SourceError`` with ``profile_unreadable``, ``profile_unknown_object`` or
    ``profile_unknown_field`` (``where`` holds the header as ``column``).
    """
    if len(text) > MOST_BYTES:
        raise SourceError("profile_unreadable")
    try:
        content = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise SourceError("profile_unreadable") from error
    content = _mapping(content)
    if content.get("format") != FORMAT or content.get("version") != VERSION:
        raise SourceError("profile_unreadable")
    name = _text(content.get("name"), _NAME_LENGTH)
    objects = {}
    for item, columns in _mapping(content.get("objects")).items():
        if item not in OBJECTS:
            raise SourceError("profile_unknown_object")
        if len(_mapping(columns)) > _MOST_COLUMNS:
            raise SourceError("profile_unreadable")
        objects[item] = {
            _text(header, _HEADER_LENGTH): _decision(item, header, _mapping(column))
            for header, column in columns.items()
        }
    return ClinicProfile(custom.label(name), objects)


def _decision(item: str, header: str, column: Mapping[str, Any]) -> Decision:
    treatment = _one_of(column.get("treatment"), TREATMENTS)
    field = column.get("field", "")
    if treatment == MAP and (
        not isinstance(field, str) or field not in OBJECTS[item].fields
    ):
        raise SourceError("profile_unknown_field", column=header)
    if treatment == CREATE and item not in custom.OBJECTS:
        raise SourceError("profile_unreadable")
    new = _mapping(column.get("custom")) if treatment == CREATE else {}
    return Decision(
        treatment,
        field if treatment == MAP else "",
        _one_of(column.get("date_order", ""), ("", *DATE_ORDERS)),
        _one_of(new.get("type"), custom.KINDS) if treatment == CREATE else "",
        custom.label(_text(new.get("label"), _HEADER_LENGTH)) if new else "",
        new.get("medical") is True,
        "from_profile",
    )


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def _mapping(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise SourceError("profile_unreadable")
    return value


def _text(value: Any, length: int) -> str:
    if not isinstance(value, str) or not 0 < len(value.strip()) <= length:
        raise SourceError("profile_unreadable")
    if "\x00" in value or any("\ud800" <= char <= "\udfff" for char in value):
        raise SourceError("profile_unreadable")
    return value


def _one_of(value: Any, allowed) -> str:
    if not isinstance(value, str) or value not in allowed:
        raise SourceError("profile_unreadable")
    return value
