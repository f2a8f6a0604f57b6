"""Quality rules about references: what a row names must be there, and the reverse."""

from odoo import models
from odoo.tools import SQL

from ..stage.row import PARTS_OF_BILL

_OF_A_PATIENT = ("prescription", "medical_record", "bill")


class Quality(models.AbstractModel):
    _inherit = "pulse.quality"

    def _check_references(self, run):
        self._check_patients_named(run)
        self._check_threads(run)
        self._check_appointments_named(run)
        self._check_bills_named(run)
        self._find_unreferenced(run)
        self._check_order_of_life(run)

    def _is_received(self, run, object_name, key):
        """Return the condition that this run, or an earlier load, has the record."""
        return SQL(
            """(%(key)s IN (SELECT external_id FROM pulse_row
                             WHERE run_id = %(run)s AND object_name = %(object)s
                               AND external_id IS NOT NULL AND state <> 'excluded')
                OR %(key)s IN (SELECT external_id FROM pulse_link
                                WHERE migration_id = %(migration)s
                                  AND object_name = %(object)s))""",
            key=key,
            run=run.id,
            migration=run.migration_id.id,
            object=object_name,
        )

    def _check_patients_named(self, run):
        """A bill's parts find their patient through the bill."""
        self._mark(
            run,
            "patient_missing",
            SQL(
                """patient_key IS NULL AND values->>'patient_phone' IS NULL
                   AND object_name NOT IN ('patient', 'physician')
                   AND object_name NOT IN %s""",
                PARTS_OF_BILL,
            ),
            severity="error",
            field="patient_id",
        )
        self._mark(
            run,
            "patient_unknown",
            SQL(
                """patient_key IS NOT NULL AND NOT %s
                   AND object_name NOT IN ('patient', 'physician')""",
                self._is_received(run, "patient", SQL("patient_key")),
            ),
            severity="error",
            field="patient_id",
        )

    def _check_threads(self, run):
        """Messages and campaigns that name a patient by phone only."""
        owners = SQL(
            """(SELECT count(DISTINCT p.external_id) AS n, number
                  FROM pulse_row p, unnest(ARRAY[p.values->>'phone',
                       p.values->>'mobile', p.values->>'phone_alt']) AS number
                 WHERE p.run_id = %s AND p.object_name = 'patient'
                   AND p.state <> 'excluded' AND number IS NOT NULL
                 GROUP BY number)""",
            run.id,
        )
        for code, whose in (
            ("phone_of_nobody", SQL("NOT IN (SELECT number FROM %s AS o)", owners)),
            (
                "phone_of_several",
                SQL("IN (SELECT number FROM %s AS o WHERE n > 1)", owners),
            ),
        ):
            self._mark(
                run,
                code,
                SQL(
                    """patient_key IS NULL AND values->>'patient_phone' IS NOT NULL
                       AND object_name NOT IN ('patient', 'physician')
                       AND values->>'patient_phone' %s""",
                    whose,
                ),
                severity="error",
                field="patient_phone",
            )

    def _check_appointments_named(self, run):
        self._mark(
            run,
            "appointment_unknown",
            SQL(
                "object_name IN %s AND values->>'appointment_id' <> '' AND NOT %s",
                _OF_A_PATIENT,
                self._is_received(
                    run, "appointment", SQL("(values->>'appointment_id')")
                ),
            ),
            field="appointment_id",
        )

    def _check_bills_named(self, run):
        self._mark(
            run,
            "bill_unknown",
            SQL(
                """object_name IN %s AND (values->>'bill_id' IS NULL OR NOT %s)""",
                PARTS_OF_BILL,
                self._is_received(run, "bill", SQL("(values->>'bill_id')")),
            ),
            severity="error",
            field="bill_id",
        )

    def _find_unreferenced(self, run):
        """Parents that nothing names, where the export holds such children at all."""
        self._mark(
            run,
            "patient_unreferenced",
            self._is_named_by_none(
                run,
                "patient",
                SQL("c.patient_key"),
                SQL("c.object_name NOT IN ('patient', 'physician')"),
            ),
            severity="info",
        )
        self._mark(
            run,
            "bill_without_lines",
            self._is_named_by_none(
                run,
                "bill",
                SQL("(c.values->>'bill_id')"),
                SQL("c.object_name = 'bill_item'"),
            ),
            severity="info",
        )
        if not run.same_count:  # rows that are not staged name many of them
            self._find_unnamed_physicians(run)

    def _find_unnamed_physicians(self, run):
        """Those of the list of staff that no other row names, where any is named."""
        self._mark(
            run,
            "physician_unreferenced",
            SQL(
                """object_name = 'physician' AND EXISTS (SELECT 1 FROM %(named)s AS a)
                   AND NOT EXISTS (SELECT 1 FROM %(named)s AS n
                                    WHERE n.key = pulse_row.physician_key
                                       OR n.id = values->>'physician_id')""",
                named=self._named_physicians(run),
            ),
            severity="info",
        )

    def _named_physicians(self, run):
        """By e-mail or name, or by their number in the list of staff."""
        return SQL(
            """(SELECT DISTINCT physician_key AS key, values->>'physician_id' AS id
                  FROM pulse_row
                 WHERE run_id = %s AND object_name <> 'physician'
                   AND state <> 'excluded'
                   AND (physician_key IS NOT NULL
                        OR values->>'physician_id' IS NOT NULL))""",
            run.id,
        )

    def _is_named_by_none(self, run, object_name, key, child):
        children = SQL(
            """(SELECT %s AS key FROM pulse_row c
                 WHERE c.run_id = %s AND c.state <> 'excluded' AND %s)""",
            key,
            run.id,
            child,
        )
        return SQL(
            """object_name = %(object)s AND EXISTS (SELECT 1 FROM %(children)s AS a)
               AND external_id NOT IN (SELECT key FROM %(children)s AS c
                                        WHERE key IS NOT NULL)""",
            object=object_name,
            children=children,
        )

    def _check_order_of_life(self, run):
        """Nothing happens to a patient before the birth."""
        self._mark(
            run,
            "date_before_birth",
            SQL(
                """occurred_on IS NOT NULL AND object_name <> 'patient' AND id IN (
                     SELECT c.id FROM pulse_row c
                       JOIN pulse_row p ON p.run_id = c.run_id
                        AND p.object_name = 'patient' AND p.state <> 'excluded'
                        AND p.external_id = c.patient_key
                      WHERE c.run_id = %s AND c.occurred_on::text
                            < p.values->>'date_of_birth')""",
                run.id,
            ),
            field="date",
        )
