"""Appointments and campaign touches are activities; their own fields are manual."""

from odoo import models


class MailActivity(models.Model):
    """Named here so that an update of the addon sets the model up again: only then does
    Odoo see the manual field that points at the addon's appointment stages."""

    _inherit = "mail.activity"
