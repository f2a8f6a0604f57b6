"""What verification found: one line for each thing that is not as it should be."""

from odoo import api, fields, models

from ...engine import catalog
from ...exceptions import text_of
from ...texts.labels import words_of
from ..target_label import label_of


class Check(models.Model):
    """A finding of the verify verb; ``error`` findings keep a run from being done."""

    _name = "pulse.check"
    _inherit = "pulse.target"
    _description = "Verification Result"
    _order = "severity, object_name, id"

    run_id = fields.Many2one(
        "pulse.run", required=True, ondelete="cascade", index=True, readonly=True
    )
    file_id = fields.Many2one("pulse.file", ondelete="cascade", readonly=True)
    object_name = fields.Selection(
        [(o.name, o.label) for o in catalog.OBJECTS.values()],
        string="Object",
        readonly=True,
    )
    code = fields.Char(required=True, readonly=True)
    text = fields.Char(compute="_compute_text")
    severity = fields.Selection(
        [("error", "Difference"), ("warning", "Please look"), ("info", "To know")],
        required=True,
        readonly=True,
    )
    field_name = fields.Char("Field", readonly=True)
    field_label = fields.Char("Field or Column", compute="_compute_field_label")
    external_id = fields.Char("ID in Pulse", readonly=True)
    res_model = fields.Char(readonly=True)
    res_id = fields.Many2oneReference(model_field="res_model", readonly=True)
    count = fields.Integer(default=1, readonly=True)

    @api.depends("code")
    def _compute_text(self):
        for check in self:
            check.text = text_of(self.env, check.code)

    @api.depends("field_name", "res_model", "object_name", "file_id")
    @api.depends_context("lang")
    def _compute_field_label(self):
        """A field of Odoo or of the catalogue by its label, a column by its header."""
        for check in self:
            name = check.field_name
            item = catalog.OBJECTS.get(check.object_name)
            if check.file_id or not name:
                check.field_label = name
            elif not check.res_model and item and name in item.fields:
                check.field_label = words_of(self.env, item.fields[name].label)
            else:
                check.field_label = label_of(self.env, check.res_model, name)
