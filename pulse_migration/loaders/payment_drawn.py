"""Advances that bills used: what the rows say of it, and what the books say.

A bill paid by advance has a payment of its own, through the journal of advances. The
same amount leaves the advance through that journal: what it holds of the export's own
advances is nought, and what is left of one is the patient's credit. Each such draw is a
further record of its bill, with a mark of its advance in the key.
"""

import hashlib
from decimal import Decimal
from typing import NamedTuple

from odoo import models
from odoo.tools import SQL, split_every

from ..engine.advances import Draw, Drawn, advances_of, draw, uses_of
from ..engine.bill_rows import read_advances, read_bills
from ..engine.errors import RowError
from ..engine.payment_split import SPLIT
from ..engine.receipts import ADVANCE
from . import purged
from .bill import bill_row
from .exact import exact
from .quiet import quiet
from .unit import LOADED, part_number

USED = "#use-"
_DUST = 0.005  # of floats
_SLICE = 200  # patients whose rows are in memory at a time
_PATIENTS = """
    SELECT DISTINCT patient_key FROM pulse_row AS used
     WHERE %(where)s AND used.unit_object = 'bill'
       AND (%(said)s->>'payment_method_meaning' IN %(modes)s
            OR %(said)s ? 'advance_used')
       AND used.patient_key IN (
           SELECT patient_key FROM pulse_row
            WHERE run_id = %(run)s AND unit_object IN ('bill', 'payment'))
     ORDER BY 1"""


class Booked(NamedTuple):
    """A draw that stands in the books; ``mark`` stands for its advance."""

    bill: str
    mark: str
    number: int
    currency: str
    amount: Decimal


class Lacking(NamedTuple):
    """A draw that is not in the books: keys of bill and advance, and its suffix."""

    bill_key: str
    advance_key: str
    suffix: str
    draw: Draw


class Drawing(NamedTuple):
    """What bills of one patient used: by the rows, and by the books.

    ``keys`` are the unit keys of the advances, ``bill_keys`` those of bills by number.
    """

    drawn: Drawn
    booked: list[Booked]
    keys: list[str]
    bill_keys: dict[str, str]

    def lacking(self):
        """Return a Lacking for each draw that is yet to be booked."""
        taken = {}
        for one in self.booked:
            place = one.bill, one.mark
            taken[place] = max(taken.get(place, 0), one.number)
        found = []
        for one in self.drawn.draws:
            key, bill = self.keys[one.advance], one.use.bill
            mark = mark_of(key)
            number = taken[bill, mark] = taken.get((bill, mark), 0) + 1
            suffix = f"{USED}{mark}" if number == 1 else f"{USED}{mark}-{number}"
            found.append(Lacking(self.bill_keys[bill], key, suffix, one))
        return found


