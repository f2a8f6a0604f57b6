"""What is wrong with an export beyond its single cells: part of the stage verb.

One statement a rule, over all rows of a run; rules about people, references and bills
are in files of their own. A rule only says: it changes no value and drops no row.
"""

from odoo import api, models
from odoo.tools import SQL

from ...engine import value_maps

# every code that a rule gives, so that staging again says it anew
CODES = (
    "duplicate_row",
    "row_repeated",
    "duplicate_id",
    "same_name_and_birth_date",
    "same_name_and_phone",
    "same_name_and_email",
    "shared_phone",
    "birth_date_conflict",
    "gender_conflict",
    "blood_group_conflict",
    "contact_missing",
    "age_over_120",
    "date_before_birth",
    "patient_missing",
    "patient_unknown",
    "phone_of_nobody",
    "phone_of_several",
    "appointment_unknown",
    "bill_unknown",
    "patient_unreferenced",
    "physician_unreferenced",
    "bill_without_lines",
    "bill_total_differs",
    "bill_balance_differs",
    "bill_status_differs",
    "bill_total_missing",
    "bill_dates_apart",
    "currency_assumed",
    "line_total_differs",
    "payment_cancelled",
    "payment_unstated",
    "payments_exceed_bill",
    "value_unmapped",
)
# objects of which two rows with one id are two versions of the same thing
ONE_ROW = ("patient", "appointment", "campaign", "physician")


class Quality(models.AbstractModel):
    """The rules that look across rows and files."""

    _name = "pulse.quality"
    _description = "Data Quality Rules"

    @api.model
    def _check(self, run):
        """Flag the rows of ``run`` anew, and rebuild its report."""
        self.env.flush_all()
        # tables of a clinic's size are hashed in memory, until the transaction ends
        self.env.cr.execute("SET LOCAL work_mem = '64MB'")
        self.env["pulse.row"]._unflag(run, CODES)
        self._check_ids(run)
        self._check_people(run)
        self._check_references(run)
        self._check_bills(run)
        self._check_values(run)
        self.env["pulse.plan"]._find_documents(run)
        self.env["pulse.issue"]._rebuild(run)

    def _mark(self, run, code, where, severity="warning", field=None):
        """Flag rows ``pulse_row`` of the run; ``field`` names the column meant."""
        self.env["pulse.row"]._flag(
            code,
            SQL("run_id = %s AND state <> 'excluded' AND (%s)", run.id, where),
            severity=severity,
            header=self._header_of(field) if field else None,
        )

    def _header_of(self, field):
        """Return SQL for the column of a row's file that is mapped to ``field``."""
        return SQL(
            """(SELECT min(m.header) FROM pulse_mapping m
                 WHERE m.file_id = pulse_row.file_id AND m.field_name = %s)""",
            field,
        )

    def _check_ids(self, run):
        """Rows that share an id: the same again, or two different things.

        Lines of a bill and messages have no id: two of the same kind are no mistake.
        """
        self._collect_same(run)
        same = "id IN (SELECT id FROM pulse_same WHERE %s)"
        self._mark(
            run,
            "duplicate_row",
            SQL(same % "is_one AND NOT differ AND n > 1"),
            severity="info",
        )
        physician = SQL("object_name = 'physician' AND %s", SQL(same % "differ"))
        self._mark(run, "duplicate_id", physician)  # these merge all the same
        self._mark(
            run, "duplicate_id", SQL(same % "is_one AND differ"), severity="error"
        )
        self._mark(run, "row_repeated", SQL(same % "NOT is_one AND n > 1"))
        self.env.cr.execute("DROP TABLE pulse_same")

    def _collect_same(self, run):
        """Make a table of the rows that share an id."""
        self.env.cr.execute(
            SQL(
                """
                CREATE TEMPORARY TABLE pulse_same ON COMMIT DROP AS
                  SELECT r.id, r.object_name IN %(one)s AS is_one,
                         count(*) OVER (
                           PARTITION BY object_name, external_id, r.fingerprint) AS n,
                         min(r.fingerprint) OVER w <> max(r.fingerprint) OVER w
                           AS differ
                    FROM pulse_row r
                    JOIN (SELECT object_name, external_id FROM pulse_row
                           WHERE run_id = %(run)s AND external_id IS NOT NULL
                             AND NOT (external_id LIKE '~%%'
                                      AND object_name IN ('bill_item', 'message'))
                           GROUP BY 1, 2 HAVING count(*) > 1) AS d
                      USING (object_name, external_id)
                   WHERE r.run_id = %(run)s AND r.state <> 'excluded'
                  WINDOW w AS (PARTITION BY object_name, external_id)
                """,
                run=run.id,
                one=ONE_ROW,
            )
        )

    def _check_values(self, run):
        """Words of a column of meaning for which nobody has chosen one yet."""
        open_kinds = self.env["pulse.value.map"]._read_group(
            [("migration_id", "=", run.migration_id.id), ("state", "=", "look")],
            ["kind"],
        )
        for (name,) in open_kinds:
            for object_name, field_name in sorted(value_maps.KINDS[name].columns):
                self._mark_unmapped(run, name, object_name, field_name)

    def _mark_unmapped(self, run, kind, object_name, field_name):
        """Texts are looked up as the file has them, as the lines were collected."""
        self._mark(
            run,
            "value_unmapped",
            SQL(
                """object_name = %s AND EXISTS (
                     SELECT 1 FROM pulse_mapping c JOIN pulse_value_map m
                         ON m.migration_id = %s AND m.kind = %s AND m.state = 'look'
                        AND m.source_value IN (values->>%s,
                                               btrim(payload->>c.header))
                      WHERE c.file_id = pulse_row.file_id AND c.field_name = %s)""",
                object_name,
                run.migration_id.id,
                kind,
                field_name,
                field_name,
            ),
            field=field_name,
        )
