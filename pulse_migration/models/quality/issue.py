"""The data-quality report: what was found in an export, counted by place."""

from odoo import api, fields, models
from odoo.tools import SQL

from ...engine import catalog
from ...exceptions import text_of
from ..target import form_of

EXAMPLES = 5  # row numbers shown beside a count

# Issues of cells and rows, and rows that are no record or cannot become one.
_FOUND = """
    SELECT file_id, object_name, line, i->>0 AS code, i->>1 AS header,
           i->>2 AS severity, FALSE AS is_outcome
      FROM pulse_row, jsonb_array_elements(nullif(issues, 'null')) AS i
     WHERE run_id = %(run)s
    UNION ALL
    SELECT file_id, object_name, line, reason, '',
           CASE state WHEN 'excluded' THEN 'info' ELSE 'error' END, TRUE
      FROM pulse_row
     WHERE run_id = %(run)s AND state IN ('excluded', 'rejected')
       AND reason IS NOT NULL"""

# Files that no row can speak for.
_FILES = """
    SELECT id, object_name, COALESCE(error_line, 0), error_code, '',
           CASE state WHEN 'unused' THEN 'warning' ELSE 'error' END, FALSE
      FROM pulse_file WHERE run_id = %(run)s AND error_code IS NOT NULL
    UNION ALL
    SELECT f.id, NULL, 0, 'document_unclaimed', '', 'warning', FALSE
      FROM pulse_file f
     WHERE f.run_id = %(run)s AND f.kind = 'document' AND NOT EXISTS (
             SELECT 1 FROM pulse_row r
              WHERE r.run_id = f.run_id AND r.document_id = f.id)"""

# Columns of dates whose own values prove no order: the country's usual one is taken.
_COLUMNS = """
    SELECT m.file_id, f.object_name, m.header, m.filled_count
      FROM pulse_mapping m JOIN pulse_file f ON f.id = m.file_id
     WHERE m.run_id = %(run)s AND m.date_proof = 'nothing_proves'
       AND m.field_name = ANY(%(dates)s)"""


class Issue(models.Model):
    """One code in one column of one file, and how many rows say it."""

    _name = "pulse.issue"
    _description = "Data Quality"
    _order = "sequence, row_count desc, id"
    _rec_name = "code"
    _log_access = False

    migration_id = fields.Many2one(
        "pulse.migration", required=True, ondelete="cascade", index=True, readonly=True
    )
    run_id = fields.Many2one(
        "pulse.run", required=True, ondelete="cascade", index=True, readonly=True
    )
    file_id = fields.Many2one(
        "pulse.file", ondelete="cascade", index=True, readonly=True
    )
    object_name = fields.Char("Object", readonly=True)
    header = fields.Char("Column", readonly=True)
    code = fields.Char(required=True, readonly=True)
    text = fields.Char("What to do", compute="_compute_text")
    severity = fields.Selection(
        [("error", "Error"), ("warning", "Please look"), ("info", "Changed by rule")],
        required=True,
        readonly=True,
    )
    sequence = fields.Integer(readonly=True)
    row_count = fields.Integer("Rows", readonly=True)
    lines = fields.Char(
        "First Lines", readonly=True, help="Their numbers, as the file counts them."
    )
    is_outcome = fields.Boolean(
        readonly=True, help="The code says why the row is no record."
    )

    @api.depends("code")
    def _compute_text(self):
        for issue in self:
            issue.text = text_of(self.env, issue.code)

    def action_open_rows(self):
        """Open exactly the rows that say it; without rows, the file."""
        self.ensure_one()
        if not self.lines:
            return self._action_open_file()
        domain = [("file_id", "=", self.file_id.id), *self._domain_of_rows()]
        return self.env["pulse.row"]._action_open(domain, self.text)

    def _domain_of_rows(self):
        if self.is_outcome:
            return [
                ("reason", "=", self.code),
                ("state", "in", ("excluded", "rejected")),
            ]
        return [("issue", "=", f"{self.code}: {self.header or ''}")]

    def _action_open_file(self):
        return form_of(self.file_id)

    @api.model
    def _rebuild(self, run):
        """Count again what the rows, files and columns of ``run`` say."""
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                f"""
                DELETE FROM pulse_issue WHERE run_id = %(run)s;
                INSERT INTO pulse_issue (migration_id, run_id, file_id, object_name,
                       header, code, severity, sequence, row_count, lines, is_outcome)
                SELECT %(migration)s, %(run)s, file_id, object_name, header, code,
                       (%(severities)s)[min(rank)], min(rank), count(*),
                       array_to_string((array_agg(nullif(line, 0) ORDER BY line)
                                        )[:%(examples)s], ', '), is_outcome
                  FROM ({_FOUND} UNION ALL {_FILES}) AS found,
                       array_position(%(severities)s, severity) AS rank
                 GROUP BY file_id, object_name, header, code, is_outcome
                UNION ALL
                SELECT %(migration)s, %(run)s, file_id, object_name, header,
                       'date_order_unproven', 'warning', 2, filled_count, '', FALSE
                  FROM ({_COLUMNS}) AS dates
                """,
                run=run.id,
                migration=run.migration_id.id,
                examples=EXAMPLES,
                severities=SQL("ARRAY['error', 'warning', 'info']"),
                dates=self._date_fields(),
            )
        )
        self.invalidate_model()

    def _date_fields(self):
        return sorted(
            {
                field.name
                for item in catalog.OBJECTS.values()
                for field in item.fields.values()
                if field.kind in ("date", "datetime")
            }
        )

    @api.model
    def _counts(self, run):
        """Return {code: rows} of a run."""
        groups = self._read_group(
            [("run_id", "=", run.id)], ["code"], ["row_count:sum"], order="code"
        )
        return dict(groups)


class Run(models.Model):
    _inherit = "pulse.run"

    issue_ids = fields.One2many("pulse.issue", "run_id", string="Data Quality")
    is_report_stale = fields.Boolean(
        readonly=True,
        copy=False,
        help="Rows were corrected since the report was made.",
    )

    def action_open_issues(self):
        """Open the data-quality report of the run."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "pulse_migration.pulse_issue_action"
        )
        action["context"] = {"search_default_look": 1, "search_default_by_file": 1}
        action["domain"] = [("run_id", "=", self.id)]
        return action

    def action_open_columns(self):
        """Open what each column of the run holds: filled, distinct, date order."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "pulse_migration.pulse_mapping_action"
        )
        action["domain"] = [("run_id", "=", self.id)]
        return action
