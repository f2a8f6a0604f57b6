"""Reads the text of a day, by the proven order of its column."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from .cells import Rules
from .errors import RowError
from .times import Clock, clock_of_fraction, split_clock
from .vocabularies import MONTHS

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_SEP = r"\s*[-/.\\,_ ]\s*"
_NUMERIC = re.compile(rf"([0-9]{{1,4}}){_SEP}([0-9]{{1,2}}){_SEP}'?([0-9]{{1,4}})")
_WORD = r"([^\s\d\-/.,_]{3,})\.?"
_DAY = r"([0-9]{1,2})(?:\s*(?:st|nd|rd|th)\b)?(?:\s+(?:of|de)\b)?"
_YEAR = r"'?([0-9]{4}|[0-9]{2})"
_GAP = r"[-/.,_ ]*"
_DAY_WORD_YEAR = re.compile(rf"{_DAY}{_GAP}{_WORD}(?:{_GAP}(?:de|del)\b)?{_GAP}{_YEAR}")
_WORD_DAY_YEAR = re.compile(rf"{_WORD}{_GAP}{_DAY}[-/.,_ ]+{_YEAR}")
_YEAR_WORD_DAY = re.compile(rf"([0-9]{{4}}){_GAP}{_WORD}{_GAP}{_DAY}")
_WEEKDAY = re.compile(
    r"\(?(?<![a-z])(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b[.,)]*"
)
_COMPACT_MOMENT = re.compile(r"((?:19|20)[0-9]{6})([0-9]{2})([0-9]{2})([0-9]{2})")
_COMPACT = re.compile(r"[0-9]{8}")
_NUMBER = re.compile(r"([0-9]+)(?:\.([0-9]+))?")
_UNIX = re.compile(r"(-?[0-9]{9,13})(?:[+-][0-9]{4})?")
_JSON_DATE = re.compile(r"/Date\((-?[0-9]{1,14})(?:[+-][0-9]{4})?\)/")
_INCOMPLETE = re.compile(
    rf"[0-9]{{1,2}}[-/.][0-9]{{2,4}}|[0-9]{{4}}[-/.][0-9]{{1,2}}|[0-9]{{4}}"
    rf"|{_WORD}{_GAP}{_YEAR}|{_YEAR}{_GAP}{_WORD}|{_DAY}{_GAP}{_WORD}"
)

# Days that systems write when they know none, as ISO text.
_PLACEHOLDER_DAYS = frozenset(
    "0000-00-00 0000-01-01 0001-01-01 1753-01-01 1800-01-01 1899-12-30 1899-12-31 "
    "1900-00-00 1900-01-00 1900-01-01 9999-12-31 9999-01-01 9999-09-09".split()
)
_EARLIEST_YEAR = 1880
_LATEST_YEAR = 2100
_OLDEST_AGE = 125


@dataclass(frozen=True, slots=True)
class Day:
    """A day as read: ISO text, the rule that read it, flags, and its clock if any.

    The ISO text is no possible date only where it is a placeholder (0000-00-00).
    """

    iso: str
    rule: str = ""
    flags: tuple[str, ...] = ()
    clock: Clock | None = None


def read_day(text: str, rules: Rules) -> Day:
    """Return the day that ``text`` (folded, stripped) means, and its clock if any.

    Raises RowError: not_a_date, impossible_date, incomplete_date, date_order_unknown,
    date_contradicts_order, number_not_date, century_unknown, and what ``times`` raises.
    """
    match = _NUMERIC.fullmatch(text)
    if match:
        return _read_numeric(match, rules)
    text = _COMPACT_MOMENT.sub(r"\1 \2:\3:\4", text) if len(text) == 14 else text
    number = _read_number(text, rules)
    if number:
        return number
    day_text, clock = split_clock(text, rules)
    day_text = _WEEKDAY.sub("", day_text, count=1).strip(" ,;.")
    for pattern, reader in _READERS:
        match = pattern.fullmatch(day_text)
        if match:
            day = reader(match, rules)
            return Day(day.iso, day.rule, day.flags, clock)
    if _INCOMPLETE.fullmatch(day_text):
        raise RowError("incomplete_date")
    raise RowError("not_a_date")


def make_day(year: int, month: int, day: int, rule: str, *flags: str) -> Day:
    """Return the Day, a placeholder one included; raises RowError impossible_date."""
    if not _is_day(year, month, day):
        raise RowError("impossible_date")
    return Day(_iso(year, month, day), rule, flags)


def check_day(iso: str, rules: Rules) -> tuple[str, ...]:
    """Return the flags of a possible day; raises RowError birth_date_in_future."""
    year, today = int(iso[:4]), rules.today
    if today and year >= today.year and iso > today.isoformat():
        if rules.is_birth:
            raise RowError("birth_date_in_future")
        return ("date_in_future",)
    is_implausible = not _EARLIEST_YEAR <= year <= _LATEST_YEAR
    if rules.is_birth and (is_implausible or today and today.year - year > _OLDEST_AGE):
        return ("birth_date_implausible",)
    if is_implausible:
        return ("date_implausible",)
    return ("date_is_epoch",) if iso == "1970-01-01" else ()


def is_placeholder_day(iso: str) -> bool:
    """Tell whether ``iso`` is a day that systems write when they know none."""
    return iso in _PLACEHOLDER_DAYS


def _iso(year: int, month: int, day: int) -> str:
    return f"{year:04}-{month:02}-{day:02}"


def _is_day(year: int, month: int, day: int) -> bool:
    """Tell whether the day exists, or stands for "no date" in some system."""
    if _iso(year, month, day) in _PLACEHOLDER_DAYS:
        return True
    return year > 0 and 0 < month < 13 and 0 < day <= monthrange(year, month)[1]


def _read_iso(match: re.Match[str], rules: Rules) -> Day:
    return make_day(int(match[1]), int(match[2]), int(match[3]), "date_iso")


def _read_numeric(match: re.Match[str], rules: Rules) -> Day:
    first, second, third = match.groups()
    if len(first) == 4 and len(third) <= 2:
        return make_day(int(first), int(second), int(third), "date_ymd")
    if len(first) > 2 or len(third) in (1, 3):
        raise RowError("not_a_date")
    if len(third) == 4:
        return _resolve(int(first), int(second), int(third), rules.date_order)
    if rules.date_order == "YMD" or (not rules.date_order and int(first) > 31):
        year = full_year(int(first), int(second), int(third), rules)
        return make_day(year, int(second), int(third), "date_ymd", "two_digit_year")
    # A year that has its own 29 February serves to tell the order.
    day = _resolve(int(first), int(second), 2000, rules.date_order)
    month, month_day = int(day.iso[5:7]), int(day.iso[8:])
    year = full_year(int(third), month, month_day, rules)
    return make_day(year, month, month_day, day.rule, "two_digit_year")


def _resolve(first: int, second: int, year: int, order: str) -> Day:
    """Return the day of three numbers; the order decides, or the only reading."""
    is_dmy = _is_day(year, second, first)
    is_mdy = _is_day(year, first, second)
    if not is_dmy and not is_mdy:
        raise RowError("impossible_date")
    if order == "DMY" and not is_dmy or order == "MDY" and not is_mdy:
        raise RowError("date_contradicts_order")
    if is_dmy and is_mdy and first != second and order not in ("DMY", "MDY"):
        raise RowError("date_order_unknown")
    if order == "DMY" or (order != "MDY" and is_dmy):
        return make_day(year, second, first, "date_dmy")
    return make_day(year, first, second, "date_mdy")


def full_year(short: int, month: int, day: int, rules: Rules) -> int:
    """Return the four-digit year of a two-digit one.

    Births take the latest year that is not in the future; other days the year within
    80 years back and 20 ahead of today, without a ``today`` the POSIX century (69-99
    are 19xx). Raises RowError century_unknown for a birth without ``today``.
    """
    if not rules.today:
        if rules.is_birth:
            raise RowError("century_unknown")
        return short + (1900 if short >= 69 else 2000)
    today = rules.today
    year = today.year - today.year % 100 + short
    if rules.is_birth:
        return year if (year, month, day) <= today.timetuple()[:3] else year - 100
    if year > today.year + 20:
        return year - 100
    return year + 100 if year <= today.year - 80 else year


def _read_named(order: str) -> Callable[[re.Match[str], Rules], Day]:
    def read(match: re.Match[str], rules: Rules) -> Day:
        parts = dict(zip(order, match.groups(), strict=True))
        month = MONTHS.get(parts["M"])
        if not month:
            raise RowError("not_a_date")
        day, year = int(parts["D"]), int(parts["Y"])
        if len(parts["Y"]) == 4:
            return make_day(year, month, day, "date_month_name")
        year = full_year(year, month, day, rules)
        return make_day(year, month, day, "date_month_name", "two_digit_year")

    return read


def _read_compact(match: re.Match[str], rules: Rules) -> Day:
    """Read eight digits: a year stands at one end only, as 18 to 20 are no months."""
    text = match[0]
    if text[:2] in ("18", "19", "20", "00") and text[4:6] <= "12":
        return make_day(int(text[:4]), int(text[4:6]), int(text[6:]), "date_compact")
    if text[4:6] in ("18", "19", "20"):
        day = _resolve(int(text[:2]), int(text[2:4]), int(text[4:]), rules.date_order)
        return Day(day.iso, "date_compact", day.flags)
    raise RowError("not_a_date")


def _read_number(text: str, rules: Rules) -> Day | None:
    """Read a bare number: an Excel serial or a Unix time; None when it is neither."""
    unix = _JSON_DATE.fullmatch(text)
    if unix:
        return _since_1970(unix[1], "ms")
    unix = _UNIX.fullmatch(text)
    if unix:
        return _since_1970(unix[1], _unit(unix[1], rules))
    match = _NUMBER.fullmatch(text)
    if not match or len(match[1]) == 8 and not match[2]:
        return None
    if len(match[1]) == 4 and text[:2] in ("18", "19", "20", "21"):
        raise RowError("incomplete_date" if not match[2] else "not_a_date")
    if not rules.serial_dates:
        is_serial_like = len(match[1]) == 5 or (match[2] and len(match[1]) > 3)
        if len(match[1]) == 2 and match[2]:
            return None
        raise RowError("number_not_date" if is_serial_like else "not_a_date")
    return _read_serial(int(match[1]), match[2] or "", rules)


def _read_serial(serial: int, fraction: str, rules: Rules) -> Day:
    """Count days from the epoch; that of 1900 has a 29 February that never was."""
    if serial > 2_958_465 or (rules.epoch == 1900 and serial == 60):
        raise RowError("impossible_date" if serial == 60 else "not_a_date")
    if rules.epoch == 1904:
        start = date(1904, 1, 1)
    else:
        start = date(1899, 12, 31) if serial < 60 else date(1899, 12, 30)
    try:
        iso = (start + timedelta(days=serial)).isoformat()
    except OverflowError:
        raise RowError("not_a_date") from None
    clock = clock_of_fraction(float(f"0.{fraction}")) if fraction.strip("0") else None
    return Day(iso, f"date_serial_{rules.epoch}", (), clock)


def _unit(digits: str, rules: Rules) -> str:
    """What a bare number counts, by its column; alone, only two lengths tell it."""
    length = len(digits.lstrip("-"))
    if rules.unix_unit == "ms" or rules.unix_unit == "s" and length <= 10:
        return rules.unix_unit
    if length in (10, 13):
        return "s" if length == 10 else "ms"
    raise RowError("number_not_date")


def _since_1970(digits: str, unit: str) -> Day:
    """Seconds or milliseconds since 1970, in UTC."""
    is_milli = unit == "ms"
    seconds = int(digits) // 1000 if is_milli else int(digits)
    moment = datetime(1970, 1, 1, tzinfo=timezone.utc) + timedelta(seconds=seconds)
    clock = Clock(moment.hour, moment.minute, moment.second, offset="+00:00")
    rule = "date_epoch_milliseconds" if is_milli else "date_epoch_seconds"
    return Day(moment.date().isoformat(), rule, (), clock)


_READERS = (
    (_ISO, _read_iso),
    (_NUMERIC, _read_numeric),
    (_COMPACT, _read_compact),
    (_DAY_WORD_YEAR, _read_named("DMY")),
    (_WORD_DAY_YEAR, _read_named("MDY")),
    (_YEAR_WORD_DAY, _read_named("YMD")),
)
