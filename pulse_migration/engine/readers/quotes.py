"""Records whose quotes do not add up, read so that no line is lost.

Used only where the strict ``csv`` parser gave up. A quote closes a cell only when a
delimiter or the end of the line follows; any other quote is part of the text.
"""

import re
from collections.abc import Iterator

from .dialect import Dialect

MAX_SPAN_LINES = 2000
_MAX_TRIES = 30
_MAX_PASSED = 4  # quotes before a delimiter that may still be text


def recover(
    span: list[str], more: Iterator[str], dialect: Dialect
) -> tuple[list[str], int, tuple[str, ...]]:
    """Return (cells, lines used, codes) of the record that starts at ``span[0]``.

    ``span`` holds the lines that were read for it and grows from ``more`` when needed;
    the caller gives back the lines that were not used.
    """
    fallback = None
    for used, text in _joins(span, more, dialect):
        cells, stray = split_tolerant(text, dialect)
        if cells is None:
            continue
        codes = ("stray_quote",) if stray and dialect.quote == '"' else ()
        if len(cells) == dialect.width:
            return cells, used, codes
        if fallback is None and used == 1:
            fallback = cells, used, codes
    for passed in range(1, _MAX_PASSED + 1):
        wide, _stray = split_tolerant(span[0], dialect, passed=passed)
        if fallback and wide and len(fallback[0]) > len(wide) == dialect.width:
            return wide, 1, fallback[2]
    cells = _split_literal(span[0], dialect)
    if fallback is not None and len(cells) != dialect.width:
        return fallback
    return cells, 1, ("unbalanced_quote",)


def _joins(
    span: list[str], more: Iterator[str], dialect: Dialect
) -> Iterator[tuple[int, str]]:
    """Yield (lines used, their text) for each place where the record may end."""
    yield 1, span[0]
    text, tries = span[0], 0
    for index in range(1, MAX_SPAN_LINES):
        if index == len(span):
            line = next(more, None)
            if line is None:
                return
            span.append(line)
        line = span[index]
        if tries == _MAX_TRIES or is_whole_record(line, dialect):
            return
        text += line
        if dialect.quote in line:
            tries += 1
            yield index + 1, text


def is_whole_record(line: str, dialect: Dialect) -> bool:
    """Tell whether a line by itself has the table's width: no piece of a cell."""
    if dialect.width < 3:
        return False
    cells, stray = split_tolerant(line, dialect)
    if cells is None:
        cells = line.split(dialect.delimiter)
    return len(cells) == dialect.width and not stray


def split_tolerant(
    text: str, dialect: Dialect, literal: int = -1, passed: int = 0
) -> tuple[list[str] | None, bool]:
    """Return (cells, whether a stray quote was met); no cells when one stays open.

    ``literal`` is the offset of an opening quote to be taken as text; ``passed`` counts
    the quotes that could end a cell with stray ones and do not: "He said "ok", left".
    """
    text = text.rstrip("\r\n")
    quote, delimiter = dialect.quote, re.escape(dialect.delimiter)
    opening = re.compile(rf"\s*{quote}" if dialect.spaces else quote)
    closing = re.compile(rf"{quote}{quote}|{quote}(?=[ ]*(?:{delimiter}|\Z))|{quote}")
    ending = re.compile(rf"{quote}[ ]*(?:{delimiter}|\Z)")
    cells: list[str] = []
    position, stray = 0, False
    while True:
        start = opening.match(text, position)
        if start and start.end() - 1 != literal:
            end, odd = _closing_quote(text, start.end(), closing, ending, passed)
            if end < 0:
                return None, stray
            stray = stray or odd
            cells.append(text[start.end() : end].replace(quote * 2, quote))
            position = ending.match(text, end).end()
            at_end = text[position - 1 : position] != dialect.delimiter
        else:
            end = text.find(dialect.delimiter, position)
            cell = text[position:] if end < 0 else text[position:end]
            stray = stray or (quote in cell and position != literal)
            cells.append(cell)
            position, at_end = end + 1, end < 0
        if at_end:
            return cells, stray


def _closing_quote(
    text: str,
    start: int,
    closing: re.Pattern[str],
    ending: re.Pattern[str],
    passed: int,
) -> tuple[int, bool]:
    """Return (offset of the quote that ends a cell or -1, stray quotes before it)."""
    stray = False
    for match in closing.finditer(text, start):
        if len(match[0]) == 2:
            continue
        if ending.match(text, match.start()):
            if not (stray and passed):
                return match.start(), stray
            passed -= 1
        stray = True
    return -1, stray


def _split_literal(line: str, dialect: Dialect) -> list[str]:
    """Split a line of which one quote is plain text, by the width that results."""
    line = line.rstrip("\r\n")
    for match in re.finditer(dialect.quote, line):
        cells, _stray = split_tolerant(line, dialect, literal=match.start())
        if cells is not None and len(cells) == dialect.width:
            return cells
    return line.split(dialect.delimiter)
