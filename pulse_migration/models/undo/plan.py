"""One undo, from its plan to its proof: what goes, what comes back, what stays and why.

A plan touches nothing. Once somebody confirmed it by the migration's name, the undo
runs in slices, and at its end every touched record is compared with its journal.
"""

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..load.batch import PHASES
from ..target import form_of

DRAFT = "draft"
PLANNING = "planning"
PLANNED = "planned"
RUNNING = "running"
DONE = "done"
# plans and undos up to so many changes are done while the person waits
AT_ONCE = 2000


class UndoPlan(models.Model):
    """What an operator sees before, while and after something is taken back."""

    _name = "pulse.undo.plan"
    _inherit = "pulse.protected"
    _description = "Undo"
    _order = "id desc"
    _server_fields = frozenset(
        {
            "state",
            "scope_key",
            "position",
            "total_count",
            "planned_at",
            "confirmed_by",
            "started_at",
            "proved_at",
            "touched_count",
            "equal_count",
            "listed_count",
            "line_ids",
            "item_ids",
        }
    )
    _fixed_fields = frozenset({"run_id"})

    run_id = fields.Many2one(
        "pulse.run", required=True, ondelete="cascade", index=True, readonly=True
    )
    migration_id = fields.Many2one(related="run_id.migration_id")
    scope = fields.Selection(
        [
            ("run", "The whole run"),
            ("phase", "One phase"),
            ("object", "One object"),
            ("batch", "Chosen batches"),
            ("patient", "One patient"),
            ("checks", "What verification found wrong"),
            ("rows", "Chosen rows"),
        ],
        required=True,
        default="run",
    )
    phase = fields.Selection([(name, name.capitalize()) for name in PHASES])
    object_name = fields.Selection(
        [
            (name, name.replace("_", " ").capitalize())
            for names in PHASES.values()
            for name in names
        ],
        string="Object",
    )
    patient_key = fields.Char("Patient ID", help="The patient's id in Pulse.")
    batch_ids = fields.Many2many("pulse.batch", string="Batches")
    is_deleting = fields.Boolean(
        "Delete the Batches", help="Once nothing of them is left in Odoo."
    )
    state = fields.Selection(
        [
            (DRAFT, "To plan"),
            (PLANNING, "Being planned"),
            (PLANNED, "Planned"),
            (RUNNING, "Being undone"),
            (DONE, "Proved"),
        ],
        required=True,
        default=DRAFT,
        readonly=True,
        copy=False,
    )
    # what the scope was when it was planned: batches, or (object, id in Pulse) of rows
    scope_key = fields.Json(readonly=True, copy=False)
    position = fields.Json(readonly=True, copy=False, help="How far planning is.")
    line_ids = fields.One2many("pulse.undo.line", "plan_id", readonly=True)
    plan_line_ids = fields.One2many(
        "pulse.undo.line", "plan_id", domain=[("is_proof", "=", False)]
    )
    proof_line_ids = fields.One2many(
        "pulse.undo.line", "plan_id", domain=[("is_proof", "=", True)], readonly=True
    )
    item_ids = fields.One2many("pulse.undo.item", "plan_id", readonly=True)
    confirm_name = fields.Char(
        "Name of the Migration", copy=False, help="Type it to confirm."
    )
    total_count = fields.Integer("Changes", readonly=True, copy=False)
    open_count = fields.Integer("To take back", compute="_compute_progress")
    progress = fields.Float(compute="_compute_progress")
    planned_at = fields.Datetime(readonly=True, copy=False)
    confirmed_by = fields.Many2one("res.users", readonly=True, copy=False)
    started_at = fields.Datetime(readonly=True, copy=False)
    proved_at = fields.Datetime(readonly=True, copy=False)
    touched_count = fields.Integer(
        "Records Compared", readonly=True, copy=False, help="That the load had touched."
    )
    equal_count = fields.Integer("As Before", readonly=True, copy=False)
    listed_count = fields.Integer("Listed", readonly=True, copy=False)

    @api.depends("run_id", "scope")
    def _compute_display_name(self):
        labels = dict(self._fields["scope"]._description_selection(self.env))
        for plan in self:
            plan.display_name = self.env._(
                "Undo of %(run)s: %(scope)s",
                run=plan.run_id.display_name,
                scope=labels.get(plan.scope, "").lower(),
            )

    def _compute_progress(self):
        for plan in self:
            plan.open_count = plan._count_open() if plan.state == RUNNING else 0
            done = plan.total_count - plan.open_count
            plan.progress = 100.0 * done / plan.total_count if plan.total_count else 0.0

    @api.constrains("run_id", "batch_ids")
    def _check_batches(self):
        for plan in self.sudo():
            if plan.batch_ids.run_id - plan.run_id:
                raise ValidationError(self.env._("Choose batches of one run."))

    def write(self, vals):
        """Another scope is another plan."""
        scope = {"scope", "phase", "object_name", "patient_key", "batch_ids"}
        if scope.intersection(vals):
            if any(plan.state in (RUNNING, DONE) for plan in self):
                raise UserError(self._refusal())
            if PLANNING in self.mapped("state"):
                raise UserError(self.env._("It is being planned; make a new plan."))
            self._set_state(DRAFT)
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_confirmed(self):
        """A proof stays with its run."""
        if any(plan.state in (RUNNING, DONE) for plan in self):
            raise UserError(self.env._("The proof of an undo is kept with its run."))

    def _refusal(self):
        return self.env._("It was confirmed already; make a new plan.")

    def _set_state(self, state, **vals):
        return super(UndoPlan, self.sudo()).write({"state": state, **vals})

    # plan

    def action_plan(self):
        """Look at every change, and touch none; a large scope in the background."""
        self.ensure_one()
        run = self.run_id
        run._check_undoable()
        if self.state in (RUNNING, DONE):
            raise UserError(self._refusal())
        self._start_plan()
        if self.total_count > AT_ONCE:
            run._trigger_undo()
        else:
            while self._plan_next():
                pass
        return self._action_open()

    def _start_plan(self):
        self._freeze_scope()
        self.sudo().line_ids.filtered(lambda line: line.fate != "blocked").unlink()
        self.item_ids._forget(self)
        self._set_state(
            PLANNING, position=[0, 0], total_count=self._count_open(is_again=True)
        )
        if not self.total_count:
            raise UserError(self.env._("Nothing of it is in Odoo."))

    def _plan_next(self):
        """Plan the next changes; return False once all are planned."""
        if self.state != PLANNING:  # somebody was faster
            return False
        if self.env["pulse.undo"].sudo()._foresee_next(self.sudo()):
            return True
        self.sudo()._write_lines()
        self._set_state(PLANNED, planned_at=fields.Datetime.now(), position=False)
        return False

    # undo

    def action_undo(self):
        """Confirmed by the migration's name: take it back, and prove it."""
        self.ensure_one()
        run = self.run_id
        run._check_undoable()
        if self.state != PLANNED:
            raise UserError(self.env._("Plan it first, and look at what will happen."))
        if (self.confirm_name or "").strip() != run.migration_id.name:
            raise UserError(
                self.env._("Type the name of the migration to confirm the undo.")
            )
        self._start_undo()
        if self.total_count > AT_ONCE:
            run._trigger_undo()
        else:
            self._undo_to_the_end()
        return self._action_open()

    # screens

    def _action_open(self):
        self.ensure_one()
        return form_of(self)

    def action_refresh(self):
        """Show the plan as it stands now."""
        return self._action_open()

    def action_open_items(self):
        """Open what the proof lists, else what the plan found in the way."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("What Stays, and Why"),
            "res_model": "pulse.undo.item",
            "view_mode": "list",
            "domain": [
                ("plan_id", "=", self.id),
                ("is_proof", "=", self.state == DONE),
            ],
        }
