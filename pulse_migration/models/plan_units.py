"""Planning units: what two patients claim is neither's until a person says whose."""

from odoo import models
from odoo.tools import SQL

from .row import PARTS_OF_BILL

_LOADED = ("created", "updated", "unchanged", "merged")


class Plan(models.AbstractModel):
    _inherit = "pulse.plan"

    def _hold_mixed_units(self, run):
        """Hold every row of a record that rows of several patients share.

        A bill is one by its number, wherever it lands. A patient whom nobody knows
        claims nothing: such a row waits alone.
        """
        key = """CASE WHEN {0}.object_name IN %(bill)s THEN {0}.values->>'bill_id'
                      ELSE {0}.unit_key END"""
        self._hold(
            run,
            "unit_of_several_patients",
            SQL(
                f"""(r.unit_object, {key.format("r")}) IN (
                      SELECT u.unit_object, {key.format("u")} FROM pulse_row u
                       WHERE u.run_id = %(run)s AND u.state IN ('staged', 'held')
                         AND u.reason IS DISTINCT FROM 'patient_unknown'
                         AND u.object_name NOT IN ('patient', 'physician')
                       GROUP BY 1, 2 HAVING count(DISTINCT u.patient_key) > 1)""",
                bill=("bill", *PARTS_OF_BILL),
                run=run.id,
            ),
        )
        self._hold_moved_units(run)

    def _hold_moved_units(self, run):
        """Hold what an earlier export had loaded onto another patient."""
        earlier = run.migration_id.run_ids.filtered(lambda other: other.id < run.id)
        if not earlier:
            return
        self._hold(
            run,
            "patient_changed",
            SQL(
                """r.object_name NOT IN ('patient', 'physician') AND EXISTS (
                     SELECT 1 FROM pulse_row old
                      WHERE old.run_id = ANY(%s) AND old.unit_object = r.unit_object
                        AND old.unit_key = r.unit_key AND old.state IN %s
                        AND old.patient_key <> r.patient_key)""",
                earlier.ids,
                _LOADED,
            ),
        )
