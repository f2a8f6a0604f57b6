"""Starting a verification: at once where that is quick, else by the lanes.

How the lanes go through it is in ``slices``.
"""

from odoo import fields, models
from odoo.exceptions import UserError

from ..migration.run import DONE, FAILED, RUNNING
from ..target import notice_of

AT_ONCE = 5000  # rows that are read back while somebody waits
_OF_EACH = 100  # rows that take as long as what every run needs


class Run(models.Model):
    _inherit = "pulse.run"
    _server_fields = frozenset({"leaves_people_since"})

    leaves_people_since = fields.Boolean(
        readonly=True,
        copy=False,
        help="While it is verified for the final delta: what people wrote since is "
        "listed, and is no difference.",
    )

    def action_start_verify(self):
        """Read everything back, in the background when there is much of it."""
        self._check_may_run()
        if self._verify_or_start():
            return None
        return notice_of(
            self.env._("It is verified in the background. You may close this page.")
        )

    def _verify_or_start(self):
        """Verify these runs, or let the lanes do it; return whether it is done.

        All of them begin in one transaction, or none when one is in use.
        """
        rows = sum(self.sudo().batch_ids.mapped("row_count")) + _OF_EACH * len(self)
        if rows <= AT_ONCE + _OF_EACH or not all(self.mapped("loaded_at")):
            self.action_verify()
            return True
        idle = self.filtered(lambda run: not run.verify_token or run.state != RUNNING)
        if not idle._lock_anew():
            raise UserError(self.env._("The run is in use. Try again in a minute."))
        for run in idle:
            run._start_verify()
        self._trigger_lanes()
        return False

    def _start_verify(self):
        """From here on the lanes may claim its batches to verify.

        The caller has the run locked.
        """
        self._set_state(RUNNING)
        self.sudo().leaves_people_since = self._leaves_people_since()
        self._open_slices()
        self._log("start_verify")

    def _leaves_people_since(self):
        return bool(self.env.context.get("pulse_people_since"))

    def _set_state(self, state, **vals):
        """The cut-over goes on as soon as what it waits for is verified."""
        is_awaited = self.leaves_people_since
        result = super()._set_state(state, leaves_people_since=False, **vals)
        if is_awaited and state in (DONE, FAILED):
            self.env["pulse.source"]._trigger()
        return result

    def _verified_info(self):
        """Return {done, left, phases} of the rows that are verified so far."""
        counts = {}
        for phase, token, rows in self.env["pulse.batch"]._read_group(
            [("run_id", "=", self.id), ("state", "!=", "planned")],
            ["phase", "verify_token"],
            ["row_count:sum"],
        ):
            place = "done" if token == self.verify_token else "left"
            counts.setdefault(phase, {"done": 0, "left": 0})[place] += rows
        label = self.env["pulse.batch"]._phase_label
        phases = [{"label": label(phase), **counts[phase]} for phase in counts]
        return {
            "is_verifying": True,
            "phases": phases,
            "done": sum(phase["done"] for phase in phases),
            "left": sum(phase["left"] for phase in phases),
        }

    def _progress_info(self):
        info = super()._progress_info()
        if self.state != RUNNING or not self.verify_token:
            return {**info, "is_verifying": False}
        return {**info, **self._verified_info()}
