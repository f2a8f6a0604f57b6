"""The door for a saved profile."""

import base64

from odoo import fields, models

from ..models.target import form_of


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
        return form_of(profile)
