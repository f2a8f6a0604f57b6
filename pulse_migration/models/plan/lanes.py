"""Planning in the background: a step of the plan a transaction, by one lane.

A plan of a million rows takes longer than Odoo lets a cron run. How far it is stands on
the run; whatever changes what the plan rests on sends it back to its beginning.
"""

import time

from odoo import fields, models

from .plan import STEPS

_SECONDS = 15  # after which the next step is left to another call


class LaterError(Exception):
    """The rest is for another call: the time is up, or something was changed."""


class Run(models.Model):
    _inherit = "pulse.run"
    _server_fields = frozenset({"plan_step"})

    plan_step = fields.Integer(
        readonly=True, copy=False, help="Steps done of a plan in the background."
    )

    def _reopen(self, is_correction=False):
        result = super()._reopen(is_correction)
        self._forget_steps()
        return result

    def _start_in_lanes(self, verb):
        self._forget_steps()
        return super()._start_in_lanes(verb)

    def _stage_file(self, file):
        self._forget_steps()
        return super()._stage_file(file)

    def _forget_steps(self):
        if self.plan_step:
            self.sudo().plan_step = 0

    def _call_finish(self, finish):
        try:
            return super()._call_finish(finish)
        except LaterError:
            return self._trigger_lanes()

    def _end_step(self, step, end):
        """Commit a step; ``LaterError`` unless the next one may follow at once."""
        self._check_unchanged()
        self.sudo().plan_step = step
        self._tell_screens()
        is_planned = self._may_go_on_staging() and not self._stale_files()
        if not is_planned or self.plan_step != step or time.monotonic() > end:
            raise LaterError

    def _lane_phases(self):
        phases = super()._lane_phases()
        if self.lane_verb == "plan":
            left = len(STEPS) - self.plan_step
            label = self.env._("Steps of the plan")
            phases.append({"label": label, "done": self.plan_step, "left": left})
        return phases


class Plan(models.AbstractModel):
    _inherit = "pulse.plan"

    def _plan(self, run):
        if not self.env.context.get("pulse_by_steps"):
            run._forget_steps()
            return super()._plan(run)
        end = time.monotonic() + _SECONDS
        for step in range(run.plan_step, len(STEPS)):
            self._take_step(run, STEPS[step])
            run._end_step(step + 1, end)
        return run._forget_steps()
