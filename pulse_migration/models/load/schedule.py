"""When a run loads: now, at a time, or only in some hours of the clinic's day."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...engine.window import (
    Window,
    clock_of,
    hours_of,
    next_time,
    parse_clock,
    parse_window,
)
from ...loaders.transient import with_retries
from ..migration.run import PAUSED, RUNNING

BY_PERSON = "person"
BY_HOURS = "hours"
BY_FAILURES = "failures"
BY_APPROVAL = "approval"
BY_STOP = "stop"
BY_ERROR = "error"


class Run(models.Model):
    _inherit = "pulse.run"
    _server_fields = frozenset({"start_at", "window_from", "window_to", "rest_code"})

    start_at = fields.Datetime(
        "Loads on", readonly=True, copy=False, help="Begins, or goes on, by itself."
    )
    # hours of the clinic's clock; both the same: any hour
    window_from = fields.Float("Only from", readonly=True, copy=False)
    window_to = fields.Float("Until", readonly=True, copy=False)
    rest_code = fields.Selection(
        [
            (BY_PERSON, "Paused by a person"),
            (BY_HOURS, "Waits for its hours"),
            (BY_FAILURES, "Too many rows failed"),
            (BY_APPROVAL, "No longer as approved"),
            (BY_STOP, "Stopped"),
            (BY_ERROR, "A batch failed"),
        ],
        "Why it rests",
        readonly=True,
        copy=False,
    )
    schedule_text = fields.Char("Schedule", compute="_compute_schedule_text")

    @api.depends("start_at", "window_from", "window_to", "migration_id.tz", "state")
    def _compute_schedule_text(self):
        for run in self:
            run.schedule_text = " ".join(
                text for text in (run._start_text(), run._window_text()) if text
            )

    def _start_text(self):
        if not self.start_at:
            return ""
        local = fields.Datetime.context_timestamp(
            self.with_context(tz=self.migration_id.tz), self.start_at
        )
        return self.env._(
            "On %(moment)s (%(zone)s).",
            moment=local.strftime("%Y-%m-%d %H:%M"),
            zone=self.migration_id.tz,
        )

    def _window_text(self):
        window = self._window()
        if not window:
            return ""
        return self.env._(
            "Only between %(start)s and %(end)s (%(zone)s).",
            start=window.start.strftime("%H:%M"),
            end=window.end.strftime("%H:%M"),
            zone=window.zone,
        )

    def _window(self):
        """Return the hours it may load in, None for any."""
        self.ensure_one()
        start, end = clock_of(self.window_from), clock_of(self.window_to)
        return Window(start, end, self.migration_id.tz) if start != end else None

    def action_open_load(self):
        """Ask before loading, with the numbers of what is about to be written."""
        self.ensure_one()
        self._check_loadable()
        return self.env["pulse.load"]._open(self)

    def action_unschedule(self):
        """Do not begin, or go on, by itself."""
        self._check_may_run()
        for run in self:
            run._forget_schedule()
            run._log("unschedule")

    def _forget_schedule(self):
        self.sudo().write({"start_at": False, "window_from": 0, "window_to": 0})

    @api.private
    def _schedule(self, clock=None, hours=None, day=None):
        """Load at a time, or only in some hours; both on the clinic's clock.

        :param clock: time of day, the next one to come, or that of ``day``
        :param hours: (time, time)
        """
        self.ensure_one()
        self._check_loadable()
        now = fields.Datetime.now()
        start, end = hours or (None, None)
        if hours and start == end:
            raise UserError(self.env._("Name two different times of the day."))
        if self.state == RUNNING:
            raise UserError(self.env._("Pause the run first."))
        at = now
        if hours:
            at = Window(start, end, self.migration_id.tz).opening(now)
        elif clock:
            at = self._moment(clock, day, now)
        self.sudo().write(
            {
                "start_at": at,
                "window_from": hours_of(start) if hours else 0,
                "window_to": hours_of(end) if hours else 0,
                "rest_code": False,
            }
        )
        self._log("schedule", at=str(at), hours=self._window_text())
        self._trigger_lanes(at)

    @api.private
    def _schedule_as_told(self, at=None, between=None):
        """Load at "22:00", or only between "20:00-07:00"."""
        try:
            if at:
                self._schedule(clock=parse_clock(at))
            else:
                self._schedule(hours=parse_window(between))
        except ValueError:
            raise UserError(
                self.env._("Write a time as 22:00, hours as 20:00-07:00.")
            ) from None

    def _moment(self, clock, day, now):
        if not day:
            return next_time(now, clock, self.migration_id.tz)
        at = self.migration_id._to_utc(f"{day}T{clock:%H:%M}")
        if at < now:
            raise UserError(self.env._("This time is over. Choose a later one."))
        return at

    # the lanes

    @api.model
    def _start_scheduled(self):
        """Start the runs whose time has come; one that may not load says why."""
        for run in self.search([("start_at", "<=", fields.Datetime.now())]):
            with_retries(self.env, run._start_when_due, f"start of run {run.id}")

    def _start_when_due(self):
        due = self.search(
            [("id", "=", self.id), ("start_at", "<=", fields.Datetime.now())]
        )
        if not due or not self.try_lock_for_update(allow_referencing=True):
            return  # another lane was faster
        try:
            self._check_loadable()
        except UserError:
            self.sudo().write({"start_at": False, "rest_code": BY_APPROVAL})
            self._log("refuse_load")
            self._commit()
            return
        self._start_load()

    def _may_go_on(self):
        """Return whether lanes may load; out of its hours the run rests till they come.

        What is in hand when the hours end is loaded to its end, and what is loaded is
        verified. The hours are those that hold by now, not when the lane began.
        """
        self.ensure_one()
        self.invalidate_recordset()
        window = self._window()
        now = fields.Datetime.now()
        if not window or window.is_open(now) or not self._count_open_batches():
            return True
        self._rest(BY_HOURS, window.opening(now))
        return False

    def _rest(self, code, start_at=False):
        """Pause what is running, and say why; one lane of several does it."""

        def rest():
            self.invalidate_recordset()
            if self.state != RUNNING or self.loaded_at:
                return
            self._set_state(PAUSED, rest_code=code, start_at=start_at)
            self._log("rest", why=code)
            if start_at:
                self._trigger_lanes(start_at)
            self._commit()

        with_retries(self.env, rest, f"pause of run {self.id}")
