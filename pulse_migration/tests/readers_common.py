"""Helpers of the reader tests: bytes in, plain lists out."""

import io

from odoo.addons.pulse_migration.engine.errors import SourceError
from odoo.addons.pulse_migration.engine.readers import read_tables
from odoo.addons.pulse_migration.engine.source_row import SourceTable


def as_bytes(data):
    return data.encode() if isinstance(data, str) else data


def read(data, name="export.csv"):
    """Return [(table, its rows)] of a file given as text or bytes."""
    stream = io.BytesIO(as_bytes(data))
    return [(table, list(table.rows)) for table in read_tables(stream, name)]


def one(data, name="export.csv") -> tuple[SourceTable, list]:
    """Return (table, rows) of a file that holds one table."""
    found = read(data, name)
    assert len(found) == 1, [table for table, _rows in found]
    return found[0]


def values(rows):
    """Return the cells of each row as a list, blanks left out."""
    return [list(row.cells.values()) for row in rows]


def lines(rows):
    return [row.line for row in rows]


def error_code(data, name="export.csv"):
    """Return the code of the SourceError that reading raises, else an empty text."""
    try:
        read(data, name)
    except SourceError as error:
        return error.code
    return ""


class Endless(io.RawIOBase):
    """A seekable stream of a head and a repeated record, made up while it is read."""

    def __init__(self, head: bytes, record: bytes, count: int, tail: bytes = b""):
        self._parts = (head, record, count, tail)
        self.size = len(head) + len(record) * count + len(tail)
        self._at = 0

    def seek(self, offset, whence=io.SEEK_SET):
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self.size}[whence]
        self._at = base + offset
        return self._at

    def tell(self):
        return self._at

    def read(self, size=-1):
        head, record, count, tail = self._parts
        size = self.size - self._at if size < 0 else min(size, self.size - self._at)
        if size <= 0:
            return b""
        body = self._at - len(head)
        if body < 0:
            data = head[self._at : self._at + size]
        elif body < len(record) * count:
            repeats = size // len(record) + 2
            start = body % len(record)
            data = (record * repeats)[start : start + size]
            data = data[: len(record) * count - body]
        else:
            data = tail[body - len(record) * count :][:size]
        self._at += len(data)
        return data
