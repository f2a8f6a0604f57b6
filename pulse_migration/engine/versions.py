"""Which rows of a record are an older version of it: by the moment of its change.

Where a list gives no moments the page that came last counts.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple


class Version(NamedTuple):
    """A row of a record; ``moment`` says when it changed, None: the list does not.

    ``source`` is the page it came with, a later one is greater; ``line`` tells the
    lines of one record apart, blank where a row is all of it.
    """

    key: int
    source: int
    place: int
    fingerprint: str
    moment: datetime | None
    line: str = ""


def superseded(rows: Sequence[Version], is_one_row: bool) -> list[int]:
    """Return the keys of the rows that a newer version of the same record replaces.

    :param is_one_row: a record is one row; else what came with the newest counts, all
        rows of its moment or, without moments, of its page
    """
    by_line: dict[str, list[Version]] = {}
    for row in rows:
        by_line.setdefault(row.line, []).append(row)
    old: list[int] = []
    for versions in by_line.values():
        newest = max(versions, key=_age)
        for row in versions:
            same = row.fingerprint == newest.fingerprint
            if not is_one_row:
                same = same or _delivery(row) == _delivery(newest)
            if not same:
                old.append(row.key)
    return old


def _age(row: Version) -> tuple:
    return row.moment is not None, row.moment or datetime.min, row.source, row.place


def _delivery(row: Version) -> object:
    return row.moment or row.source


def has_lines(rows: Iterable[tuple[int, str, datetime | None]]) -> bool:
    """Tell whether records of a list are several rows that change by themselves.

    :param rows: (page, id, moment) of each; without moments two rows of one page are
        lines already
    """
    seen: dict[tuple[int, str], datetime | None] = {}
    for page, id_, moment in rows:
        if (page, id_) in seen and (moment is None or seen[page, id_] != moment):
            return True
        seen[page, id_] = moment
    return False
