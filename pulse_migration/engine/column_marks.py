"""What the shape of one text proves about its column: date order, mark, clock."""

import re

from .cells import is_placeholder
from .money import readings

_SEP = r"\s?[-/., \\]\s?"
_SHAPE = re.compile(
    rf"(?P<year>[0-9]{{4}}){_SEP}[0-9]{{1,2}}{_SEP}(?P<last>[0-9]{{1,2}})(?![0-9])"
    r"|-?(?P<unix>[0-9]{9,13})$"
    rf"|(?P<first>[0-9]{{1,2}}){_SEP}(?P<second>[0-9]{{1,2}}){_SEP}"
    rf"(?P<third>[0-9]{{4}}|[0-9]{{2}})(?![0-9.,])"
    r"|(?P<compact>[0-3][0-9][0-3][0-9](?:18|19|20)[0-9]{2})(?![^\s])"
    r"|(?P<number>[0-9]{1,6}(?:\.[0-9]+)?)$"
    r"|\W{0,2}(?:[A-Za-z]{2,3}\.?|\W)?\s?-?(?P<amount>[0-9][0-9.,' ]*)"
    r"(?![0-9.,':]|[/-][0-9])"
)
_HOUR = re.compile(r"(?:^|[\sT,])([0-9]{1,2})[:.][0-5][0-9](?![0-9])")
_HALF_MARK = re.compile(r"[0-9]\s*[ap]\.?\s?m\b", re.I)
# Seconds from 1970 to 2100; a larger number counts milliseconds.
_MOST_SECONDS = 4_102_444_800
_MONTH_DAYS = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# Days from 1910 to 2100 as serials of the 1900 epoch.
_SERIAL_FROM, _SERIAL_TO = 3654, 73051


def marks(text: str) -> tuple[str, ...]:
    """Return what one plain text proves: dmy, mdy, ymd, point, serial, hour …"""
    shape = _SHAPE.match(text)
    if not shape:
        if is_placeholder(text):
            return ("placeholder",)
        return _hour_marks(text) if ":" in text else ()
    found = _READERS[str(shape.lastgroup)](text, shape)
    return found + _hour_marks(text) if ":" in text or "." in text else found


def _hour_marks(text: str) -> tuple[str, ...]:
    hour = _HOUR.search(text)
    if not hour:
        return ()
    is_clear = int(hour[1]) > 12 or hour[1] in ("0", "00") or _HALF_MARK.search(text)
    return ("hour", "hour_clear") if is_clear else ("hour",)


def _year_first(text: str, shape: re.Match[str]) -> tuple[str, ...]:
    return ("ymd", "ymd_wide") if int(shape["last"]) > 12 else ("ymd",)


def _year_last(text: str, shape: re.Match[str]) -> tuple[str, ...]:
    return (_order_mark(int(shape["first"]), int(shape["second"]), shape["third"]),)


def _compact(text: str, shape: re.Match[str]) -> tuple[str, ...]:
    digits = shape["compact"]
    return (_order_mark(int(digits[:2]), int(digits[2:4]), digits[4:]),)


def _number(text: str, shape: re.Match[str]) -> tuple[str, ...]:
    is_serial = _SERIAL_FROM <= float(shape["number"]) <= _SERIAL_TO
    return ("serial" if is_serial else "number", *_decimal_mark(shape["number"]))


def _unix(text: str, shape: re.Match[str]) -> tuple[str, ...]:
    digits = shape["unix"]
    if int(digits) > _MOST_SECONDS:
        return ("unix_ms",)
    return ("unix_s",) if len(digits) == 10 else ()


def _amount(text: str, shape: re.Match[str]) -> tuple[str, ...]:
    return _decimal_mark(shape["amount"].rstrip(" .,'"))


def _order_mark(first: int, second: int, year: str) -> str:
    if len(year) == 2 and (first > 31 or first == 0):
        return "short_ymd"
    # a day that no calendar has proves nothing
    is_dmy = 1 <= second <= 12 and 1 <= first <= _MONTH_DAYS[second]
    is_mdy = 1 <= first <= 12 and 1 <= second <= _MONTH_DAYS[first]
    if is_dmy and is_mdy:
        return "same" if first == second else "either"
    return "dmy" if is_dmy else "mdy" if is_mdy else "impossible"


def _decimal_mark(body: str) -> tuple[str, ...]:
    if "." not in body and "," not in body:
        return ()
    found = readings(body)
    if len(set(found.values())) > 1:
        return ("mark_either",)
    if len(found) == 1:
        return ("point",) if "." in found else ("comma",)
    return ()


# The last group that each alternative of the shape fills.
_READERS = {
    "last": _year_first,
    "unix": _unix,
    "third": _year_last,
    "compact": _compact,
    "number": _number,
    "amount": _amount,
}
