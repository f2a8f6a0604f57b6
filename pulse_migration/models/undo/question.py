"""The question before an undo: what goes, what comes back, what stays, in numbers."""

from odoo import api, fields, models

from .line import BLOCKED, DELETE, RESTORE


class UndoPlan(models.Model):
    _inherit = "pulse.undo.plan"

    question = fields.Text(compute="_compute_question")

    @api.depends("plan_line_ids.fate", "plan_line_ids.count", "plan_line_ids.choice")
    @api.depends_context("lang")
    def _compute_question(self):
        for plan in self:
            counts = dict.fromkeys((DELETE, RESTORE, BLOCKED), 0)
            for line in plan.plan_line_ids:
                counts[line.fate] = counts.get(line.fate, 0) + line.count
            plan.question = self.env._(
                "Take it back? Records that are deleted: %(deleted)s. Records that get "
                "their previous values: %(restored)s. Records that stay, each with its "
                "reason below: %(blocked)s. Nothing was touched yet. Type the "
                "migration's name (%(name)s), then choose “Undo now”.",
                deleted=f"{counts[DELETE]:,}",
                restored=f"{counts[RESTORE]:,}",
                blocked=f"{counts[BLOCKED]:,}",
                name=plan.migration_id.name,
            )
