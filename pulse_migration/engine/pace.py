"""How fast a load goes just now, and how long what is left will take."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

RECENT = timedelta(minutes=2)


class Slice(NamedTuple):
    """A batch that is done: its rows, the seconds it took, and when it ended."""

    rows: int
    seconds: float
    done_at: datetime


class Pace(NamedTuple):
    """Rows a second, and how many lanes were at work, of late."""

    rate: float
    lanes: float


def recent(slices: Iterable[Slice], now: datetime) -> Pace | None:
    """Return the pace of the last two minutes; None when nothing was done in them.

    What has not moved for a while gets slower: time counts up to ``now``.

    >>> now = datetime(2026, 11, 26, 22, 1)
    >>> recent([Slice(500, 10.0, now), Slice(500, 10.0, now)], now)
    Pace(rate=100.0, lanes=2.0)
    >>> recent([Slice(500, 10.0, datetime(2026, 11, 26, 22, 0))], now).lanes
    0.14285714285714285
    >>> recent([Slice(500, 10.0, datetime(2026, 11, 26, 21, 0))], now)
    """
    done = [one for one in slices if now - one.done_at <= RECENT]
    if not done:
        return None
    begun = min(one.done_at - timedelta(seconds=one.seconds) for one in done)
    elapsed = max((now - begun).total_seconds(), 1.0)
    return Pace(
        sum(one.rows for one in done) / elapsed,
        sum(one.seconds for one in done) / elapsed,
    )


def seconds_left(
    pace: Pace | None, left: Mapping[str, int], costs: Mapping[str, float]
) -> float | None:
    """Return the seconds that ``left`` rows per object take; None when nobody knows.

    :param costs: seconds of one lane per row of an object; an object without one
        costs what the rows of late did

    >>> seconds_left(Pace(100.0, 2.0), {"bill": 200, "message": 100}, {"bill": 0.1})
    11.0
    """
    if not pace or pace.rate <= 0 or pace.lanes <= 0:
        return None
    usual = pace.lanes / pace.rate
    work = sum(rows * costs.get(name, usual) for name, rows in left.items())
    return work / pace.lanes
