"""Undo of batches that were chosen in their list, and the end of a journal."""

from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Command


class Run(models.Model):
    _inherit = "pulse.run"

    def unlink(self):
        """The journal goes with its run; the audit trail says so."""
        for run in self:
            run._log("delete_run", batches=run.sudo().batch_ids.ids)
        return super().unlink()


class Batch(models.Model):
    _inherit = "pulse.batch"

    def action_plan_undo(self):
        """Plan to take these batches back, and to delete them; nothing is touched."""
        run = self.run_id
        if len(run) != 1:
            raise UserError(self.env._("Choose batches of one run."))
        run._check_undoable()
        plan = self.env["pulse.undo.plan"].create(
            {
                "run_id": run.id,
                "scope": "batch",
                "batch_ids": [Command.set(self.ids)],
                "is_deleting": True,
            }
        )
        return plan.action_plan()

    def _delete_undone(self):
        """Remove what was loaded and taken back from the list.

        A batch of which anything is still in Odoo stays, for its journal goes with it;
        so does one whose records were archived or reversed in place of being removed.
        """
        batches = self.filtered(lambda batch: batch.state != "planned").sudo()
        batches -= batches._journal_needed()
        for run in batches.run_id:
            own = batches.filtered(lambda batch, run=run: batch.run_id == run)
            run._log("delete_batches", batches=own.ids)
        batches.unlink()

    def _journal_needed(self):
        """Return the batches with a change that was not taken back entirely."""
        groups = self.env["pulse.change"]._read_group(
            [
                ("batch_id", "in", self.ids),
                "|",
                ("undo_state", "=", False),
                ("undo_state", "!=", "undone"),
            ],
            ["batch_id"],
        )
        return self.browse(batch.id for (batch,) in groups)
