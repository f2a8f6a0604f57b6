"""The lanes that Odoo's cron calls: each loads until its time is up, then calls again.

A lane may be killed, or lose its connection, at any moment. Nothing of that needs a
person: what is not committed was never there, and an alarm calls the lane again.
"""

import time
from datetime import timedelta

from psycopg2 import Error

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..loaders.transient import is_lost, is_transient, new_cursor
from .run import PAUSED, RUNNING
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
        """Load what is running. The lane that finds nothing left verifies.

        What was loaded to the end, but not verified because of a break, as well.
        """
        self._start_scheduled()
        self._verify_stopped()
        broken_off = fields.Datetime.now() - _VERIFIED_WITHIN
        runs = self.search(
            [
                ("state", "=", RUNNING),
                "|",
                ("loaded_at", "=", False),
                ("loaded_at", "<", broken_off),
            ]
        )
        if runs:
            self._leave_alarm()
        for run in runs:
            if not run.loaded_at and not run._go_on_or_pause():
                continue
            while run._may_go_on() and run._load_next():
                left = run._count_open_batches()
                if not self.env["ir.cron"]._commit_progress(1, remaining=left) and left:
                    self._trigger_lanes()
                    return
            if run._try_to_close():
                run.action_verify()

    def _verify_stopped(self):
        """Say of what was stopped which rows did not load."""
        for run in self.search([("state", "=", PAUSED), ("rest_code", "=", BY_STOP)]):
            if run.try_lock_for_update(allow_referencing=True):
                run.action_verify()
            else:  # a batch is still in hand
                self._trigger_lanes()

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

    def _try_to_close(self):
        """Return True for the one lane that closes the run: it has it locked till then.

        The end is committed together with what verification found, or not at all.
        """
        self._commit()  # the lock shall look at the run as it is now
        if not self.try_lock_for_update(allow_referencing=True):
            return False
        self.invalidate_recordset(["state", "loaded_at"])
        return self.state == RUNNING and self._finish_load()
