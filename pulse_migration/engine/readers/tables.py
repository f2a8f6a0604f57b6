"""Records of text cells to tables: header, preamble, totals, several tables.

Shared by every reader whose source is a grid. A record is
``(line, cells, codes)``; a blank record has no cell with text.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from statistics import median

from ..source_row import SourceRow, SourceTable
from .cell_types import cell_kind
from .header import (
    STRONG,
    ColumnNames,
    clean_title,
    extent,
    filled,
    find_header,
    header_score,
)
from .totals import TOTAL_HINT, is_total
from .wrapping import find_wrapping, strip_wrapping

Record = tuple[int, list[str], tuple[str, ...]]

SAMPLE_RECORDS = 200
_BLOCK_RECORDS = 30
_NOTE_ROWS = 5


class _Records:
    """Records in order, some of them looked at before their turn."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._records = iter(records)
        self.ahead: deque[Record] = deque()

    def __iter__(self) -> Iterator[Record]:
        while True:
            while self.ahead:
                yield self.ahead.popleft()
            record = next(self._records, None)
            if record is None:
                return
            yield record

    def peek(self, count: int) -> list[Record]:
        """Return up to ``count`` records without taking them."""
        while len(self.ahead) < count:
            record = next(self._records, None)
            if record is None:
                break
            self.ahead.append(record)
        return [self.ahead[i] for i in range(min(count, len(self.ahead)))]

    def peek_block(self) -> tuple[list[Record], bool]:
        """Drop blank records; return the run that follows, and if the file ends."""
        while (found := self.peek(1)) and not filled(found[0][1]):
            self.ahead.popleft()
        found = self.peek(_BLOCK_RECORDS)
        block: list[Record] = []
        for record in found:
            if not filled(record[1]):
                break
            block.append(record)
        return block, len(found) < _BLOCK_RECORDS


def build_tables(
    records: Iterable[Record],
    name: str = "",
    notes: tuple[str, ...] = (),
    trimmed: bool = False,
) -> Iterator[SourceTable]:
    """Yield the tables in a grid; ``trimmed`` sources leave out blank last cells."""
    source = _Records(records)
    number = 1
    while True:
        sample = source.peek(SAMPLE_RECORDS)
        if not any(filled(cells) for _line, cells, _codes in sample):
            if len(sample) < SAMPLE_RECORDS:
                return
            source.ahead.clear()
            continue
        label = name if number == 1 else f"{name} table {number}".strip()
        table = _Grid(source, sample, trimmed)
        rows = table.rows()
        yield SourceTable(
            name=label,
            header=table.header,
            header_line=table.header_line,
            rows=rows,
            preamble=table.preamble,
            notes=notes + table.notes,
        )
        for _row in rows:
            pass  # what nobody asked for must not become part of the next table
        number += 1


