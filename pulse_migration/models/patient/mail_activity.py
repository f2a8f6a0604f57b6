"""Appointments and campaign touches are activities; their own fields are manual."""

from datetime import timedelta

from odoo import fields, models

_USUAL_MINUTES = 60


class MailActivity(models.Model):
    """Named here so that an update of the addon sets the model up again: only then does
    Odoo see the manual field that points at the addon's appointment stages."""

    _inherit = "mail.activity"

    appointment_end = fields.Datetime(
        compute="_compute_appointment_end",
        search="_search_appointment_end",
        help="For a calendar; without a duration as long as calendars take it.",
    )

    def _compute_appointment_end(self):
        for activity in self:
            start = activity.x_studio_appointment_time
            minutes = activity.x_studio_appointment_duration or _USUAL_MINUTES
            activity.appointment_end = start and start + timedelta(minutes=minutes)

    def _search_appointment_end(self, operator, value):
        """Its beginning is in the table: a calendar asks for a range of days."""
        return [("x_studio_appointment_time", operator, value)]

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
