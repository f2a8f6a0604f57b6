"""Moments of change as servers write them, and as they want to be asked."""

from datetime import datetime, timezone, tzinfo

_MILLIS = 100_000_000_000  # more seconds than the year 5000 has


def read_moment(value: object, zone: tzinfo = timezone.utc) -> datetime | None:
    """Return the naive UTC moment of ISO text or of seconds since 1970, else None.

    ``zone`` is that of a text without one. Parts of a second are kept.

    >>> read_moment("2026-11-26T10:00:00+05:30")
    datetime.datetime(2026, 11, 26, 4, 30)
    >>> read_moment(1795667400000) == read_moment("1795667400")
    True
    """
    text = str(value if value is not None else "").strip()
    try:
        number = float(text)
    except ValueError:
        return _read_text(text, zone)
    try:
        seconds = number / 1000 if abs(number) >= _MILLIS else number
        moment = datetime.fromtimestamp(seconds, timezone.utc)
    except (OverflowError, OSError, ValueError):
        return None
    return moment.replace(tzinfo=None)


def _read_text(text: str, zone: tzinfo) -> datetime | None:
    if text.endswith(("Z", "z")):
        text = f"{text[:-1]}+00:00"
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            moment = _localize(moment, zone)
        return moment.astimezone(timezone.utc).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None


def _localize(moment: datetime, zone: tzinfo) -> datetime:
    localize = getattr(zone, "localize", None)  # pytz knows clock changes that way
    return localize(moment) if localize else moment.replace(tzinfo=zone)


def write_moment(moment: datetime, form: str, zone: tzinfo = timezone.utc) -> str:
    """Return a naive UTC moment as a server wants it.

    >>> write_moment(datetime(2026, 11, 26, 4, 30), "iso")
    '2026-11-26T04:30:00Z'
    >>> write_moment(datetime(2026, 11, 26, 4, 30), "epoch")
    '1795667400'
    """
    aware = moment.replace(tzinfo=timezone.utc)
    if form == "epoch":
        return str(int(aware.timestamp()))
    if form == "epoch_ms":
        return str(int(aware.timestamp() * 1000))
    local = aware.astimezone(zone)
    if form == "plain":
        return local.strftime("%Y-%m-%d %H:%M:%S")
    if form == "date":
        return local.date().isoformat()
    if zone is timezone.utc:
        return f"{moment.isoformat(timespec='seconds')}Z"
    return local.isoformat(timespec="seconds")
