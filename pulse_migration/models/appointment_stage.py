"""Stages of an appointment, in Pulse's order; Odoo's activities have none."""

from odoo import fields, models


class AppointmentStage(models.Model):
    """Where an appointment stands, in the clinic's own words."""

    _name = "pulse.appointment.stage"
    _description = "Appointment Stage"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=100)
    state = fields.Selection(
        [("open", "To come"), ("done", "Done"), ("cancelled", "Did not take place")],
        required=True,
        default="open",
        help="Done and not-taken-place appointments are archived with their date.",
    )

    _name_unique = models.Constraint("UNIQUE(name)", "This stage exists already.")
