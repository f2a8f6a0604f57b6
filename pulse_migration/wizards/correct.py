"""Correcting the cells of one row; the export itself stays as it is."""

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..engine import catalog
from ..exceptions import text_of
from ..models.target import form_of
from ..texts.labels import words_of

MEDICAL = "pulse_migration.group_medical"


class Correct(models.TransientModel):
    """One row of the export, cell by cell."""

    _name = "pulse.correct"
    _description = "Correct a Row"

    row_id = fields.Many2one("pulse.row", required=True, readonly=True)
    line = fields.Integer(related="row_id.line")
    file_id = fields.Many2one(related="row_id.file_id")
    is_everywhere = fields.Boolean(
        "In every row",
        help="Correct every row of such files that says the same in the same column.",
    )
    cell_ids = fields.One2many("pulse.correct.cell", "correct_id", groups=MEDICAL)

    @api.model
    def _open(self, row):
        """Return the action that shows the cells of ``row``."""
        self.env["pulse.fix"]._check_may_fix(row.run_id)
        wizard = self.create(
            {
                "row_id": row.id,
                "cell_ids": [Command.create(cell) for cell in self._prepare_cells(row)],
            }
        )
        return form_of(wizard, name=self.env._("Correct a Row"), target="new")

    def _prepare_cells(self, row):
        """One cell a column, those with a problem first."""
        issues = {}
        for code, header, _severity in row.issues or ():
            issues.setdefault(header, []).append(text_of(self.env, code))
        fixes = {fix.header: fix for fix in row.fix_ids}
        known = catalog.OBJECTS[row.object_name].fields
        labels = {name: words_of(self.env, one.label) for name, one in known.items()}
        cells = []
        for mapping in row.file_id.mapping_ids:
            header, name = mapping.header, mapping.field_name
            original = (row.payload or {}).get(header, "")
            fix = fixes.get(header)
            cells.append(
                {
                    "header": header,
                    "field_label": labels.get(name, False),
                    "original": original,
                    "corrected": fix.corrected if fix else original,
                    "value": _shown((row.values or {}).get(name)) if name else False,
                    "issue_text": " ".join(issues.get(header, ())),
                    "corrected_by": fix.create_uid.id if fix else False,
                }
            )
        return sorted(cells, key=lambda cell: not cell["issue_text"])

    def action_correct(self):
        """Keep what was changed as corrections, and stage the row again."""
        self.ensure_one()
        row = self.row_id
        self.env["pulse.fix"]._check_may_fix(row.run_id)
        key = "" if self.is_everywhere else row._row_keys()[row.id]
        fixes = {fix.header: fix for fix in row.fix_ids}
        entries, rows = [], row
        for cell in self.cell_ids:
            fix = fixes.get(cell.header)
            original = (row.payload or {}).get(cell.header, "")
            corrected = cell.corrected or ""
            if corrected == ((fix.corrected or "") if fix else original):
                continue
            if self.is_everywhere and not original:
                raise UserError(
                    self.env._("An empty cell is corrected row by row only.")
                )
            entries.append((row.object_name, cell.header, original, corrected, key))
            if not key:
                rows |= row.run_id._find_rows_saying(
                    row.object_name, cell.header, [original]
                )
        self.env["pulse.fix"].sudo()._correct(row.run_id, entries, rows)
        return {"type": "ir.actions.act_window_close"}


class CorrectCell(models.TransientModel):
    """A cell: what the file says, what it becomes, what is wrong with it."""

    _name = "pulse.correct.cell"
    _description = "Cell to Correct"

    correct_id = fields.Many2one("pulse.correct", required=True, ondelete="cascade")
    header = fields.Char("Column", readonly=True)
    field_label = fields.Char("Means", readonly=True)
    original = fields.Text("In the file", readonly=True, groups=MEDICAL)
    corrected = fields.Text("Correct text", groups=MEDICAL)
    value = fields.Char("Converted", readonly=True, groups=MEDICAL)
    issue_text = fields.Char("What to do", readonly=True)
    corrected_by = fields.Many2one("res.users", readonly=True)


def _shown(value):
    return "" if value is None else str(value)
