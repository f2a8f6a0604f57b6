"""What is said about a row: codes found in sets, and rows found by code."""

import json

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

_EVERY = SQL("TRUE")
# what stays of a row's issues, and what that says together
_KEPT = SQL(
    """
    SELECT id, jsonb_agg(i ORDER BY place) AS issues,
           string_agg(DISTINCT i->>0, ', ') AS codes,
           CASE WHEN bool_or(i->>2 = 'error') THEN 'error'
                WHEN bool_or(i->>2 = 'warning') THEN 'warning'
                ELSE 'info' END AS severity
      FROM pulse_row, jsonb_array_elements(issues) WITH ORDINALITY AS e(i, place)
    """
)


class Row(models.Model):
    _inherit = "pulse.row"

    issue = fields.Char(
        store=False,
        search="_search_issue",
        help="A code, or a code, a colon and a column: the rows that say it.",
    )

    _issues = models.Index("USING gin (issues jsonb_path_ops) WHERE issues IS NOT NULL")

    def _search_issue(self, operator, value):
        """Find rows by code, or by ``code: column``; an index answers."""
        if operator != "in":
            return NotImplemented
        return Domain.OR(self._domain_of_issue(*text.partition(":")) for text in value)

    def _domain_of_issue(self, code, colon, header):
        """``code:`` alone means the row as a whole."""
        wanted = json.dumps([[code.strip()] + [header.strip()] * bool(colon)])
        return Domain.custom(
            to_sql=lambda model, alias, query: SQL(
                "%s @> %s::jsonb", SQL.identifier(alias, "issues"), wanted
            )
        )

    @api.model
    def _flag(self, code, where, severity="warning", header=None):
        """Add an issue to the rows that the literal condition ``where`` chooses.

        A row that says it already is left alone.

        :param header: SQL for the column meant, default none
        """
        self.flush_model()
        self.env.cr.execute(
            SQL(
                """
                UPDATE pulse_row SET
                  issues = coalesce(nullif(issues, 'null'), '[]') || jsonb_build_array(
                      jsonb_build_array(%(code)s::text, coalesce(%(header)s, ''),
                                        %(severity)s::text)),
                  issue_codes = concat_ws(', ', issue_codes, %(code)s::text),
                  severity = CASE
                    WHEN 'error' IN (severity, %(severity)s) THEN 'error'
                    WHEN 'warning' IN (severity, %(severity)s) THEN 'warning'
                    ELSE 'info' END
                WHERE (%(where)s)
                  AND NOT coalesce(issues @> %(known)s::jsonb, FALSE)
                """,
                code=code,
                header=header or SQL("''"),
                severity=severity,
                where=where,
                known=json.dumps([[code]]),
            )
        )
        self.invalidate_model()

    @api.model
    def _unflag(self, run, codes, where=_EVERY):
        """Take issues back from the rows of a run: they are looked for again.

        :param where: a literal condition that narrows the rows
        """
        self.flush_model()
        self.env.cr.execute(
            SQL(
                """
                WITH said AS (SELECT id FROM pulse_row
                               WHERE run_id = %(run)s AND (%(says)s) AND (%(where)s)),
                     kept AS (%(kept)s WHERE id IN (SELECT id FROM said)
                                 AND i->>0 <> ALL(%(codes)s) GROUP BY id)
                UPDATE pulse_row AS r SET issues = kept.issues,
                       issue_codes = kept.codes, severity = kept.severity
                  FROM said LEFT JOIN kept ON kept.id = said.id
                 WHERE r.id = said.id
                """,
                run=run.id,
                codes=list(codes),
                kept=_KEPT,
                where=where,
                says=SQL(" OR ").join(
                    SQL("issues @> %s::jsonb", json.dumps([[code]])) for code in codes
                ),
            )
        )
        self.invalidate_model()
