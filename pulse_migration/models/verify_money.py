"""Verifying money: what the bills come to there and here, to the cent."""

from decimal import Decimal

from odoo import models
from odoo.tools import SQL

from ..engine.errors import RowError
from ..engine.money_summary import summarise
from ..loaders.base import loader_of
from .verify_records import CHUNK

_LOADED = "state IN ('created', 'updated', 'unchanged', 'merged')"


class Verify(models.AbstractModel):
    _inherit = "pulse.verify"

    def _count_money(self, run):
        """Sum the bills the rows state and the ones Odoo holds, to the cent.

        What is owed on a patient's page is of all bills, also of earlier runs.
        """
        source = self._source_money(run)
        odoo = self._odoo_money(run)
        for name, total in odoo.items():
            if total is not None and total != source[name]:
                self._add(run, "money_differs", field_name=name, object_name="bill")
        return {
            name: {
                "source": float(source[name]),
                "odoo": None if odoo.get(name) is None else float(odoo[name]),
            }
            for name in source
        }

    def _source_money(self, run):
        """Return {what: Decimal sum} of the bills of this run."""
        sums = dict.fromkeys(("billed", "paid", "outstanding"), Decimal(0))
        loader = loader_of(run, "bill")
        scope = loader._scope(run)
        own_currency = scope.migration.currency_id.name
        for where in self._bill_slices(run):
            for unit in loader._build_units(where, scope):
                try:
                    bills = loader._read_bills(unit)
                except RowError as error:
                    self._add(run, error.code, object_name="bill", external_id=unit.key)
                    continue
                numbers = {row.values.get("bill_id") for row in unit.rows}
                for bill in bills:
                    if bill.number in numbers and not bill.is_void:
                        sums["billed"] += bill.total
                        sums["paid"] += bill.paid
                sums["outstanding"] += summarise(bills, own_currency).outstanding
        return sums

    def _bill_slices(self, run):
        """Yield conditions that choose the rows of a bounded number of units."""
        keys = self.env.execute_query(
            SQL(
                """SELECT DISTINCT unit_key FROM pulse_row
                    WHERE run_id = %s AND unit_object = 'bill' AND %s ORDER BY 1""",
                run.id,
                SQL(_LOADED),
            )
        )
        keys = [key for (key,) in keys]
        for start in range(0, len(keys), CHUNK):
            yield SQL(
                """run_id = %s AND unit_object = 'bill' AND unit_key = ANY(%s)
                   AND %s""",
                run.id,
                keys[start : start + CHUNK],
                SQL(_LOADED),
            )

    def _odoo_money(self, run):
        """Return Decimal sums as Odoo holds them; None for what is not kept here.

        Draft invoices carry no payments, so with them only what was billed compares.
        """
        migration = run.migration_id
        if migration.bill_target == "move":
            query = SQL(
                """SELECT coalesce(sum(m.amount_total * CASE m.move_type
                                       WHEN 'out_refund' THEN -1 ELSE 1 END), 0)::text
                     FROM pulse_link l JOIN account_move m ON m.id = l.res_id
                    WHERE l.migration_id = %s AND l.object_name = 'bill'
                      AND l.res_model = 'account.move' AND m.state <> 'cancel'
                      AND l.external_id IN (SELECT unit_key FROM pulse_row
                           WHERE run_id = %s AND object_name = 'bill' AND %s)""",
                migration.id,
                run.id,
                SQL(_LOADED),
            )
            return {"billed": Decimal(self.env.execute_query(query)[0][0])}
        query = SQL(
            """SELECT coalesce(sum(p.x_studio_outstanding_balance), 0)::text
                 FROM res_partner p WHERE p.id IN (
                   SELECT l.res_id FROM pulse_link l JOIN pulse_row r
                       ON r.patient_key = l.external_id AND r.run_id = %s
                      AND r.object_name = 'bill' AND r.state IN
                          ('created', 'updated', 'unchanged', 'merged')
                    WHERE l.migration_id = %s AND l.object_name = 'patient')""",
            run.id,
            migration.id,
        )
        return {"outstanding": Decimal(self.env.execute_query(query)[0][0])}
