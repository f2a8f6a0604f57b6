"""Receiving a file: keep its bytes, find members and tables, propose the mapping."""

from odoo import api, models

from ...engine import fingerprint, readers
from ...engine.columns import ColumnEvidence
from ...engine.errors import SourceError
from ...engine.readers import archive


def _located(rows):
    """Yield rows; an error that knows no line is told the last one that was read."""
    line = 0
    try:
        for row in rows:
            line = row.line
            yield row
    except SourceError as error:
        error.where.setdefault("line", line)
        raise


def _why_shut(stream):
    """Return why an archive inside an archive was not opened there."""
    try:
        archive.Archive(stream)
    except SourceError as error:
        return error.code
    return "nested_archive"


class File(models.Model):
    _inherit = "pulse.file"

    @api.model
    @api.private
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

    def _recognise(self, stream):
        """Find members, tables, objects and columns; return the children made."""
        try:
            if self.kind == "archive":
                return self._receive_members(stream)
            if self.kind == "table":
                return self._receive_tables(stream)
        except SourceError as error:
            self.write(
                {
                    "state": "unreadable",
                    "error_code": error.code,
                    "error_line": error.where.get("line", 0),
                }
            )
        if self.kind == "unknown":
            self._tell_unknown(stream)
        return self.browse()

    def _tell_unknown(self, stream):
        """Say of what is no table, archive or document, what to do about it."""
        stream.seek(0)
        if readers.Head.of(stream, self.name).is_blank:
            self.write({"state": "unreadable", "error_code": "empty_file"})
        else:
            self.write({"state": "unused", "error_code": "no_table"})

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
            child.write({"state": "unreadable", "error_code": _why_shut(content)})
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
        for row in _located(self._read_rows(table)):
            row_count += 1
            if row.excluded:
                continue
            for header, text in row.cells.items():
                column = evidence.get(header)
                if column is None:
                    column = evidence[header] = ColumnEvidence()
                column.add(text, row.line)
        self.env["pulse.mapping"]._create_observed(self, evidence)
        self._write_proposed(
            {
                "table": table.name,
                "row_count": row_count,
                "header_line": table.header_line,
                "is_chat": "whatsapp_chat" in table.notes,
            }
        )
        self._propose_object()

    def _read_rows(self, table):
        return table.rows
