"""A plan of undo, or its proof, in one line per object: how many, and what of them."""

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL

from ...engine import catalog
from ...exceptions import text_of
from .plan import PLANNED

DELETE = "delete"
RESTORE = "restore"
BLOCKED = "blocked"
EQUAL = "equal"
LISTED = "listed"


class UndoLine(models.Model):
    """Records of one object that share their fate."""

    _name = "pulse.undo.line"
    _inherit = "pulse.protected"
    _description = "Undo by Object"
    _order = "is_proof, sequence, object_name, id"
    _server_fields = frozenset(
        {
            "plan_id",
            "sequence",
            "is_proof",
            "object_name",
            "res_model",
            "operation",
            "fate",
            "reason",
            "count",
            "details",
        }
    )

    plan_id = fields.Many2one(
        "pulse.undo.plan", required=True, ondelete="cascade", index=True, readonly=True
    )
    plan_state = fields.Selection(related="plan_id.state")
    sequence = fields.Integer(readonly=True)
    is_proof = fields.Boolean(readonly=True)
    object_name = fields.Selection(
        [(o.name, o.label) for o in catalog.OBJECTS.values()],
        string="Object",
        readonly=True,
    )
    res_model = fields.Char(readonly=True)
    model_name = fields.Char("Kind of Record", compute="_compute_model_name")
    operation = fields.Char(readonly=True)
    fate = fields.Selection(
        [
            (DELETE, "Deleted"),
            (RESTORE, "Gets its previous values"),
            (BLOCKED, "Blocked"),
            (EQUAL, "As before the load"),
            (LISTED, "Not as before"),
        ],
        required=True,
        readonly=True,
    )
    reason = fields.Char("Reason Code", readonly=True)
    reason_text = fields.Char("Reason", compute="_compute_reason_text")
    count = fields.Integer("Records", readonly=True)
    details = fields.Char(
        "Fields", readonly=True, help="Field by field, of how many records."
    )
    choice = fields.Selection(
        [
            ("leave", "Leave as it is"),
            ("archive", "Archive"),
            ("reverse", "Reverse by a credit note"),
        ],
        default="leave",
        required=True,
        help="What to do with what cannot be taken back.",
    )

    @api.depends("reason")
    def _compute_reason_text(self):
        for line in self:
            line.reason_text = text_of(self.env, line.reason) if line.reason else ""

    @api.depends("res_model")
    @api.depends_context("lang")
    def _compute_model_name(self):
        kinds = self.env["ir.model"]
        for line in self:
            line.model_name = line.res_model and kinds._get(line.res_model).name or ""

    @api.constrains("choice")
    def _check_choice(self):
        for line in self:
            line._check_one_choice()

    def _check_one_choice(self):
        if self.choice != "leave" and self.choice not in self._choices():
            raise ValidationError(
                self.env._("Nobody can do that with these records; leave them.")
            )

    def write(self, vals):
        """What was confirmed is done; nobody decides otherwise meanwhile."""
        if "choice" in vals and any(line.plan_state != PLANNED for line in self):
            raise UserError(self.env._("Only what is planned can be decided about."))
        return super().write(vals)

    def _choices(self):
        """Return what may be done with the line's records besides leaving them."""
        self.ensure_one()
        if self.fate != BLOCKED:
            return ()
        undo = self.env["pulse.undo"].sudo()
        return undo._choices_of(
            self.object_name, self.res_model, self.operation, self.reason
        )

    def action_open(self):
        """Open the records of the line: as a list of what stays, or of the journal."""
        self.ensure_one()
        if self.fate in (BLOCKED, LISTED):
            return self._action_open_items()
        return {
            "type": "ir.actions.act_window",
            "name": self.plan_id.display_name,
            "res_model": "pulse.change",
            "view_mode": "list",
            "domain": [("undo_line_id", "=", self.id)],
        }

    def _action_open_items(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.reason_text or self.plan_id.display_name,
            "res_model": "pulse.undo.item",
            "view_mode": "list",
            "domain": [
                ("plan_id", "=", self.plan_id.id),
                ("is_proof", "=", self.is_proof),
                ("object_name", "=", self.object_name),
                ("res_model", "=", self.res_model),
                ("operation", "=", self.operation),
                ("reason", "=", self.reason),
            ],
        }


class Change(models.Model):
    _inherit = "pulse.change"

    undo_line_id = fields.Many2one(
        "pulse.undo.line",
        compute="_compute_undo_line_id",
        search="_search_undo_line_id",
        help="Only to search by: the changes that a line of an undo counts.",
    )

    def _compute_undo_line_id(self):
        self.undo_line_id = False

    def _search_undo_line_id(self, operator, value):
        if operator != "in":
            return NotImplemented
        found = SQL("FALSE")
        for line in self.env["pulse.undo.line"].search([("id", "in", list(value))]):
            found = SQL("%s OR (%s)", found, self._of_line(line))
        return [("id", "in", SQL("(SELECT id FROM pulse_change WHERE %s)", found))]

    def _of_line(self, line):
        return SQL(
            """pulse_change.run_id = %s AND object_name = %s AND res_model = %s
               AND operation = %s AND %s AND NOT EXISTS (
                   SELECT 1 FROM pulse_undo_item i WHERE i.plan_id = %s
                      AND i.is_proof = %s AND i.change_id = pulse_change.id)""",
            line.plan_id.run_id.id,
            line.object_name,
            line.res_model,
            line.operation,
            line.plan_id._where(),
            line.plan_id.id,
            line.is_proof,
        )
