"""A page of the clinic's server as a file: received and mapped like an upload."""

import io
from contextlib import suppress
from urllib.parse import quote

from odoo import api, fields, models

from ...engine import fingerprint
from ...engine.cells import Rules
from ...engine.combine import own_id_of
from ...engine.decision import find
from ...engine.errors import RowError
from ...engine.file_paths import convert_file
from ...engine.rest_pages import value_at
from ...engine.rest_settings import RestError


class File(models.Model):
    _inherit = "pulse.file"

    endpoint_id = fields.Many2one(
        "pulse.endpoint", ondelete="set null", index="btree_not_null", readonly=True
    )
    since_at = fields.Datetime(
        readonly=True, help="How far its list had been read before it came."
    )
    delivery = fields.Char(
        readonly=True, help="The way through its list with which the page came."
    )
    is_known = fields.Boolean(
        readonly=True,
        help="Every column was decided before: it was confirmed by the same decisions.",
    )

    @api.model
    @api.private
    def _receive_page(self, endpoint, run, page, delivery=False):
        """Keep a page's bytes as a file of ``run``; return the table of its records."""
        stream = io.BytesIO(page.content)
        name = self._page_name(endpoint, run, stream)
        files = self.sudo()._receive(run, name, stream)
        files._write_proposed(
            {
                "endpoint_id": endpoint.id,
                "since_at": endpoint.cursor_at,
                "delivery": delivery,
            }
        )
        tables = files.filtered(lambda f: f.kind == "table" and f.has_columns)
        held = tables.filtered(lambda f: (f.table or "") == page.envelope)[:1]
        held = held or tables[:1]
        for file in files - held:
            file._write_proposed({"object_name": False, "state": "unused"})
            file._set_excluded("exclude", True)
        held._settle_object(endpoint.object_name)
        return held or files[:1]

    def _page_name(self, endpoint, run, stream):
        """Return a name that the page's bytes give; it comes after equal ones."""
        sha256, _size = fingerprint.of_stream(stream)
        stream.seek(0)
        name = f"{endpoint.object_name}/{sha256[:16]}"
        before = self.sudo().search_count(
            [
                ("run_id", "=", run.id),
                ("name", "=like", f"{name}%"),
                ("parent_id", "=", False),
            ]
        )
        # records that went back to what they were
        return f"{name}-{before + 1}.json" if before else f"{name}.json"

    @api.private
    def _settle_object(self, object_name):
        """Make tables ones of ``object_name``, whatever they look like."""
        for file in self:
            if file.object_name != object_name:
                file._write_proposed(
                    {
                        "object_name": object_name,
                        "state": "received",
                        "error_code": False,
                    }
                )
                file._propose_columns(object_name)
            file._write_proposed({"is_object_settled": True})
            file._confirm_known()

    def _confirm_known(self):
        """Confirm a page whose every column was confirmed before, of the same object.

        A column that nobody has seen yet waits for a person, as in any file.
        """
        if self.is_confirmed or self.mapping_problems:
            return
        decisions = self.migration_id._decisions(self.object_name)
        if all(find(decisions, line.header) for line in self.mapping_ids):
            self.action_confirm_mapping()
            self._write_proposed({"is_known": True})

    def _id_headers(self):
        """Return the columns that are taken to hold the records' own id."""
        own = own_id_of(self.object_name)
        lines = self.mapping_ids.filtered(lambda line: line.field_name == own)
        return lines.mapped("header")

    def unlink(self):
        """What was received from a server and is deleted here is asked for again."""
        self._rewind_endpoints()
        return super().unlink()

    def _rewind_endpoints(self):
        for endpoint, files in self.sudo().grouped("endpoint_id").items():
            moments = files.mapped("since_at")
            endpoint._rewind(min(moments) if all(moments) else False)


class Endpoint(models.Model):
    _inherit = "pulse.endpoint"

    def _fetch_documents(self, client, records):
        """Return {name: bytes} of the documents that ``records`` name, unless a run
        that takes them has them.

        Each is named by the very text of its row: a name alone may be several files'.
        """
        names = self._document_names(records)
        run = self.source_id._find_delta()
        known = self.env["pulse.file"].sudo()
        if run:
            known = known.search([("run_id", "=", run.id), ("name", "in", list(names))])
        found = {}
        for name in names.keys() - set(known.mapped("name")):
            try:
                found[name] = client.get(self._document_address(names[name])).content
            except RestError:
                continue  # the plan says of the row that its file is absent
        return found

    def _document_names(self, records):
        """Return {name of the file: address} of what ``records`` name."""
        names = {}
        for record in records if self.document_key else ():
            address = value_at(record, self.document_key)
            if not isinstance(address, str) or not address.strip():
                continue
            with suppress(RowError):
                if value := convert_file(address, Rules()):
                    names[value.value] = address.strip()
        return names

    def _document_address(self, address):
        if "://" in address or address.startswith("/"):
            return address
        return f"{self.document_path or ''}{quote(address, safe='/?=&')}"
