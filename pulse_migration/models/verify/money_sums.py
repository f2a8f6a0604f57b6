"""Verifying money: what the bills come to there and here, to the cent."""

from decimal import Decimal

from odoo import models
from odoo.tools import SQL

from ...engine.errors import RowError
from ...loaders.base import loader_of
from ...loaders.unit import LOADED
from .records import CHUNK


class Verify(models.AbstractModel):
    _inherit = "pulse.verify"

    def _count_money(self, run):
        """Return {measure: {source, odoo}} of the bills of this run.

        Bills are compared one by one; what is owed on a patient's page is a sum of all
        bills, also of earlier runs.
        """
        run.sudo().money_ids.unlink()
        money, owed = self._compare_money(run)
        if run.migration_id.bill_target == "partner":
            odoo = self._odoo_outstanding(run)
            if odoo != owed:
                self._add(
                    run, "money_differs", field_name="outstanding", object_name="bill"
                )
            money["outstanding"] = {"source": float(owed), "odoo": float(odoo)}
        return money

    def _bills_of(self, run):
        """Yield (unit, its bills) of what this run loaded, a bounded number at once."""
        loader = loader_of(run, "bill")
        scope = loader._scope(run)
        for where in self._unit_slices(run, "bill"):
            units = loader._build_units(where, scope)
            for unit in sorted(units, key=lambda unit: unit.head.patient_key or ""):
                try:
                    yield unit, loader._read_bills(unit)
                except RowError as error:
                    self._add(run, error.code, object_name="bill", external_id=unit.key)
            self.env.invalidate_all()

    def _unit_slices(self, run, unit_object):
        """Yield conditions that choose the rows of a bounded number of units.

        Those of one patient come one after the other.
        """
        keys = self.env.execute_query(
            SQL(
                """SELECT unit_key FROM pulse_row
                    WHERE run_id = %s AND unit_object = %s AND state IN %s
                    GROUP BY unit_key ORDER BY min(patient_key), unit_key""",
                run.id,
                unit_object,
                LOADED,
            )
        )
        keys = [key for (key,) in keys]
        for start in range(0, len(keys), CHUNK):
            yield SQL(
                """run_id = %s AND unit_object = %s AND unit_key = ANY(%s)
                   AND state IN %s""",
                run.id,
                unit_object,
                keys[start : start + CHUNK],
                LOADED,
            )

    def _odoo_outstanding(self, run):
        """Return what the patients' own pages say is owed, as a Decimal."""
        query = SQL(
            """SELECT coalesce(sum(p.x_studio_outstanding_balance), 0)::text
                 FROM res_partner p WHERE p.id IN (
                   SELECT l.res_id FROM pulse_link l JOIN pulse_row r
                       ON r.patient_key = l.external_id AND r.run_id = %s
                      AND r.object_name = 'bill' AND r.state IN %s
                    WHERE l.migration_id = %s AND l.object_name = 'patient')""",
            run.id,
            LOADED,
            run.migration_id.id,
        )
        return Decimal(self.env.execute_query(query)[0][0])
