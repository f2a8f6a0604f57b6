"""Appointments and campaign touches are activities; their own fields are manual."""

from odoo import models


class MailActivity(models.Model):
    """Named here so that an update of the addon sets the model up again: only then does
    Odoo see the manual field that points at the addon's appointment stages."""

    _inherit = "mail.activity"

    def _add_precomputed_values(self, vals_list):
        """Take from a load of what its activities are.

        Odoo would make a record of all values in memory, only to read it there.
        """
        res_model = self.env.context.get("pulse_res_model")
        precomputed = {field for field in self._fields.values() if field.precompute}
        if not res_model or precomputed != {self._fields["res_model"]}:
            return super()._add_precomputed_values(vals_list)
        for vals in vals_list:
            vals.update(res_model=res_model, __precomputed__=precomputed)
        return None
