"""Rows that fail while loading: too many of them pause the run."""

from odoo import fields, models
from odoo.tools import SQL

from ..migration.run import RUNNING
from .schedule import BY_FAILURES

# of fewer rows than these nobody can tell a share
_LEAST_ROWS = 100


class Run(models.Model):
    _inherit = "pulse.run"
    _server_fields = frozenset({"failed_before", "loaded_before"})

    failure_share_limit = fields.Float(
        "Pause at failed rows in %",
        default=10.0,
        copy=False,
        help="Of the rows loaded since the load was started; 0: never.",
    )
    failure_count_limit = fields.Integer(
        "Pause at failed rows",
        default=1000,
        copy=False,
        help="Since the load was started; 0: never.",
    )
    # when a person started the load last: what had failed by then was accepted
    failed_before = fields.Integer(readonly=True, copy=False)
    loaded_before = fields.Integer(readonly=True, copy=False)

    _limit_positive = models.Constraint(
        "CHECK(failure_share_limit >= 0 AND failure_count_limit >= 0)",
        "A limit is a number above zero, or zero for none.",
    )

    def _count_failed(self):
        """Return (rows that failed while loading, all rows of the batches done)."""
        self.env["pulse.batch"].flush_model()
        return self.env.execute_query(
            SQL(
                """SELECT coalesce(sum(coalesce((counts->>'held')::int, 0)
                                + coalesce((counts->>'rejected')::int, 0)), 0)::int,
                          coalesce(sum(row_count), 0)::int
                     FROM pulse_batch
                    WHERE run_id = %s AND state = 'done' AND sample_id IS NULL""",
                self.id,
            )
        )[0]

    def _pause_when_too_many_fail(self):
        """Rest once more rows failed than a person wants to see fail.

        Who went on meanwhile may have raised the limits, and accepted what had failed.
        """
        self.invalidate_recordset()
        if self.state != RUNNING:
            return
        failed, rows = self._count_failed()
        if self._is_too_many(failed - self.failed_before, rows - self.loaded_before):
            self._rest(BY_FAILURES)

    def _is_too_many(self, failed, rows):
        most, share = self.failure_count_limit, self.failure_share_limit
        if most and failed >= most:
            return True
        return bool(
            share and rows >= _LEAST_ROWS and failed and 100 * failed >= share * rows
        )
