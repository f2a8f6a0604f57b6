"""Loading again what failed: rows whose reason is gone, as they were approved.

The approval covers them still, for it is of what they say and become. Whoever corrects
a value instead changes that: such a run is planned and approved anew, and its loaded
rows stay as they are.
"""

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..migration.run import DONE, FAILED, PAUSED

AGAIN = (PAUSED, FAILED, DONE)
# a row that was approved, and failed while it was loaded
_EVERY = SQL("TRUE")
FAILED_ROW = SQL(
    "state IN ('held', 'rejected') AND batch_id IS NOT NULL "
    "AND action IN ('create', 'update', 'merge')"
)


class Run(models.Model):
    _inherit = "pulse.run"

    def action_load_again(self):
        """Load only these: the rows that failed while loading."""
        self._check_may_run()
        for run in self:
            run._load_again()

    @api.private
    def _load_again(self, where=_EVERY, is_background=True):
        """Put the failed rows that ``where`` chooses into batches of their own.

        With a row goes whatever makes one record with it.
        """
        self.ensure_one()
        if self.state not in AGAIN:
            raise UserError(self.env._("Load, stop or pause the run first."))
        self._check_approved()
        found = self._find_failed(where)
        if not found:
            raise UserError(
                self.env._(
                    "No row failed while it was loaded. What the plan holds or rejects "
                    "is corrected, planned and approved anew."
                )
            )
        self.env["pulse.batch"]._replan(self, found)
        self._log("load_again", rows=len(found))
        self._start_load()
        if is_background:
            self._trigger_lanes()

    def _find_failed(self, where):
        self.env["pulse.row"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """SELECT id FROM pulse_row
                    WHERE run_id = %(run)s AND %(failed)s
                      AND (unit_object, unit_key) IN (
                          SELECT unit_object, unit_key FROM pulse_row
                           WHERE run_id = %(run)s AND %(failed)s AND %(where)s)""",
                run=self.id,
                failed=FAILED_ROW,
                where=where,
            )
        )
        return [row_id for (row_id,) in rows]


class Batch(models.Model):
    _inherit = "pulse.batch"

    @api.model
    def _replan(self, run, row_ids):
        """Cut failed rows, and what no batch has loaded so far, into new batches."""
        left = run.batch_ids.filtered(
            lambda batch: batch.state == "planned" and not batch.sample_id
        )
        failed = self.env["pulse.row"].browse(row_ids).batch_id
        self.env.cr.execute(
            SQL(
                """UPDATE pulse_row SET state = 'staged', reason = NULL, batch_id = NULL
                    WHERE id = ANY(%s)""",
                row_ids,
            )
        )
        self.env["pulse.row"].invalidate_model()
        left.sudo().unlink()
        (failed - left)._recount()
        self.env["pulse.plan"].sudo()._make_batches(run)
        run.invalidate_recordset()

    def _recount(self):
        """Count of batches that are done what is still theirs."""
        self.flush_model()
        self.env.cr.execute(
            SQL(
                """UPDATE pulse_batch AS b
                      SET row_count = coalesce(r.total, 0),
                          counts = coalesce(r.counts, '{}')
                     FROM pulse_batch AS own
                     LEFT JOIN (
                       SELECT batch_id, sum(n) AS total,
                              jsonb_object_agg(state, n) AS counts
                         FROM (SELECT batch_id, state, count(*) AS n FROM pulse_row
                                WHERE batch_id = ANY(%(ids)s) GROUP BY 1, 2) AS s
                        GROUP BY 1) AS r ON r.batch_id = own.id
                    WHERE own.id = b.id AND b.id = ANY(%(ids)s)""",
                ids=self.ids,
            )
        )
        self.invalidate_model(["row_count", "counts"])


class Row(models.Model):
    _inherit = "pulse.row"

    def action_load(self):
        """Load the batches that hold the chosen rows; those that failed, again."""
        failed = self.filtered(lambda row: row.state in ("held", "rejected"))
        for run in failed.batch_id.run_id:
            if run.state in AGAIN and failed.batch_id.filtered(
                lambda batch, run=run: batch.run_id == run and batch.state == "done"
            ):
                run._check_may_run()
                run._load_again(SQL("id = ANY(%s)", failed.ids))
        return super(Row, self - failed).action_load()
