"""Hours of the clinic's day in which a load may run, and the moments they mean."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta, timezone, tzinfo

from dateutil import tz as zones

_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")
_WINDOW = re.compile(r"\s*(\S+?)\s*(?:-|–|—|to|and|until)\s*(\S+)\s*")


@dataclass(frozen=True, slots=True)
class Window:
    """From one time of the day to another; over midnight when that one is earlier.

    Moments go in and out as naive UTC. A time that a clock change skips is the moment
    after the gap, one that comes twice is the first.

    >>> night = Window(time(20), time(7), "Asia/Kolkata")
    >>> night.opening(datetime(2026, 11, 26, 3, 0))
    datetime.datetime(2026, 11, 26, 14, 30)
    >>> night.closing(datetime(2026, 11, 26, 15, 0))
    datetime.datetime(2026, 11, 27, 1, 30)
    """

    start: time
    end: time
    zone: str

    def is_open(self, now: datetime) -> bool:
        """Whether ``now``, naive UTC, is within the hours."""
        return self.closing(now) is not None

    def opening(self, now: datetime) -> datetime:
        """Return ``now`` when it is open, else when it opens next."""
        if self.is_open(now):
            return now
        return next(start for start, _end in self._nights(now) if start > now)

    def closing(self, now: datetime) -> datetime | None:
        """Return when it closes; None while it is closed."""
        ends = (end for start, end in self._nights(now) if start <= now < end)
        return next(ends, None)

    def _nights(self, now: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Yield (opening, closing) from the day before ``now`` on."""
        zone = _zone(self.zone)
        today = now.replace(tzinfo=timezone.utc).astimezone(zone).date()
        for offset in (-1, 0, 1, 2):
            day = today + timedelta(days=offset)
            last = day + timedelta(days=1) if self.end <= self.start else day
            yield (
                _utc(datetime.combine(day, self.start), zone),
                _utc(datetime.combine(last, self.end), zone),
            )


def next_time(now: datetime, clock: time, zone: str) -> datetime:
    """Return when a clock in ``zone`` shows ``clock`` next, as naive UTC.

    >>> next_time(datetime(2026, 11, 26, 17, 0), time(22), "Asia/Kolkata")
    datetime.datetime(2026, 11, 27, 16, 30)
    """
    nights = Window(clock, clock, zone)._nights(now)
    return next(start for start, _end in nights if start > now)


def parse_clock(text: str) -> time:
    """Return the time of day of "22:00"; raises ValueError.

    >>> parse_clock("7:05")
    datetime.time(7, 5)
    """
    found = _CLOCK.fullmatch(text.strip())
    if not found:
        raise ValueError("no time of day")
    return time(int(found[1]), int(found[2]))


def parse_window(text: str) -> tuple[time, time]:
    """Return both times of "20:00-07:00"; raises ValueError.

    >>> parse_window("20:00-07:00")
    (datetime.time(20, 0), datetime.time(7, 0))
    """
    found = _WINDOW.fullmatch(text)
    if not found:
        raise ValueError("no two times of day")
    return parse_clock(found[1]), parse_clock(found[2])


def clock_of(hours: float) -> time:
    """Return the time of day of hours as Odoo's ``float_time`` stores them.

    >>> clock_of(20.5)
    datetime.time(20, 30)
    """
    minutes = round(hours * 60) % (24 * 60)
    return time(minutes // 60, minutes % 60)


def hours_of(clock: time) -> float:
    """Return a time of day as Odoo's ``float_time`` stores it."""
    return clock.hour + clock.minute / 60


def _zone(name: str) -> tzinfo:
    zone = zones.gettz(name)
    if zone is None:
        raise ValueError("unknown time zone")
    return zone


def _utc(local: datetime, zone: tzinfo) -> datetime:
    moment = zones.resolve_imaginary(local.replace(tzinfo=zone))
    return moment.astimezone(timezone.utc).replace(tzinfo=None)
