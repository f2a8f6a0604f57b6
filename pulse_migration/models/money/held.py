"""Verifying money that was not loaded: what the source says of rows that wait."""

from decimal import Decimal

from odoo import models
from odoo.tools import SQL, split_every

from ...engine.bill_amounts import received_of
from ...engine.bill_lines import number
from ...engine.bill_rows import BillRow, read_bills
from ...engine.errors import RowError
from ...engine.money_measures import MEASURES, measures_of
from ...exceptions import text_of
from ..stage.row import PARTS_OF_BILL
from ..verify.records import CHUNK

WAITING = ("held", "rejected")


class Verify(models.AbstractModel):
    _inherit = "pulse.verify"

    def _add_held(self, run, parts):
        """Add what bills come to that are held or refused, by the reason: with the
        others it is what the files say in all."""
        own_currency = run.migration_id.currency_id.name
        for numbers in split_every(CHUNK, self._held_numbers(run), list):
            for reason, rows in self._read_held(run, numbers):
                bills, currency, source = _sums_of(rows, own_currency)
                name = text_of(self.env, reason) if reason else ""
                parts.add_held(name, currency, source, bills)

    def _held_numbers(self, run):
        rows = self.env.execute_query(
            SQL(
                """SELECT DISTINCT coalesce(values->>'bill_id', '') FROM pulse_row
                    WHERE run_id = %s AND state IN %s
                      AND (object_name = 'bill' OR object_name IN %s) ORDER BY 1""",
                run.id,
                WAITING,
                PARTS_OF_BILL,
            )
        )
        return [number for (number,) in rows]

    def _read_held(self, run, numbers):
        """Yield (reason, rows) of each bill number, and of each row without one."""
        rows = self.env.execute_query(
            SQL(
                """SELECT coalesce(values->>'bill_id', ''), reason, id, object_name,
                          values, fingerprint, file_id, run_id
                     FROM pulse_row
                    WHERE run_id = %s AND state IN %s
                      AND (object_name = 'bill' OR object_name IN %s)
                      AND coalesce(values->>'bill_id', '') = ANY(%s)
                    ORDER BY object_name <> 'bill', file_id, line, id""",
                run.id,
                WAITING,
                PARTS_OF_BILL,
                numbers,
            )
        )
        found = {}
        for bill_number, reason, *cells in rows:
            key = bill_number or cells[0]
            found.setdefault(key, (reason or "", []))[1].append(BillRow(*cells))
        yield from found.values()


def _sums_of(rows, own_currency):
    """Return (bills, currency, {measure: amount}) of rows of one number.

    Where nobody can tell what the bill comes to, it is what its rows state.
    """
    own = [row.values for row in rows if row.kind == "bill"]
    said = [values.get("currency") for values in own or [row.values for row in rows]]
    currencies = [str(one).strip().upper() for one in said if one]
    currency = currencies[0] if currencies else own_currency
    zero = Decimal(0)
    if not own:
        payments = [row.values for row in rows if row.kind == "payment"]
        received = received_of(payments) or zero
        return 0, currency, {**dict.fromkeys(MEASURES, zero), "paid": received}
    try:
        source = measures_of(read_bills(rows)[0])
    except RowError:
        stated = {"billed": "amount_total", "paid": "amount_paid"}
        stated["outstanding"] = "outstanding"
        source = dict.fromkeys(MEASURES, zero)
        for name, field in stated.items():
            source[name] = sum((number(values, field) or zero for values in own), zero)
    return 1, currency, source
