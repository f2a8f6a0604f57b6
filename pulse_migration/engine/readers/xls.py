"""Old binary Excel (.xls) to tables, with xlrd where it is installed."""

from collections.abc import Iterator
from types import ModuleType
from typing import BinaryIO

from ..errors import SourceError
from ..source_row import SourceTable
from .cell_formats import number_text, serial_text
from .merging import Merge, fill_down, join_headers
from .probe import OLE_MAGIC, Head
from .tables import Record, build_tables

try:
    import xlrd
except ImportError:  # xlrd is optional in Odoo
    xlrd: ModuleType | None = None


def probe(head: Head) -> bool:
    """Tell whether this is a workbook, or any document locked with a password."""
    if not head.data.startswith(OLE_MAGIC):
        return False
    return bool(head.parts & {"Workbook", "Book", "EncryptedPackage"})


def read(stream: BinaryIO, head: Head) -> Iterator[SourceTable]:
    """Yield the tables of all sheets."""
    if "EncryptedPackage" in head.parts:
        raise SourceError("password_protected")
    if xlrd is None:
        raise SourceError("old_excel")
    stream.seek(0)
    book = _open(stream.read())
    sheets = [sheet for sheet in book.sheets() if sheet.nrows]
    found = False
    for sheet in sheets:
        notes = ("hidden_sheet",) if sheet.visibility else ()
        if book.datemode:
            notes += ("epoch_1904",)
        name = sheet.name if len(sheets) > 1 else ""
        merges = _merges(sheet)
        records = join_headers(fill_down(_records(book, sheet), merges), merges)
        for table in build_tables(records, name, notes, trimmed=True):
            found = True
            yield table
    if not found:
        raise SourceError("empty_file")


def _open(data: bytes) -> "xlrd.book.Book":
    """Open the book; merged cells are known only to who asks for formats too."""
    try:
        return xlrd.open_workbook(
            file_contents=data, logfile=_Silence(), formatting_info=True
        )
    except Exception:  # broken formats: the values may be whole
        return _open_values(data)


def _open_values(data: bytes) -> "xlrd.book.Book":
    try:
        return xlrd.open_workbook(file_contents=data, logfile=_Silence())
    except xlrd.XLRDError as error:
        code = "password_protected" if "encrypted" in str(error) else "damaged_file"
        raise SourceError(code) from None
    except Exception as error:
        # xlrd fails on broken files with whatever its parser stumbled over
        raise SourceError("damaged_file") from error


class _Silence:
    """xlrd prints warnings that may hold cell text; none of it may reach a log."""

    def write(self, _text: str) -> None:
        """Drop the text."""

    def flush(self) -> None:
        """Nothing is kept, so nothing is written."""


def _merges(sheet: "xlrd.sheet.Sheet") -> list[Merge]:
    """Return merged ranges as (first row, first column, last row, last column)."""
    return [
        (top + 1, first, bottom, last - 1)
        for top, bottom, first, last in sheet.merged_cells
    ]


def _records(book: "xlrd.book.Book", sheet: "xlrd.sheet.Sheet") -> Iterator[Record]:
    for index in range(sheet.nrows):
        codes: list[str] = []
        cells = [_text(book, cell, codes) for cell in sheet.row(index)]
        yield index + 1, cells, tuple(dict.fromkeys(codes))


def _text(book: "xlrd.book.Book", cell: "xlrd.sheet.Cell", codes: list[str]) -> str:
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        return number_text(repr(cell.value))
    if cell.ctype == xlrd.XL_CELL_DATE:
        text = serial_text(cell.value, "date", bool(book.datemode))
        if not text:
            codes.append("date_cell_out_of_range")
        return text or number_text(repr(cell.value))
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    if cell.ctype == xlrd.XL_CELL_ERROR:
        codes.append("formula_error")
        return xlrd.error_text_from_code.get(cell.value, "#ERROR")
    return cell.value if cell.ctype == xlrd.XL_CELL_TEXT else ""
