"""Verifying what stands alone: rows and documents without their patient.

Told from the tables alone, by other means than the load used.
"""

from odoo import models
from odoo.tools import SQL

# model -> (table, its column that holds the patient's contact)
_PATIENT_COLUMNS = {
    "mail.activity": ("mail_activity", "res_id"),
    "ir.attachment": ("ir_attachment", "res_id"),
    "account.move": ("account_move", "partner_id"),
}


class Verify(models.AbstractModel):
    _inherit = "pulse.verify"

    def _find_orphans(self, run):
        """Rows without their patient, and documents that no row names."""
        rows = self.env.execute_query(
            SQL(
                """SELECT object_name, reason, count(*) FROM pulse_row
                    WHERE run_id = %s AND state = 'held' GROUP BY 1, 2 ORDER BY 1, 2""",
                run.id,
            )
        )
        for object_name, code, count in rows:
            self._add(run, code, "warning", object_name=object_name, count=count)
        lonely = self.env.execute_query(
            SQL(
                """SELECT count(*) FROM pulse_file f
                    WHERE f.run_id = %s AND f.kind = 'document' AND %s""",
                run.id,
                self._unclaimed(run),
            )
        )[0][0]
        if lonely:
            self._add(run, "document_unclaimed", "warning", count=lonely)

    def _unclaimed(self, run):
        """Return SQL: no row of the run names ``f``, a document."""
        return SQL(
            """NOT EXISTS (SELECT 1 FROM pulse_row r WHERE r.run_id = f.run_id
                             AND r.document_id = f.id)"""
        )

    def _find_lonely_records(self, run):
        """A record that the run made and that hangs on no contact at all."""
        for res_model, (table, column) in _PATIENT_COLUMNS.items():
            if res_model not in self.env:
                continue
            rows = self.env.execute_query(
                SQL(
                    """SELECT c.object_name, count(*)
                         FROM pulse_change c JOIN %s t ON t.id = c.res_id
                        WHERE c.run_id = %s AND c.res_model = %s
                          AND c.operation = 'create'
                          AND c.undo_state IS DISTINCT FROM 'undone'
                          AND NOT EXISTS (
                            SELECT 1 FROM res_partner p WHERE p.id = t.%s)
                        GROUP BY 1 ORDER BY 1""",
                    SQL.identifier(table),
                    run.id,
                    res_model,
                    SQL.identifier(column),
                )
            )
            for object_name, count in rows:
                self._add(run, "orphan_found", object_name=object_name, count=count)