class _Grid:
    """One table: its columns as the sample shows them, then its rows."""

    def __init__(self, source: _Records, sample: list[Record], trimmed: bool) -> None:
        self._source = source
        place, start = _locate(sample)
        body = [cells for _line, cells, _codes in sample[start:] if filled(cells)]
        titles = sample[place][1] if place is not None else []
        width = len(titles) or max(map(extent, body))
        reach = extent(titles) or width
        if trimmed and titles:
            width = max(width, _usual_end(body))
            titles = titles + [""] * (width - len(titles))
        self._unwrap, codes = find_wrapping(body, width)
        titles = strip_wrapping(titles, self._unwrap) or [""] * width
        self._names = ColumnNames(titles)
        self._width = width
        self._slots = tuple(self._names.names)
        self._titles = [clean_title(title).casefold() for title in titles]
        self._first_title = next(filter(None, self._titles), "\0")
        used = {i for cells in body for i in filled(cells)} | set(filled(titles))
        low, high = min(used, default=0), max(used, default=-1)
        # a stray cell far to the right makes no columns of all between
        self.header = tuple(
            name
            for i, name in enumerate(self._slots[: high + 1])
            if low <= i and (i < reach or i in used)
        )
        self.header_line = sample[place][0] if place is not None else 0
        self.preamble = _as_text(sample[: start if place is None else place])
        self.notes = codes if place is not None else (*codes, "no_header")
        self._flags_short = not (trimmed or _trims(body, width))
        self._notes_left = 0
        for _ in range(start):
            source.ahead.popleft()

    def rows(self) -> Iterator[SourceRow]:
        """Yield the records of this table; stop where another table starts."""
        slots, width, unwrap = self._slots, self._width, self._unwrap
        # one look at the first cell clears nearly every row of being no record
        first = re.escape(self._first_title.split(" ")[0])
        odd_start = re.compile(f"{TOTAL_HINT}|{first}", re.IGNORECASE)
        for line, cells, codes in self._source:
            if unwrap:
                cells = strip_wrapping(cells, unwrap)
            pairs = zip(slots, cells, strict=False)
            data = {name: text for name, text in pairs if text and not text.isspace()}
            if len(cells) != width:
                codes += self._ragged(cells, data)
            if not data:
                if self._ends():
                    return
                continue
            odd = self._notes_left or odd_start.search(next(iter(data.values())))
            excluded = self._excluded(cells, data) if odd else ""
            yield SourceRow(line, data, codes, excluded)

    def _ragged(self, cells: list[str], data: dict[str, str]) -> tuple[str, ...]:
        """Add the cells beyond the header to ``data``; return the row's codes."""
        if len(cells) < self._width:
            return ("row_too_short",) if data and self._flags_short else ()
        extra = [i for i in filled(cells) if i >= self._width]
        for index in extra:
            data[self._names.at(index)] = cells[index]
        return ("row_too_long",) if extra else ()

    def _excluded(self, cells: list[str], data: dict[str, str]) -> str:
        """Return why a row is no record of the table, else an empty text."""
        if self._notes_left:
            self._notes_left -= 1
            return "" if len(data) > 1 else "footer_note"
        first = clean_title(next(iter(data.values()))).casefold()
        if first == self._first_title and self._is_header(cells):
            return "repeated_header"
        if is_total(list(data.values()), self._width):
            return "total_row"
        return ""

    def _is_header(self, cells: list[str]) -> bool:
        titles = [clean_title(cell).casefold() for cell in cells]
        blank = [""] * (len(self._titles) - len(titles))
        return titles[: len(self._titles)] + blank == self._titles

    def _ends(self) -> bool:
        """After a blank row: tell whether another table, or a last remark, follows."""
        block, at_end = self._source.peek_block()
        rows = [cells for _line, cells, _codes in block]
        if not rows:
            return False
        if self._starts_table(rows):
            return True
        single = all(len(filled(cells)) == 1 for cells in rows)
        if at_end and single and len(self.header) >= 3 and len(rows) <= _NOTE_ROWS:
            self._notes_left = len(rows)
        return False

    def _starts_table(self, rows: list[list[str]]) -> bool:
        """Tell whether rows after a blank one hold a header of another shape."""
        while len(rows) > 1 and len(filled(rows[0])) == 1:
            rows = rows[1:]  # the title of the table to come
        head, body = rows[0], rows[1:]
        used = filled(head)
        if len(used) < 2 or any(cell_kind(head[i]) for i in used):
            return False
        names = {clean_title(head[i]).casefold() for i in used}
        score = header_score(head, body)
        if names <= set(self._titles) or score <= 0:
            return False
        if body and median(map(extent, body)) > 2 * len(used):
            return False
        same_width = extent(head) == len(self._slots)
        return score >= STRONG if same_width or not body else True


def _locate(sample: list[Record]) -> tuple[int | None, int]:
    """Return (index of the header or None, index of the first data record)."""
    places = [i for i, record in enumerate(sample) if filled(record[1])]
    blocks: list[list[list[str]]] = []
    previous = -2
    for place in places:
        if place != previous + 1:
            blocks.append([])
        blocks[-1].append(sample[place][1])
        previous = place
    skipped = 0
    while _is_title_block(blocks):
        skipped += len(blocks.pop(0))
    found = find_header(blocks)
    if found is not None:
        return places[skipped + found], places[skipped + found] + 1
    rows = [row for block in blocks for row in block]
    usual = median(map(extent, rows))
    while usual >= 3 and len(rows) > 1 and len(filled(rows[0])) == 1:
        rows.pop(0)
        skipped += 1
    return None, places[skipped]


def _is_title_block(blocks: list[list[list[str]]]) -> bool:
    """Tell whether the first block is a few lines about a wider table below."""
    if len(blocks) < 2 or len(blocks[0]) > _NOTE_ROWS:
        return False
    widest = max(map(extent, blocks[0]))
    below = blocks[1:3]
    if sum(map(len, below)) == 1 and any(map(cell_kind, below[0][0])):
        return False  # a last remark, and no header
    wide = max(median(len(filled(cells)) for cells in block) for block in below)
    return widest <= 3 and wide >= 2 * widest


def _usual_end(body: list[list[str]]) -> int:
    """Return how far the rows reach, a single one that goes further left out."""
    ends = sorted(map(extent, body))
    return ends[-2] if len(ends) > 2 else max(ends, default=0)


def _trims(body: list[list[str]], width: int) -> bool:
    """Tell whether this source habitually leaves out blank last cells."""
    short = sum(len(cells) < width for cells in body)
    return short >= 3 and short * 5 >= len(body)


def _as_text(records: list[Record]) -> tuple[tuple[int, str], ...]:
    """Return the title lines above a table as (line, text)."""
    return tuple(
        (line, " ".join(cell.strip() for cell in cells if cell.strip()))
        for line, cells, _codes in records
        if filled(cells)
    )
