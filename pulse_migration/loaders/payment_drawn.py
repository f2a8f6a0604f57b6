"""Advances that bills used: taken off them, so that no patient is credited twice.

A bill paid by advance has a payment of its own, through the journal of advances. The
same amount leaves the advance through that journal: what it holds of the export's own
advances is nought, and what is left of one is the patient's credit.
"""

import hashlib

from odoo import models
from odoo.tools import SQL, split_every

from ..engine.advances import advances_of, draw, uses_of
from ..engine.bill_rows import read_advances, read_bills
from ..engine.errors import RowError
from ..engine.receipts import ADVANCE
from .bill import bill_row
from .exact import exact
from .quiet import quiet
from .unit import LOADED, unit_key_of

USED = "#use-"
_DUST = 0.005  # of floats
_SLICE = 200  # patients whose rows are in memory at a time
_PATIENTS = """
    SELECT DISTINCT patient_key FROM pulse_row AS used
     WHERE %(where)s AND used.unit_object = 'bill'
       AND used.values->>'payment_method_meaning' = %(mode)s
       AND used.patient_key IN (
           SELECT patient_key FROM pulse_row
            WHERE run_id = %(run)s AND unit_object IN ('bill', 'payment'))
     ORDER BY 1"""


class PaymentLoader(models.AbstractModel):
    _inherit = "pulse.loader.payment"

    # what the rows say

    def _loaded_rows(self, migration):
        """Return the literal condition of every row that stands in Odoo."""
        return SQL("run_id = ANY(%s) AND state IN %s", migration.run_ids.ids, LOADED)

    def _read_drawn(self, run, where):
        """Yield {patient id: (Drawn, [unit key of each advance])}.

        Of the run's patients who have a bill that was paid by advance; ``where`` are
        the rows that count.
        """
        scope = self._scope(run)
        found = self.env.execute_query(
            SQL(_PATIENTS, where=where, run=run.id, mode=ADVANCE)
        )
        for patients in split_every(_SLICE, [key for (key,) in found if key], list):
            by_patient = {}
            of_these = SQL(
                "%s AND unit_object IN ('bill', 'payment') AND patient_key = ANY(%s)",
                where,
                patients,
            )
            for key, row in self._read_rows(of_these, scope):
                by_patient.setdefault(row.patient_key, []).append((key, row))
            own_currency = run.migration_id.currency_id.name
            yield {
                patient: _drawn(rows, own_currency)
                for patient, rows in by_patient.items()
            }

    # what the books say

    def _settle_advances(self, run):
        """Take off the advances what bills used of them and nobody took off yet."""
        batch = run.batch_ids.filtered(
            lambda batch: batch.phase == "bills" and batch.state == "done"
        ).sorted("sequence")[-1:]
        if not batch:
            return
        scope = self._scope(run)
        for drawn in self._read_drawn(run, self._loaded_rows(run.migration_id)):
            lacking = self._lacking_draws(run.migration_id, drawn)
            if lacking:
                self._book_draws(batch, lacking, scope)

    def _wanted_draws(self, drawn):
        """Return {link key: Draw}: the key of the advance, and a mark of the bill."""
        return {
            f"{units[one.advance]}{USED}{_short(one.use.bill)}": one
            for found, units in drawn.values()
            for one in found.draws
        }

    def _lacking_draws(self, migration, drawn):
        """Return {unit key of an advance: [(suffix, Draw)]} of what is not booked."""
        wanted = self._wanted_draws(drawn)
        booked = self._read_draws(migration, list(wanted))
        lacking = {}
        for key, one in wanted.items():
            if key not in booked:
                suffix = f"{USED}{_short(one.use.bill)}"
                lacking.setdefault(unit_key_of(key), []).append((suffix, one))
        return lacking

    def _used_by_people(self, migration, wanted):
        """Return those keys of draws whose advance has not that much left."""
        found = self.env["pulse.link"]._find_targets(
            migration, "payment", list(map(unit_key_of, wanted)), self._target
        )
        payments = quiet(self.env[self._target]).browse(found.values()).exists()
        left = {payment.id: _open_of(payment) for payment in payments}
        return {
            key
            for key, one in wanted.items()
            if left.get(found.get(unit_key_of(key)), 0.0) < float(one.amount) - _DUST
        }

    def _read_draws(self, migration, keys):
        """Return {link key: Decimal} of what was taken off, by link."""
        rows = self.env.execute_query(
            SQL(
                """SELECT l.external_id, p.amount::text
                     FROM pulse_link l JOIN account_payment p ON p.id = l.res_id
                    WHERE l.migration_id = %s AND l.object_name = 'payment'
                      AND l.res_model = 'account.payment'
                      AND l.external_id = ANY(%s)""",
                migration.id,
                keys,
            )
        )
        return {key: exact(amount) for key, amount in rows}

    def _book_draws(self, batch, lacking, scope):
        """Book each draw on the day of its use, and match it with its advance."""
        units = self._units_by_key(lacking, scope)
        advances = self._advances_by_key(lacking, scope)
        entries, matched = [], []
        none = self.env["account.move"]
        for key, draws in lacking.items():
            if key not in units or key not in advances:
                continue  # what is not there is used by nobody
            left = _open_of(advances[key])
            for suffix, one in draws:
                left -= float(one.amount)
                if left < -_DUST:
                    break  # people used it for something else
                receipt = self._prepare_draw(units[key], suffix, one, scope)
                entries.append((units[key], none, receipt))
                matched.append(advances[key])
        links, changes = [], []
        payments = self._register_payments(entries, scope, links, changes)
        plan = [
            _receivable(advance) + _receivable(payment)
            for advance, payment in zip(matched, payments, strict=True)
        ]
        for pair in plan:
            quiet(pair).reconcile()
        self.env["pulse.link"]._record(scope.run, links)
        self.env["pulse.change"]._record(batch, changes)

    def _prepare_draw(self, unit, suffix, one, scope):
        currency = scope.migration._currency_of(one.use.currency)
        return {
            "suffix": suffix,
            "amount": -float(one.amount),
            "date": one.use.date,
            "mode": ADVANCE,
            "word": one.use.word,
            "memo": f"Used for bill {one.use.bill}",
            "partner_id": unit.partner_id,
            "currency_id": currency.id,
        }

    def _units_by_key(self, keys, scope):
        where = SQL(
            "%s AND unit_object = 'payment' AND unit_key = ANY(%s)",
            self._loaded_rows(scope.migration),
            list(keys),
        )
        return {unit.key: unit for unit in self._build_units(where, scope)}

    def _advances_by_key(self, keys, scope):
        found = self.env["pulse.link"]._find_targets(
            scope.migration, "payment", list(keys), self._target
        )
        payments = quiet(self.env[self._target]).browse(found.values()).exists()
        here = {payment.id: payment for payment in payments}
        return {key: here[id_] for key, id_ in found.items() if id_ in here}


