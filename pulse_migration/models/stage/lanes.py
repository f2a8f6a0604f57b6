"""Staging and planning in the background: Odoo ends a request that takes too long.

Files are staged by whichever lane is free, slice by slice (``slices``). Looking
across all rows, and the plan step by step (``plan.lanes``), follow by one lane.
"""

from odoo import fields, models
from odoo.exceptions import UserError

from ...loaders.transient import with_retries
from ..migration.run import RUNNING
from ..target import notice_of
from .slices import take

STAGE = "stage"
PLAN = "plan"
AT_ONCE = 20_000  # rows that are staged and planned while somebody waits


class Run(models.Model):
    _inherit = "pulse.run"
    _server_fields = frozenset({"lane_verb", "lane_since", "lane_failure"})

    lane_verb = fields.Selection(
        [(STAGE, "Stage"), (PLAN, "Plan")],
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="What the lanes do with the run before it loads, up to this verb.",
    )
    lane_since = fields.Datetime(readonly=True, copy=False)
    # as ``_failure_text`` reads it
    lane_failure = fields.Json(readonly=True, copy=False, help="Why they gave it up.")

    def action_start_stage(self):
        """Stage, in the background when there is much of it."""
        return self._stage_or_start(STAGE)

    def action_start_plan(self):
        """Plan, and stage what is not, in the background when there is much of it."""
        return self._stage_or_start(PLAN)

    def action_stop_lanes(self):
        """Stage, or plan, no further; it goes on where it was when started again."""
        self._check_may_run()
        for run in self.filtered("lane_verb"):
            run._leave_lanes()
            run._log("stop")

    def _stage_or_start(self, verb):
        """Stage, or plan as well, what is small; let the lanes do what is not."""
        self._check_may_run()
        large = self.filtered(
            lambda run: run.lane_verb or run._count_received() > AT_ONCE
        )
        small = self - large
        self._forget_lane_failure()
        if verb == PLAN:
            small.action_plan()
        else:
            small.action_stage()
            large = large.filtered(lambda run: run._is_open())
        for run in large:
            run._start_in_lanes(verb)
        if not large:
            return None
        return notice_of(
            self.env._("It is done in the background. You may close this page.")
        )

    def _count_received(self):
        return sum(self._find_files(("row_count", ">", 0)).mapped("row_count"))

    def _start_in_lanes(self, verb):
        """From here on the lanes may claim its files; what was planned is void."""
        self.ensure_one()
        if self.state == RUNNING:
            raise UserError(self.env._("Pause the run first."))
        self._begin_staging()
        if verb == PLAN and not self._is_open():
            self._void_approval()
        if verb == PLAN or self._stale_files():
            self.sudo().write({"planned_at": False, "planned_hash": False})
        self.sudo().write(
            {
                "lane_verb": PLAN if self.lane_verb == PLAN else verb,
                "lane_since": self.lane_since or fields.Datetime.now(),
                "lane_failure": False,
                "is_report_stale": True,  # until what lies across all rows is counted
            }
        )
        self._log(f"start_{verb}", rows=self._count_received())
        self._tell_screens()
        self._trigger_lanes()

    # the lanes

    def _stage_in_lanes(self):
        """Do what was started; return whether the lane has time for anything else."""
        for run in self.search([("lane_verb", "!=", False)], order="id"):
            self._leave_alarm()
            while run._stage_next():
                if not self._has_time():
                    return False
            run._finish_in_lanes()
        return True

    def _stage_next(self):
        """Stage some of a file that is in no other lane's hands, if there is one."""

        def stage():
            file = self._may_go_on_staging() and self._claim_file()
            if not file:
                return False
            with self._giving_up(file):
                self._stage_some(file)
            return True

        return with_retries(self.env, stage, f"staging of run {self.id}")

    def _stage_some(self, file):
        file._stage_slices()

    def _may_go_on_staging(self):
        """Look at the run as the other lanes, and whoever stops it, left it."""
        self._commit()
        self.env.invalidate_all()
        return bool(self.exists() and self.lane_verb and self._is_open())

    def _claim_file(self):
        """Take and return the largest file to stage that is in no other lane's hands.

        Should the other lane have gone on with it since this one looked, PostgreSQL
        refuses the rows: the file that they belong to has changed.
        """
        files = self._stale_files().sorted(lambda file: (-file.row_count, file.id))
        return next((file for file in files if take(file)), files.browse())

    def _finish_in_lanes(self):
        """Look across all rows, and plan; one lane does, once no file is in hand."""

        def finish():
            if not self._may_go_on_staging():
                return
            if self._stale_files():  # something was changed meanwhile
                self._trigger_lanes()
            else:
                self._finish()

        if not self._may_go_on_staging():
            if self.exists().lane_verb:  # approved, or loaded, by another way
                self._end_lanes()
        elif not self._stale_files():
            with self._alone() as is_ours, self._giving_up():
                if is_ours:
                    self._call_finish(finish)

    def _call_finish(self, finish):
        with_retries(self.env, finish, f"plan of run {self.id}")

    def _finish(self):
        verb = self.lane_verb
        if not self.plan_step:
            spent = self._count_lane_seconds()
            self.action_stage()
            self._note_lane_seconds(spent)
            self._commit()
        if verb == PLAN:
            self.with_context(pulse_by_steps=True).action_plan()
        self._end_lanes()

    # what the screens show

    def _lane_info(self):
        return {
            "lane_verb": self.lane_verb or "",
            "is_staged": not self._stale_files(),
        }

    def _progress_info(self):
        info = {**super()._progress_info(), **self._lane_info()}
        if not self.lane_verb:
            return info
        rows = self._staged_info()
        return {
            **info,
            "phases": self._lane_phases(),
            "done": sum(phase["done"] for phase in rows),
            "left": sum(phase["left"] for phase in rows),
        }

    def _lane_phases(self):
        return self._staged_info()

    def _staged_info(self):
        """Return {label, done, left} of the rows of each object."""
        counts = {}
        for file in self._find_files(("object_name", "!=", False)):
            done = file.row_count if file.state == "staged" else file.staged_count
            phase = counts.setdefault(file.object_name, {"done": 0, "left": 0})
            phase["done"] += done
            phase["left"] += file.row_count - done
        labels = dict(
            self.env["pulse.file"]
            ._fields["object_name"]
            ._description_selection(self.env)
        )
        return [{"label": labels[name], **counts[name]} for name in counts]
