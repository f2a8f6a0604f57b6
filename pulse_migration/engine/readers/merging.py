"""Merged cells of a sheet: shared values downwards, two-row headers to one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from .cell_types import cell_kind
from .header import filled
from .tables import Record

HEADER_ROWS = 60

Merge = tuple[int, int, int, int]


def fill_down(records: Iterable[Record], merges: Iterable[Merge]) -> Iterator[Record]:
    """Give the value of a cell merged over several rows to each of these rows.

    Such rows get the code ``merged_cell``. A row without a cell of its own stays blank.
    """
    starts: dict[int, list[Merge]] = defaultdict(list)
    for merge in merges:
        if merge[2] > merge[0]:
            starts[merge[0]].append(merge)
    active: list[tuple[Merge, str]] = []
    for line, cells, codes in records:
        if active:
            active = [item for item in active if item[0][2] >= line]
            if active and filled(cells) and _fill(cells, active):
                codes = (*codes, "merged_cell")
        for merge in starts.pop(line, ()):
            if merge[1] < len(cells) and cells[merge[1]]:
                active.append((merge, cells[merge[1]]))
        yield line, cells, codes


def _fill(cells: list[str], active: list[tuple[Merge, str]]) -> bool:
    changed = False
    for (_top, column, _bottom, _last), text in active:
        if column >= len(cells):
            cells.extend([""] * (column - len(cells) + 1))
        if not cells[column]:
            cells[column] = text
            changed = True
    return changed


def join_headers(
    records: Iterable[Record], merges: Iterable[Merge]
) -> Iterator[Record]:
    """Join two header rows where a merged cell above proves that they are one.

    "Phone" merged over "Mobile" and "Home" gives "Phone Mobile" and "Phone Home".
    """
    spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for top, first, bottom, last in merges:
        if last > first and top == bottom <= HEADER_ROWS:
            spans[top].append((first, last))
    source = iter(records)
    for record in source:
        line, cells, codes = record
        if not spans.get(line) or len(filled(cells)) < 2:
            yield record
            continue
        below = next(source, None)
        if below is None:
            yield record
        elif _is_one_header(cells, below[1], spans[line]):
            yield line, _joined(cells, below[1], spans[line]), codes
        else:
            yield record
            yield below


def _is_one_header(
    top: list[str], below: list[str], spans: list[tuple[int, int]]
) -> bool:
    """Both rows are words, and below only merged cells have a second word."""
    used = filled(below)
    if any(cell_kind(below[i]) for i in used) or any(map(cell_kind, top)):
        return False
    covered = {i for first, last in spans for i in range(first, last + 1)}
    beside = [i for i in used if i not in covered and i < len(top) and top[i]]
    if any(top[i] != below[i] for i in beside):
        return False
    return all(
        first < len(top) and top[first] and any(first <= i <= last for i in used)
        for first, last in spans
    )


def _joined(
    top: list[str], below: list[str], spans: list[tuple[int, int]]
) -> list[str]:
    width = max(len(top), len(below), *(last + 1 for _first, last in spans))
    upper = top + [""] * (width - len(top))
    lower = below + [""] * (width - len(below))
    for first, last in spans:
        upper[first : last + 1] = [upper[first]] * (last - first + 1)
    return [
        up if up.strip() == low.strip() else f"{up} {low}".strip()
        for up, low in zip(upper, lower, strict=True)
    ]
