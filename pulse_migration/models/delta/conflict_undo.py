"""What an undo makes of conflicts: the load that they are of was taken back."""

from datetime import datetime

from odoo import models
from odoo.tools import SQL

from .conflict import OPEN, RESOLVED, VOID


def _moment(text):
    """Return the moment that PostgreSQL wrote into JSON."""
    return bool(text) and datetime.fromisoformat(text).replace(microsecond=0)


class Conflict(models.Model):
    _inherit = "pulse.conflict"

    def _void(self):
        """Their load was taken back; what loads before it found waits again."""
        for conflict in self.filtered(lambda c: c.state in (OPEN, RESOLVED)):
            if conflict.state != OPEN or not conflict._restore_earlier():
                conflict._set_state(VOID)

    def _restore_earlier(self):
        """Be the newest finding of a load that was not taken back; tell if any is."""
        earlier = list(self.sudo().earlier or [])
        while earlier:
            vals = earlier.pop()
            batch = self.env["pulse.batch"].sudo().browse(vals["batch_id"]).exists()
            if batch and "undone" not in (batch.state, batch.run_id.state):
                row = self.env["pulse.row"].browse(vals["row_id"] or 0).exists()
                moments = {name: _moment(vals[name]) for name in vals if "_at" in name}
                self.sudo().write(
                    {**vals, **moments, "row_id": row.id, "earlier": earlier}
                )
                return True
        return False


class Undo(models.AbstractModel):
    _inherit = "pulse.undo"

    def _finish(self, plan):
        left = super()._finish(plan)
        self._taken_back(plan)._void()
        return left

    def _taken_back(self, plan):
        """Return the conflicts of a plan's scope, without records that stay loaded."""
        conflicts = self.env["pulse.conflict"].sudo()
        conflicts.flush_model()
        # the scope asks for columns that both tables have
        rows = self.env.execute_query(
            SQL(
                """SELECT id FROM pulse_conflict AS pulse_change
                    WHERE run_id = %s AND state IN %s AND %s AND NOT EXISTS (
                      SELECT 1 FROM pulse_change AS left_over
                       WHERE left_over.run_id = pulse_change.run_id
                         AND left_over.res_model = pulse_change.res_model
                         AND left_over.res_id = pulse_change.res_id
                         AND (left_over.undo_state IS NULL
                              OR left_over.undo_state = 'blocked'))""",
                plan.run_id.id,
                (OPEN, RESOLVED),
                plan._where(),
            )
        )
        return conflicts.browse(id_ for (id_,) in rows)
