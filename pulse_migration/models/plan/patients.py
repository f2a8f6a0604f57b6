"""Planning whose a row is: it loads only onto a patient who is known."""

from odoo import models
from odoo.tools import SQL

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
        # before the patients: a line of no bill has no patient either
        self._hold_unbilled(run)
        self._hold(run, "patient_missing", SQL("%s AND r.patient_key IS NULL", child))
        self._hold(
            run, "patient_held", SQL("%s AND NOT (%s) AND %s", child, known, received)
        )
        self._hold(run, "patient_unknown", SQL("%s AND NOT (%s)", child, known))

    def _check_dates(self, run):
        """A touch of a campaign needs a day, and today's would be a guess."""
        self._hold(
            run,
            "date_missing",
            SQL("r.object_name = 'campaign' AND r.occurred_on IS NULL"),
        )
