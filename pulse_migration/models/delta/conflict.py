"""A field that the source and somebody in Odoo changed: a person says whose counts.

How conflicts come about is in ``conflict_record``, how they end in
``conflict_resolve``.
"""

from odoo import api, fields, models

from ...exceptions import text_of

MEDICAL = "pulse_migration.group_medical"
OPEN = "open"
RESOLVED = "resolved"
SETTLED = "settled"
VOID = "void"
RESOLUTIONS = [
    ("source", "Source wins"),
    ("odoo", "Odoo wins"),
    ("newer", "Newer wins"),
    ("union", "Both together"),
]
# texts of lines, where leaving one out could hurt a patient
UNITED = ("x_studio_allergy_notes",)


class Conflict(models.Model):
    """Three values of one field: the source's last and new one, and Odoo's."""

    _name = "pulse.conflict"
    _inherit = "pulse.target"
    _description = "Conflict"
    _order = "id desc"
    _log_access = False
    _rec_name = "field_label"

    migration_id = fields.Many2one(
        "pulse.migration", required=True, ondelete="cascade", readonly=True
    )
    run_id = fields.Many2one(
        "pulse.run", required=True, ondelete="cascade", index=True, readonly=True
    )
    batch_id = fields.Many2one(
        "pulse.batch", ondelete="cascade", index=True, readonly=True
    )
    row_id = fields.Many2one(
        "pulse.row", ondelete="cascade", index="btree_not_null", readonly=True
    )
    object_name = fields.Char("Object", required=True, readonly=True)
    external_id = fields.Char("ID in Pulse", required=True, readonly=True)
    res_model = fields.Char(required=True, readonly=True)
    res_id = fields.Many2oneReference(
        "Odoo Record", model_field="res_model", required=True, readonly=True
    )
    record_name = fields.Char("Record", compute="_compute_record_name")
    field_name = fields.Char(required=True, readonly=True)
    field_label = fields.Char("Field", compute="_compute_field_label")
    last_value = fields.Json(readonly=True, groups=MEDICAL)
    source_value = fields.Json(readonly=True, groups=MEDICAL)
    odoo_value = fields.Json(readonly=True, groups=MEDICAL)
    last_text = fields.Text("Source Before", compute="_compute_texts", groups=MEDICAL)
    source_text = fields.Text("Source Now", compute="_compute_texts", groups=MEDICAL)
    odoo_text = fields.Text("Odoo", compute="_compute_texts", groups=MEDICAL)
    earlier = fields.Json(
        readonly=True,
        groups=MEDICAL,
        help="What loads before this one had found, and was still open.",
    )
    source_at = fields.Datetime("Changed at Source", readonly=True)
    odoo_at = fields.Datetime("Changed in Odoo", readonly=True)
    found_at = fields.Datetime(readonly=True)
    state = fields.Selection(
        [
            (OPEN, "Open"),
            (RESOLVED, "Resolved"),
            (SETTLED, "Settled by itself"),
            (VOID, "Taken back"),
        ],
        required=True,
        default=OPEN,
        readonly=True,
        index=True,
    )
    resolution = fields.Selection(RESOLUTIONS, readonly=True)
    rule_id = fields.Many2one("pulse.conflict.rule", ondelete="set null", readonly=True)
    resolved_by = fields.Many2one("res.users", ondelete="set null", readonly=True)
    resolved_at = fields.Datetime(readonly=True)
    blocked_reason = fields.Char(
        readonly=True, help="Why the source could not win when somebody chose it."
    )
    blocked_text = fields.Char("Why It Stays Open", compute="_compute_blocked_text")
    after_change_id = fields.Integer(
        readonly=True, help="The last entry of the journal when it was resolved."
    )

    _open = models.UniqueIndex(
        "(migration_id, res_model, res_id, field_name) WHERE state = 'open'",
        "A field is in conflict once only.",
    )
    _record_index = models.Index("(res_model, res_id)")

    @api.depends("res_model", "res_id")
    def _compute_record_name(self):
        for conflict in self:
            record = conflict._record_of()
            if conflict.res_model == "mail.activity":
                record = self.env["res.partner"].browse(record.sudo().res_id).exists()
            conflict.record_name = record.sudo().display_name if record else ""

    def _record_of(self):
        """Return the record, empty when it is gone."""
        self.ensure_one()
        return self.env[self.res_model].browse(self.res_id).exists()

    def _field(self):
        return self.env[self.res_model]._fields.get(self.field_name)

    @api.depends("res_model", "field_name")
    @api.depends_context("lang")
    def _compute_field_label(self):
        for conflict in self:
            field = conflict._field()
            conflict.field_label = (
                self.env._("Document")
                if conflict.field_name == "checksum"
                else field._description_string(self.env)
                if field
                else conflict.field_name
            )

    @api.depends("last_value", "source_value", "odoo_value")
    @api.depends_context("lang")
    def _compute_texts(self):
        rows = self.env["pulse.row"]
        for conflict in self:
            field = conflict._field()
            conflict.last_text = rows._shown(field, conflict.last_value)
            conflict.source_text = rows._shown(field, conflict.source_value)
            conflict.odoo_text = rows._shown(field, conflict.odoo_value)

    @api.depends("blocked_reason")
    @api.depends_context("lang")
    def _compute_blocked_text(self):
        for conflict in self:
            reason = conflict.blocked_reason
            conflict.blocked_text = text_of(self.env, reason) if reason else ""

    def action_source(self):
        """Write what the source says now."""
        return self._resolve("source")

    def action_odoo(self):
        """Keep what Odoo holds."""
        return self._resolve("odoo")

    def action_newer(self):
        """Take the side that changed later; open where nobody knows."""
        return self._resolve("newer")

    def action_union(self):
        """Keep the lines of both; only for allergies."""
        return self._resolve("union")


class Migration(models.Model):
    _inherit = "pulse.migration"

    def _count_conflicts(self):
        """Return how many fields wait for a person."""
        waiting = [("migration_id", "=", self.id), ("state", "=", OPEN)]
        return self.env["pulse.conflict"].sudo().search_count(waiting)


class Run(models.Model):
    _inherit = "pulse.run"

    conflict_ids = fields.One2many("pulse.conflict", "run_id", readonly=True)
    conflict_count = fields.Integer(compute="_compute_conflict_count")

    def _compute_conflict_count(self):
        counts = dict(
            self.env["pulse.conflict"]._read_group(
                [("run_id", "in", self.ids), ("state", "=", OPEN)],
                ["run_id"],
                ["__count"],
            )
        )
        for run in self:
            run.conflict_count = counts.get(run, 0)

    def action_open_conflicts(self):
        """Open what waits for a decision."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "pulse_migration.pulse_conflict_action"
        )
        return {**action, "domain": [("run_id", "=", self.id)]}

    def _set_state(self, state, **vals):
        """What was taken back is no conflict, and what was decided on it no base."""
        result = super()._set_state(state, **vals)
        if state == "undone":
            self.sudo().conflict_ids._void()
        return result
