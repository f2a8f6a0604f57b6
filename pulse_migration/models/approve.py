"""The approval: who, when, and of what exactly."""

from odoo import fields, models
from odoo.exceptions import UserError

from ..engine import fingerprint
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
            if not run.planned_at:
                raise UserError(self.env._("Plan the run first."))
            run._check_confirmed()
            run.env["pulse.physician"].sudo()._check_decided(run.migration_id)
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

    def _approval_hash(self):
        """Fingerprint of everything that decides what a load writes."""
        migration = self.migration_id
        return fingerprint.of_json(
            [
                sorted((f.name, f.sha256) for f in self.file_ids),
                sorted(
                    (m.file_id.id, m.header, m.field_name or "", m.date_order or "")
                    for m in self.mapping_ids
                ),
                sorted(
                    (v.kind, v.source_value, v.activity_type_id.id, v.stage_id.id)
                    for v in migration.value_map_ids
                ),
                sorted(map(self._physician_key, migration.physician_ids)),
                [
                    migration.tz,
                    migration.country_id.code,
                    migration.currency_id.name,
                    migration.past_scheduled_policy,
                    migration.bill_target,
                    migration.fallback_user_id.id,
                ],
            ]
        )

    def _physician_key(self, physician):
        """A user that the load itself will make is no part of the approval."""
        is_made = physician.decision == "create"
        user_id = 0 if is_made else physician.user_id.id or 0
        return (physician.key, physician.decision or "", user_id)
