"""Planning whose a row is: it loads only onto a patient who is known."""

from odoo import models
from odoo.tools import SQL

from .row import PARTS_OF_BILL

_WITHOUT_PATIENT = ("patient", "physician")


class Plan(models.AbstractModel):
    _inherit = "pulse.plan"

    def _check_patients(self, run):
        """A row loads only onto a patient that is here or arrives in this run."""
        known = SQL(
            """EXISTS (SELECT 1 FROM pulse_row p WHERE p.run_id = r.run_id
                        AND p.object_name = 'patient' AND p.external_id = r.patient_key
                        AND p.state = 'staged')
               OR EXISTS (SELECT 1 FROM pulse_link l
                           WHERE l.migration_id = r.migration_id
                             AND l.object_name = 'patient'
                             AND l.external_id = r.patient_key)"""
        )
        received = SQL(
            """EXISTS (SELECT 1 FROM pulse_row p WHERE p.run_id = r.run_id
                        AND p.object_name = 'patient'
                        AND p.external_id = r.patient_key)"""
        )
        child = SQL("r.object_name NOT IN %s", _WITHOUT_PATIENT)
        unbilled = SQL(
            """r.object_name IN %s AND NOT EXISTS (
                 SELECT 1 FROM pulse_row b WHERE b.run_id = r.run_id
                    AND b.object_name = 'bill' AND b.state = 'staged'
                    AND b.external_id = r.values->>'bill_id')""",
            PARTS_OF_BILL,
        )
        # before the patients: a line of no bill has no patient either
        self._hold(run, "bill_unknown", unbilled)
        self._hold(run, "patient_missing", SQL("%s AND r.patient_key IS NULL", child))
        self._hold(
            run, "patient_held", SQL("%s AND NOT (%s) AND %s", child, known, received)
        )
        self._hold(run, "patient_unknown", SQL("%s AND NOT (%s)", child, known))
        # and after them, since their bill may be held by now
        self._hold(run, "bill_unknown", unbilled)

    def _check_dates(self, run):
        """A touch of a campaign needs a day, and today's would be a guess."""
        self._hold(
            run,
            "date_missing",
            SQL("r.object_name = 'campaign' AND r.occurred_on IS NULL"),
        )
