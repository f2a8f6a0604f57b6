"""Text of a clock time or of a length of time."""

import re
from dataclasses import dataclass, replace

from .cells import Rules, Value, typed
from .errors import RowError
from .vocabularies import HALF_DAYS

_HALF = r"(?P<half>[ap])\.?\s?m\b\.?"
_ZONE = (
    r"(?P<zone>z\b|(?:gmt|utc)?[+-][0-9]{1,2}:?[0-9]{2}\b|(?!am\b|pm\b)[a-z]{3,5}\b)"
    r"(?:\s*\([a-z ]+\))?"
)
_CLOCK = re.compile(
    r"(?P<hour>[0-9]{1,2})"
    r"(?:(?P<mark>[:.]|\s?h\s?)(?P<minute>[0-9]{2})"
    r"(?:[:.](?P<second>[0-9]{2})(?P<fraction>[.,:][0-9]{1,9})?)?"
    rf"(?:\s*{_HALF})?(?:\s*{_ZONE})?|\s*(?P<only>[ap])\.?\s?m\b\.?)"
)
_IN_DAY = re.compile(rf"(?<![^\s,]){_CLOCK.pattern}(?![^\s,;)\]])")
_HOURS = re.compile(
    r"(?<![0-9:./-])([01][0-9]|2[0-3])([0-5][0-9])\s*(?:hrs?|hours?)\b\.?"
    r"|(?<=[0-9][:.])([0-5][0-9])\s*(?:hrs?|hours?)\b\.?"
)
_INDIAN = ("Asia/Kolkata", "Asia/Calcutta")
_HALF_TEXT = r"(?:\s*[ap]\.?\s?m\b\.?)"
_HOUR_MINUTE = r"[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2})?"
_UNTIL = re.compile(
    rf"({_HOUR_MINUTE}{_HALF_TEXT}?)\s+(?:-|to|till)\s+"
    rf"{_HOUR_MINUTE}({_HALF_TEXT})?$"
)
_ISO_T = re.compile(r"(?<=[0-9])t(?=[0-9])")
_COMPACT_T = re.compile(r"(?<=[0-9]t)([0-9]{2})([0-9]{2})([0-9]{2})(?![0-9:])")
_DIGITS = re.compile(r"([01][0-9]|2[0-3])([0-5][0-9])\s*(?:h|hr|hrs|hours?)?")
_HOURS_WORD = re.compile(r"\s*(?:hrs?|hours?|o'?clock|onwards?)\.?$")
_RANGE = re.compile(r"(.+?)\s*(?:-|\bto\b|\btill\b)\s*(.+)")
_DAY_FRACTION = re.compile(r"0?\.[0-9]+|0")
_JOINTS = re.compile(r"^(?:at|on)\b|\b(?:at|on)$")

