"""One line of the read-back diff: source text, rule, what Odoo stored, verdict."""

from odoo import api, fields, models

from ...engine import catalog
from ...engine.diff import VERDICTS
from ...engine.value_maps import KIND_OF_COLUMN
from ...exceptions import text_of
from ...loaders.base import LOADERS, loader_of
from ..target import form_of
from ..target_label import labels_of

MEDICAL = "pulse_migration.group_medical"


class SampleLine(models.Model):
    """One cell of a sampled row, or a field that Odoo filled by itself."""

    _name = "pulse.sample.line"
    _description = "Sample Line"
    _order = "id"
    _log_access = False
    _rec_name = "header"

    sample_id = fields.Many2one(
        "pulse.sample", required=True, ondelete="cascade", index=True, readonly=True
    )
    row_id = fields.Many2one("pulse.row", ondelete="cascade", index=True, readonly=True)
    file_id = fields.Many2one("pulse.file", ondelete="cascade", readonly=True)
    mapping_id = fields.Many2one("pulse.mapping", ondelete="cascade", readonly=True)
    line = fields.Integer(readonly=True, aggregator=None)
    object_name = fields.Selection(
        [(o.name, o.label) for o in catalog.OBJECTS.values()],
        string="Object",
        readonly=True,
    )
    patient_key = fields.Char("Patient ID", readonly=True)
    external_id = fields.Char("ID in Pulse", readonly=True)
    header = fields.Char("Column", readonly=True)
    field_name = fields.Char("Means", readonly=True)
    target = fields.Char("Names of Fields in Odoo", readonly=True)
    target_label = fields.Char("Field in Odoo", compute="_compute_target_label")
    source_text = fields.Text("In Pulse", readonly=True, groups=MEDICAL)
    rules = fields.Char(readonly=True)
    is_mapped = fields.Boolean(
        compute="_compute_is_mapped", help="A value map decides about the text."
    )
    rule_text = fields.Char("Rule", compute="_compute_rule_text")
    stored_text = fields.Text("In Odoo", readonly=True, groups=MEDICAL)
    verdict = fields.Selection(
        [(verdict, verdict.capitalize()) for verdict in VERDICTS],
        readonly=True,
        required=True,
    )

    _sample_verdict = models.Index("(sample_id, verdict)")
    _sample_patient = models.Index("(sample_id, patient_key)")

    @api.depends("object_name", "field_name")
    def _compute_is_mapped(self):
        for line in self:
            line.is_mapped = (line.object_name, line.field_name) in KIND_OF_COLUMN

    @api.depends("rules")
    def _compute_rule_text(self):
        for line in self:
            codes = filter(None, (line.rules or "").split(", "))
            line.rule_text = " ".join(text_of(self.env, code) for code in codes)

    @api.depends("target", "object_name")
    @api.depends_context("lang")
    def _compute_target_label(self):
        models_of = {}
        for line in self:
            key = line.sample_id, line.row_id.unit_object or line.object_name
            if key not in models_of:
                models_of[key] = line._target_model()
            line.target_label = line.target and labels_of(
                self.env, models_of[key], line.target
            )

    def _target_model(self):
        """Return the name of the model that the line's record is of."""
        run = self.sudo().sample_id.run_id
        name = self.sudo().row_id.unit_object or self.object_name
        return loader_of(run, name)._target if name in LOADERS else ""

    def action_open_row(self):
        """Open the row that the cell is of."""
        return self._open("pulse.row", self.row_id.id)

    def action_open_mapping(self):
        """Open the file's columns, where the mapping is corrected."""
        return self._open("pulse.file", self.file_id.id)

    def action_open_value_map(self):
        """Open the line that says what this text becomes."""
        self.ensure_one()
        kind = KIND_OF_COLUMN[self.object_name, self.field_name]
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "pulse_migration.pulse_value_map_action"
        )
        action["domain"] = [
            ("migration_id", "=", self.sample_id.migration_id.id),
            ("kind", "=", kind.name),
            ("source_value", "=", (self.sudo().source_text or "").strip()),
        ]
        return action

    def _open(self, model, res_id):
        self.ensure_one()
        return form_of(self.env[model].browse(res_id))
