"""Patients: a load makes no follower and changes no contact but the patient's own."""

from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"

    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        """A load makes nobody a follower, whatever Odoo's own models would like."""
        if self.env.context.get("pulse_quiet"):
            return True
        return super().message_subscribe(partner_ids, subtype_ids)

    def _fields_sync(self, values):
        """A load, and its undo, write what the journal knows: no relative's address.

        Odoo would copy a patient's address to the parent and to the children.
        """
        if self.env.context.get("pulse_quiet"):
            return None
        return super()._fields_sync(values)
