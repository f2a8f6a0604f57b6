"""The exchange format between a reader and everything after it.

A reader turns bytes into :class:`SourceTable` objects; each yields
:class:`SourceRow` objects. Tables of one file are read in order and each table's rows
must be consumed before the next table is asked for (they share one stream).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One record of a file, as text.

    ``line`` is the physical line (1-based) where the record starts in its file, or the
    row number of its sheet, or its place in a JSON list without lines; ``cells`` maps
    each header of the table to the untouched text of its non-blank cells (date cells
    of a workbook as ISO text, numbers without a needless ``.0``). ``issues`` holds
    reader codes such as ``row_too_long``;
    ``excluded`` is empty for data, else the code that says why this is no record
    (``total_row``, ``repeated_header``): such a row is kept and counted, not loaded.
    ``blanks`` are the headers that the record itself gives without a value, None where
    every header of the table has a cell, a blank one where ``cells`` has none.
    """

    line: int
    cells: dict[str, str]
    issues: tuple[str, ...] = ()
    excluded: str = ""
    blanks: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class SourceTable:
    """One table of a file: a CSV, one sheet, one JSON list, one chat.

    ``name`` is empty unless the file holds several tables (then the sheet or key).
    ``header`` holds unique, stripped names in file order: a repeated header gets
    `` (2)``, an empty one ``Column C`` after its letter. ``preamble`` holds the
    (line, text) pairs of title lines above the header. ``notes`` are reader codes
    about the whole table, such as ``encoding_windows_1252`` or ``delimiter_semicolon``.
    """

    name: str
    header: tuple[str, ...]
    header_line: int
    rows: Iterator[SourceRow] = field(repr=False)
    preamble: tuple[tuple[int, str], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Issue:
    """Something about a row that a person must be able to see.

    ``severity`` is ``info`` (a named rule changed the text), ``warning`` (loaded,
    please look) or ``error`` (the value, or the row, did not load). ``column`` is the
    header in the file, empty when the whole row is meant.
    """

    code: str
    column: str = ""
    severity: str = "warning"
