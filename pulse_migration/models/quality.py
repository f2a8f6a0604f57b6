"""What is wrong with an export beyond its single cells: part of the stage verb.

One statement a rule, over all rows of a run; rules about people, references and bills
are in files of their own. A rule only says: it changes no value and drops no row.
"""

from odoo import api, models
from odoo.tools import SQL

from .value_map import KINDS

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
    "birth_date_is_registration",
    "age_over_120",
    "date_before_birth",
    "patient_missing",
    "patient_unknown",
    "phone_of_nobody",
    "phone_of_several",
    "appointment_unknown",
    "bill_unknown",
    "patient_unreferenced",
    "bill_without_lines",
    "bill_total_differs",
    "bill_balance_differs",
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
        rows = self.env["pulse.row"]
        rows._unflag(run, CODES)
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
        """Rows that share an id: the same again, or two different things."""
        twins = """
            id IN (SELECT id FROM (
                SELECT id, count(*) OVER (w) AS n,
                       min(fingerprint) OVER w <> max(fingerprint) OVER w AS differ
                  FROM pulse_row
                 WHERE run_id = %(run)s AND state <> 'excluded' AND %(which)s
                WINDOW w AS (PARTITION BY object_name, external_id %(same)s)) AS twin
                 WHERE n > 1 AND %(how)s)"""
        one = SQL("external_id IS NOT NULL AND object_name IN %s", ONE_ROW)
        many = SQL("external_id IS NOT NULL AND object_name NOT IN %s", ONE_ROW)

        def found(which, how, same=""):
            same = SQL(same)
            return SQL(twins, run=run.id, which=which, how=SQL(how), same=same)

        self._mark(run, "duplicate_row", found(one, "NOT differ"), severity="info")
        self._mark(run, "duplicate_id", found(one, "differ"), severity="error")
        again = found(many, "NOT differ", ", fingerprint")
        self._mark(run, "row_repeated", again)

    def _check_values(self, run):
        """Words of a column of meaning for which nobody has chosen one yet."""
        for kind, (object_name, field_name) in KINDS.items():
            self._mark(
                run,
                "value_unmapped",
                SQL(
                    """object_name = %s AND values->>%s IN (
                         SELECT source_value FROM pulse_value_map
                          WHERE migration_id = %s AND kind = %s AND state = 'look')""",
                    object_name,
                    field_name,
                    run.migration_id.id,
                    kind,
                ),
                field=field_name,
            )
