"""What the two targets of bills share: a bill is what all its deliveries say."""

from odoo import models
from odoo.tools import SQL

from ..engine.bill_rows import BillRow, read_bills
from .unit import LOADED


class BillLoader(models.AbstractModel):
    """Reads the unit's bills from this run's rows and from those of other ones.

    A newer export may hold one bill of many, or a bill without its lines.
    """

    _name = "pulse.loader.bill"
    _inherit = "pulse.loader"
    _description = "Loader: Bills"

    def _build_units(self, where, scope):
        units = super()._build_units(where, scope)
        self._add_deliveries({unit.key: unit for unit in units}, scope)
        return units

    def _add_deliveries(self, units, scope):
        """Give the units the rows that other runs of the migration loaded, one query.

        What was taken back says nothing any more.
        """
        where = SQL(
            """run_id = ANY(%s) AND unit_object = 'bill' AND unit_key = ANY(%s)
               AND state IN %s""",
            (scope.migration.run_ids - scope.run).ids,
            list(units),
            LOADED,
        )
        for unit in units.values():
            unit.earlier = []
        for key, row in self._read_rows(where, scope):
            units[key].add_earlier(row)

    def _read_bills(self, unit):
        """Return the unit's bills; raises RowError where plan would have held it.

        They are read once, until the unit gets other rows, or these other values: a
        sample leaves out one after the other.
        """
        unit.check_known()
        rows = self._bill_rows(unit)
        of = [(row.key, row.values) for row in rows]
        if unit.bills_of != of:
            unit.bills, unit.bills_of = read_bills(rows), of
        return unit.bills

    def _bill_rows(self, unit):
        """Return the rows of every delivery as the engine takes them."""
        return [bill_row(row) for row in (*unit.earlier, *unit.rows)]


def bill_row(row):
    """Return a row of a bill as the engine takes it."""
    return BillRow(
        row.id,
        row.object_name,
        row.values,
        row.print,
        row.file_id,
        row.run_id,
    )
