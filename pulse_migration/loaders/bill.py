"""What the two targets of bills share: a bill is what all its deliveries say."""

from odoo import models
from odoo.tools import SQL

from ..engine.bill_rows import BillRow, read_bills


class BillLoader(models.AbstractModel):
    """Reads the unit's bills from this run's rows and from those of earlier ones.

    A newer export may hold one bill of many, or a bill without its lines.
    """

    _name = "pulse.loader.bill"
    _inherit = "pulse.loader"
    _description = "Loader: Bills"

    def _build_units(self, where, scope):
        units = super()._build_units(where, scope)
        earlier = self._earlier_rows([unit.key for unit in units], scope)
        for unit in units:
            unit.bill_rows = earlier.get(unit.key, []) + [
                BillRow(
                    row.id,
                    row.object_name,
                    row.values,
                    row.fingerprint,
                    0,
                    scope.run.id,
                )
                for row in unit.rows
                if row.action != "merge"
            ]
        return units

    def _earlier_rows(self, keys, scope):
        """Return {unit key: rows that other runs of the migration loaded}, one query.

        A row that only repeated another, and one that was taken back, say nothing.
        """
        self.env["pulse.row"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """SELECT unit_key, id, object_name, values, fingerprint, file_id,
                          run_id
                     FROM pulse_row
                    WHERE run_id = ANY(%s) AND unit_object = 'bill'
                      AND unit_key = ANY(%s) AND action <> 'merge'
                      AND state IN ('created', 'updated', 'merged', 'unchanged')
                    ORDER BY run_id, file_id, line, id""",
                (scope.migration.run_ids - scope.run).ids,
                keys,
            )
        )
        earlier = {}
        for key, *cells in rows:
            earlier.setdefault(key, []).append(BillRow(*cells))
        return earlier

    def _read_bills(self, unit):
        """Return the unit's bills; raises RowError where plan would have held it."""
        return read_bills(unit.bill_rows)
