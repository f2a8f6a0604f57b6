"""The lanes that Odoo's cron calls: each loads until its time is up, then calls again.

A lane may be killed, or lose its connection, at any moment. Nothing of that needs a
person: what is not committed was never there, and an alarm calls the lane again.
"""

import time
from datetime import timedelta

from psycopg2 import Error

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...loaders.transient import is_lost, is_transient, new_cursor
from ..migration.run import PAUSED, RUNNING
from .schedule import BY_APPROVAL, BY_STOP

LANES = 2  # each has a cron of its own, ``ir_cron_load_1`` and so on
# what loaded a run by itself verifies it itself, unless it was broken off
_VERIFIED_WITHIN = timedelta(minutes=10)
_ALARM = timedelta(minutes=1)
_RECONNECT_SECONDS = 60  # Odoo ends a cron that takes two minutes


class Run(models.Model):
    _inherit = "pulse.run"

    @api.model
    def _trigger_lanes(self, at=None):
        """Call the lanes, as soon as possible or at a moment (UTC)."""
        for cron in self._lane_crons():
            cron._trigger(at)

    @api.model
    def _lane_crons(self):
        crons = self.env["ir.cron"].sudo()
        for number in range(1, LANES + 1):
            crons |= self.env.ref(f"pulse_migration.ir_cron_load_{number}").sudo()
        return crons

    @api.model
    def _cron_load(self):
        """Be a lane of what is running until the time is up, then ask to be called.

        A connection that is lost is replaced and the work goes on; then Odoo is told,
        for what it holds of this job is lost as well.
        """
        try:
            self._be_lane()
        except Error:
            if not is_lost(self.env.cr):
                raise
            self._be_lane_again()
            raise

    def _be_lane_again(self):
        """Go on over a new connection, and another one should that be lost as well."""
        end = time.monotonic() + _RECONNECT_SECONDS
        while True:
            left = end - time.monotonic()
            try:
                with new_cursor(self.env.registry, left) as cr:
                    return self.with_env(self.env(cr=cr))._be_lane()
            except Error as error:
                if left < 0 or not is_transient(error):
                    raise

    def _be_lane(self):
        """Load what is running; what is loaded, or was stopped, is verified.

        What was loaded to the end, but not verified because of a break, as well.
        """
        self._start_scheduled()
        if not (self._stage_in_lanes() and self._sample_in_lanes()):
            return
        runs = self._find_stopped() + self._find_running()
        if runs:
            self._leave_alarm()
        for run in runs:
            if run.state == RUNNING and not run.loaded_at:
                if not run._go_on_or_pause():
                    continue
                while run._may_go_on() and run._load_next():
                    if not self._has_time(run._count_open_batches()):
                        return
            if run._begin_slices() and not run._verify_slices():
                return

    def _has_time(self, left=1):
        """Commit; when the time is up ask to be called again, if anything is left.

        Odoo is not told what is left: it would call ten times over in what it counts
        as one call, and ends that after two minutes, or one of processor time.
        """
        if self.env["ir.cron"]._commit_progress(1, remaining=0) or not left:
            return True
        self._trigger_lanes()
        return False

    def _find_running(self):
        broken_off = fields.Datetime.now() - _VERIFIED_WITHIN
        return self.search(
            [
                ("state", "=", RUNNING),
                *("|", ("verify_token", "!=", False)),
                *("|", ("loaded_at", "=", False)),
                ("loaded_at", "<", broken_off),
            ]
        )

    def _find_stopped(self):
        """Of what was stopped it is said as well which rows did not load."""
        return self.search([("state", "=", PAUSED), ("rest_code", "=", BY_STOP)])

    def _leave_alarm(self):
        """Be called again in a minute, should this lane not come to its end.

        Odoo puts a cron that failed, or was killed three times, off to its next hour.
        """
        cron = self.env["ir.cron"].sudo().browse(self.env.context.get("cron_id"))
        if not cron:
            return
        at = fields.Datetime.now() + _ALARM
        is_set = (
            self.env["ir.cron.trigger"]
            .sudo()
            .search_count(
                [("cron_id", "=", cron.id), ("call_at", ">", at - _ALARM / 2)], limit=1
            )
        )
        if not is_set:
            cron._trigger(at)
        self._commit()

    def _go_on_or_pause(self):
        """Return whether the run may go on; one that may not rests, the others load."""
        try:
            self._check_loadable()
        except UserError:
            self._set_state(PAUSED, rest_code=BY_APPROVAL)
            self._log("refuse_load")
            self._commit()
            return False
        return True

    def _begin_slices(self):
        """Begin to verify what is loaded or was stopped; return whether it is begun.

        One lane does so, the others join in. The end of the load is committed together
        with that, or not at all.
        """
        if self.verify_token:
            return True
        is_ours = self._lock_anew()
        if self.verify_token:  # meanwhile
            return True
        if self.state == PAUSED and self.rest_code == BY_STOP:
            if not is_ours:  # a batch is still in hand
                self._trigger_lanes(fields.Datetime.now() + _ALARM / 6)
                return False
            self.env["pulse.loader.move"]._settle_books(self)
        elif not (is_ours and self.state == RUNNING and self._finish_load()):
            return False
        self._open_slices()
        self._commit()
        return True

    def _lock_anew(self):
        """Look at the runs as they are now; return whether all are locked for this."""
        self._commit()
        locked = self.try_lock_for_update(allow_referencing=True)
        self.invalidate_recordset()
        return locked == self
