"""The load verb: batches in their order, by one process or several.

Each process (a lane) claims the next open batch by its row lock and loads it in one
transaction. Which one that is says ``claim``, beside this file; how Odoo's cron calls
the lanes, ``lanes``.
"""

from psycopg2.extensions import TransactionRollbackError

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..migration.run import APPROVED, FAILED, PAUSED, RUNNING
from .batch import LOADING
from .schedule import BY_PERSON, BY_STOP

LOADABLE = (APPROVED, RUNNING, PAUSED, FAILED)


class Run(models.Model):
    _inherit = "pulse.run"

    def _check_loadable(self):
        self._check_may_run()
        for run in self:
            if run.state not in LOADABLE:
                raise UserError(run._refusal())
            run._check_approved()
            run._check_still_unchanged()

    def _check_still_unchanged(self):
        """Refuse once what the plan found loaded already was taken back since."""
        if self._has_lost_unchanged():
            raise UserError(
                self.env._(
                    "What this export says again was taken back since it was planned. "
                    "Plan and approve again."
                )
            )

    def _has_lost_unchanged(self):
        self.env.flush_all()
        return bool(
            self.env.execute_query(
                SQL(
                    """SELECT 1 FROM pulse_row r
                         LEFT JOIN pulse_link l ON l.migration_id = r.migration_id
                          AND l.object_name = r.unit_object
                          AND l.external_id = r.unit_key
                        WHERE r.run_id = %s AND r.state = 'staged'
                          AND r.action = 'unchanged' AND l.fingerprint IS NULL
                        LIMIT 1""",
                    self.id,
                )
            )
        )

    def action_load(self):
        """Start, or go on, loading in the background, now and at any hour.

        What is loading already is started by nobody again.
        """
        self._check_loadable()
        for run in self:
            if run.state == RUNNING and not run.loaded_at:
                continue
            run._forget_schedule()
            run._start_load()
            run._log("start_load")
        self._trigger_lanes()

    def action_pause(self):
        """Rest after the batch in hand; loading again goes on from there."""
        self._check_may_run()
        for run in self:
            run._set_state(PAUSED, rest_code=BY_PERSON, start_at=False)
            run._log("pause")

    def action_stop(self):
        """Load no more, by no schedule either; verify what is there.

        The rest can be loaded afterwards, or all of it undone.
        """
        self._check_may_run()
        for run in self:
            run._set_state(PAUSED, rest_code=BY_STOP)
            run._forget_schedule()
            run._log("stop")
        self._trigger_lanes()

    def _start_load(self, is_alone=False):
        """Close what needs no loading; from here lanes may claim batches.

        :param is_alone: they may not, this process loads some batches itself
        """
        self.ensure_one()
        failed, rows = self._count_failed()
        self._set_state(
            RUNNING, loaded_at=False, failed_before=failed, loaded_before=rows
        )
        if is_alone:
            self._set_state(PAUSED)
        else:
            self.sudo().write({"start_at": False, "rest_code": False})
        self._settle_reference()
        self._close_unchanged()
        self._commit()

    @api.private
    def _load(self, batches=None):
        """Load the open batches (or those given) here and now, to the end.

        Safe to call again after any break, and beside other lanes.
        """
        self.ensure_one()
        self._check_loadable()
        is_alone = batches is not None and self.state != RUNNING
        if batches is None:
            self._forget_schedule()
        self._start_load(is_alone)
        states = LOADING if is_alone else (RUNNING,)
        with self._timed("load"):
            while self._load_next(batches, states):
                pass
        if self.state in states and not self._count_open_batches():
            self._set_state(RUNNING)
            self._finish_load()
        self._tell_screens()
        self._commit()

    def _load_next(self, batches=None, states=(RUNNING,)):
        """Load one batch; return whether there may be more for this lane."""
        self.invalidate_recordset(["state"])
        if self.state not in states:
            return False
        try:
            batch = self._claim_next(batches)
        except TransactionRollbackError:  # another lane was faster
            self.env.cr.rollback()
            self.env.invalidate_all()
            return True
        if batch:
            batch._load_with_retries()
        return bool(batch)

    def _count_open_batches(self):
        return self.env["pulse.batch"].search_count(
            [("run_id", "=", self.id), ("state", "=", "planned")]
        )

    def _finish_load(self):
        """Note the end; return False while a batch is open, True once it is noted."""
        if self.loaded_at or self._count_open_batches():
            return bool(self.loaded_at)
        self.env["pulse.loader.move"]._settle_books(self)
        self.sudo().loaded_at = fields.Datetime.now()
        self._tell_screens()
        self._log("load", outcomes=self._count_by("state"))
        return True

    def _settle_reference(self):
        """What begins settles which day is today, for every later look at it."""
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