class PaymentLoader(models.AbstractModel):
    _inherit = "pulse.loader.payment"

    def _loaded_rows(self, migration):
        """Return the literal condition of every row that stands in Odoo."""
        return SQL("run_id = ANY(%s) AND state IN %s", migration.run_ids.ids, LOADED)

    def _read_drawings(self, run, where):
        """Yield the Drawings of some of the run's patients at a time.

        Of those who have a bill that was paid by advance; ``where`` are the rows that
        count.
        """
        scope = self._scope(run)
        found = self.env.execute_query(
            SQL(
                _PATIENTS,
                where=where,
                run=run.id,
                modes=(ADVANCE, SPLIT),
                said=purged.sql_said("used", run.migration_id),
            )
        )
        for patients in split_every(_SLICE, [key for (key,) in found if key], list):
            by_patient = {}
            of_these = SQL(
                "%s AND unit_object IN ('bill', 'payment') AND patient_key = ANY(%s)",
                where,
                patients,
            )
            for key, row in self._read_rows(of_these, scope):
                if row.values is None:
                    continue
                by_patient.setdefault(row.patient_key, []).append((key, row))
            booked = self._read_draws(
                run.migration_id,
                {key for rows in by_patient.values() for key, _row in rows},
            )
            own_currency = run.migration_id.currency_id.name
            yield [_drawing(rows, booked, own_currency) for rows in by_patient.values()]

    def _read_draws(self, migration, keys):
        """Return {unit key of a bill: its draws that stand in the books}."""
        links = self.env["pulse.link"]
        parts = {
            res_id: (key, suffix)
            for key, suffix, res_id in links._find_parts(migration, "bill", keys, USED)
        }
        if not parts:
            return {}
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """SELECT p.id, c.name, p.amount::text FROM account_payment p
                     JOIN res_currency c ON c.id = p.currency_id
                    WHERE p.id = ANY(%s) ORDER BY p.id""",
                list(parts),
            )
        )
        found = {}
        for id_, currency, amount in rows:
            key, suffix = parts[id_]
            mark = suffix.removeprefix(USED).partition("-")[0]
            number = part_number(suffix, f"{USED}{mark}")
            one = Booked(key, mark, number, currency, exact(amount))
            found.setdefault(key, []).append(one)
        return found

    def _used_by_people(self, migration, lacking):
        """Return the numbers of bills whose advance has not that much left."""
        keys = {one.advance_key for one in lacking}
        advances = self._advances_by_key(keys, migration)
        left = {key: open_of(payment) for key, payment in advances.items()}
        return {
            one.draw.use.bill
            for one in lacking
            if left.get(one.advance_key, 0.0) < float(one.draw.amount) - _DUST
        }

    def _advances_by_key(self, keys, migration):
        """Return {unit key: payment} of the advances that are there."""
        found = self.env["pulse.link"]._find_targets(
            migration, "payment", list(keys), self._target
        )
        payments = quiet(self.env[self._target]).browse(found.values()).exists()
        here = {payment.id: payment for payment in payments}
        return {key: here[id_] for key, id_ in found.items() if id_ in here}


def _drawing(rows, booked_of, own_currency):
    """Return the Drawing of one patient's (unit key, row) pairs."""
    by_bill, alone, units, bill_keys = {}, [], {}, {}
    for key, row in rows:
        one, number = bill_row(row), row.values.get("bill_id")
        if row.object_name == "payment" and not number:
            alone.append(one)
            units.update(
                (advance.receipt.key, key)
                for advance in advances_of([row.values], own_currency)
            )
        else:
            by_bill.setdefault(number, []).append(one)
            bill_keys[number] = key
    advances = advances_of(read_advances(alone), own_currency)
    keys = [units[advance.receipt.key] for advance in advances]
    booked = [
        one._replace(bill=number)
        for number, key in bill_keys.items()
        for one in booked_of.get(key, ())
    ]
    # what has no day is not booked
    uses = [use for use in uses_of(_bills(by_bill), own_currency) if use.date]
    drawn = draw(advances, uses, _before(booked, advances, keys))
    return Drawing(drawn, booked, keys, bill_keys)


def _bills(by_number):
    bills = []
    for rows in by_number.values():
        try:
            bills += read_bills(rows)
        except RowError:
            continue  # it says so itself
    return bills


def _before(booked, advances, keys):
    """Return what was drawn already as the engine takes it."""
    places = {
        mark_of(key): place
        for place, (key, advance) in enumerate(zip(keys, advances, strict=True))
        if advance.receipt.amount > 0
    }
    found = {}
    for one in booked:
        if one.mark in places:
            place = places[one.mark], one.bill
            found[place] = found.get(place, Decimal(0)) + one.amount
    return found


def mark_of(advance_key):
    """Return 12 hexadecimal digits that stand for an advance in a draw's key."""
    return hashlib.sha256(advance_key.encode()).hexdigest()[:12]


def receivable(payment):
    """Return the lines of a payment's entry that the patient's account shows."""
    return payment.move_id.line_ids.filtered(
        lambda line: line.account_id.account_type == "asset_receivable"
    )


def open_of(advance):
    """Return what nobody used of an advance, in its currency."""
    return abs(sum(receivable(advance).mapped("amount_residual_currency")))
