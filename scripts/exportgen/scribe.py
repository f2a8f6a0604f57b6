"""Writes the lines of a messy export and keeps the list of what is wrong with them."""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .defect import FLAG, GOOD
from .money import paise, rupees
from .tables import DATES, KEYS
from .words import CUSTOM, DATE_STYLES, FILE_DEFECTS
from .writers import Table

EXCLUDED = "excluded"
# how a file's days are to be read, by the name of its style
ORDERS = {
    "dates_day_first": "DMY",
    "dates_month_first": "MDY",
    "dates_with_two_digit_year": "DMY",
}
STOCK = "stock.csv"
# tables that end in a line of sums, its first word, and what it sums up
TOTALS = {
    "bills": ("Total", ("total", "paid", "outstanding")),
    "payments": ("Grand Total", ("amount",)),
}


@dataclass(frozen=True)
class Mark:
    """What is wrong with a line; ``column`` is our key, empty for the whole line."""

    name: str
    column: str
    original: str
    expect: str
    code: str


@dataclass
class Line:
    """A row to be written; ``dirty`` cells stand as they are, even dates."""

    table: str
    row: dict[str, str]
    marks: list[Mark] = field(default_factory=list)
    dirty: set[str] = field(default_factory=set)
    shape: str = ""


class Scribe:
    """Counts, places and lists everything that goes into the open ``tables``."""

    def __init__(self, tables: dict[str, Table], form: str, folder: Path) -> None:
        self.counts = dict.fromkeys(tables, 0)
        self.excluded: Counter[str] = Counter()
        self.defects: Counter[str] = Counter()
        self._tables = tables
        self._form = form
        self._folder = folder
        self._sums: Counter[tuple[str, str]] = Counter()
        self._styles = self._date_styles()
        self._dates = {
            name: [key for key in tables[name].layout.keys if key in DATES]
            for name in self._styles
        }
        path = folder / "defects.jsonl"
        self._log = open(path, "w", encoding="utf-8", newline="\n")

    def _date_styles(self) -> dict[str, Callable[[str], str]]:
        """Workbooks keep real date cells in every file but one."""
        kept = ("bills",) if self._form == "xlsx" else tuple(DATE_STYLES)
        return {name: DATE_STYLES[name][1] for name in kept}

    def write(self, line: Line) -> None:
        """Writes one line in its shape and lists its marks."""
        if line.shape in ("blank_row", "header_again"):
            self._write_no_record(line)
            return
        self._restyle(line)
        table, row = self._tables[line.table], line.row
        if line.shape:
            cells = [row[key] for key in table.layout.keys]
            cells = cells + ["moved"] if line.shape == "ragged_long" else cells[:-2]
            place = table.write_cells(cells)
        else:
            place = table.write(row)
        self.counts[line.table] += 1
        self._add_up(line)
        for mark in line.marks:
            self._list(line, mark, place, row.get(mark.column, ""))

    def _restyle(self, line: Line) -> None:
        """Gives the row's dates the file's own look; the row is this line's alone."""
        style = self._styles.get(line.table)
        if style is None:
            return
        row = line.row
        for key in self._dates[line.table]:
            if row[key] and key not in line.dirty:
                row[key] = style(row[key])

    def _write_no_record(self, line: Line) -> None:
        table = self._tables[line.table]
        headers = table.layout.headers
        again = line.shape == "header_again"
        place = table.write_cells(headers if again else [""] * len(headers))
        self.excluded[table.path.name] += 1
        for mark in line.marks:
            self._list(line, mark, place, headers[0] if again else "")

    def _add_up(self, line: Line) -> None:
        if line.table not in TOTALS or line.row.get("cancelled") == "Yes":
            return
        meant = {mark.column: mark.original for mark in line.marks}
        for key in TOTALS[line.table][1]:
            self._sums[line.table, key] += paise(meant.get(key) or line.row[key])

    def _list(self, line: Line, mark: Mark, place: int, written: str) -> None:
        table = self._tables[line.table]
        known = {
            "object": line.table,
            "record_id": line.row.get(KEYS[line.table], ""),
            "patient_id": line.row.get("patient_id", ""),
        }
        header = dict(table.layout.columns).get(mark.column, "")
        self._note(table.path.name, place, header.strip(), mark, written, known)

    def _note(
        self, file: str, place: int, header: str, mark: Mark, written: str, known: dict
    ) -> None:
        self.defects[mark.name] += 1
        entry = {
            "file": file,
            "line": place,
            "column": header,
            "defect": mark.name,
            **known,
            "original": mark.original,
            "written": written,
            "expect": mark.expect,
            "code": mark.code,
        }
        self._log.write(json.dumps(entry, ensure_ascii=False) + "\n")

    def list_files(self) -> None:
        """Lists what is wrong with whole files and whole columns, at their header."""
        for name, table in self._tables.items():
            for defect, code in FILE_DEFECTS[self._form].get(name, ()):
                self._note_file(table, "", Mark(defect, "", "", GOOD, code))
            for key in self._dates.get(name, ()):
                defect = DATE_STYLES[name][0]
                unproven = defect == "dates_of_unproven_order"
                code = "date_order_unknown" if unproven else ""
                order = ORDERS.get(defect, "")
                mark = Mark(defect, key, order, FLAG if unproven else GOOD, code)
                self._note_file(table, key, mark)
            for key in _kept(CUSTOM[name], table):
                mark = Mark("custom_column", key, "", FLAG, "column_unmapped")
                self._note_file(table, key, mark)

    def _note_file(self, table: Table, key: str, mark: Mark) -> None:
        header = dict(table.layout.columns).get(key, "").strip()
        known = {"object": "", "record_id": "", "patient_id": ""}
        self._note(table.path.name, table.header_line, header, mark, header, known)

    def write_totals(self) -> None:
        """Ends the files of money in their sums, as a printed register does."""
        if self._form == "json":
            return
        for name, (word, keys) in TOTALS.items():
            table = self._tables[name]
            row = dict.fromkeys(table.layout.keys, "")
            row |= {key: rupees(self._sums[name, key]) for key in keys}
            row[table.layout.keys[0]] = word
            self.excluded[table.path.name] += 1
            mark = Mark("total_row", KEYS[name], "", EXCLUDED, "total_row")
            self._list(Line(name, row), mark, table.write(row), word)

    def write_stranger_file(self, lines: Sequence[str]) -> None:
        """A file that no object of Pulse is in."""
        text = "".join(f"{line}\n" for line in lines)
        (self._folder / STOCK).write_bytes(text.encode("utf-8"))
        known = {"object": "", "record_id": "", "patient_id": ""}
        mark = Mark("unknown_file", "", "", EXCLUDED, "file_unknown")
        self._note(STOCK, 1, "", mark, "", known)

    def close(self) -> None:
        self._log.close()


def _kept(keys: Sequence[str], table: Table) -> list[str]:
    """Those of ``keys`` that this table has, in their order."""
    return [key for key in keys if key in table.layout.keys]
