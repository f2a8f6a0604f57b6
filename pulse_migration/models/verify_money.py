"""Verifying the money: what the bills state and what Odoo holds, to the cent."""

from decimal import Decimal

from odoo import models
from odoo.tools import SQL

from ..engine.money_summary import amount, is_void, outstanding, total_of

_LOADED = ("created", "updated", "unchanged", "merged")


class Verify(models.AbstractModel):
    _inherit = "pulse.verify"

    def _count_money(self, run):
        """Sum the bills the rows state and the ones Odoo holds, to the cent."""
        rows = self.env.execute_query(
            SQL(
                """SELECT DISTINCT ON (external_id) values FROM pulse_row
                    WHERE run_id = %s AND object_name = 'bill' AND state IN %s
                    ORDER BY external_id, file_id, line""",
                run.id,
                _LOADED,
            )
        )
        bills = [values for (values,) in rows if not is_void(values)]
        items = self._items_of(run, [v for v in bills if total_of(v) is None])
        source = {
            "billed": sum(
                (total_of(v, items.get(v["bill_id"], ())) or 0 for v in bills),
                Decimal(0),
            ),
            "paid": sum((amount(v, "amount_paid") for v in bills), Decimal(0)),
            "outstanding": sum((outstanding(v) for v in bills), Decimal(0)),
        }
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

    def _items_of(self, run, bills):
        """Return {bill id: values of its loaded items} of the bills given."""
        rows = self.env.execute_query(
            SQL(
                """SELECT values->>'bill_id', values FROM pulse_row
                    WHERE run_id = %s AND object_name = 'bill_item'
                      AND state IN %s
                      AND values->>'bill_id' = ANY(%s) ORDER BY file_id, line""",
                run.id,
                _LOADED,
                [values["bill_id"] for values in bills],
            )
        )
        items = {}
        for bill_id, values in rows:
            items.setdefault(bill_id, []).append(values)
        return items

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
                           WHERE run_id = %s AND object_name = 'bill'
                             AND state IN %s)""",
                migration.id,
                run.id,
                _LOADED,
            )
            return {"billed": Decimal(self.env.execute_query(query)[0][0])}
        query = SQL(
            """SELECT coalesce(sum(p.x_studio_outstanding_balance), 0)::text
                 FROM res_partner p WHERE p.id IN (
                   SELECT l.res_id FROM pulse_link l JOIN pulse_row r
                       ON r.patient_key = l.external_id AND r.run_id = %s
                      AND r.object_name = 'bill' AND r.state IN %s
                    WHERE l.migration_id = %s AND l.object_name = 'patient')""",
            run.id,
            _LOADED,
            migration.id,
        )
        return {"outstanding": Decimal(self.env.execute_query(query)[0][0])}
