"""Verifying money: what the bills come to there and here, to the cent."""

from decimal import Decimal

from odoo import models
from odoo.tools import SQL

from ...loaders.unit import LOADED


class Verify(models.AbstractModel):
    _inherit = "pulse.verify"

    def _count_money(self, run):
        """Add up what was compared; return {measure: {source, odoo}} of the bills.

        Bills are compared one by one, with their records; what is owed on a patient's
        page is a sum of all bills, also of earlier runs.
        """
        run.sudo().money_ids.unlink()
        money, owed = self._add_up_money(run)
        if run.migration_id.bill_target == "partner":
            odoo = self._odoo_outstanding(run)
            if odoo != owed:
                self._add(
                    run, "money_differs", field_name="outstanding", object_name="bill"
                )
            money["outstanding"] = {"source": float(owed), "odoo": float(odoo)}
        return money

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
