"""The plan in numbers: how many rows get which action, and why."""

from odoo import api, fields, models
from odoo.tools import SQL

from ...engine import catalog
from ...exceptions import text_of

_ACTIONS = ("create", "update", "merge", "unchanged", "hold", "reject", "exclude")


class PlanLine(models.Model):
    """Rows of one object with one action for one reason."""

    _name = "pulse.plan.line"
    _description = "Plan"
    _order = "run_id desc, sequence, id"
    _log_access = False
    _rec_name = "object_name"

    run_id = fields.Many2one(
        "pulse.run", required=True, ondelete="cascade", index=True, readonly=True
    )
    object_name = fields.Selection(
        [(o.name, o.label) for o in catalog.OBJECTS.values()],
        string="Object",
        required=True,
        readonly=True,
    )
    action = fields.Selection(
        [
            ("create", "Create"),
            ("update", "Update"),
            ("merge", "Merge"),
            ("unchanged", "Unchanged"),
            ("hold", "Hold"),
            ("reject", "Reject"),
            ("exclude", "Leave out"),
        ],
        required=True,
        readonly=True,
    )
    reason = fields.Char("Reason Code", readonly=True)
    reason_text = fields.Char("Why", compute="_compute_reason_text")
    row_count = fields.Integer("Rows", readonly=True)
    sequence = fields.Integer(readonly=True)

    @api.depends("reason")
    def _compute_reason_text(self):
        for line in self:
            line.reason_text = line.reason and text_of(self.env, line.reason)

    def action_open_rows(self):
        """Open exactly the rows that were counted."""
        self.ensure_one()
        return self.env["pulse.row"]._action_open(
            self._domain_of_rows(), self.reason_text
        )

    def _domain_of_rows(self):
        planned = False if self.action == "exclude" else self.action
        return [
            ("run_id", "=", self.run_id.id),
            ("object_name", "=", self.object_name),
            ("action", "=", planned),
            ("plan_reason", "=", self.reason or False),
        ]

    @api.model
    def _rebuild(self, run):
        """Count the rows of ``run`` again."""
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                DELETE FROM pulse_plan_line WHERE run_id = %(run)s;
                INSERT INTO pulse_plan_line
                       (run_id, object_name, action, reason, row_count, sequence)
                SELECT %(run)s, object_name, action, plan_reason, count(*),
                       100 * array_position(%(objects)s, object_name)
                       + array_position(%(actions)s, action)
                  FROM (SELECT object_name::text, plan_reason,
                               coalesce(action, 'exclude')::text AS action
                          FROM pulse_row WHERE run_id = %(run)s) AS r
                 GROUP BY object_name, action, plan_reason
                 ORDER BY 6, count(*) DESC
                """,
                run=run.id,
                objects=list(catalog.OBJECTS),
                actions=list(_ACTIONS),
            )
        )
        self.invalidate_model()

    def _place_of(self, object_name, action):
        """Return where a line stands among the others."""
        objects = list(catalog.OBJECTS)
        return 100 * (objects.index(object_name) + 1) + _ACTIONS.index(action) + 1


class Run(models.Model):
    _inherit = "pulse.run"

    plan_line_ids = fields.One2many("pulse.plan.line", "run_id", readonly=True)

    def action_open_plan(self):
        """Open the plan as a table of objects and actions."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "pulse_migration.pulse_plan_line_action"
        )
        action["domain"] = [("run_id", "=", self.id)]
        action["views"] = [(False, "pivot"), (False, "list")]
        return action
