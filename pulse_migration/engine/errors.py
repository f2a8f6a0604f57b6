"""What can go wrong between a file and a value; shared by every verb.

The classes carry a *code* and a place, never a value: texts live in one translated
catalogue (``exceptions.py``), and no patient data may reach a log or a traceback.
"""


class MigrationError(Exception):
    """Anything this addon raises on purpose."""


class SourceError(MigrationError):
    """A file cannot be read. ``code`` names why, ``where`` says where in the file."""

    def __init__(self, code: str, **where: object) -> None:
        super().__init__(code)
        self.code = code
        self.where = where


class RowError(MigrationError):
    """One cell holds what its field cannot take; becomes an issue on the row."""

    def __init__(self, code: str, field: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.field = field


class Blocked(MigrationError):
    """A change that undo leaves as it is; ``reason`` is the code that says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class TransientError(MigrationError):
    """Worth another try later: a lost connection, a busy server."""
