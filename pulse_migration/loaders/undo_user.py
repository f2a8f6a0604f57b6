"""Undo of users: the contact that came with one goes with it."""

from odoo import models


class UserLoader(models.AbstractModel):
    _inherit = "pulse.loader.user"

    def _unlink(self, records):
        partners = records.partner_id
        result = super()._unlink(records)
        partners.unlink()
        return result
