"""Patients: no follower because of a load; links follow when contacts are merged."""

from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"

    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        """A load makes nobody a follower, whatever Odoo's own models would like."""
        if self.env.context.get("pulse_quiet"):
            return True
        return super().message_subscribe(partner_ids, subtype_ids)
