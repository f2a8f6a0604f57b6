"""OpenDocument spreadsheets (.ods, LibreOffice) to tables, a row at a time."""

import re
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from ..errors import SourceError
from ..source_row import SourceTable
from .cell_formats import formatted_text, number_text
from .merging import Merge, fill_down, join_headers
from .probe import ZIP_MAGIC, Head
from .tables import Record, build_tables
from .workbook import MAX_COLUMNS, MAX_MERGES, XML, check_sizes, damage

MAX_ROWS = 1 << 21
_MIME = b"application/vnd.oasis.opendocument.spreadsheet"
_SPACE = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _OFFICE, _TEXT = (
    f"{{{_SPACE}{name}:1.0}}" for name in ("table", "office", "text")
)
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_ROWS_SPANNED = f"{_TABLE}number-rows-spanned"
_COLUMNS_SPANNED = f"{_TABLE}number-columns-spanned"
_SPANNED = b"-spanned="
_SCAN_BYTES = 1024 * 1024
_LENGTH = re.compile(r"PT(\d+)H(\d+)M(\d+)(?:\.\d+)?S")
_ERROR = re.compile(r"#[A-Z/0!?]+|Err:\d{3}")


def probe(head: Head) -> bool:
    """Tell whether the package says that it is a spreadsheet of this kind."""
    if not head.data.startswith(ZIP_MAGIC) or "content.xml" not in head.parts:
        return False
    return _MIME in head.data[:200] or head.suffix == ".ods"


def read(stream: BinaryIO, head: Head) -> Iterator[SourceTable]:
    """Yield the tables of all sheets, named when there are several."""
    with damage():
        package = zipfile.ZipFile(stream)
    check_sizes(package)
    if _is_locked(package):
        raise SourceError("password_protected")
    with damage():
        names = list(_sheet_names(package))
    filled = [position for position, (_name, used) in enumerate(names) if used]
    found = False
    for position in filled:
        label = names[position][0] if len(filled) > 1 else ""
        merges = _merges(package, position)
        records = join_headers(fill_down(_records(package, position), merges), merges)
        for table in build_tables(records, label, trimmed=True):
            found = True
            yield table
    if not found:
        raise SourceError("empty_file")


def _is_locked(package: zipfile.ZipFile) -> bool:
    with damage():
        try:
            return b"encryption-data" in package.read("META-INF/manifest.xml")
        except KeyError:
            return False


def _elements(package: zipfile.ZipFile) -> Iterator[tuple[str, etree._Element]]:
    """Yield ("start", sheet) and ("end", row); each row is emptied afterwards."""
    with package.open("content.xml") as source:
        events = etree.iterparse(
            source,
            events=("start", "end"),
            tag=(f"{_TABLE}table", f"{_TABLE}table-row"),
            **XML,
        )
        for event, element in events:
            is_row = element.tag == f"{_TABLE}table-row"
            if is_row == (event == "end"):
                yield event, element
            if event == "end":
                element.clear(keep_tail=False)
                while element.getprevious() is not None:
                    del element.getparent()[0]


def _sheet_names(package: zipfile.ZipFile) -> Iterator[list]:
    """Yield [name, does it hold a value] of each sheet."""
    sheet: list = []
    for event, element in _elements(package):
        if event == "start":
            if sheet:
                yield sheet
            sheet = [element.get(f"{_TABLE}name", ""), False]
        elif sheet and not sheet[1]:
            sheet[1] = any(map(len, element))
    if sheet:
        yield sheet


def _rows(
    package: zipfile.ZipFile, wanted: int
) -> Iterator[tuple[int, int, etree._Element]]:
    """Yield (row number, how often it repeats, row) of a sheet."""
    sheet, number = -1, 1
    with damage():
        for event, element in _elements(package):
            if event == "start":
                sheet += 1
                if sheet > wanted:
                    return
            elif sheet == wanted:
                repeated = int(element.get(f"{_TABLE}number-rows-repeated", 1))
                yield number, repeated, element
                number += repeated


