"""Cell text into a typed value, None for empty, or a RowError; never a default."""

from collections.abc import Callable
from functools import lru_cache

from .allergies import convert_allergy
from .cells import INFO_FLAGS, ORDINARY_RULES, Converter, Rules, Value
from .clinical import convert_age, convert_blood_group, convert_gender, convert_yes_no
from .emails import convert_email
from .file_paths import convert_file
from .moments import convert_date, convert_datetime
from .money import convert_money, convert_number, convert_percent, currency_of
from .texts import (
    convert_choice,
    convert_id,
    convert_name,
    convert_short_text,
    convert_text,
    split_title,
)
from .times import convert_duration, convert_time

__all__ = [
    "CONVERTERS",
    "INFO_FLAGS",
    "ORDINARY_RULES",
    "Converter",
    "Rules",
    "Value",
    "column_converter",
    "convert",
    "currency_of",
    "split_title",
]


def convert_phone(text: str, rules: Rules) -> Value | None:
    """Read a phone; its library is loaded for the first one only.

    A mapping is proposed, and measured by scripts/bench, with Python alone.
    """
    from .phones import convert_phone as convert  # noqa: PLC0415

    return convert(text, rules)


CONVERTERS: dict[str, Converter] = {
    "id": convert_id,
    "text": convert_short_text,
    "long_text": convert_text,
    "name": convert_name,
    "email": convert_email,
    "phone": convert_phone,
    "date": convert_date,
    "datetime": convert_datetime,
    "time": convert_time,
    "duration": convert_duration,
    "money": convert_money,
    "number": convert_number,
    "percent": convert_percent,
    "blood_group": convert_blood_group,
    "gender": convert_gender,
    "yes_no": convert_yes_no,
    "choice": convert_choice,
    "allergy": convert_allergy,
    "file": convert_file,
    "age": convert_age,
}

# Kinds whose values come again in a column; the others would only fill memory.
_REPEATING = frozenset(CONVERTERS) - {"id", "long_text", "phone"}
_REMEMBERED = 4096


def convert(kind: str, text: str, rules: Rules) -> Value | None:
    """Convert one cell; None for a blank one, RowError(code) when it cannot be."""
    return CONVERTERS[kind](text, rules)


def column_converter(kind: str, rules: Rules) -> Callable[[str], Value | None]:
    """Return ``convert`` for one column; it remembers the values that repeat."""
    converter = CONVERTERS[kind]

    def convert_cell(text: str) -> Value | None:
        return converter(text, rules)

    if kind in _REPEATING:
        return lru_cache(maxsize=_REMEMBERED)(convert_cell)
    return convert_cell
