"""The door for a saved profile."""

import base64

from odoo import fields, models


class ProfileImport(models.TransientModel):
    """A profile's file on its way from another branch."""

    _name = "pulse.profile.import"
    _description = "Import a Mapping Profile"

    file = fields.Binary(required=True)
    file_name = fields.Char()

    def action_import(self):
        """Check the file, keep it as a profile, and open that."""
        self.ensure_one()
        content = base64.b64decode(self.file)
        profile = self.env["pulse.profile"]._import(content)
        return {
            "type": "ir.actions.act_window",
            "res_model": "pulse.profile",
            "res_id": profile.id,
            "view_mode": "form",
        }
