"""Rows that were corrected: staged again by themselves, without their file."""

import json

from psycopg2.extras import execute_values

from odoo import api, fields, models
from odoo.tools import SQL

from ...engine import fingerprint
from ...engine.corrections import (
    LEFT_OUT,
    WHOLE_ROW,
    digest_key,
    keyed_row,
    was_left_out,
)
from ...engine.source_row import SourceRow
from ..quality.quality import CODES
from .row import LOADED

_SLICE = 2000
_CHECKED_AT_ONCE = 30_000  # rows of a run; more take longer than a person waits
# columns of ``_prepare_row`` that staging again may change, with their types
_CHANGED = {
    "external_id": "varchar",
    "patient_key": "varchar",
    "physician_key": "varchar",
    "person_key": "varchar",
    "occurred_on": "date",
    "values": "jsonb",
    "issues": "jsonb",
    "issue_codes": "varchar",
    "severity": "varchar",
    "fingerprint": "varchar",
    "state": "varchar",
    "reason": "varchar",
}


class Row(models.Model):
    _inherit = "pulse.row"

    fix_ids = fields.Many2many(
        "pulse.fix",
        string="Corrections",
        compute="_compute_fix_ids",
        groups="pulse_migration.group_medical",
    )

    @api.depends("issues")
    def _compute_fix_ids(self):
        fixes = self.env["pulse.fix"].sudo()
        for row in self:
            headers = [i[1] for i in row.issues or [] if i[0] == "corrected"]
            row.fix_ids = headers and fixes.search(
                [
                    ("migration_id", "=", row.migration_id.id),
                    ("object_name", "=", row.object_name),
                    ("header", "in", headers),
                    ("row_key", "in", ("", *row._keys())),
                ]
            ).filtered(lambda fix, row=row: fix.original in row._texts_in(fix.header))

    def action_correct(self):
        """Open the cells of this row for correction."""
        self.ensure_one()
        return self.env["pulse.correct"]._open(self)

    def action_count(self):
        """Count rows as records that were taken for a total, a remark or a header."""
        for run in self.run_id:
            rows = self.filtered(
                lambda row, run=run: row.run_id == run and row._is_left_out()
            )
            entries = [
                (row.object_name, WHOLE_ROW, row.reason, "", digest_key(row.payload))
                for row in rows.sudo()
            ]
            self.env["pulse.fix"].sudo()._correct(run, entries, rows)

    def _is_left_out(self):
        """Whether the reader took the row for no record, and nobody said otherwise."""
        self.ensure_one()
        return self.state == "excluded" and self.reason in LEFT_OUT

    def _text_in(self, header):
        """Return what the file says in a column, or why it left out the whole row."""
        self.ensure_one()
        if header != WHOLE_ROW:
            return (self.payload or {}).get(header, "")
        if self._is_left_out():
            return self.reason
        return was_left_out(code for code, _header, _severity in self.issues or ())

    def _texts_in(self, header):
        """Return the same, and what it is to a correction of a row that was purged."""
        text, key = self._text_in(header), self.sudo().migration_id.print_key
        return {text, fingerprint.keyed(text, key)} if key else {text}

    def _keys(self):
        """Return the keys that a correction may name this row by."""
        self.ensure_one()
        row = self.sudo()
        stated = row.file_id._stager().stated_id(row.payload or {})
        digest = digest_key(row.payload or {})
        key = row.migration_id.print_key
        return (stated, digest, *([keyed_row(digest, key)] if key else []))

    def _row_keys(self):
        """Return {row id: key to correct it by}: its id when no other row has it."""
        rows = self.sudo()
        stated = {}
        for file in rows.file_id:
            stager = file._stager()
            for row in rows.filtered(lambda r, file=file: r.file_id == file):
                stated[row.id] = stager.stated_id(row.payload or {})
        counts = self._count_ids(set(stated.values()) - {""})
        keys = {}
        for row in rows:
            key = stated[row.id]
            others = counts.get((row.run_id.id, row.object_name, key), 0) - (
                row.external_id == key
            )
            keys[row.id] = key if key and others <= 0 else digest_key(row.payload or {})
        return keys

    def _count_ids(self, external_ids):
        """Return {(run id, object, id): rows} for ids of the rows' runs."""
        groups = self.sudo()._read_group(
            [
                ("run_id", "in", self.run_id.ids),
                ("object_name", "in", list(set(self.mapped("object_name")))),
                ("external_id", "in", list(external_ids)),
            ],
            ["run_id", "object_name", "external_id"],
            ["__count"],
        )
        return {(run.id, name, key): count for run, name, key, count in groups}

    def _restage(self):
        """Convert the rows anew, as mapped and corrected now, and check their runs.

        A row that a kept sample loaded stays as it was loaded: undo rests on it.
        """
        open_rows = self.filtered(lambda row: row.state not in LOADED)
        for file in open_rows.file_id:
            stager = file._stager()
            rows = open_rows.filtered(lambda row, file=file: row.file_id == file)
            for start in range(0, len(rows), _SLICE):
                rows[start : start + _SLICE]._restage_slice(file, stager)
        self.invalidate_model()
        for run in self.run_id:
            run._check_corrected()

    def _restage_slice(self, file, stager):
        self.flush_model()
        found = self.env.execute_query(
            SQL(
                """SELECT id, line, payload, issues, reason, state = 'excluded'
                     FROM pulse_row WHERE id = ANY(%s)""",
                self.ids,
            )
        )
        names = self._staged_columns()
        updates = []
        for row_id, line, payload, issues, reason, is_excluded in found:
            codes = list(_reader_codes(issues))
            counted = was_left_out(codes)
            source = SourceRow(
                line,
                payload or {},
                issues=tuple(c for c in codes if not was_left_out([c])),
                excluded=reason if is_excluded else counted,
            )
            staged = self._prepare_row(file.object_name, source, stager.stage(source))
            vals = dict(zip(names, staged, strict=True))
            updates.append([row_id] + [_to_sql(vals[name]) for name in _CHANGED])
        execute_values(
            self.env.cr._obj,
            f"""UPDATE pulse_row AS r SET action = NULL, batch_id = NULL,
                {", ".join(f'"{n}" = v."{n}"::{t}' for n, t in _CHANGED.items())}
                FROM (VALUES %s) AS v(id, {", ".join(f'"{n}"' for n in _CHANGED)})
                WHERE r.id = v.id""",
            updates,
            page_size=_SLICE,
        )


