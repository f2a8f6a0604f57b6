"""The bytes of a file: kept in parts, read as one stream."""

import io
import os
from contextlib import ExitStack, contextmanager

from odoo import models

from ...engine import fingerprint, readers
from ...engine.errors import RowError, SourceError
from ...engine.readers import archive

PART_BYTES = 8 << 20  # what of a large file is in memory at once


class File(models.Model):
    _inherit = "pulse.file"

    def _keep_content(self, stream):
        """Store the bytes in parts, so that no large file is in memory whole."""
        number = 0
        while chunk := stream.read(PART_BYTES):
            self.env["ir.attachment"].sudo().create(
                {
                    "name": f"{os.path.basename(self.name)}.{number:04d}",
                    "res_model": self._name,
                    "res_id": self.id,
                    "raw": chunk,
                    # of octet-stream Odoo finds text, and indexes every patient in it
                    "mimetype": "application/x-binary",
                    # an export is read through its rows, and those by their groups
                    "x_studio_is_medical": True,
                }
            )
            number += 1

    def _full_name(self):
        """The path with the archive it came in: every iPhone chat is a _chat.txt, and
        only its archive names the contact."""
        owner = self
        while owner.parent_id and owner.parent_id.kind != "archive":
            owner = owner.parent_id
        if not owner.parent_id:
            return self.name
        return f"{owner.parent_id.name}/{self.name}"

    @contextmanager
    def _open(self):
        """Yield the file's bytes as a seekable binary stream."""
        self.ensure_one()
        owner = self
        while owner.parent_id and owner.parent_id.kind != "archive":
            owner = owner.parent_id
        if owner.parent_id:
            with (
                owner.parent_id._open() as outer,
                archive.open_member(outer, owner.name) as stream,
            ):
                yield stream
        else:
            with io.BufferedReader(PartsReader(owner.sudo())) as stream:
                yield stream

    def _read_content(self):
        """Return the file's bytes, which are those that were received."""
        with self._open() as stream:
            return self._check_content(stream.read())

    def _check_content(self, content):
        """Return ``content``; ``RowError`` when it is not what was approved."""
        sha256, _size = fingerprint.of_stream(io.BytesIO(content))
        if sha256 != self.sha256:
            raise RowError("document_changed", "file")
        return content

    def _open_shelf(self):
        """Return a reader of many files; its owner closes it."""
        return Shelf()

    def _open_table(self, stream):
        """Return this file's own table of ``stream``; rows of others are passed by."""
        for table in readers.read_tables(stream, self._full_name()):
            if (table.name or "") == (self.table or "") and (
                table.header_line == self.header_line
            ):
                return table
            for _row in table.rows:
                pass
        raise SourceError("damaged_file")


class Shelf:
    """Reads documents one after another; the archive that holds them stays open."""

    def __init__(self):
        self._archive = None
        self._package = None
        self._stack = ExitStack()

    def content_of(self, file):
        """Return the bytes of ``file``; ``RowError`` when they were exchanged."""
        if file.parent_id.kind != "archive":
            return file._read_content()
        if self._archive != file.parent_id:
            self.close()
            stream = self._stack.enter_context(file.parent_id._open())
            self._package = archive.Archive(stream)
            self._archive = file.parent_id
        with self._package.open(file.name) as stream:
            return file._check_content(stream.read())

    def close(self):
        self._archive = self._package = None
        self._stack.close()


class PartsReader(io.RawIOBase):
    """The parts of a kept file as one seekable stream; one of them open."""

    def __init__(self, file):
        super().__init__()
        self._parts = file.content_ids.sorted("name")
        self._size = int(file.size)
        self._position = 0
        self._opened = (None, io.BytesIO())

    def readable(self):
        return True

    def seekable(self):
        return True

    def seek(self, offset, whence=io.SEEK_SET):
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._size}
        self._position = max(0, base[whence] + offset)
        return self._position

    def tell(self):
        return self._position

    def readinto(self, buffer):
        index, start = divmod(self._position, PART_BYTES)
        if index >= len(self._parts):
            return 0
        part = self._open_part(index)
        part.seek(start)
        count = part.readinto(buffer)
        self._position += count
        return count

    def close(self):
        if not self.closed:
            self._opened[1].close()
        return super().close()

    def _open_part(self, index):
        """Return a part as a stream; where it is a file, nothing of it is copied."""
        if self._opened[0] != index:
            self._opened[1].close()
            part = self._parts[index]
            if part.store_fname:
                stream = open(part._full_path(part.store_fname), "rb")
            else:
                stream = io.BytesIO(part.raw or b"")
                part.invalidate_recordset(["raw", "datas", "db_datas"])
            self._opened = (index, stream)
        return self._opened[1]
