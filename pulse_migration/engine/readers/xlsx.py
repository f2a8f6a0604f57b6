"""XLSX workbooks to tables, a row at a time.

The sheet's XML is read directly: openpyxl's read-only mode hides merged cells and
formulas without a value, trusts wrong dimensions and keeps every string in memory.
"""

from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from ..errors import SourceError
from ..source_row import SourceTable
from .cell_formats import formatted_text
from .merging import fill_down, join_headers
from .probe import Head
from .shared_strings import unescape
from .tables import Record, build_tables
from .workbook import (
    MAX_COLUMNS,
    Sheet,
    Workbook,
    column_index,
    damage,
    rich_text,
)

_DIGITS = "0123456789"


def probe(head: Head) -> bool:
    """Tell whether the package is a spreadsheet."""
    return "xl" in head.parts


def read(stream: BinaryIO, head: Head) -> Iterator[SourceTable]:
    """Yield the tables of all sheets, the hidden ones with a note."""
    book = Workbook(stream)
    sheets = [sheet for sheet in book.sheets if book.has_values(sheet)]
    found = False
    for sheet in sheets:
        notes = ("hidden_sheet",) if sheet.hidden else ()
        if book.epoch_1904:
            notes += ("epoch_1904",)
        name = sheet.name if len(sheets) > 1 else ""
        for table in _sheet_tables(book, sheet, name, notes):
            found = True
            yield table
    if not found:
        raise SourceError("empty_file")


def _sheet_tables(
    book: Workbook, sheet: Sheet, name: str, notes: tuple[str, ...]
) -> Iterator[SourceTable]:
    merges = book.merges(sheet)
    records = fill_down(_SheetReader(book).records(sheet), merges)
    records = join_headers(records, merges)
    yield from build_tables(records, name, notes, trimmed=True)


class _SheetReader:
    """Turns the row elements of a sheet into records."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._columns: dict[str, int] = {}
        self._codes: list[str] = []

    def records(self, sheet: Sheet) -> Iterator[Record]:
        """Yield (row number, cells, codes); one blank record where rows are missing."""
        number = 0
        with damage():
            for row in self._book.elements(sheet.part, "row"):
                previous, number = number, int(row.get("r") or number + 1)
                if number > previous + 1:
                    yield previous + 1, [], ()
                self._codes = []
                cells = self._cells(row)
                codes = tuple(dict.fromkeys(self._codes)) if self._codes else ()
                yield number, cells, codes

    def _cells(self, row: etree._Element) -> list[str]:
        cells: list[str] = []
        value_tag = f"{row.tag[:-3]}v"
        for element in row:
            reference = element.get("r")
            index = self._column(reference) if reference else len(cells)
            if len(element) == 1 and element[0].tag == value_tag:
                # nearly every cell: a value and nothing else
                value = element[0].text
                kind = element.get("t", "n")
                text = self._value(value, kind, element) if value else ""
            else:
                text = self._text(element)
            if not text:
                continue
            if index >= len(cells):
                cells.extend([""] * (index - len(cells) + 1))
            cells[index] = text
        return cells

    def _column(self, reference: str) -> int:
        letters = reference.rstrip(_DIGITS)
        index = self._columns.get(letters)
        if index is None:
            index = column_index(letters)
            if not 0 <= index < MAX_COLUMNS:
                raise SourceError("damaged_file")
            self._columns[letters] = index
        return index

    def _text(self, cell: etree._Element) -> str:
        """Return a cell's text; what was odd about it goes to the row's codes."""
        value = formula = inline = None
        for child in cell:
            tag = child.tag
            if tag.endswith("}v"):
                value = child.text or ""
            elif tag.endswith("}f"):
                formula = child.text or ""
            elif tag.endswith("}is"):
                inline = child
        if inline is not None:
            return rich_text(inline)
        kind = cell.get("t", "n")
        if not value:
            if formula is None or (kind == "str" and value is not None):
                return ""
            self._codes.append("formula_without_value")
            return f"={formula}"
        return self._value(value, kind, cell)

    def _value(self, value: str, kind: str, cell: etree._Element) -> str:
        if kind == "s":
            return self._shared(value)
        if kind == "n":
            return self._number(value, cell.get("s"))
        if kind == "str":
            return unescape(value)
        if kind == "b":
            return "TRUE" if value in ("1", "true") else "FALSE"
        if kind == "e":
            self._codes.append("formula_error")
        if kind == "d":
            day, _t, clock = value.partition("T")
            clock = clock.partition(".")[0].rstrip("Z")
            return day if clock in ("", "00:00:00") else f"{day} {clock}".strip()
        return value

    def _shared(self, value: str) -> str:
        try:
            return self._book.strings[int(value)]
        except (IndexError, ValueError) as error:
            raise SourceError("damaged_file") from error

    def _number(self, value: str, style: str | None) -> str:
        kinds = self._book.kinds
        kind = kinds[int(style)] if style and int(style) < len(kinds) else ""
        try:
            text, code = formatted_text(value, kind, self._book.epoch_1904)
        except ValueError:
            return value
        if code:
            self._codes.append(code)
        return text
