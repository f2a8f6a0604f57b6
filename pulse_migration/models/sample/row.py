"""A row on one page: the cell of the export, what it became, what Odoo holds."""

from odoo import api, fields, models
from odoo.tools import SQL

from ...engine import catalog
from ...exceptions import text_of
from ...loaders.base import LOADERS, loader_of
from ...loaders.transient import is_transient
from ...texts.labels import words_of
from ..patient.ir_model_fields import MEDICAL_GROUP
from ..stage.row import LOADED
from ..stage.row_said import shown
from ..target_label import labels_of
from .judge import Judge

_HEADER, _TARGET, _STORED, _VERDICT = 7, 9, 12, 13  # of a line of the judge


class Row(models.Model):
    _inherit = "pulse.row"

    compare_html = fields.Html(
        "Cell by Cell",
        compute="_compute_compare_html",
        sanitize=False,  # our own template; it escapes every value
        groups=MEDICAL_GROUP,
    )

    @api.depends("payload", "values", "issues", "state")
    @api.depends_context("lang")
    def _compute_compare_html(self):
        for row in self:
            row.compare_html = row.env["ir.qweb"]._render(
                "pulse_migration.row_compare",
                {
                    "lines": row._compare_lines(),
                    "is_loaded": row.state in LOADED,
                    "labels": row._verdict_labels(),
                },
            )

    def _verdict_labels(self):
        field = self.env["pulse.sample.line"]._fields["verdict"]
        return dict(field._description_selection(self.env))

    def _compare_lines(self):
        """Return a dict for each cell, in the file's order, then for what was made."""
        row = self.sudo()
        values = dict(row.values or {})
        meanings = {m.header: m.field_name for m in row.file_id.mapping_ids}
        issues = self._texts_by_header()
        stored = self._stored_cells()
        lines = []
        for header, source in (row.payload or {}).items():
            name = meanings.get(header) or ""
            value = values.get(name)
            lines.append(
                {
                    "header": header,
                    "source": source,
                    "meaning": self._meaning(name),
                    "value": shown(value),
                    "issues": issues.get(header, ()),
                    **stored.get(header, {}),
                }
            )
        taken = set(meanings.values())
        lines += [
            {"header": "", "meaning": self._meaning(name), "value": shown(value)}
            for name, value in values.items()
            if name not in taken and value not in (None, "", [])
        ]
        return lines

    def _texts_by_header(self):
        """Return {header: what is to be done about its cell}."""
        found = {}
        for code, header, severity in self.issues or ():
            text = text_of(self.env, code)
            found.setdefault(header, []).append({"text": text, "severity": severity})
        return found

    def _meaning(self, name):
        """Return the label of a canonical field; of a further value, of its first."""
        known = catalog.OBJECTS[self.object_name].fields
        base = name.removesuffix("_extra").removesuffix("_conflict")
        if base in known:
            return words_of(self.env, known[base].label)
        return name.replace("_", " ").capitalize()

    def _stored_cells(self):
        """Return {header: what Odoo holds of it, where, and how it fared}."""
        row = self.sudo()
        if row.state not in LOADED or row.unit_object not in LOADERS or not row.res_id:
            return {}
        try:
            lines = list(self._judged_lines())
        except Exception as error:
            if is_transient(error):
                raise
            return {}  # the record is gone, or no longer what the row made
        model = loader_of(row.run_id, row.unit_object)._target
        return {
            line[_HEADER]: {
                "target": labels_of(self.env, model, line[_TARGET]),
                "stored": line[_STORED],
                "verdict": line[_VERDICT],
            }
            for line in lines
            if line[0] == row.id and line[_HEADER]
        }

    def _judged_lines(self):
        """Yield the judge's lines of the record that the row is a part of."""
        row = self.sudo()
        loader = loader_of(row.run_id, row.unit_object)
        scope = loader._scope(row.run_id)
        where = SQL(
            "run_id = %s AND unit_object = %s AND unit_key = %s AND state IN %s",
            row.run_id.id,
            row.unit_object,
            row.unit_key,
            LOADED,
        )
        units = loader._build_units(where, scope)
        row_ids = [part.id for unit in units for part in unit.rows]
        rows = {record.id: record for record in row.browse(row_ids)}
        judge = Judge(row.env, loader, scope, units, rows)
        for unit in units:
            yield from judge.lines_of(unit)
