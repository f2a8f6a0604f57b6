"""Number cells of a workbook to the text a person means by them."""

from datetime import date, timedelta
from decimal import Decimal

from openpyxl.styles.numbers import (
    BUILTIN_FORMATS,
    is_date_format,
    is_datetime,
    is_timedelta_format,
)

_DAY_SECONDS = 86400
_LAST_SERIAL = 2958465
_EPOCH_1900 = date(1899, 12, 30)
_EPOCH_1904 = date(1904, 1, 1)
# built-in date formats of East Asian Excel, which have no common code
_ASIAN_DATES = frozenset((*range(27, 37), *range(50, 59)))


def format_kind(number: int, code: str | None) -> str:
    """Return what a number format means for the reader.

    ``date``, ``time``, ``duration``, ``percent``, ``zeros:N`` (padded to N digits), or
    empty for a plain number. ``code`` is None for a built-in format.
    """
    if code is None:
        if number in _ASIAN_DATES:
            return "date"
        code = BUILTIN_FORMATS.get(number, "General")
    first = code.split(";")[0]
    if len(first) > 1 and not first.strip("0"):
        return f"zeros:{len(first)}"
    if is_timedelta_format(code):
        return "duration"
    if is_date_format(code):
        return "time" if is_datetime(code) == "time" else "date"
    return "percent" if first.rstrip("_ )\\").endswith("%") else ""


def number_text(raw: str) -> str:
    """Return a stored number without exponent and without a needless ``.0``."""
    if raw.isdigit():
        return raw
    value = float(raw)
    if value.is_integer() and abs(value) < 1e16:
        return str(int(value))
    text = repr(value)
    return format(Decimal(text), "f") if "e" in text else text


def formatted_text(raw: str, kind: str, epoch_1904: bool) -> tuple[str, str]:
    """Return (text, code or empty) of a stored number under a format kind.

    Raises ValueError when ``raw`` is no number.
    """
    if not kind:
        return number_text(raw), ""
    if kind.startswith("zeros:"):
        text = number_text(raw)
        return (text.zfill(int(kind[6:])) if text.isdigit() else text), ""
    if kind == "percent":
        percent = (Decimal(repr(float(raw))) * 100).normalize()
        return f"{percent:f}%", ""
    text = serial_text(float(raw), kind, epoch_1904)
    return (text, "") if text else (number_text(raw), "date_cell_out_of_range")


def serial_text(serial: float, kind: str, epoch_1904: bool) -> str:
    """Return ISO text of a date serial, empty when no such day exists.

    Midnight is a date alone; a serial below one is a time alone.
    """
    seconds = round(serial * _DAY_SECONDS)
    days, seconds = divmod(seconds, _DAY_SECONDS)
    if kind == "duration":
        return _clock(days * _DAY_SECONDS + seconds) if serial >= 0 else ""
    if serial < 0 or days > _LAST_SERIAL:
        return ""
    if not days and not epoch_1904:
        return _clock(seconds) if seconds or kind == "time" else ""
    if not days and kind == "time":
        return _clock(seconds)
    if days == 60 and not epoch_1904:
        return ""  # Excel's 29 February 1900, a day that never was
    early = 1 if days < 60 and not epoch_1904 else 0
    epoch = _EPOCH_1904 if epoch_1904 else _EPOCH_1900
    try:
        day = epoch + timedelta(days=days + early)
    except OverflowError:
        return ""
    return f"{day.isoformat()} {_clock(seconds)}" if seconds else day.isoformat()


def _clock(seconds: int) -> str:
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour:02d}:{minute:02d}:{second:02d}"
