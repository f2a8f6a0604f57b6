"""What the bills of an export say together, by currency, before anything loads."""

from decimal import Decimal

from odoo import models
from odoo.tools import SQL

from ...engine.errors import RowError
from ...loaders.base import loader_of

_SLICE = 1000  # units read at once
_SUMS = ("billed", "paid", "outstanding")
_LOADS = "run_id = %s AND unit_object = 'bill' AND state <> ALL(%s)"
_NOT_LOADED = ["held", "rejected", "excluded"]


class Run(models.Model):
    _inherit = "pulse.run"

    def _sum_bills(self):
        """Return {currency: {bills, billed, paid, outstanding}}, sums as texts.

        Bills that a load would write, or has written; void ones only count.
        """
        sums = {}
        for bill in self._read_bills():
            name = bill.currency or self.migration_id.currency_id.name
            found = sums.setdefault(
                name.upper(), {"bills": 0, **dict.fromkeys(_SUMS, Decimal(0))}
            )
            found["bills"] += 1
            if bill.is_void:
                continue
            found["billed"] += bill.total
            found["paid"] += bill.paid
            found["outstanding"] += bill.outstanding
        return {
            name: {
                key: str(value) if key in _SUMS else value for key, value in s.items()
            }
            for name, s in sorted(sums.items())
        }

    def _read_bills(self):
        """Yield the bills of this run, a bounded number of units in memory.

        A bill that cannot be read is held by the plan, with its reason.
        """
        loader = loader_of(self, "bill")
        scope = loader._scope(self)
        for keys in self._bill_keys():
            where = SQL(f"{_LOADS} AND unit_key = ANY(%s)", self.id, _NOT_LOADED, keys)
            for unit in loader._build_units(where, scope):
                numbers = {row.values.get("bill_id") for row in unit.rows}
                try:
                    bills = loader._read_bills(unit)
                except RowError:
                    continue
                yield from (bill for bill in bills if bill.number in numbers)

    def _bill_keys(self):
        """Yield lists of the keys of units that hold bills."""
        last = ""
        while keys := self.env.execute_query(
            SQL(
                f"""SELECT DISTINCT unit_key FROM pulse_row
                     WHERE {_LOADS} AND unit_key > %s ORDER BY 1 LIMIT %s""",
                self.id,
                _NOT_LOADED,
                last,
                _SLICE,
            )
        ):
            last = keys[-1][0]
            yield [key for (key,) in keys]
