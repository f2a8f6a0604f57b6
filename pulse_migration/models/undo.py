"""The undo verb: everything back to what it was, in slices that a break cannot hurt."""

from odoo import api, models
from odoo.exceptions import UserError

from .run import FAILED, OPEN_STATES, UNDOING, UNDONE
from .undo_plan import PLANNING, RUNNING


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

    def action_undo(self):
        """Take back everything the runs made, in the background."""
        self._check_undoable()
        for run in self:
            run._open_undo()
        self._trigger_undo()

    @api.model
    def _trigger_undo(self):
        self.env.ref("pulse_migration.ir_cron_undo").sudo()._trigger()

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
        for plan in self.env["pulse.undo.plan"].search(
            [("state", "in", (PLANNING, RUNNING))], order="id"
        ):
            if not plan.run_id.try_lock_for_update(allow_referencing=True):
                continue  # another process is at it
            if not plan._go_on():
                self._trigger_undo()
                return

    def _undo_rows(self, rows):
        """Take back what some rows made; rows of one record go together."""
        for run in self:
            units = {
                (row.unit_object, row.unit_key)
                for row in rows
                if row.run_id == run and row.res_id
            }
            if units:
                run._undo_part("rows", units=[list(unit) for unit in sorted(units)])

    def _undo_part(self, scope, **key):
        """Take back a part of the run here and now; return the proved plan."""
        self.ensure_one()
        plans = self.env["pulse.undo.plan"].sudo()
        plan = plans.create({"run_id": self.id, "scope": scope, "scope_key": key})
        plan._start_undo()
        plan._undo_to_the_end()
        return plan
