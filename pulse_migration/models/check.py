"""What verification found: one line for each thing that is not as it should be."""

from odoo import api, fields, models

from ..exceptions import text_of


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
    object_name = fields.Char("Object", readonly=True)
    code = fields.Char(required=True, readonly=True)
    text = fields.Char(compute="_compute_text")
    severity = fields.Selection(
        [("error", "Difference"), ("warning", "Please look"), ("info", "To know")],
        required=True,
        readonly=True,
    )
    field_name = fields.Char("Field", readonly=True)
    external_id = fields.Char("ID in Pulse", readonly=True)
    res_model = fields.Char(readonly=True)
    res_id = fields.Many2oneReference(model_field="res_model", readonly=True)
    count = fields.Integer(default=1, readonly=True)

    @api.depends("code")
    def _compute_text(self):
        for check in self:
            check.text = text_of(self.env, check.code)
