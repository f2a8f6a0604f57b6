"""A slice of a run: loaded in one transaction, taken back in one."""

import time

from odoo import api, fields, models
from odoo.tools import SQL

from ...engine import catalog
from ...loaders import noise
from ...loaders.base import loader_of
from ...loaders.transient import with_retries
from ..migration.run import OPEN_STATES, PAUSED, RUNNING

# phase -> objects in their order; ``bill`` takes its items and payments along, so
# that ``payment`` are those without a bill
PHASES = {
    "partners": ("physician", "patient"),
    "activities": ("appointment", "campaign"),
    "documents": ("prescription", "medical_record", "message"),
    "bills": ("payment", "bill"),
}
# of a run; between pausing and the batch in hand, or chosen batches, it is paused
LOADING = (RUNNING, PAUSED)


class Batch(models.Model):
    """Rows of one object that load together; planned ahead, done or not, never half."""

    _name = "pulse.batch"
    _description = "Batch"
    _order = "run_id desc, sequence, id"
    _rec_name = "object_name"

    run_id = fields.Many2one(
        "pulse.run", required=True, ondelete="cascade", index=True, readonly=True
    )
    migration_id = fields.Many2one(related="run_id.migration_id")
    sequence = fields.Integer(readonly=True)
    phase = fields.Selection(
        [(name, name.capitalize()) for name in PHASES], required=True, readonly=True
    )
    object_name = fields.Selection(
        [(o.name, o.label) for o in catalog.OBJECTS.values()],
        string="Object",
        required=True,
        readonly=True,
    )
    state = fields.Selection(
        [
            ("planned", "Planned"),
            ("done", "Done"),
            ("undone", "Undone"),
        ],
        required=True,
        default="planned",
        readonly=True,
        index=True,
    )
    sample_id = fields.Many2one(
        "pulse.sample", ondelete="set null", index="btree_not_null", readonly=True
    )
    row_ids = fields.One2many("pulse.row", "batch_id")
    row_count = fields.Integer("Rows", readonly=True)
    change_ids = fields.One2many("pulse.change", "batch_id")
    done_at = fields.Datetime(readonly=True)
    seconds = fields.Float(readonly=True)
    counts = fields.Json(readonly=True)
    noise = fields.Json(readonly=True, help="Mails, messages … that loading it made.")
    created_count = fields.Integer(compute="_compute_counts")
    updated_count = fields.Integer(compute="_compute_counts")
    rejected_count = fields.Integer(compute="_compute_counts")

    @api.depends("counts")
    def _compute_counts(self):
        for batch in self:
            counts = batch.counts or {}
            batch.created_count = counts.get("created", 0)
            batch.updated_count = counts.get("updated", 0)
            batch.rejected_count = counts.get("rejected", 0)

    @api.model
    def _count_rows(self, run):
        """Note on the batches of a run how many rows they have."""
        self.flush_model()
        self.env["pulse.row"].flush_model()
        self.env.cr.execute(
            SQL(
                """UPDATE pulse_batch AS b SET row_count = r.count
                     FROM (SELECT batch_id, count(*) FROM pulse_row
                            WHERE run_id = %s AND batch_id IS NOT NULL
                            GROUP BY 1) AS r
                    WHERE b.id = r.batch_id""",
                run.id,
            )
        )
        self.invalidate_model(["row_count"])

    def action_load(self):
        """Load these batches now, in their order."""
        for run in self.run_id:
            run._load(self.filtered(lambda batch, run=run: batch.run_id == run))

    def _undo_and_delete(self):
        """Take back what these batches made, then remove them from the list."""
        self.run_id._check_undoable()
        for run in self.run_id:
            batches = self.filtered(lambda batch, run=run: batch.run_id == run)
            run._undo(scope="batch", batch_ids=batches.ids, is_deleting=True)

    def _claim(self):
        """Lock this batch for us; False when it is done or another process has it."""
        self.ensure_one()
        found = self.env.execute_query(
            SQL(
                """SELECT id FROM pulse_batch WHERE id = %s AND state = 'planned'
                      FOR UPDATE SKIP LOCKED""",
                self.id,
            )
        )
        return bool(found)

    def _hold_run(self):
        """Keep the run as it is until this batch is committed; False when it may not.

        An undo, a plan or a pause waits for the batch in hand: nothing is written to
        a run that is taken back already. What changed since this transaction began is
        an OperationalError, and tried again.
        """
        states = (*LOADING, *OPEN_STATES) if self.sample_id else LOADING
        self.run_id.flush_recordset(["state"])
        self.run_id._queue(is_shared=True)
        found = self.env.execute_query(
            SQL(
                "SELECT 1 FROM pulse_run WHERE id = %s AND state IN %s FOR SHARE",
                self.run_id.id,
                states,
            )
        )
        return bool(found)

    @api.private
    def _load_with_retries(self):
        """Load in one transaction; what PostgreSQL refused for a moment tries again.

        :return: whether this process loaded it
        """
        self.ensure_one()
        is_done = with_retries(self.env, self._load, f"batch {self.id}")
        if is_done and not self.sample_id:
            self.run_id._pause_when_too_many_fail()
        return is_done

    def _load(self):
        """Claim, load and commit; return whether this process loaded it."""
        if not self._claim() or not self._hold_run():
            return False
        started = time.monotonic()
        before = noise.marks(self.env)
        counts = loader_of(self.run_id, self.object_name)._load(self)
        self.sudo().write(
            {
                "state": "done",
                "done_at": fields.Datetime.now(),
                "seconds": time.monotonic() - started,
                "counts": counts,
                "noise": noise.since(self.env, before, self),
            }
        )
        self.run_id._tell_progress()
        self.run_id._commit()
        return True
