"""A problem sheet that comes back from the clinic with correct values in it."""

import base64
import io

from odoo import Command, fields, models
from odoo.exceptions import UserError

from ..engine.corrections import digest_key
from ..engine.problem_sheet import read_corrections
from ..exceptions import SourceError, text_of
from ..models.target import form_of

MEDICAL = "pulse_migration.group_medical"


class CorrectUpload(models.TransientModel):
    """The upload, and afterwards what of it could not be used."""

    _name = "pulse.correct.upload"
    _description = "Upload Corrections"

    run_id = fields.Many2one("pulse.run", required=True)
    content = fields.Binary("Corrected sheet", attachment=False, groups=MEDICAL)
    file_name = fields.Char()
    is_done = fields.Boolean(readonly=True)
    correction_count = fields.Integer("Cells corrected", readonly=True)
    problem_ids = fields.One2many(
        "pulse.correct.upload.line", "upload_id", "Not used", readonly=True
    )

    def action_upload(self):
        """Correct every cell the sheet names; list each line that names none."""
        self.ensure_one()
        self.env["pulse.fix"]._check_may_fix(self.run_id)
        if not self.content:
            raise UserError(self.env._("Choose the corrected sheet."))
        lines = self._read_lines()
        if not lines:
            raise UserError(
                self.env._(
                    "No line of the sheet holds a correct value, or its hidden "
                    "columns are gone."
                )
            )
        entries, rows, problems = self._match(lines)
        self.env["pulse.fix"].sudo()._correct(self.run_id, entries, rows)
        self.write(
            {
                "content": False,  # it was read; clinical data does not linger
                "is_done": True,
                "correction_count": len(entries),
                "problem_ids": [
                    Command.create({"line": line, "code": code})
                    for line, code in problems
                ],
            }
        )
        return form_of(self, name=self.env._("Upload Corrections"), target="new")

    def _read_lines(self):
        stream = io.BytesIO(base64.b64decode(self.content))
        try:
            return list(read_corrections(stream, self.file_name or "corrections.xlsx"))
        except SourceError as error:
            raise UserError(text_of(self.env, error.code)) from None

    def _match(self, lines):
        """Return (entries, rows, [(line, code) of what is not used])."""
        found = self._find_rows(lines)
        keys = self.env["pulse.row"].union(*found.values())._row_keys()
        by_place, problems = {}, []
        for line in lines:
            row = found.get((line.file, line.source_line, line.key))
            if code := self._why_not(line, row):
                problems.append((line.line, code))
                continue
            original = (row.payload or {}).get(line.column, "")
            place = (row.object_name, line.column, original, keys[row.id])
            by_place.setdefault(place, []).append((line, row))
        entries, rows = [], self.env["pulse.row"]
        for (object_name, column, original, key), pairs in by_place.items():
            texts = {line.corrected for line, _row in pairs}
            if len(texts) > 1:
                problems += [(line.line, "correction_conflict") for line, _r in pairs]
                continue
            entries.append((object_name, column, original, texts.pop(), key))
            rows = rows.union(*(row for _line, row in pairs))
        return entries, rows, sorted(problems)

    def _why_not(self, line, row):
        """Return the code that says why a line cannot be used, else ""."""
        if not (line.key and line.file and line.source_line):
            return "correction_keys_missing"
        if not line.column:
            return "correction_without_column"
        if not row:
            return "correction_row_unknown"
        if (row.payload or {}).get(line.column, "").strip() == line.corrected:
            return "correction_not_needed"
        return ""

    def _find_rows(self, lines):
        """Return {(file, line, key): row} of the rows that still say what they said.

        A newer upload may have moved a row: then its cells name it.
        """
        names = {line.file for line in lines}
        files = self.run_id.file_ids.filtered(lambda f: f.display_name in names)
        found = {}
        for file in files:
            wanted = [line for line in lines if line.file == file.display_name]
            by_key = self._rows_by_key(file, wanted)
            for line in wanted:
                row = by_key.get((line.key, line.source_line)) or by_key.get(line.key)
                if row:
                    found[line.file, line.source_line, line.key] = row
        return found

    def _rows_by_key(self, file, wanted):
        """Return {(key, line): row}, and {key: row} where a key has one row only."""
        domain = [("file_id", "=", file.id)]
        rows = self.env["pulse.row"]
        near = rows.search(
            [*domain, ("line", "in", [line.source_line for line in wanted])]
        )
        by_key = {(digest_key(row.payload or {}), row.line): row for row in near}
        if all((line.key, line.source_line) in by_key for line in wanted):
            return by_key
        moved = {}
        for row in rows.search(domain):
            moved.setdefault(digest_key(row.payload or {}), rows)
            moved[digest_key(row.payload or {})] |= row
        return by_key | {key: row for key, row in moved.items() if len(row) == 1}


class CorrectUploadLine(models.TransientModel):
    """A line of the sheet that was not used, and why."""

    _name = "pulse.correct.upload.line"
    _description = "Unused Correction"
    _order = "line, id"

    upload_id = fields.Many2one(
        "pulse.correct.upload", required=True, ondelete="cascade"
    )
    line = fields.Integer("Row of the sheet", readonly=True)
    code = fields.Char(readonly=True)
    text = fields.Char("What to do", compute="_compute_text")

    def _compute_text(self):
        for line in self:
            line.text = text_of(self.env, line.code)
