"""What the bills of an export say together, by currency, before anything loads."""

from decimal import Decimal

from odoo import models
from odoo.tools import SQL

from ..engine.money_summary import amount, is_void, outstanding, total_of

_SLICE = 10_000
_NAMES = (
    "amount_total",
    "amount_paid",
    "outstanding",
    "amount_net",
    "tax",
    "status",
    "status_meaning",
    "currency",
)
_SUMS = ("billed", "paid", "outstanding")


class Run(models.Model):
    _inherit = "pulse.run"

    def _sum_bills(self):
        """Return {currency: {bills, billed, paid, outstanding}}, sums as texts.

        Bills that a load would write, or has written; void ones only count.
        """
        sums = {}
        for values in self._read_bills():
            name = values["currency"] or self.migration_id.currency_id.name
            found = sums.setdefault(
                name.upper(), {"bills": 0, **dict.fromkeys(_SUMS, Decimal(0))}
            )
            found["bills"] += 1
            if is_void(values):
                continue
            found["billed"] += total_of(values) or 0
            found["paid"] += amount(values, "amount_paid")
            found["outstanding"] += outstanding(values)
        return {
            name: {
                key: str(value) if key in _SUMS else value for key, value in s.items()
            }
            for name, s in sorted(sums.items())
        }

    def _read_bills(self):
        """Yield the amounts of one row a bill, a bounded number of them at a time."""
        last = ""
        query = SQL(", ").join(SQL("values->>%s", name) for name in _NAMES)
        while rows := self.env.execute_query(
            SQL(
                """SELECT DISTINCT ON (external_id) external_id, %s FROM pulse_row
                    WHERE run_id = %s AND object_name = 'bill'
                      AND state NOT IN ('held', 'rejected', 'excluded')
                      AND external_id > %s
                    ORDER BY external_id, file_id, line LIMIT %s""",
                query,
                self.id,
                last,
                _SLICE,
            )
        ):
            last = rows[-1][0]
            for _external_id, *values in rows:
                yield dict(zip(_NAMES, values, strict=True))
