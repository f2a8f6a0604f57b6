"""The workbook for the clinic: what is wrong, and room for the correct value.

Everything is written as text, in one pass and constant memory: no cell of an export
becomes a formula in somebody's spreadsheet, no id loses its zeros.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

import xlsxwriter

from . import readers
from .corrections import Cells, digest_key

_MOST_ROWS = 1_000_000  # Excel ends at 1,048,576
_MOST_CHARACTERS = 32_000  # of one cell; Excel ends at 32,767
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}

# What finds a cell again when the workbook comes back; the columns are hidden.
KEYS = ("pulse_key", "pulse_file", "pulse_line", "pulse_column")


@dataclass(frozen=True, slots=True)
class CorrectedLine:
    """One filled line of a workbook that came back.

    ``line`` is its row in the sheet, ``file`` and ``source_line`` the place of the
    row in the export, ``key`` names the row by its cells, ``column`` is the header.
    """

    line: int
    key: str
    file: str
    source_line: int
    column: str
    corrected: str


class ProblemBook:
    """A workbook under construction; close it to have it written."""

    def __init__(self, stream: BinaryIO) -> None:
        self._book = xlsxwriter.Workbook(stream, _OPTIONS)
        self._bold = self._book.add_format({"bold": True})
        # what is typed into a text cell stays as typed
        self._text = self._book.add_format({"num_format": "@", "text_wrap": True})

    def __enter__(self) -> "ProblemBook":
        return self

    def __exit__(self, *_exception: object) -> None:
        self._book.close()

    def add_sheet(
        self,
        name: str,
        header: Sequence[str],
        rows: Iterable[Sequence[object]],
        widths: Sequence[int],
    ) -> None:
        """Write a sheet, or several when the rows exceed one; None leaves a blank."""
        rows = iter(rows)
        number, sheet = 1, self._start(name, header, widths)
        at = 0
        for row in rows:
            if at == _MOST_ROWS:
                number, at = number + 1, 0
                sheet = self._start(f"{name} {number}", header, widths)
            at += 1
            self._write(sheet, at, row)

    def _start(self, name, header, widths):
        sheet = self._book.add_worksheet(name)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width, self._text)
        for column, title in enumerate(header):
            if title in KEYS:
                sheet.set_column(column, column, None, None, {"hidden": True})
            sheet.write_string(0, column, title, self._bold)
        sheet.freeze_panes(1, 0)
        return sheet

    def _write(self, sheet, at, row) -> None:
        for column, value in enumerate(row):
            if value is None or value == "":
                continue
            if isinstance(value, int):
                sheet.write_number(at, column, value)
            else:
                sheet.write_string(at, column, _fitting(str(value)), self._text)


def _fitting(text: str) -> str:
    """Cut what no cell can hold, visibly; the row itself keeps it whole."""
    if len(text) <= _MOST_CHARACTERS:
        return text
    return f"{text[:_MOST_CHARACTERS]} […]"


def keys_of(file: str, line: int, column: str, cells: Cells) -> tuple[str, ...]:
    """Return the values of KEYS for a cell of a row in an export."""
    return digest_key(cells), file, str(line), column


def read_corrections(stream: BinaryIO, name: str) -> Iterator[CorrectedLine]:
    """Yield the filled lines of a problem sheet, whichever format it was saved in.

    The correct value stands left of the first hidden column. Raises SourceError.
    """
    for table in readers.read_tables(stream, name):
        keys = [key for key in KEYS if key in table.header]
        place = min((table.header.index(key) for key in keys), default=0)
        if len(keys) < len(KEYS) or not place:
            for _row in table.rows:
                pass
            continue
        filled = table.header[place - 1]
        for row in table.rows:
            if filled in row.cells:
                yield _corrected_line(row, row.cells[filled])


def _corrected_line(row, corrected: str) -> CorrectedLine:
    key, file, line, column = (row.cells.get(name, "").strip() for name in KEYS)
    source_line = int(line) if line.isdecimal() else 0
    return CorrectedLine(row.line, key, file, source_line, column, corrected.strip())
