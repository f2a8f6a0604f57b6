"""What names a record of Odoo, and opens it."""

from odoo import models


class Target(models.AbstractModel):
    """Has ``res_model`` and ``res_id``; who may not read the record is told by Odoo."""

    _name = "pulse.target"
    _description = "Named Record"

    def action_open_target(self):
        """Open the record, if there is one."""
        self.ensure_one()
        if not self.res_id:
            return False
        return {
            "type": "ir.actions.act_window",
            "res_model": self.res_model,
            "res_id": self.res_id,
            "view_mode": "form",
        }
