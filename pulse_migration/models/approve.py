"""The approval: who, when, and of what exactly."""

from odoo import fields, models
from odoo.exceptions import UserError

from .run import APPROVED, OPEN_STATES


class Run(models.Model):
    _inherit = "pulse.run"

    def action_approve(self):
        """Bind the approval to what was seen: files, mapping, maps, physicians."""
        self._check_may_run()
        if not self.env.user.has_group("pulse_migration.group_approver"):
            raise UserError(self.env._("Only an approver may approve a run."))
        for run in self:
            if run.state not in OPEN_STATES:
                continue
            run._check_plan()
            run._check_confirmed()
            run.env["pulse.physician"].sudo()._check_decided(run.migration_id)
            run.env["pulse.value.map"].sudo()._settle_open(run.migration_id)
            run._set_state(
                APPROVED,
                approved_by=self.env.uid,
                approved_at=fields.Datetime.now(),
                approval_hash=run._approval_hash(),
            )
            run._log("approve", hash=run.approval_hash)
            run._commit()

    def _check_confirmed(self):
        """Refuse while a person has not confirmed what the columns mean."""
        waiting = self.file_ids.filtered(lambda f: f.object_name and not f.is_confirmed)
        if waiting:
            raise UserError(
                self.env._(
                    "Confirm the mapping first: %(files)s",
                    files=", ".join(waiting.mapped("display_name")),
                )
            )

    def _check_plan(self):
        """Refuse to approve another thing than what was planned."""
        if not self.planned_at:
            raise UserError(self.env._("Plan the run first."))
        if self.planned_hash != self._plan_hash():
            raise UserError(
                self.env._(
                    "Files, mapping or options changed since the plan. Plan again."
                )
            )
