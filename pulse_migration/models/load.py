"""The load verb: batches in their order, here or in the background."""

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from .run import APPROVED, FAILED, PAUSED, RUNNING


class Run(models.Model):
    _inherit = "pulse.run"

    def _check_loadable(self):
        self._check_may_run()
        for run in self:
            if run.state not in (APPROVED, RUNNING, PAUSED, FAILED):
                raise UserError(self.env._("Have the run approved first."))
            if run.approval_hash != run._approval_hash():
                raise UserError(
                    self.env._(
                        "Files, mapping, value maps, physicians or options changed "
                        "since the approval. Plan and approve again."
                    )
                )

    def action_load(self):
        """Start loading in the background; the list of batches shows how far it is."""
        self._check_loadable()
        for run in self:
            run._set_state(RUNNING)
        self.env.ref("pulse_migration.ir_cron_load").sudo()._trigger()

    @api.private
    def _load(self):
        """Load every open batch in order; safe to call again after any break."""
        self.ensure_one()
        self._check_loadable()
        self._set_state(RUNNING)
        with self._timed("load"):
            self._close_unchanged()
            self._commit()
            for batch in self.batch_ids.sorted("sequence"):
                if batch.state == "planned":
                    batch._load_with_retries()
        self._finish_load()

    def _finish_load(self):
        self.sudo().loaded_at = fields.Datetime.now()
        self._log("load", outcomes=self._count_by("state"))
        self._commit()

    def _settle_reference(self):
        """The first batch settles which day is today, for every later look at it."""
        if not self.reference_on:
            self.sudo().reference_on = self.migration_id._today()

    def _close_unchanged(self):
        self.env["pulse.row"].flush_model()
        self.env.cr.execute(
            SQL(
                """UPDATE pulse_row SET state = 'unchanged'
                    WHERE run_id = %s AND state = 'staged' AND action = 'unchanged'""",
                self.id,
            )
        )
        self.env["pulse.row"].invalidate_model()

    @api.model
    def _cron_load(self):
        """Go on with what is running until the time is up, then ask to be called."""
        cron = self.env["ir.cron"]
        for run in self.search([("state", "=", RUNNING), ("loaded_at", "=", False)]):
            run._close_unchanged()
            open_batches = run.batch_ids.sorted("sequence").filtered(
                lambda batch: batch.state == "planned"
            )
            for done, batch in enumerate(open_batches, 1):
                batch._load_with_retries()
                left = len(open_batches) - done
                if not cron._commit_progress(1, remaining=left) and left:
                    self.env.ref("pulse_migration.ir_cron_load")._trigger()
                    return
            run._finish_load()
            run.action_verify()
