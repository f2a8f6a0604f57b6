"""The approval: who, when, and of what exactly."""

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..migration.run import APPROVED, OPEN_STATES

_PERSONS = {False: 1, True: 2}  # by whether four eyes are asked for


class Run(models.Model):
    _inherit = "pulse.run"

    approval_ids = fields.One2many("pulse.approval", "run_id", string="Approvals")
    is_four_eyes = fields.Boolean(related="migration_id.is_four_eyes")
    is_half_approved = fields.Boolean(
        compute="_compute_approval_texts", help="A second person has to approve."
    )
    void_text = fields.Text(
        compute="_compute_approval_texts", help="Why an approval counts no longer."
    )

    def _check_server_fields(self, names, more=frozenset()):
        """The comment of an approval is said by who approves."""
        if "approval_comment" in names and not (
            self.env.su or self.env.user.has_group("pulse_migration.group_approver")
        ):
            raise AccessError(self.env._("Only an approver may say why."))
        return super()._check_server_fields(names, more)

    @api.depends("state", "approval_ids.voided_at", "migration_id.is_four_eyes")
    def _compute_approval_texts(self):
        for run in self:
            is_open = run.state in OPEN_STATES
            standing = run.approval_ids._standing()
            run.is_half_approved = is_open and bool(standing)
            run.void_text = is_open and not standing and run._void_sentence()

    def _void_sentence(self):
        """Return who voided the last approval, when, and by what; "" for none."""
        last = self.sudo().approval_ids[:1]
        if not last.voided_at:
            return ""
        moment = fields.Datetime.context_timestamp(self, last.voided_at)
        return self.env._(
            "The approval by %(approver)s counts no longer since %(moment)s. Changed "
            "by %(user)s: %(changes)s",
            approver=last.user_id.name,
            moment=moment.strftime("%Y-%m-%d %H:%M"),
            user=last.voided_by.name or "?",
            changes=last.changes,
        )

    def action_approve(self):
        """Bind the approval to what was seen: files, mapping, maps, physicians.

        Where four eyes are asked for it counts once a second person gave it too, of
        the very same.
        """
        self._check_may_run()
        if not self.env.user.has_group("pulse_migration.group_approver"):
            raise UserError(self.env._("Only an approver may approve a run."))
        for run in self:
            if run.state not in OPEN_STATES:
                continue
            run._check_plan()
            run._check_confirmed()
            run.env["pulse.physician"].sudo()._check_decided(run.migration_id)
            run._check_no_red()
            run.env["pulse.value.map"].sudo()._settle_open(run.migration_id)
            run._approve()
            run._commit()

    def _approve(self):
        """Note this person's approval; with enough of them the run is approved."""
        found = self._approval_hash()
        # an approval of anything else counts no longer, however that came about
        self.approval_ids.sudo().filtered(lambda a: a.hash != found)._void()
        if self.env.user in self.approval_ids._standing().user_id:
            raise UserError(
                self.env._("You approved this already. Now a second person has to.")
            )
        self.env["pulse.approval"].sudo().create(
            {
                "run_id": self.id,
                "user_id": self.env.uid,
                "given_at": fields.Datetime.now(),
                "comment": self.approval_comment,
                "hash": found,
                "facts": self._fact_parts(),
            }
        )
        if not self._has_enough_approvals(found):
            self._log("approve_first", hash=found)
            self.approval_comment = False  # the second person has one of their own
            return
        self._set_state(
            APPROVED,
            approved_by=self.env.uid,
            approved_at=fields.Datetime.now(),
            approval_hash=found,
        )
        self._log("approve", hash=found)

    def _has_enough_approvals(self, found):
        """Tell whether enough different persons stand by this very fingerprint."""
        standing = self.sudo().approval_ids._standing()
        persons = standing.filtered(lambda a: a.hash == found).user_id
        return len(persons) >= _PERSONS[self.sudo().migration_id.is_four_eyes]

    def _check_approved(self):
        """Refuse to load what was not approved as it is now; say what changed."""
        self.ensure_one()
        found = self._approval_hash()
        if self.approval_hash == found and self._has_enough_approvals(found):
            return
        last = self.sudo().approval_ids[:1]
        changes = last._describe_changes() if last else ""
        raise UserError(
            self.env._(
                "It is no longer what was approved: %(changes)s Plan and approve "
                "again.",
                changes=changes or self.env._("an approval is missing."),
            )
        )

    def _refusal(self):
        """Return the sentence for a run that nobody has approved, or not any more."""
        refusal = self.env._("Have the run approved first.")
        if self.state in OPEN_STATES and self.void_text:
            return f"{refusal}\n{self.void_text}"
        return refusal

    def _check_confirmed(self):
        """Refuse while a person has not confirmed what the columns mean."""
        waiting = self._waiting_files()
        if waiting:
            raise UserError(
                self.env._(
                    "Confirm the mapping first: %(files)s",
                    files=", ".join(waiting._safe_names()),
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
