"""Chooses which dirt falls on which row of a clean clinic.

The clinic's own dice are left alone, so that the clean export of the same seed is the
truth behind the messy one.
"""

from collections.abc import Callable
from pathlib import Path

from .cells import Spot
from .clinic import Bundle, Clinic
from .defect import FLAG, GOOD, Defect
from .dice import Dice
from .dirt import DEFECTS
from .people import Person
from .scribe import EXCLUDED, STOCK, Line, Mark, Scribe
from .strangers import Stranger, Strangers, stock_lines
from .words import CUSTOM
from .writers import Table

# each kind comes once in so many patients, or as soon after as a row allows it
PATIENT_PERIOD, CHILD_PERIOD, ROW_PERIOD = 149, 101, 139
# lines of appointments that are no plain row: what is expected, and the code
SHAPES = {
    "blank_row": (EXCLUDED, "blank_row"),
    "header_again": (EXCLUDED, "repeated_header"),
    "ragged_short": (GOOD, ""),
    "ragged_long": (FLAG, "row_too_long"),
}
SHAPES_OF = {"csv": tuple(SHAPES), "xlsx": tuple(SHAPES)[:2], "json": ()}
CUSTOM_VALUES = {
    "slot": ("Morning", "Evening", "Sunday only", ""),
    "rack": ("A-12", "B-07", "C-31", ""),
    "diet": ("Veg", "Non-veg", "Jain", ""),
    "call_note": ("called, no reply", "", "", ""),
    "second_note": ("see paper file", "", "", "", ""),
    "cancelled": ("No",),
}


class Soiler:
    """Soils one clinic on its way into the open ``tables``."""

    def __init__(
        self, clinic: Clinic, form: str, tables: dict[str, Table], folder: Path
    ) -> None:
        self._clinic = clinic
        self._dice = Dice(clinic.seed, "dirt")
        self._strangers = Strangers(clinic)
        self._scribe = Scribe(tables, form, folder)
        self._later: list[tuple[int, Line]] = []
        self._phone = ""  # the last one that no dirt fell on
        kinds = (*DEFECTS, *self._strangers.names, *SHAPES_OF[form])
        self._due = {kind: 1 + self._dice.below(_period(kind)) for kind in kinds}

    def run(self, save: Callable[[list[tuple[str, bytes]]], None]) -> dict[str, int]:
        """Writes everything; ``save`` takes documents. Returns records per table."""
        scribe = self._scribe
        scribe.list_files()
        self._write_staff()
        for bundle in self._clinic.bundles():
            for line in self._soiled(bundle):
                scribe.write(line)
            self._write_later(bundle.person.number)
            save(bundle.documents)
        for _due, line in self._later:
            scribe.write(line)
        scribe.write_totals()
        scribe.write_stranger_file(tuple(stock_lines()))
        scribe.close()
        return scribe.counts

    def summary(self) -> dict:
        """What the manifest tells of the dirt."""
        return {
            "defects": dict(sorted(self._scribe.defects.items())),
            "excluded_lines": dict(sorted(self._scribe.excluded.items())),
            "unknown_files": [STOCK],
        }

    def _write_staff(self) -> None:
        for doctor in self._clinic.staff:
            self._scribe.write(Line("physicians", doctor.row))
        guest = self._clinic.staff[0].row | {
            "physician_id": "D900",
            "name": "Dr. Guest Surgeon",
            "email": "",
            "phone": "",
        }
        mark = Mark(
            "physician_without_email", "email", "", FLAG, "physician_without_email"
        )
        self._scribe.write(Line("physicians", guest, [mark]))

    def _soiled(self, bundle: Bundle) -> list[Line]:
        """The bundle's lines with the dirt whose turn has come."""
        person, lines = bundle.person, []
        for name, rows in bundle.rows.items():
            lines += [Line(name, self._widened(name, row, person)) for row in rows]
        for kind, due in self._due.items():
            if due <= person.number and self._soil(kind, lines, person):
                self._due[kind] = person.number + _period(kind)
        for line in lines:
            if line.table == "patients" and "phone" not in line.dirty:
                self._phone = line.row["phone"] or self._phone
        return lines

    def _widened(self, name: str, row: dict[str, str], person: Person) -> dict:
        """The row with the columns that only a messy export has."""
        extra = {key: self._dice.pick(CUSTOM_VALUES[key]) for key in CUSTOM[name]}
        if name in ("appointments", "bills"):
            extra["patient_name"] = person.row["name"]
        return extra | row

    def _soil(self, kind: Defect | str, lines: list[Line], person: Person) -> bool:
        """True when this kind found a row that it can happen to."""
        if isinstance(kind, Defect):
            return self._soil_cell(kind, lines, person)
        if kind in SHAPES:
            return self._bend(kind, lines)
        return self._add_stranger(kind, lines, person)

    def _soil_cell(self, kind: Defect, lines: list[Line], person: Person) -> bool:
        free = [
            line
            for line in lines
            if line.table == kind.table and kind.column not in line.dirty
        ]
        first = self._dice.below(len(free)) if free else 0
        for line in free[first:] + free[:first]:
            clean = line.row[kind.column]
            spot = Spot(line.row, person, self._clinic, self._dice, self._phone)
            written = kind.write(clean, spot)
            if written is None:
                continue
            line.row[kind.column] = written
            line.dirty.add(kind.column)
            meant = kind.meant(clean, written)
            mark = Mark(kind.name, kind.column, meant, kind.expect, kind.code)
            line.marks.append(mark)
            return True
        return False

    def _bend(self, shape: str, lines: list[Line]) -> bool:
        """A line of another shape: instead of a row, or in front of one."""
        # the first visit is left to whoever repeats a row
        visits = [line for line in lines if line.table == "appointments"][1:]
        mark = Mark(shape, "", "", *SHAPES[shape])
        for line in visits:
            if line.marks or line.shape:
                continue
            if SHAPES[shape][0] == EXCLUDED:
                lines.insert(
                    lines.index(line), Line(line.table, {}, [mark], shape=shape)
                )
                return True
            if shape == "ragged_long" or not (
                line.row["notes"] or line.row["call_note"]
            ):
                line.shape = shape
                line.marks.append(mark)
                return True
        return False

    def _add_stranger(self, name: str, lines: list[Line], person: Person) -> bool:
        clean: dict[str, list[dict]] = {
            table: [] for table in ("patients", "appointments", "payments")
        }
        for line in lines:
            if line.table in clean and not line.marks and not line.shape:
                clean[line.table].append(line.row)
        stranger = self._strangers.make(name, clean, self._dice)
        if stranger is None:
            return False
        line = self._line_of(stranger, person)
        self._later.append((person.number + stranger.distance, line))
        return True

    def _line_of(self, stranger: Stranger, person: Person) -> Line:
        row = self._widened(stranger.table, stranger.row, person)
        mark = Mark(
            stranger.name,
            stranger.column,
            stranger.original,
            stranger.expect,
            stranger.code,
        )
        return Line(stranger.table, row, [mark])

    def _write_later(self, number: int) -> None:
        """Writes the extra rows that have waited long enough."""
        for due, line in self._later:
            if due <= number:
                self._scribe.write(line)
        self._later = [pair for pair in self._later if pair[0] > number]


def _period(kind: Defect | str) -> int:
    if isinstance(kind, Defect):
        return PATIENT_PERIOD if kind.table == "patients" else CHILD_PERIOD
    return ROW_PERIOD
