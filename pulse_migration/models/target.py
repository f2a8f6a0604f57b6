"""What names a record of Odoo, and opens it."""

from odoo import models


def form_of(record, **more):
    """Return the action that opens a record's form.

    Without the defaults and filters of the page that asks for it.
    """
    return record._get_records_action(**{"context": {}, **more})


def notice_of(message, **more):
    """Return the action that says something and shows the page as it is now."""
    return {
        "type": "ir.actions.client",
        "tag": "display_notification",
        "params": {
            "type": "info",
            "message": message,
            "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            **more,
        },
    }


def instead(action):
    """Return the action that opens another one in the place of the page that asks."""
    return {
        "type": "ir.actions.client",
        "tag": "pulse_open_instead",
        "params": {"action": action},
    }


class Target(models.AbstractModel):
    """Has ``res_model`` and ``res_id``; who may not read the record is told by Odoo."""

    _name = "pulse.target"
    _description = "Named Record"

    def action_open_target(self):
        """Open the record, if there is one."""
        self.ensure_one()
        if not self.res_id:
            return False
        return form_of(self.env[self.res_model].browse(self.res_id))
