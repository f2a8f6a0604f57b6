"""Delimited text (CSV and its kin) to tables."""

import csv
import io
from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from typing import BinaryIO

from ..errors import SourceError
from ..source_row import SourceTable
from .cell_types import cell_kind
from .dialect import Dialect, unescape_backslashes, unquote_line
from .probe import Head
from .quotes import MAX_SPAN_LINES, is_whole_record, recover, split_tolerant
from .sniff import sniff
from .tables import Record, build_tables
from .text import FlaggedLine, TextLines

SAMPLE_LINES = 200
MAX_BROKEN_LINES = 20
_TEXT_NAMES = (".csv", ".tsv", ".tab", ".psv")


class _SpanTooLong(Exception):
    """A quoted cell goes on for so many lines that its quote must be a mistake."""


def probe(head: Head) -> bool:
    """Tell whether the text is a table: by its name, or by its regular shape."""
    if head.is_binary or head.is_markup:
        return False
    if head.suffix in _TEXT_NAMES:
        return True
    dialect = sniff(_sample(head.text))
    return dialect.width > 1 and dialect.consistency >= 0.7


def read(stream: BinaryIO, head: Head) -> Iterator[SourceTable]:
    """Yield the tables of a delimited text file."""
    dialect = sniff(_sample(head.text))
    lines = TextLines(stream, head.encoding)
    notes = (head.encoding.note, *dialect.notes)
    found = False
    for table in build_tables(
        records(lines, dialect), notes=tuple(code for code in notes if code)
    ):
        found = True
        yield table
    if not found:
        raise SourceError("empty_file")


def _sample(text: str) -> list[str]:
    """Return the first lines of the prefix, the last one left out if it is cut."""
    lines = list(islice(io.StringIO(text, newline=""), SAMPLE_LINES + 1))
    if len(lines) > 1 and not lines[-1].endswith(("\n", "\r")):
        lines.pop()
    return lines


def records(lines: TextLines, dialect: Dialect) -> Iterator[Record]:
    """Yield (physical line, cells, codes) of each record, blank ones included."""
    source: Iterator[str] = iter(lines)
    if dialect.quoted_lines:
        source = map(partial(_changed, unquote_line), source)
    if dialect.backslash:
        source = map(partial(_changed, unescape_backslashes), source)
    line_number = 1 + sum(1 for _ in islice(source, dialect.skip))
    pushed: deque[str] = deque()
    span: list[str] = []
    while True:
        reader = csv.reader(
            _feed(source, pushed, span), strict=True, **dialect.reader_options()
        )
        try:
            for cells in reader:
                if _is_doubtful(span, cells, dialect):
                    break
                codes = _codes(span) if lines.flagged else ()
                yield line_number, cells, codes
                line_number += len(span)
                span.clear()
            else:
                return
        except (csv.Error, _SpanTooLong):
            cells = []
        cells, used, codes = _second_reading(
            cells, span, _more(source, pushed), dialect
        )
        if lines.flagged:
            codes += _codes(span[:used])
        pushed.extendleft(reversed(span[used:]))
        span.clear()
        yield line_number, cells, codes
        line_number += used


def _is_doubtful(span: list[str], cells: list[str], dialect: Dialect) -> bool:
    """Tell whether a record that parsed well may still be two, or half of one."""
    if len(span) > 1 and _swallowed(span, cells, dialect):
        return True
    odd_end = not span[-1].endswith(dialect.end)
    return odd_end and 0 < len(cells) <= dialect.width > 1


def _second_reading(
    cells: list[str], span: list[str], more: Iterator[str], dialect: Dialect
) -> tuple[list[str], int, tuple[str, ...]]:
    """Return (cells, lines used, codes) of a record that is not what it seems."""
    if cells and not span[-1].endswith(dialect.end):
        # a line end unlike all others may be a line break inside an unquoted cell
        used = len(span)
        for line in islice(more, MAX_BROKEN_LINES):
            span.append(line)
            if line.endswith(dialect.end):
                break
        joined, _stray = split_tolerant("".join(span), dialect)
        if len(span) > used and joined and len(joined) == dialect.width:
            return joined, len(span), ("line_break_in_cell",)
        return cells, used, ()
    return recover(span, more, dialect)


def _changed(change: Callable[[str], str], line: str) -> str:
    """Change a line and keep what is known about it."""
    if isinstance(line, FlaggedLine):
        return FlaggedLine.of(change(line), line.codes)
    return change(line)


def _feed(source: Iterator[str], pushed: deque[str], span: list[str]) -> Iterator[str]:
    """Hand lines to the parser and keep those of the current record in ``span``."""
    while pushed:
        line = pushed.popleft()
        span.append(line)
        if len(span) > MAX_SPAN_LINES:
            raise _SpanTooLong
        yield line
    for line in source:
        span.append(line)
        if len(span) > MAX_SPAN_LINES:
            raise _SpanTooLong
        yield line


def _more(source: Iterator[str], pushed: deque[str]) -> Iterator[str]:
    """Return the lines that follow, those given back first; ending it ends no other."""
    return iter(lambda: pushed.popleft() if pushed else next(source, None), None)


def _swallowed(span: list[str], cells: list[str], dialect: Dialect) -> bool:
    """Tell whether a record of many lines holds whole records of the table."""
    if len(cells) != dialect.width:
        return any(is_whole_record(line, dialect) for line in span[1:])
    # the width is right: only lines that also start like this record are proof
    kind = cell_kind(cells[0]) if dialect.width >= 5 else ""
    starts = (line for line in span[1:-1] if kind == _first_kind(line, dialect))
    return bool(kind) and any(is_whole_record(line, dialect) for line in starts)


def _first_kind(line: str, dialect: Dialect) -> str:
    return cell_kind(line.partition(dialect.delimiter)[0])


def _codes(span: list[str]) -> tuple[str, ...]:
    """Return the codes of the repaired lines among these, each once."""
    found = (line.codes for line in span if isinstance(line, FlaggedLine))
    return tuple(dict.fromkeys(code for codes in found for code in codes))