def _drawn(rows, own_currency):
    """Return (Drawn, [unit key of each advance]) of one patient's rows."""
    by_bill, alone, units = {}, [], {}
    for key, row in rows:
        one = bill_row(row)
        if row.object_name == "payment" and not row.values.get("bill_id"):
            alone.append(one)
            units.update(
                (advance.receipt.key, key)
                for advance in advances_of([row.values], own_currency)
            )
        else:
            by_bill.setdefault(row.values.get("bill_id"), []).append(one)
    bills = []
    for of_bill in by_bill.values():
        try:
            bills += read_bills(of_bill)
        except RowError:
            continue  # it says so itself
    advances = advances_of(read_advances(alone), own_currency)
    keys = [units[advance.receipt.key] for advance in advances]
    return draw(advances, uses_of(bills, own_currency)), keys


def _short(bill):
    """Return 12 hexadecimal digits that stand for a bill in a link's key."""
    return hashlib.sha256(bill.encode()).hexdigest()[:12]


def _receivable(payment):
    return payment.move_id.line_ids.filtered(
        lambda line: line.account_id.account_type == "asset_receivable"
    )


def _open_of(advance):
    """Return what nobody used of an advance, in its currency."""
    return abs(sum(_receivable(advance).mapped("amount_residual_currency")))
