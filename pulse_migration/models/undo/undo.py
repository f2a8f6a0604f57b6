"""The undo verb: everything back to what it was, in slices that a break cannot hurt."""

from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..migration.run import FAILED, OPEN_STATES, UNDOING, UNDONE
from .plan import PLANNING, RUNNING

_LOOK_AGAIN = timedelta(minutes=1)


class Run(models.Model):
    _inherit = "pulse.run"

    def _check_undoable(self):
        self._check_may_run()
        for run in self:
            if run.state in OPEN_STATES and not run._has_changes():
                raise UserError(self.env._("Nothing was loaded yet."))

    def action_plan_undo(self):
        """Plan to take back the whole run, and show the plan; nothing is touched."""
        self.ensure_one()
        self._check_undoable()
        plan = self.env["pulse.undo.plan"].create({"run_id": self.id})
        return plan.action_plan()

    @api.model
    def _trigger_undo(self, at=None):
        self.env.ref("pulse_migration.ir_cron_undo").sudo()._trigger(at)

    @api.private
    def _undo(self, **scope):
        """Take back what the runs made, here and now, to the end.

        Safe to call again after any break. What people changed since stays.

        :param scope: fields of an undo plan; without any, everything
        :return: the plans, proved
        """
        self._check_undoable()
        plans = self.env["pulse.undo.plan"]
        for run in self:
            plan = run._open_undo(**scope)
            if plan:
                plan._undo_to_the_end()
                plans |= plan
        return plans

    def _open_undo(self, **scope):
        """Return the undo that goes on, or a new one; none when nothing is left."""
        self.ensure_one()
        plan = self._find_undo(scope)
        if not plan:
            if not scope and self.state == UNDONE and not self._has_changes():
                return plan
            plan = plan.sudo().create({"run_id": self.id, **scope}).sudo(self.env.su)
            plan._start_undo()
        return plan

    def _find_undo(self, scope):
        """Return the undo of the whole run that was broken off."""
        domain = [
            ("run_id", "=", self.id),
            ("state", "=", RUNNING),
            ("scope", "=", "run"),
        ]
        plans = self.env["pulse.undo.plan"]
        return plans if scope else plans.search(domain, limit=1)

    def _start_undo(self):
        """From here on nothing of the run is loaded; a broken undo goes on."""
        self.ensure_one()
        if self.state != UNDOING:
            self._set_state(UNDOING)

    def _close_undo(self, blocked):
        if self.state != UNDOING:
            self._set_state(UNDOING)
        self._set_state(FAILED if blocked else UNDONE)

    @api.model
    def _cron_undo(self):
        """Go on with what is planned or undone until the time is up."""
        for run in self.search([("state", "=", UNDOING)]):
            run._open_undo()
        plans = self.env["pulse.undo.plan"].search(
            [("state", "in", (PLANNING, RUNNING))], order="id"
        )
        if plans:
            self._leave_alarm()
        for plan in plans:
            plan.run_id._queue()  # as a batch does it: first the queue, then the run
            if not plan.run_id.try_lock_for_update(allow_referencing=True):
                # another process is at it; should it die, somebody has to go on
                self._trigger_undo(fields.Datetime.now() + _LOOK_AGAIN)
                continue
            if not plan._go_on():
                self._trigger_undo()
                return


class Row(models.Model):
    _inherit = "pulse.row"

    def action_plan_undo(self):
        """Plan to take back what these rows made; rows of one record go together."""
        run = self.run_id
        run._check_undoable()
        if len(run) != 1:
            raise UserError(self.env._("Choose rows of one run."))
        units = {(row.unit_object, row.unit_key) for row in self if row.res_id}
        key = {"units": [list(unit) for unit in sorted(units)]}
        vals = {"run_id": run.id, "scope": "rows", "scope_key": key}
        # the key is the server's to set
        plan = self.env["pulse.undo.plan"].sudo().create(vals).sudo(self.env.su)
        return plan.action_plan()
