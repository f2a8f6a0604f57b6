"""What a loader works on: the rows that make one record, and what they refer to."""

import re
from dataclasses import dataclass, field

from odoo.tools import SQL

from ..engine.errors import RowError

# states of a row that was written to a record in Odoo
WRITTEN = ("created", "updated", "merged")
# and of one that stands for a record in Odoo
LOADED = (*WRITTEN, "unchanged")

# a further record of a unit has the unit's key and one of these behind it
_SUFFIX = (
    "#(file-[0-9]+|(pay|sum)-[0-9a-f]+|use-[0-9a-f]+(-[0-9]+)?"
    "|(refund|open)(-[0-9]+)?|reversal-[0-9]+)$"
)
# of these a unit has any number, and they are looked for by the unit
PARTS = "#(use|open)"


def unit_key_of(external_id):
    """Return the key of the unit that a link, change or finding is about."""
    return re.sub(_SUFFIX, "", external_id)


def sql_unit_key_of(external_id):
    """Return the same of a column, as SQL."""
    return SQL("regexp_replace(%s, %s, '')", external_id, _SUFFIX)


# the index for that: of these links alone, by their unit
PARTS_INDEX = (
    f"(migration_id, object_name, regexp_replace(external_id, '{_SUFFIX}', ''))"
    f" WHERE external_id ~ '{PARTS}'"
)


def part_number(suffix, first):
    """Return the number in a suffix that begins with ``first``, which has number 1."""
    return int(suffix.removeprefix(first).lstrip("-") or 1)


@dataclass(slots=True)
class UnitRow:
    """A staged row, as the loader sees it."""

    id: int
    object_name: str
    values: dict
    fingerprint: str
    action: str
    patient_key: str
    physician_key: str
    document_id: int
    is_latest: bool
    batch_id: int
    external_id: str
    run_id: int
    file_id: int
    res_id: int = 0
    keyed: str = ""

    @property
    def print(self):
        """What tells it from other rows, those of purged runs among them."""
        return self.keyed or self.fingerprint


@dataclass(slots=True)
class Unit:
    """Rows of one ``key`` that become one record; the first row is its head.

    ``partner_id`` and ``user_id`` are the patient and physician here; ``vals`` what the
    rows say in the target's fields; ``flags`` are codes of issues that loading adds,
    ``edited`` the fields that were left to what a person made of them. ``earlier`` are
    the rows that earlier exports had of the same record, oldest first.
    ``conflicts`` are those of them that both sides changed: (model, id, field) and the
    values (source last, source now, Odoo); ``agreed`` are fields that are in none.
    ``refused`` is the code of why verification cannot say what must be there.
    ``is_matched``: the record was here before any load, and becomes the unit's own.
    ``is_of_patient``: all of a patient's bills, and payments without one, are one unit.
    ``cleared`` are the fields that the source emptied since, and this load as well.
    ``bills`` are what the rows ``bills_of`` say, once somebody asked.
    ``is_lost``: nobody knows any more all that earlier exports had of the record.
    """

    key: str
    rows: list[UnitRow]
    partner_id: int = 0
    user_id: int = 0
    record_id: int = 0
    vals: dict | None = None
    flags: list[str] = field(default_factory=list)
    edited: list[str] = field(default_factory=list)
    conflicts: list[tuple] = field(default_factory=list)
    agreed: list[tuple] = field(default_factory=list)
    earlier: list[UnitRow] = field(default_factory=list)
    is_matched: bool = False
    is_of_patient: bool = False
    refused: str = ""
    cleared: list[str] = field(default_factory=list)
    scope: object = None
    bills: list = field(default_factory=list)
    bills_of: list | None = None
    is_lost: bool = False

    def add_earlier(self, row):
        """Add a row of another export; what one said nobody may know any more."""
        if row.values is None:
            self.is_lost = True
        else:
            self.earlier.append(row)

    def check_known(self):
        """Refuse what would lose what a forgotten row has said of the record."""
        if self.is_lost:
            raise RowError("source_forgotten", "")

    @property
    def head(self):
        """The row that says what the record is; the others add to it."""
        return self.rows[0]

    @property
    def object_name(self):
        """The object of the unit's record: a receipt that comes alone is its bill's."""
        name = self.head.object_name
        is_part = name == "bill_item" or (
            name == "payment" and (self.is_of_patient or self.values.get("bill_id"))
        )
        return "bill" if is_part else name

    @property
    def values(self):
        """The converted values of the head: {canonical field: JSON-able value}."""
        return self.rows[0].values

    def add_edited(self, name):
        """A person changed this field since it was loaded: it stays."""
        self.edited.append(name)
        self.add_flag("edited_in_odoo")

    def add_cleared(self, name):
        """The source emptied this field since it was loaded, and so does the load."""
        self.cleared.append(name)
        self.add_flag("cleared_at_source")

    def add_conflict(self, place, values):
        """Both sides changed the field at ``place``: a person decides."""
        self.conflicts.append((place, values))

    def add_flag(self, code):
        """Say on the rows what loading found, once."""
        if code not in self.flags:
            self.flags.append(code)

    def issues(self):
        """Return (code, what it is about) of what loading found."""
        about = {
            "edited_in_odoo": ", ".join(dict.fromkeys(self.edited)),
            "cleared_at_source": ", ".join(dict.fromkeys(self.cleared)),
        }
        return tuple((code, about.get(code, "")) for code in self.flags)

    def distinct_rows(self):
        """Return the rows without exact repetitions, in file order."""
        return list({row.print: row for row in reversed(self.rows)}.values())[::-1]

    def earlier_rows(self, identity):
        """Return the earlier rows that no later export has replaced.

        A row replaces those that ``identity`` gives the same value. Where a later
        export has fewer of one identity it brought a part only, and replaces nothing.
        """
        runs = {}
        for row in (*self.earlier, *self.distinct_rows()):
            same = runs.setdefault(identity(row), {})
            same.setdefault(row.run_id, {})[row.print] = row
        return [
            row
            for same in runs.values()
            for run_id in list(same)
            if run_id != self.head.run_id
            for row in _outlasting(same, run_id)
        ]


def _outlasting(same, run_id):
    """Return what of a run's rows still counts.

    :param same: {run id: {fingerprint: row}} of one identity
    """
    later = [rows for other_id, rows in same.items() if other_id > run_id]
    if any(len(rows) >= len(same[run_id]) for rows in later):
        return []
    said_again = {fingerprint for rows in later for fingerprint in rows}
    return [row for key, row in same[run_id].items() if key not in said_again]


@dataclass(slots=True)
class Scope:
    """What every unit of a batch shares: looked up once; ``own`` is one loader's."""

    run: object
    migration: object
    today: object
    users: dict
    types: dict
    stages: dict
    files: object  # reads the export's documents; see ``pulse.file``
    own: dict = field(default_factory=dict)