def _records(package: zipfile.ZipFile, wanted: int) -> Iterator[Record]:
    """Yield (row number, cells, codes); of blank rows that repeat only the first."""
    for number, repeated, row in _rows(package, wanted):
        with damage():
            cells, codes = _cells(row)
        if cells and number + repeated > MAX_ROWS:
            raise SourceError("damaged_file")
        for offset in range(repeated if cells else 1):
            yield number + offset, list(cells), codes


def _merges(package: zipfile.ZipFile, wanted: int) -> list[Merge]:
    """Return merged ranges as (first row, first column, last row, last column).

    They are known before the sheet is read again for its rows; most have none.
    """
    if not _has_merges(package):
        return []
    found: list[Merge] = []
    for number, _repeated, row in _rows(package, wanted):
        with damage():
            found += _merges_of(row, number)
        if len(found) >= MAX_MERGES:
            break
    return found


def _has_merges(package: zipfile.ZipFile) -> bool:
    tail = b""
    with damage(), package.open("content.xml") as source:
        while block := source.read(_SCAN_BYTES):
            if _SPANNED in tail + block:
                return True
            tail = block[-len(_SPANNED) :]
    return False


def _merges_of(row: etree._Element, number: int) -> Iterator[Merge]:
    column = 0
    for cell in row.iterchildren(*_CELLS):
        rows = int(cell.get(_ROWS_SPANNED, 1))
        columns = int(cell.get(_COLUMNS_SPANNED, 1))
        if (rows > 1 or columns > 1) and column + columns <= MAX_COLUMNS:
            yield number, column, number + rows - 1, column + columns - 1
        column += int(cell.get(f"{_TABLE}number-columns-repeated", 1))


def _cells(row: etree._Element) -> tuple[list[str], tuple[str, ...]]:
    """Return the cells up to the last filled one, and what was odd about them."""
    cells: list[str] = []
    codes: list[str] = []
    blanks = 0
    for cell in row.iterchildren(*_CELLS):
        text = _text(cell, codes)
        repeated = int(cell.get(f"{_TABLE}number-columns-repeated", 1))
        if not text:
            blanks += repeated
            continue
        if len(cells) + blanks + repeated > MAX_COLUMNS:
            raise SourceError("damaged_file")
        cells += [""] * blanks + [text] * repeated
        blanks = 0
    return cells, tuple(dict.fromkeys(codes))


def _text(cell: etree._Element, codes: list[str]) -> str:
    kind = cell.get(f"{_OFFICE}value-type", "")
    shown = "\n".join(_paragraph(part) for part in cell.iterchildren(f"{_TEXT}p"))
    value = cell.get(f"{_OFFICE}value", "")
    if kind in ("float", "currency") and value:
        is_padded = shown.isdigit() and shown.lstrip("0") == value
        return shown if is_padded else number_text(value)
    if kind == "percentage" and value:
        return formatted_text(value, "percent", epoch_1904=False)[0]
    if kind == "date":
        day, _t, clock = cell.get(f"{_OFFICE}date-value", "").partition("T")
        clock = clock.partition(".")[0]
        return day if clock in ("", "00:00:00") else f"{day} {clock}"
    if kind == "time":
        length = _LENGTH.fullmatch(cell.get(f"{_OFFICE}time-value", ""))
        return ":".join(part.zfill(2) for part in length.groups()) if length else shown
    if kind == "boolean":
        return cell.get(f"{_OFFICE}boolean-value", "").upper() or shown
    if cell.get(f"{_TABLE}formula") and _ERROR.fullmatch(shown):
        codes.append("formula_error")
    return shown


def _paragraph(element: etree._Element) -> str:
    """Return the text of a paragraph; runs of blanks are elements of their own."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == f"{_TEXT}s":
            parts.append(" " * min(int(child.get(f"{_TEXT}c", 1)), 1000))
        elif child.tag == f"{_TEXT}tab":
            parts.append("\t")
        elif child.tag == f"{_TEXT}line-break":
            parts.append("\n")
        elif child.tag != f"{_OFFICE}annotation":
            parts.append(_paragraph(child))
        parts.append(child.tail or "")
    return "".join(parts)