_LENGTH = re.compile(
    r"(?:(?P<hours>[0-9]+(?:\.[0-9]+)?)\s*(?:h|hr|hrs|hour|hours)(?![a-z])\.?)?"
    r"(?:\s*(?:,|and|&)?\s*)"
    r"(?:(?P<minutes>[0-9]+(?:\.[0-9]+)?)\s*(?:m|min|mins|minute|minutes|')?\.?)?"
)
_ISO_LENGTH = re.compile(
    r"pt(?:([0-9]+)h)?(?:([0-9]+)m)?(?:([0-9]+)(?:\.[0-9]+)?s)?", re.I
)
_CLOCK_LENGTH = re.compile(r"([0-9]{1,3}):([0-5][0-9])(?::([0-5][0-9])(?:\.0+)?)?")


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; ``offset`` is empty for clinic time, else like +05:30."""

    hour: int
    minute: int = 0
    second: int = 0
    offset: str = ""
    rule: str = ""
    flags: tuple[str, ...] = ()

    @property
    def iso(self) -> str:
        """ "HH:MM:SS", without the offset."""
        return f"{self.hour:02}:{self.minute:02}:{self.second:02}"


def split_clock(text: str, rules: Rules) -> tuple[str, Clock | None]:
    """Take the time of day out of ``text``: (what is left, the clock or None).

    Of a slot ("10:00 - 10:30") the start is taken, flagged. Raises RowError
    impossible_time, am_pm_missing.
    """
    lower = _ISO_T.sub(" ", _COMPACT_T.sub(r"\1:\2:\3", _plain_halves(text)))
    lower = _HOURS.sub(lambda m: f"{m[1]}:{m[2]}" if m[1] else m[3], lower)
    slot = _UNTIL.search(lower)
    if slot:
        lower = lower[: slot.end(1)]
        if slot[2] and "m" not in slot[1]:
            raise RowError("am_pm_missing")
    found = None
    for match in _IN_DAY.finditer(lower):
        is_clear = match["mark"] == ":" or match["half"] or match["only"]
        if not found or is_clear:
            found = match
        if is_clear:
            break
    if not found:
        return lower, None
    rest = f"{lower[: found.start()].strip()} {lower[found.end() :].strip()}"
    rest = _JOINTS.sub("", rest.strip(" ,;-@|")).strip(" ,;-@|")
    if not rest:
        return lower, None
    clock = _clock(found, rules)
    return rest, replace(clock, flags=(*clock.flags, "time_range")) if slot else clock


def _plain_halves(text: str) -> str:
    """Return the text in lower case, AM and PM of Indian languages as am and pm."""
    if not text.isascii():
        for word, half in HALF_DAYS.items():
            text = text.replace(word, half)
    return text.lower()


def read_clock(text: str, rules: Rules) -> Clock:
    """Return the clock of lower-case ``text``; raises not_a_time, impossible_time."""
    text = _HOURS_WORD.sub("", text)
    match = _CLOCK.fullmatch(text)
    if match:
        return _clock(match, rules)
    digits = _DIGITS.fullmatch(text)
    if digits:
        return Clock(int(digits[1]), int(digits[2]), rule="time_formatted")
    if rules.serial_dates and _DAY_FRACTION.fullmatch(text):
        return clock_of_fraction(float(text))
    raise RowError("not_a_time")


def clock_of_fraction(fraction: float) -> Clock:
    """Return the clock of a spreadsheet's fraction of a day, to the second."""
    seconds = min(round(fraction * 86400), 86399)
    hour, rest = divmod(seconds, 3600)
    return Clock(hour, rest // 60, rest % 60, rule="time_serial")


def _clock(match: re.Match[str], rules: Rules) -> Clock:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    second = int(match["second"] or 0)
    half = match["half"] or match["only"]
    if hour > 23 or minute > 59 or second > 59:
        raise RowError("impossible_time")
    if (half == "a" and hour > 12) or (half == "p" and hour == 0):
        raise RowError("impossible_time")
    rule = "time_12_hour" if half else "time_formatted"
    if half and hour == 12:
        hour = 0
    if half == "p" and hour < 12:
        hour += 12
    offset, flags = _offset(match["zone"] or "", rules)
    if rules.half_day and not half and 1 <= hour <= 7:
        flags += ("am_pm_unknown",)
    if (match["fraction"] or "").strip(".,:0"):
        rule = "fraction_dropped"
    return Clock(hour, minute, second, offset, rule, flags)


def _offset(zone: str, rules: Rules) -> tuple[str, tuple[str, ...]]:
    """Return (+HH:MM or empty, flags); only UTC has a name that means one thing.

    IST is India's in an Indian clinic, and Irish or Israeli elsewhere.
    """
    if not zone or (zone == "ist" and rules.time_zone in _INDIAN):
        return "", ()
    if zone in ("z", "utc", "gmt"):
        return "+00:00", ()
    digits = zone.removeprefix("gmt").removeprefix("utc")
    if digits[0] not in "+-":
        return "", ("time_zone_name",)
    sign, digits = digits[0], digits[1:].replace(":", "").zfill(4)
    if int(digits[:2]) > 14 or int(digits[2:]) > 59:
        raise RowError("impossible_time")
    return f"{sign}{digits[:2]}:{digits[2:]}", ()


def _read_time(text: str, rules: Rules) -> Value:
    """Text into HH:MM:SS; of a range ("10:00 - 10:30") the end becomes an extra."""
    lower = _plain_halves(text)
    ends = _RANGE.fullmatch(lower)
    if ends and _CLOCK.fullmatch(ends[1].strip()) and _CLOCK.fullmatch(ends[2].strip()):
        start, end = read_clock(ends[1].strip(), rules), read_clock(ends[2], rules)
        if start.rule != end.rule:
            raise RowError("am_pm_missing")
        return Value(start.iso, "time_range", ("time_range",), (end.iso,))
    rest, clock = split_clock(text, rules)
    if clock and re.search(r"[0-9]", rest):
        is_base_day = re.match(r"(?:1899|190[04]|0?0?01|1970)-", rest)
        flags = clock.flags if is_base_day else (*clock.flags, "date_dropped")
        return Value(clock.iso, "date_dropped", flags)
    clock = read_clock(lower, rules)
    flags = (*clock.flags, "time_zone_dropped") if clock.offset else clock.flags
    return Value(clock.iso, "" if clock.iso == text else clock.rule, flags)


def _read_duration(text: str, rules: Rules) -> Value:
    """Text into whole minutes, an int; raises RowError bad_duration."""
    lower = text.lower()
    for pattern in (_CLOCK_LENGTH, _ISO_LENGTH):
        match = pattern.fullmatch(lower)
        if match and any(match.groups()):
            return _minutes(*(int(part or 0) for part in match.groups()))
    match = _LENGTH.fullmatch(lower)
    if not match or not (match["hours"] or match["minutes"]):
        raise RowError("bad_duration")
    return _minutes(float(match["hours"] or 0), float(match["minutes"] or 0), 0)


def _minutes(hours: float, minutes: float, seconds: int) -> Value:
    total = hours * 60 + minutes + seconds / 60
    if abs(total - round(total)) > 1e-9 or total > 60 * 24 * 31:
        raise RowError("bad_duration")
    return Value(round(total), "number_typed")


convert_time = typed(_read_time)
convert_duration = typed(_read_duration)