def _to_sql(value):
    return json.dumps(value) if isinstance(value, dict | list) else value


def _reader_codes(issues):
    """Yield what the reader said about the whole row; the rest is found again."""
    for code, header, _severity in issues or ():
        if not header and code not in CODES:
            yield code


class Run(models.Model):
    _inherit = "pulse.run"

    def _check_corrected(self):
        """Look across the rows again: at once, or in a large run before its plan."""
        if sum(self.file_ids.mapped("row_count")) > _CHECKED_AT_ONCE:
            self.sudo().is_report_stale = True
        else:
            self._check_staged()

    def _count_saying(self, object_name, header, text, is_part):
        """Return {cell text: rows} of the cells that are, or contain, ``text``."""
        matches = SQL(
            "strpos(payload->>%s, %s) > 0" if is_part else "payload->>%s = %s",
            header,
            text,
        )
        return dict(
            self.env.execute_query(
                SQL(
                    """SELECT payload->>%s, count(*) FROM pulse_row
                        WHERE run_id = %s AND object_name = %s
                          AND state <> 'excluded' AND %s GROUP BY 1""",
                    header,
                    self.id,
                    object_name,
                    matches,
                )
            )
        )

    def _find_rows_saying(self, object_name, header, texts):
        """Return the rows whose cell of a column is one of the texts."""
        found = self.env.execute_query(
            SQL(
                """SELECT id FROM pulse_row WHERE run_id = %s
                      AND object_name = %s AND payload->>%s = ANY(%s)""",
                self.id,
                object_name,
                header,
                texts,
            )
        )
        return self.env["pulse.row"].browse([row_id for (row_id,) in found])

    def action_replace(self):
        """Open find and replace for this run."""
        self.ensure_one()
        self.env["pulse.fix"]._check_may_fix(self)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Find and Replace"),
            "res_model": "pulse.replace",
            "view_mode": "form",
            "target": "new",
            "context": {"default_run_id": self.id},
        }

    def action_upload_corrections(self):
        """Open the door for a corrected problem sheet."""
        self.ensure_one()
        self.env["pulse.fix"]._check_may_fix(self)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Upload Corrections"),
            "res_model": "pulse.correct.upload",
            "view_mode": "form",
            "target": "new",
            "context": {"default_run_id": self.id},
        }
