"""A file of the export, byte for byte, and what was recognised in it."""

import io
import os
from contextlib import contextmanager

from odoo import api, fields, models

from ..engine import catalog, fingerprint, matching, readers, usability
from ..engine.columns import ColumnEvidence
from ..engine.converters import Rules, convert
from ..engine.errors import RowError, SourceError
from ..engine.readers import archive
from ..exceptions import text_of

PART_BYTES = 8 << 20  # what of a large file is in memory at once
SAMPLE_TEXTS = 60  # distinct values of a column that the proposal looks at


class File(models.Model):
    """One file, or one table of a file that holds several.

    A table inside a workbook and a member inside a ZIP are children: their bytes are
    the parent's.
    """

    _name = "pulse.file"
    _description = "Received File"
    _order = "id"

    migration_id = fields.Many2one(
        related="run_id.migration_id", store=True, ondelete="cascade"
    )
    run_id = fields.Many2one("pulse.run", required=True, ondelete="cascade", index=True)
    parent_id = fields.Many2one("pulse.file", ondelete="cascade", index=True)
    name = fields.Char(required=True, help="The path inside the export.")
    table = fields.Char(help="The sheet or list inside the file, when it has several.")
    kind = fields.Selection(
        [
            ("table", "Table"),
            ("archive", "Archive"),
            ("document", "Document"),
            ("unknown", "Unknown"),
        ],
        required=True,
    )
    state = fields.Selection(
        [
            ("received", "Received"),
            ("staged", "Staged"),
            ("unused", "Not used"),
            ("unreadable", "Unreadable"),
        ],
        required=True,
        default="received",
    )
    object_name = fields.Selection(
        lambda self: [(o.name, o.label) for o in catalog.OBJECTS.values()],
        string="Object",
    )
    sha256 = fields.Char("SHA-256", required=True)
    size = fields.Float(digits=(16, 0), help="Bytes; an integer ends at 2 GiB.")
    row_count = fields.Integer(help="Records that the reader found.")
    header_line = fields.Integer()
    is_chat = fields.Boolean(help="A WhatsApp chat; its table is named by the contact.")
    error_code = fields.Char()
    error_text = fields.Char(compute="_compute_error_text", string="What to do")
    content_ids = fields.One2many(
        "ir.attachment",
        "res_id",
        domain=[("res_model", "=", "pulse.file")],
        bypass_search_access=True,
    )
    mapping_ids = fields.One2many("pulse.mapping", "file_id")

    @api.depends("error_code")
    def _compute_error_text(self):
        for file in self:
            file.error_text = file.error_code and text_of(self.env, file.error_code)

    @api.depends("name", "table")
    def _compute_display_name(self):
        for file in self:
            file.display_name = (
                f"{file.name} [{file.table}]" if file.table else file.name
            )

    def action_open_rows(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "pulse_migration.pulse_row_action"
        )
        action["domain"] = [("file_id", "=", self.id)]
        return action

    # receive

    @api.model
    def _receive(self, run, name, stream):
        """Keep the bytes of ``stream`` as a file of ``run`` and recognise them.

        :param stream: seekable binary file at its start
        :return: the file with its members and tables, all new; or the one that the run
            already holds with the same name and content
        """
        sha256, size = fingerprint.of_stream(stream)
        known = self.search([("run_id", "=", run.id), ("name", "=", name)])
        if known.filtered(lambda file: file.sha256 == sha256):
            return known.filtered(lambda file: file.sha256 == sha256)
        known.unlink()
        stream.seek(0)
        file = self.create(
            {
                "run_id": run.id,
                "name": name,
                "kind": readers.detect_kind(stream, name),
                "sha256": sha256,
                "size": size,
            }
        )
        stream.seek(0)
        file._keep_content(stream)
        stream.seek(0)
        return file | file._recognise(stream)

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

    def _recognise(self, stream):
        """Find members, tables, objects and columns; return the children made."""
        try:
            if self.kind == "archive":
                return self._receive_members(stream)
            if self.kind == "table":
                return self._receive_tables(stream)
        except SourceError as error:
            self.write({"state": "unreadable", "error_code": error.code})
        if self.kind == "unknown":
            self.write({"state": "unused", "error_code": "not_used"})
        return self.browse()

    def _receive_members(self, stream):
        children = self.browse()
        package = archive.Archive(stream)
        for member in package.members():
            try:
                content = package.open(member.path)
            except SourceError as error:  # locked or damaged; the others are not
                children |= self._create_unreadable(member, error.code)
                continue
            with content:
                children |= self._receive_member(member.path, content)
        return children

    def _receive_member(self, path, content):
        sha256, size = fingerprint.of_stream(content)
        content.seek(0)
        child = self.create(
            {
                "run_id": self.run_id.id,
                "parent_id": self.id,
                "name": path,
                "kind": readers.detect_kind(content, path),
                "sha256": sha256,
                "size": size,
            }
        )
        if child.kind == "archive":
            child.write({"state": "unreadable", "error_code": "nested_archive"})
            return child
        content.seek(0)
        return child | child._recognise(content)

    def _create_unreadable(self, member, code):
        return self.create(
            {
                "run_id": self.run_id.id,
                "parent_id": self.id,
                "name": member.path,
                "kind": "unknown",
                "state": "unreadable",
                "error_code": code,
                "sha256": self.sha256,  # nobody can read its own
                "size": member.size,
            }
        )

    def _receive_tables(self, stream):
        """Read every table once: rows are counted, columns looked at."""
        children = self.browse()
        target = self.browse()
        for table in readers.read_tables(stream, self._full_name()):
            if not target:
                target = self
            else:
                target = self.create(
                    {
                        "run_id": self.run_id.id,
                        "parent_id": self.id,
                        "name": self.name,
                        "kind": "table",
                        "sha256": self.sha256,
                    }
                )
                children |= target
            target._propose(table)
        return children

    def _propose(self, table):
        """Count the rows of ``table`` and propose its object and columns."""
        evidence = {header: ColumnEvidence() for header in table.header}
        row_count = 0
        for row in table.rows:
            row_count += 1
            if row.excluded:
                continue
            for header, text in row.cells.items():
                column = evidence.get(header)
                if column is None:
                    column = evidence[header] = ColumnEvidence()
                column.add(text, row.line)
        proposal = matching.propose(
            tuple(evidence),
            {
                header: column.sample_texts()[:SAMPLE_TEXTS]
                for header, column in evidence.items()
            },
            file_name=self.name,
            confirmed=self._confirmed_before(),
        )
        problem = usability.problem_of(proposal)
        self.write(
            {
                "table": table.name,
                "object_name": proposal.object if not problem else False,
                "row_count": row_count,
                "header_line": table.header_line,
                "is_chat": "whatsapp_chat" in table.notes,
                "state": "unused" if problem else "received",
                "error_code": problem or False,
            }
        )
        self.env["pulse.mapping"]._create_proposed(self, proposal, evidence)

    def _confirmed_before(self):
        """Return {header: field} of what this clinic confirmed in earlier files."""
        mappings = self.env["pulse.mapping"].search(
            [("migration_id", "=", self.migration_id.id), ("is_confirmed", "=", True)],
            order="id",
        )
        return {mapping.header: mapping.field_name for mapping in mappings}

    def _constants(self):
        """What the file itself says about every row: a chat is one thread with one
        contact, named by phone or by name."""
        if not self.is_chat:
            return {}
        values = {"thread_id": self._full_name(), "channel": "WhatsApp"}
        rules = Rules(country=self.migration_id.country_id.code)
        try:
            phone = convert("phone", self.table or "", rules)
        except RowError:
            phone = None
        if phone and phone.value and not phone.flags:
            return {**values, "patient_phone": phone.value}
        return {**values, "patient_name": self.table or ""}

    # content

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
        with self._open() as stream:
            return stream.read()

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


class PartsReader(io.RawIOBase):
    """The parts of a kept file as one seekable stream; one part in memory."""

    def __init__(self, file):
        super().__init__()
        self._parts = file.content_ids.sorted("name")
        self._size = int(file.size)
        self._position = 0
        self._loaded = (None, b"")

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
        if self._loaded[0] != index:
            part = self._parts[index]
            self._loaded = (index, part.raw or b"")
            part.invalidate_recordset(["raw", "datas"])
        chunk = self._loaded[1][start : start + len(buffer)]
        buffer[: len(chunk)] = chunk
        self._position += len(chunk)
        return len(chunk)
