"""HTML tables, which many systems send under the name of an Excel file."""

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import BinaryIO

from ..errors import SourceError
from ..source_row import SourceTable
from .probe import Head
from .tables import Record, build_tables
from .text import has_escaped_bytes, repair, text_blocks
from .workbook import MAX_COLUMNS

MAX_SPAN = 1000
MAX_OPEN_CHARS = 1024 * 1024
MAX_OPEN_CHARS_AT_END = 32 * 1024


def probe(head: Head) -> bool:
    """Tell whether the text is HTML that holds a table row."""
    if head.is_binary:
        return False
    text = head.text.lstrip()[:65536].lower()
    return text.startswith("<") and "<tr" in text and "<t" in text


def read(stream: BinaryIO, head: Head) -> Iterator[SourceTable]:
    """Yield the tables; a title in a table of its own becomes the preamble."""
    records = _records(stream, head)
    notes = tuple(filter(None, ("html_table", head.encoding.note)))
    found = False
    for table in build_tables(records, notes=notes, trimmed=True):
        found = True
        yield table
    if not found:
        raise SourceError("empty_file")


def _records(stream: BinaryIO, head: Head) -> Iterator[Record]:
    parser = _RowParser()
    for block in text_blocks(stream, head.encoding):
        parser.damaged = has_escaped_bytes(block)
        parser.feed(repair(block) if parser.damaged else block)
        # a tag or comment without an end is searched anew with every block
        if len(parser.rawdata) > MAX_OPEN_CHARS:
            raise SourceError("damaged_file")
        yield from parser.take()
    if len(parser.rawdata) > MAX_OPEN_CHARS_AT_END:
        raise SourceError("damaged_file")
    parser.close()
    parser.end_row()
    yield from parser.take()


class _RowParser(HTMLParser):
    """Collects rows; a cell spanning several rows is given to each of them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.damaged = False
        self._rows: list[Record] = []
        self._cells: list[str] | None = None
        self._text: list[str] | None = None
        self._line = 0
        self._span = (1, 1)
        self._codes: list[str] = []
        self._below: dict[int, tuple[int, str]] = {}
        self._hidden = 0

    def take(self) -> list[Record]:
        """Return the rows that are complete."""
        rows, self._rows = self._rows, []
        return rows

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open rows and cells; a missing end tag is made up for."""
        if tag == "tr":
            self.end_row()
            self._cells, self._line = [], self.getpos()[0]
        elif tag in ("td", "th") and self._cells is not None:
            self._end_cell()
            found = dict(attrs)
            self._span = (_span(found, "colspan"), _span(found, "rowspan"))
            self._text = []
        elif tag == "table":
            self.end_row()
            self._below.clear()
            self._rows.append((self.getpos()[0], [], ()))
        elif tag == "br" and self._text is not None:
            self._text.append("\n")
        elif tag in ("script", "style"):
            self._hidden += 1

    def handle_endtag(self, tag: str) -> None:
        """Close cells and rows."""
        if tag in ("td", "th"):
            self._end_cell()
        elif tag in ("tr", "table"):
            self.end_row()
        elif tag in ("script", "style"):
            self._hidden = max(0, self._hidden - 1)

    def handle_data(self, data: str) -> None:
        """Collect the text of a cell."""
        if self._text is not None and not self._hidden:
            self._text.append(data)
            if self.damaged:
                self._codes.append("undecodable_bytes")

    def end_row(self) -> None:
        """Complete the open row, if any."""
        self._end_cell()
        if self._cells is None:
            return
        self._from_above()
        codes = tuple(dict.fromkeys(self._codes))
        self._rows.append((self._line, self._cells, codes))
        self._cells, self._codes = None, []

    def _end_cell(self) -> None:
        if self._text is None or self._cells is None:
            return
        self._from_above()
        lines = "".join(self._text).replace("\u00a0", " ").split("\n")
        text = "\n".join(filter(None, (" ".join(line.split()) for line in lines)))
        columns, rows = self._span
        if len(self._cells) + columns > MAX_COLUMNS:
            raise SourceError("damaged_file")
        if rows > 1:
            self._below[len(self._cells)] = (rows - 1, text)
        self._cells += [text] + [""] * (columns - 1)
        self._text = None

    def _from_above(self) -> None:
        """Put the cells that span from earlier rows in their columns."""
        while self._cells is not None and len(self._cells) in self._below:
            column = len(self._cells)
            left, text = self._below.pop(column)
            if left > 1:
                self._below[column] = (left - 1, text)
            self._cells.append(text)
            if text:
                self._codes.append("merged_cell")


def _span(attributes: dict[str, str | None], name: str) -> int:
    value = (attributes.get(name) or "").strip()
    is_number = value.isascii() and value.isdigit() and len(value) < 6
    return min(max(int(value), 1), MAX_SPAN) if is_number else 1
