"""The door for a list of what the clinic built in Pulse."""

import base64
import io

from odoo import fields, models
from odoo.exceptions import UserError

from ..engine import readers, rebuild
from ..engine.errors import SourceError
from ..exceptions import text_of


class RebuildImport(models.TransientModel):
    """A CSV or a workbook with one workflow, rule, report or dashboard a row."""

    _name = "pulse.rebuild.import"
    _description = "Import what to Rebuild"

    migration_id = fields.Many2one("pulse.migration", "Clinic", required=True)
    file = fields.Binary(required=True)
    file_name = fields.Char()

    def action_import(self):
        """Read every table of the file; what is on the list already stays as it is."""
        self.ensure_one()
        self.migration_id.check_access("write")
        items = self._read_items()
        if not items:
            raise UserError(
                self.env._("No row has a name. Give the list a column “Name”.")
            )
        users = self._find_owners({item.owner for item in items})
        self.env["pulse.rebuild"]._list_new(
            self.migration_id,
            "imported",
            [
                {
                    "name": item.name,
                    "kind": item.kind,
                    "description": self._describe(item, users),
                    "user_id": users.get(item.owner.lower()),
                }
                for item in items
            ],
        )
        return {"type": "ir.actions.act_window_close"}

    def _read_items(self):
        stream = io.BytesIO(base64.b64decode(self.file))
        try:
            return [
                item
                for table in readers.read_tables(stream, self.file_name or "list.csv")
                for item in rebuild.read_items(
                    table.header, (row.cells for row in table.rows if not row.excluded)
                )
            ]
        except SourceError as error:
            raise UserError(text_of(self.env, error.code)) from error

    def _find_owners(self, texts):
        """Return {name or e-mail in lower case: user id}, where one user has it."""
        found = {}
        for text in filter(None, texts):
            users = self.env["res.users"].search(
                ["|", ("login", "=ilike", text), ("name", "=ilike", text)], limit=2
            )
            if len(users) == 1:
                found[text.lower()] = users.id
        return found

    def _describe(self, item, users):
        """An owner who is no user is kept in words."""
        if not item.owner or item.owner.lower() in users:
            return item.description
        owner = self.env._("Owner in Pulse: %(name)s", name=item.owner)
        return "\n".join(filter(None, (item.description, owner)))
