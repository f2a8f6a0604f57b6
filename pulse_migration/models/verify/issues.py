"""What is wrong with which row: counted, a part of it in the report, all in a file."""

import json
from collections import Counter

from odoo import models
from odoo.tools import SQL

LISTED = 1_000  # issues in the run's own report; a form reads it whole
_FETCHED = 5_000
_KEYS = ("file", "row", "column", "code", "severity")
_ISSUES = """
    SELECT f.name AS file, r.line AS row, i->>1 AS column, i->>0 AS code,
           i->>2 AS severity
      FROM pulse_row r JOIN pulse_file f ON f.id = r.file_id,
           jsonb_array_elements(coalesce(nullif(r.issues, 'null'), '[]')) i
     WHERE r.run_id = %(run)s
    UNION ALL
    SELECT f.name, r.line, '', r.reason,
           CASE WHEN r.state = 'excluded' THEN 'info' ELSE 'error' END
      FROM pulse_row r JOIN pulse_file f ON f.id = r.file_id
     WHERE r.run_id = %(run)s AND r.reason IS NOT NULL"""


class Verify(models.AbstractModel):
    _inherit = "pulse.verify"

    def _report_issues(self, run):
        """Return {"issue_counts": {code: rows or files}, "issues": the first of them,
        by place}."""
        of_files = self._list_file_issues(run)
        counts = Counter(issue["code"] for issue in of_files)
        found = self.env.execute_query(
            SQL(f"SELECT code, count(*) FROM ({_ISSUES}) AS i GROUP BY 1", run=run.id)
        )
        for code, count in found:
            counts[code] += count
        first = f"{_ISSUES} ORDER BY 1, 2, 3, 4 LIMIT %(limit)s"
        rows = self.env.execute_query(SQL(first, run=run.id, limit=LISTED))
        listed = of_files + [dict(zip(_KEYS, row, strict=True)) for row in rows]
        return {
            "issue_counts": dict(sorted(counts.items())),
            "issues": listed[:LISTED],
        }

    def _iter_issues(self, run):
        """Yield every issue by place; of a large export never all at once."""
        yield from self._list_file_issues(run)
        self.env["pulse.row"].flush_model()
        cr = self.env.cr
        cr.execute(
            SQL(
                f"""DECLARE pulse_issues NO SCROLL CURSOR FOR
                    {_ISSUES} ORDER BY 1, 2, 3, 4""",
                run=run.id,
            )
        )
        while True:
            cr.execute(SQL("FETCH %s FROM pulse_issues", _FETCHED))
            rows = cr.fetchall()
            if not rows:
                break
            for row in rows:
                yield dict(zip(_KEYS, row, strict=True))
        cr.execute("CLOSE pulse_issues")


class Run(models.Model):
    _inherit = "pulse.run"

    def _write_report(self, out):
        """Write the last report with every issue, as JSON, to a text stream."""
        report = dict(self.report)
        del report["issues"]  # the first of them only
        out.write('{\n "issues": [')
        issues = self.env["pulse.verify"].sudo()._iter_issues(self)
        for number, issue in enumerate(issues):
            out.write(",\n  " if number else "\n  ")
            json.dump(issue, out)
        out.write("\n ]")
        for key, value in report.items():
            out.write(f",\n {json.dumps(key)}: {json.dumps(value)}")
        out.write("\n}\n")
