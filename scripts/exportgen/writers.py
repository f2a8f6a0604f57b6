"""CSV, JSON and XLSX files, written row by row; each says where its rows stand."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from .tables import NUMBERS

NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")
LINES_HELD = 2000


@dataclass(frozen=True)
class Layout:
    """How one file looks: its columns (our key, header in the file) and its habits.

    ``bom`` writes a byte order mark, ``titles`` are lines above the header,
    ``trailing`` is the number of needless delimiters after every record, ``stem`` the
    file's name without ending where it is not the table's. ``wrap`` stands around every
    cell of a record, ``is_quoted`` quotes them all. Of workbooks: ``is_1904`` counts
    days from 1904, ``lead`` is the number of empty columns in front, ``formulas`` are
    keys whose numbers are results, ``about`` is the text of a second sheet. Of JSON:
    ``shape`` is list, envelope or lines.
    """

    columns: tuple[tuple[str, str], ...]
    stem: str = ""
    encoding: str = "utf-8"
    bom: bool = False
    delimiter: str = ","
    newline: str = "\n"
    titles: tuple[str, ...] = ()
    trailing: int = 0
    final_newline: bool = True
    wrap: str = ""
    is_quoted: bool = False
    is_1904: bool = False
    lead: int = 0
    formulas: frozenset[str] = frozenset()
    about: str = ""
    shape: str = "list"

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(key for key, _header in self.columns)

    @property
    def headers(self) -> tuple[str, ...]:
        return tuple(header for _key, header in self.columns)


class Table(Protocol):
    """A file open for writing; lines and sheet rows count from 1."""

    path: Path
    layout: Layout
    header_line: int

    def write(self, row: dict[str, str]) -> int:
        """Writes a record by our keys; returns the line where it starts."""

    def write_cells(self, cells: Sequence[str]) -> int:
        """Writes a line as it is: a total, a blank or a ragged one."""

    def close(self) -> None: ...


class CsvTable:
    """Comma-separated text; quotes only what must be quoted.

    The standard writer is not used because its quoting differs between Python versions.
    """

    def __init__(self, folder: Path, name: str, layout: Layout) -> None:
        self.path = folder / f"{layout.stem or name}.csv"
        self.layout = layout
        self._keys = layout.keys
        self._special = re.compile(f'["\n\r{re.escape(layout.delimiter)}]')
        self._line = 1
        self._held: list[str] = []
        self._started = False
        self._out = open(self.path, "w", encoding=layout.encoding, newline="")
        if layout.bom:
            self._out.write("\ufeff")
        for title in layout.titles:
            self._add(title)
        self.header_line = self.write_cells(layout.headers)

    def write(self, row: dict[str, str]) -> int:
        wrap = self.layout.wrap
        return self.write_cells([f"{wrap}{row[key]}{wrap}" for key in self._keys])

    def write_cells(self, cells: Sequence[str]) -> int:
        delimiter = self.layout.delimiter
        text = delimiter.join(cells)
        if (
            self.layout.is_quoted
            or '"' in text
            or "\n" in text
            or text.count(delimiter) >= len(cells)
        ):
            text = delimiter.join(map(self._quoted, cells))
        return self._add(text + delimiter * self.layout.trailing)

    def _quoted(self, cell: str) -> str:
        if self.layout.is_quoted or self._special.search(cell):
            return '"' + cell.replace('"', '""') + '"'
        return cell

    def _add(self, text: str) -> int:
        line = self._line
        self._line += 1 + text.count("\n")
        self._held.append(text)
        if len(self._held) >= LINES_HELD:
            self._flush()
        return line

    def _flush(self) -> None:
        if not self._held:
            return
        if self._started:
            self._out.write(self.layout.newline)
        self._out.write(self.layout.newline.join(self._held))
        self._started = True
        self._held.clear()

    def close(self) -> None:
        self._flush()
        if self.layout.final_newline:
            self._out.write(self.layout.newline)
        self._out.close()


# what stands before the records, between them and behind, by the shape of the file
JSON_SHAPES = {
    "list": ("[\n", ",\n", "\n]\n"),
    "envelope": ('{"status": "ok", "data": [\n', ",\n", '\n], "next": null}\n'),
    "lines": ("", "\n", "\n"),
}


class JsonTable:
    """Objects, one a line; numbers are numbers and blank cells are null."""

    def __init__(self, folder: Path, name: str, layout: Layout) -> None:
        self.path = folder / f"{layout.stem or name}.json"
        self.layout = layout
        self.header_line = 1
        start, self._between, self._end = JSON_SHAPES[layout.shape]
        self._line = self._first = start.count("\n")
        self._columns = [(key, json.dumps(text)) for key, text in layout.columns]
        self._out = open(self.path, "w", encoding="utf-8", newline="\n")
        self._out.write(start)

    def write(self, row: dict[str, str]) -> int:
        pairs = ", ".join(
            f"{header}: {_json(key, row[key])}" for key, header in self._columns
        )
        if self._line > self._first:
            self._out.write(self._between)
        self._out.write("{" + pairs + "}")
        self._line += 1
        return self._line

    def write_cells(self, cells: Sequence[str]) -> int:
        raise NotImplementedError("A JSON list holds records only")

    def close(self) -> None:
        self._out.write(self._end)
        self._out.close()


def _json(key: str, value: str) -> str:
    if value == "":
        return "null"
    if key in NUMBERS and NUMBER.fullmatch(value):
        return value
    return json.dumps(value, ensure_ascii=False)
