"""How long a load takes and how much it adds, from a part of it that was measured."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

SPREAD = 0.4  # a busy server, growing tables: measured rates differ by this much
_WIDEST = 0.8


class Measure(NamedTuple):
    """What loading ``rows`` rows of one object took: seconds, and bytes of database."""

    rows: int
    seconds: float
    bytes: float


class Range(NamedTuple):
    """Between ``low`` and ``high``."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """Expected seconds and bytes of ``rows`` rows; ``unmeasured`` names the objects
    of which nothing was measured: the other objects' rates stand in for theirs."""

    rows: int
    seconds: Range
    bytes: Range
    unmeasured: tuple[str, ...] = ()


def expected(
    measures: Mapping[str, Measure], planned: Mapping[str, int]
) -> Estimate | None:
    """Return what ``planned`` rows per object take; None when nothing was measured.

    >>> done = {"patient": Measure(100, 1.0, 50_000)}
    >>> expected(done, {"patient": 1000}).seconds
    Range(low=5.0, high=15.0)
    """
    known = {name: one for name, one in measures.items() if one.rows}
    rows = {name: count for name, count in planned.items() if count}
    if not known:
        return None
    return Estimate(
        sum(rows.values()),
        _total({n: m.seconds / m.rows for n, m in known.items()}, known, rows),
        _total({n: m.bytes / m.rows for n, m in known.items()}, known, rows),
        tuple(sorted(set(rows) - set(known))),
    )


def _total(rates, known, planned) -> Range:
    """Add up each object's range; few measured rows make a wide one."""
    low = high = 0.0
    for name, count in planned.items():
        if name in rates:
            spread = min(_WIDEST, SPREAD + known[name].rows ** -0.5)
            low += rates[name] * count * (1 - spread)
            high += rates[name] * count * (1 + spread)
        else:
            low += min(rates.values()) * count * (1 - _WIDEST)
            high += max(rates.values()) * count * (1 + _WIDEST)
    return Range(round(low, 6), round(high, 6))


def duration_text(seconds: float) -> str:
    """Return a span in the two largest units that a person reads.

    >>> duration_text(0.2), duration_text(59.6), duration_text(7800)
    ('1 s', '1 min', '2 h 10 min')
    """
    whole = max(1, round(seconds))
    if whole < 60:
        return f"{whole} s"
    minutes = round(whole / 60)
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{minutes} min"
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def size_text(size: float) -> str:
    """Return bytes as a person reads them.

    >>> size_text(900), size_text(5_300_000), size_text(2 * 1024**3)
    ('1 KB', '5.1 MB', '2.0 GB')
    """
    amount = max(1.0, size / 1024)
    for unit in ("KB", "MB", "GB"):
        if amount < 1024:
            return f"{amount:.0f} {unit}" if unit == "KB" else f"{amount:.1f} {unit}"
        amount /= 1024
    return f"{amount:.1f} TB"
