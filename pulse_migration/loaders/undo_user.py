"""Undo of users: the contact that came with one goes with it."""

from odoo import models

from . import in_use
from .obstacle import Obstacle

# every new user is a member of channels and has a picture: nobody's use
_OF_EVERY_USER = ("discuss_channel_member", "mail_presence", "ir_attachment")


class UserLoader(models.AbstractModel):
    _inherit = "pulse.loader.user"

    def _obstacles_of_target(self, records, foresight):
        """Whoever uses the contact of a user uses the user."""
        used = in_use.of(records.partner_id, foresight, _OF_EVERY_USER)
        return super()._obstacles_of_target(records, foresight) | {
            user.id: Obstacle("used_elsewhere", (), *used[user.partner_id.id])
            for user in records
            if user.partner_id.id in used
        }

    def _unlink(self, records):
        partners = records.partner_id
        result = super()._unlink(records)
        partners.unlink()
        return result
