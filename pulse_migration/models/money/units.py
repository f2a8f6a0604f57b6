"""Verifying money with the records: their rows are at hand, and any lane can do it."""

from odoo import models
from odoo.tools import SQL

from ...engine.errors import RowError
from .parts import Parts, kept_measures


class Run(models.Model):
    _inherit = "pulse.run"

    def _open_slices(self):
        result = super()._open_slices()
        self.env["pulse.money.part"].sudo()._forget(self)
        return result


class Verify(models.AbstractModel):
    _inherit = "pulse.verify"

    def _compare_records(self, run):
        """What lanes compared of the money before is kept."""
        if not run.verify_token:
            self.env["pulse.money.part"]._forget(run)
        return super()._compare_records(run)

    def _compare_units(self, run, loader, units, scope, totals):
        """The rows are at hand: compare their money with them."""
        result = super()._compare_units(run, loader, units, scope, totals)
        if units[0].object_name in ("bill", "payment"):
            units = self._with_unchanged(run, loader, units, scope)
            self._compare_money(run, loader, units, scope)
        return result

    def _with_unchanged(self, run, loader, units, scope):
        """Read those units anew of which the run wrote some rows only."""
        if not run.is_delta:
            return units
        keys = self._partly_written(run, units)
        if not keys:
            return units
        whole = self._read_loaded(run, loader, units[0].object_name, keys, scope)
        return [unit for unit in units if unit.key not in keys] + whole

    def _partly_written(self, run, units):
        rows = self.env.execute_query(
            SQL(
                """SELECT DISTINCT unit_key FROM pulse_row
                    WHERE run_id = %s AND unit_object = %s AND unit_key = ANY(%s)
                      AND state = 'unchanged'""",
                run.id,
                units[0].object_name,
                [unit.key for unit in units],
            )
        )
        return [key for (key,) in rows]

    def _compare_money(self, run, loader, units, scope):
        """Compare the money of units of one object, and keep the parts of the sums."""
        parts = Parts(run, kept_measures(run.migration_id))
        if units[0].object_name == "payment":
            self._compare_advances(run, loader, units, scope, parts)
        elif run.migration_id._bill_way() == "move":
            self._compare_bills(run, loader, units, scope, parts)
        else:
            self._compare_statements(run, loader, units, scope, parts)
        parts.put()

    def _read_units_bills(self, run, loader, units):
        """Yield (unit, its bills); a bill that cannot be read is told."""
        for unit in units:
            try:
                yield unit, loader._read_bills(unit)
            except RowError as error:
                self._add(run, error.code, object_name="bill", external_id=unit.key)
