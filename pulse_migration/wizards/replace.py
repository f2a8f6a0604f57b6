"""Find and replace in one column of a run, with the number of rows beforehand."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..engine import catalog

MEDICAL = "pulse_migration.group_medical"


class Replace(models.TransientModel):
    """A text of a column, and what stands for it from now on."""

    _name = "pulse.replace"
    _description = "Find and Replace"

    run_id = fields.Many2one("pulse.run", required=True)
    mapping_id = fields.Many2one(
        "pulse.mapping",
        string="Column",
        required=True,
        domain="[('run_id', '=', run_id), ('object_name', '!=', False)]",
    )
    is_part = fields.Boolean("Part of the cell")
    find = fields.Char(required=True, groups=MEDICAL)
    replacement = fields.Char("Replace with", groups=MEDICAL)
    row_count = fields.Integer("Rows", compute="_compute_row_count")

    @api.depends("mapping_id", "find", "is_part")
    def _compute_row_count(self):
        for wizard in self:
            wizard.row_count = sum(wizard._count_texts().values())

    def _count_texts(self):
        """Return {text of a cell that matches: rows}."""
        if not (self.find and self.mapping_id and self.run_id):
            return {}
        self.env["pulse.fix"]._check_may_fix(self.run_id)
        return self.run_id._count_saying(
            self._object_name(), self.mapping_id.header, self.find, self.is_part
        )

    def _object_name(self):
        name = self.mapping_id.sudo().file_id.object_name
        if self.mapping_id.sudo().run_id != self.run_id or name not in catalog.OBJECTS:
            raise UserError(self.env._("Choose a column of this run."))
        return name

    def action_replace(self):
        """Correct every row that matches; files of later uploads as well."""
        self.ensure_one()
        texts = self._count_texts()
        if not texts:
            raise UserError(self.env._("No row of this column says that."))
        object_name, header = self._object_name(), self.mapping_id.header
        entries = [
            (object_name, header, text, self._replaced(text), "") for text in texts
        ]
        rows = self.run_id._find_rows_saying(object_name, header, list(texts))
        self.env["pulse.fix"].sudo()._correct(self.run_id, entries, rows)
        return {"type": "ir.actions.act_window_close"}

    def _replaced(self, text):
        replacement = self.replacement or ""
        if not self.is_part:
            return replacement
        return text.replace(self.find, replacement)
