"""What was decided about a clinic, and what a change of it voids."""

from odoo import models
from odoo.exceptions import AccessError, UserError

from ...engine import value_maps
from .migration import SETTINGS
from .money import MONEY_OPTIONS
from .run import APPROVED, OPEN_STATES, PAUSED, RUNNING, UNDOING

# what decides what a load writes; SETTINGS decide already what staging reads
_OPTIONS = (
    SETTINGS
    | MONEY_OPTIONS
    | {
        "company_id",
        "fallback_user_id",
        "past_scheduled_policy",
        "bill_target",
        "is_email_matched",
        "is_phone_matched",
    }
)


class Migration(models.Model):
    _inherit = "pulse.migration"

    def write(self, vals):
        """Another option than the planned one: what rests on it is void."""
        if "is_four_eyes" in vals:
            self._check_may_ask_for_eyes(vals["is_four_eyes"])
        names = sorted(_OPTIONS & set(vals))
        before = {migration: [migration[name] for name in names] for migration in self}
        result = super().write(vals)
        for migration, old in before.items():
            changed = {
                name
                for name, value in zip(names, old, strict=True)
                if migration[name] != value
            }
            if changed:
                migration._check_not_loading()
                migration._void_plans(is_stale=bool(changed & SETTINGS))
        return result

    def _check_may_ask_for_eyes(self, is_four_eyes):
        """Who approves decides how many do; what was approved otherwise is void."""
        changed = self.filtered(lambda m: m.is_four_eyes != is_four_eyes)
        if not changed:
            return
        user = self.env.user
        if not (self.env.su or user.has_group("pulse_migration.group_approver")):
            raise AccessError(self.env._("Only an approver says how many approve."))
        changed._check_not_loading()
        for run in changed.sudo().run_ids:
            if run.state in (*OPEN_STATES, APPROVED):
                run._log("four_eyes", is_asked_for=is_four_eyes)
                run._void_approval()

    def _check_not_loading(self):
        """Refuse to change under a load what half of its rows were loaded by."""
        busy = (RUNNING, PAUSED, UNDOING)
        if self.sudo().run_ids.filtered(lambda run: run.state in busy):
            raise UserError(
                self.env._("A load is under way. Wait for its end, or undo it first.")
            )

    def _void_plans(self, kinds=(), is_stale=False):
        """A decision changed: plan and approval of open runs are void.

        :param kinds: value map kinds; files whose values they decide are staged anew
        :param is_stale: every file is staged anew
        """
        runs = self.sudo().run_ids.filtered(
            lambda run: run.state in (*OPEN_STATES, APPROVED)
        )
        # planned anew, or with a kept sample: whatever the state says, a part of it
        # is in Odoo by what was decided before
        if runs._has_changes():
            raise UserError(
                self.env._(
                    "A part of a run is in Odoo already. Undo it first, or load the "
                    "rest."
                )
            )
        columns = {
            column
            for kind in map(value_maps.KINDS.get, kinds)
            if kind.verb == "stage"
            for column in kind.columns
        }
        for run in runs:
            run._reopen()
            files = run.file_ids
            if not is_stale:
                files = run.mapping_ids.filtered(
                    lambda m: (m.object_name, m.field_name) in columns
                ).file_id
            files._set_stale()
