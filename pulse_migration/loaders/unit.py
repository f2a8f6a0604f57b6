"""What a loader works on: the rows that make one record, and what they refer to."""

from dataclasses import dataclass, field


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


@dataclass(slots=True)
class Unit:
    """Rows of one ``key`` that become one record; the first row is its head.

    ``partner_id`` and ``user_id`` are the patient and physician here; ``vals`` what the
    rows say in the target's fields; ``flags`` are codes of issues that loading adds,
    ``edited`` the fields that were left to what a person made of them.
    """

    key: str
    rows: list[UnitRow]
    partner_id: int = 0
    user_id: int = 0
    record_id: int = 0
    vals: dict | None = None
    flags: list[str] = field(default_factory=list)
    edited: list[str] = field(default_factory=list)

    @property
    def head(self):
        return self.rows[0]

    @property
    def values(self):
        return self.rows[0].values

    def add_edited(self, name):
        """A person changed this field since it was loaded: it stays."""
        self.edited.append(name)
        if "edited_in_odoo" not in self.flags:
            self.flags.append("edited_in_odoo")

    def issues(self):
        """Return (code, what it is about) of what loading found."""
        about = {"edited_in_odoo": ", ".join(dict.fromkeys(self.edited))}
        return tuple((code, about.get(code, "")) for code in self.flags)

    def distinct_rows(self):
        """Return the rows without exact repetitions, in file order."""
        return list({row.fingerprint: row for row in reversed(self.rows)}.values())[
            ::-1
        ]


@dataclass(slots=True)
class Scope:
    """What every unit of a batch shares: looked up once."""

    run: object
    migration: object
    today: object
    users: dict
    types: dict
    stages: dict
