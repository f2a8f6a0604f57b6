"""Dates and moments as converters: the day read, its clock, its zone, its checks."""

import re
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from .cells import Rules, Value, typed
from .dates import Day, check_day, is_placeholder_day, read_day
from .errors import RowError
from .times import Clock

_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PLAIN_DAY = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})")
_PLAIN_MOMENT = re.compile(
    r"([0-9]{1,2}[-/][0-9]{1,2}[-/][0-9]{4}) "
    r"((?:[01][0-9]|2[0-3]):[0-5][0-9])(:[0-5][0-9])?"
)
_ISO_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[ T][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.0+)?)?"
)


def convert_date(text: str, rules: Rules) -> Value | None:
    """Text into YYYY-MM-DD. A time of day other than midnight is flagged as dropped."""
    if _ISO_DAY.fullmatch(text) and not is_placeholder_day(text) and _exists(text):
        return Value(text, "", check_day(text, rules))
    return _read_ordered(text, rules) or _convert_date(text, rules)


def convert_datetime(text: str, rules: Rules) -> Value | None:
    """Text into YYYY-MM-DDTHH:MM:SS, with +HH:MM at the end where the text says it.

    A day alone gets midnight and the flag time_missing.
    """
    match = _ISO_MOMENT.fullmatch(text)
    if not match or is_placeholder_day(match[1]) or not _exists(text[:19]):
        return _read_ordered_moment(text, rules) or _convert_datetime(text, rules)
    iso = f"{match[1]}T{text[11:16]}{text[16:19] or ':00'}"
    rule = "" if iso == text else "datetime_formatted"
    return Value(iso, rule, check_day(match[1], rules))


def _read_ordered(text: str, rules: Rules) -> Value | None:
    """Read the plainest day of a proven order at once, None for all that needs care."""
    match = _PLAIN_DAY.fullmatch(text)
    if not match or rules.date_order not in ("DMY", "MDY"):
        return None
    first, second, year = match.groups()
    is_dmy = rules.date_order == "DMY"
    day, month = (first, second) if is_dmy else (second, first)
    try:
        iso = date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
    if is_placeholder_day(iso):
        return None
    return Value(iso, "date_dmy" if is_dmy else "date_mdy", check_day(iso, rules))


def _read_ordered_moment(text: str, rules: Rules) -> Value | None:
    """Read the plainest moment of a proven order at once, else None."""
    match = _PLAIN_MOMENT.fullmatch(text)
    day = _read_ordered(match[1], rules) if match and not rules.half_day else None
    if match is None or day is None:
        return None
    return day._replace(value=f"{day.value}T{match[2]}{match[3] or ':00'}")


def _exists(iso: str) -> bool:
    try:
        datetime.fromisoformat(iso)
    except ValueError:
        return False
    return True


def _read_date(text: str, rules: Rules) -> Value:
    return _finish(read_day(text, rules), rules, text)


def _finish(day: Day, rules: Rules, text: str) -> Value:
    if is_placeholder_day(day.iso):
        return Value(None, flags=("placeholder_date",))
    iso, flags = day.iso, day.flags
    if day.clock and day.clock.iso != "00:00:00":
        iso, more = _local_day(day.iso, day.clock, rules)
        flags += more
    flags += check_day(iso, rules)
    rule = "time_dropped" if day.clock and day.rule == "date_iso" else day.rule
    return Value(iso, "" if iso == text else rule, flags)


def _local_day(iso: str, clock: Clock, rules: Rules) -> tuple[str, tuple[str, ...]]:
    """Return (the clinic's day of a moment, flags): 18:30 UTC is tomorrow in India.

    Midnight of the text's own zone never comes here: that is how systems write a day.
    """
    if not clock.offset:
        return iso, ("time_dropped",)
    zone = _zone(rules.time_zone)
    if not zone:
        return iso, ("time_dropped", "day_depends_on_time_zone")
    moment = datetime.fromisoformat(f"{iso}T{clock.iso}{clock.offset}")
    try:
        local = moment.astimezone(zone)
    except OverflowError:
        raise RowError("impossible_date") from None
    is_midnight = not (local.hour or local.minute or local.second)
    return local.date().isoformat(), () if is_midnight else ("time_dropped",)


@lru_cache(maxsize=64)
def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (KeyError, ValueError, OSError):
        return None


def _read_datetime(text: str, rules: Rules) -> Value:
    day = read_day(text, rules)
    if is_placeholder_day(day.iso):
        return Value(None, flags=("placeholder_date",))
    flags = day.flags + check_day(day.iso, rules)
    if not day.clock:
        return Value(f"{day.iso}T00:00:00", day.rule, (*flags, "time_missing"))
    iso = f"{day.iso}T{day.clock.iso}{day.clock.offset}"
    return Value(
        iso, "" if iso == text else _rule(day.rule, day.clock), flags + day.clock.flags
    )


def _rule(day_rule: str, clock: Clock) -> str:
    """Name the more surprising of the two rules that read a moment."""
    if day_rule != "date_iso":
        return day_rule
    return "datetime_formatted" if clock.rule == "time_formatted" else clock.rule


_convert_date = typed(_read_date)
_convert_datetime = typed(_read_datetime)
