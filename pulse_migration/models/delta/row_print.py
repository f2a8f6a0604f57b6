"""Fingerprints of the rows that a file brought: what a newer export says again.

Noted while a file is received, when every row is read anyway.
"""

from itertools import islice

from odoo import api, fields, models

from ...engine import fingerprint
from ..bulk import copy_rows

_PAGE = 5000
_NOTED = ("file_id", "line", "print")


class RowPrint(models.Model):
    """One row of a file, and the row of an earlier load that stands for it, if any."""

    _name = "pulse.row.print"
    _description = "Fingerprint of a Source Row"
    _log_access = False

    file_id = fields.Many2one(
        "pulse.file", required=True, ondelete="cascade", index=True, readonly=True
    )
    line = fields.Integer(required=True, readonly=True, aggregator=None)
    print = fields.Char(
        "Fingerprint",
        readonly=True,
        # it goes with the rows: who knows a patient could try what the row says
        groups="pulse_migration.group_medical",
    )
    # plain numbers: a million foreign keys would be checked one by one
    of_file_id = fields.Integer(readonly=True, aggregator=None)
    of_line = fields.Integer(readonly=True, aggregator=None)
    is_pulled = fields.Boolean(
        readonly=True, help="It says the same again, but what it belongs to does not."
    )

    @api.model
    @api.private
    def _noting(self, file, rows):
        """Yield the rows of a file, and note their fingerprints on the way.

        Of a file whose rows no line tells apart none is kept.
        """
        rows, last, is_told = iter(rows), -1, True
        while page := list(islice(rows, _PAGE)):
            noted = [(file.id, row.line, fingerprint.of_source(row)) for row in page]
            copy_rows(self, _NOTED, noted)
            for row in page:
                is_told, last = is_told and row.line > last, row.line
                yield row
        if not is_told:
            self.search([("file_id", "=", file.id)]).unlink()


class File(models.Model):
    _inherit = "pulse.file"
    _server_fields = frozenset({"rules_print"})

    rules_print = fields.Char(
        readonly=True, copy=False, help="Fingerprint of what its rows were staged by."
    )
