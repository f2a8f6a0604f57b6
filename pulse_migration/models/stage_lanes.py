"""Staging and planning in the background: Odoo ends a request that takes too long.

Files are staged by whichever lane is free, slice by slice (``stage_slices``). Looking
across all rows, and the plan step by step (``plan_lanes``), follow by one lane.
"""

from contextlib import contextmanager

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.modules import module
from odoo.tools import SQL

from ..engine.errors import SourceError
from ..exceptions import text_of
from ..loaders.transient import is_lost, with_retries
from .run import RUNNING

STAGE = "stage"
PLAN = "plan"
AT_ONCE = 20_000  # rows that are staged and planned while somebody waits


class Run(models.Model):
    _inherit = "pulse.run"

    lane_verb = fields.Selection(
        [(STAGE, "Stage"), (PLAN, "Plan")],
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="What the lanes do with the run before it loads, up to this verb.",
    )
    lane_since = fields.Datetime(readonly=True, copy=False)
    lane_error = fields.Char(readonly=True, copy=False, help="Why they gave it up.")

    def _check_server_fields(self, names, more=frozenset()):
        own = {"lane_verb", "lane_since", "lane_error"}
        return super()._check_server_fields(names, more | own)

    def action_start_stage(self):
        """Stage, in the background when there is much of it."""
        return self._do_or_start(STAGE)

    def action_start_plan(self):
        """Plan, and stage what is not, in the background when there is much of it."""
        return self._do_or_start(PLAN)

    def action_stop_lanes(self):
        """Stage, or plan, no further; it goes on where it was when started again."""
        self._check_may_run()
        for run in self.filtered("lane_verb"):
            run.sudo().lane_verb = False
            run._log("stop")
            run._tell_screens()

    def _do_or_start(self, verb):
        self._check_may_run()
        large = self.filtered(lambda run: run._count_received() > AT_ONCE)
        small = self - large
        if verb == PLAN:
            small.action_plan()
        else:
            small.action_stage()
            large = large.filtered(lambda run: run._is_open())
        for run in large:
            run._start_in_lanes(verb)
        if not large:
            return None
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "info",
                "message": self.env._(
                    "It is done in the background. You may close this page."
                ),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def _count_received(self):
        return sum(self._find_files(("row_count", ">", 0)).mapped("row_count"))

    def _start_in_lanes(self, verb):
        """From here on the lanes may claim its files; what was planned is void."""
        self.ensure_one()
        if self.state == RUNNING:
            raise UserError(self.env._("Pause the run first."))
        self._begin_staging()
        if verb == PLAN:
            if not self._is_open():
                self._void_approval()
            self.sudo().write({"planned_at": False, "planned_hash": False})
        self.sudo().write(
            {
                "lane_verb": verb,
                "lane_since": self.lane_since or fields.Datetime.now(),
                "lane_error": False,
            }
        )
        self._log(f"start_{verb}", rows=self._count_received())
        self._tell_screens()
        self._trigger_lanes()

    def _reopen(self, is_correction=False):
        """A file that is staged in part was staged by what has changed now."""
        result = super()._reopen(is_correction)
        self.sudo().file_ids.filtered("staged_count").staged_count = 0
        return result

    # the lanes

    def _stage_in_lanes(self):
        """Do what was started; return whether the lane has time for anything else."""
        for run in self.search([("lane_verb", "!=", False)], order="id"):
            self._leave_alarm()
            while run._stage_next():
                if not self._has_time(1):
                    return False
            run._finish_in_lanes()
        return True

    def _stage_next(self):
        """Stage some of a file that is in no other lane's hands, if there is one."""

        def stage():
            file = self._may_go_on_staging() and self._claim_file()
            if file:
                self._stage_some(file)
            return bool(file)

        is_more = False
        with self._giving_up():
            is_more = with_retries(self.env, stage, f"staging of run {self.id}")
        return is_more

    def _stage_some(self, file):
        file._stage_slices()

    def _may_go_on_staging(self):
        """Look at the run as the other lanes, and whoever stops it, left it."""
        self._commit()
        self.env.invalidate_all()
        return self.lane_verb and self._is_open()

    def _claim_file(self):
        """Lock and return the largest file that is to be staged and in no hands."""
        self.env.cr.execute(
            SQL(
                """SELECT id FROM pulse_file WHERE id = ANY(%s) ORDER BY row_count DESC,
                          id LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED""",
                self._stale_files().ids,
            ),
            log_exceptions=False,  # that another lane was faster is nothing to report
        )
        return self.env["pulse.file"].browse(id_ for (id_,) in self.env.cr.fetchall())

    def _finish_in_lanes(self):
        """Look across all rows, and plan; one lane does, once no file is in hand."""

        def finish():
            if self._may_go_on_staging() and not self._stale_files():
                self._finish()

        if not self._may_go_on_staging():
            if self.lane_verb:  # approved, or loaded, by another way
                self._leave_lanes()
        elif not self._stale_files():
            with self._alone() as is_ours, self._giving_up():
                if is_ours:
                    self._call_finish(finish)

    def _call_finish(self, finish):
        with_retries(self.env, finish, f"plan of run {self.id}")

    def _finish(self):
        verb = self.lane_verb
        if not self.plan_step:
            spent = fields.Datetime.now() - self.lane_since
            with self._timed(STAGE, spent.total_seconds()):
                pass  # of all lanes together; the verb adds its own
            self.action_stage()
        if verb == PLAN:
            self.with_context(pulse_by_steps=True).action_plan()
        self._leave_lanes()

    def _leave_lanes(self, error=False):
        self.sudo().write({"lane_verb": False, "lane_since": False})
        self.sudo().lane_error = error
        self._tell_screens()
        if self.source_id:  # its cron takes the delta from here
            self.source_id._trigger()
        self._commit()

    @contextmanager
    def _giving_up(self):
        """Say on the run what nobody can go on after, in words of this addon."""
        try:
            yield
        except (UserError, SourceError) as error:
            if not module.current_test:  # each slice is committed
                self.env.cr.rollback()
            self.env.invalidate_all()
            is_source = isinstance(error, SourceError)
            text = text_of(self.env, error.code) if is_source else error.args[0]
            self._leave_lanes(text)

    @contextmanager
    def _alone(self):
        """Yield whether no other lane is about this run; holds over commits."""
        key = SQL("'pulse_row'::regclass::oid::int, %s", self.id)
        found = self.env.execute_query(SQL("SELECT pg_try_advisory_lock(%s)", key))
        is_ours = found[0][0]
        is_reached = True
        try:
            yield is_ours
        except Exception:
            is_reached = not is_lost(self.env.cr)
            raise
        finally:
            if is_ours and is_reached:
                self.env.cr.execute(SQL("SELECT pg_advisory_unlock(%s)", key))

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
