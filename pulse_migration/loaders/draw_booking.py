"""Booking what bills used of advances: on the day of the use, off the advance."""

from odoo import models
from odoo.tools import SQL

from ..engine.receipts import ADVANCE
from .payment_drawn import open_of, receivable
from .quiet import quiet

_DUST = 0.005  # of floats


class PaymentLoader(models.AbstractModel):
    _inherit = "pulse.loader.payment"

    def _settle_advances(self, run):
        """Take off the advances what bills used of them and nobody took off yet."""
        batch = run.batch_ids.filtered(
            lambda batch: batch.phase == "bills" and batch.state == "done"
        ).sorted("sequence")[-1:]
        if not batch:
            return
        scope = self._scope(run)
        for drawings in self._read_drawings(run, self._loaded_rows(run.migration_id)):
            lacking = [one for drawing in drawings for one in drawing.lacking()]
            if lacking:
                self._book_draws(batch, lacking, scope)

    def _book_draws(self, batch, lacking, scope):
        """Book each draw on the day of its use, and match it with its advance."""
        units = self._bill_units({one.bill_key for one in lacking}, scope)
        keys = {one.advance_key for one in lacking}
        advances = self._advances_by_key(keys, scope.migration)
        left = {key: open_of(payment) for key, payment in advances.items()}
        none = self.env["account.move"]
        entries, booked = [], []
        for one in lacking:
            if one.bill_key not in units or one.advance_key not in advances:
                continue  # what is not there is used by nobody
            left[one.advance_key] -= float(one.draw.amount)
            if left[one.advance_key] < -_DUST:
                continue  # people used it for something else
            unit = units[one.bill_key]
            entries.append((unit, none, self._prepare_draw(unit, one, scope)))
            booked.append(one)
        links, changes = [], []
        payments = self._register_payments(entries, scope, links, changes)
        self._match_draws(booked, payments, advances)
        self.env["pulse.link"]._record(scope.run, links)
        self._journal_draws(batch, booked, changes)

    def _prepare_draw(self, unit, one, scope):
        use = one.draw.use
        return {
            "suffix": one.suffix,
            "amount": -float(one.draw.amount),
            "date": use.date,
            "mode": ADVANCE,
            "word": use.word,
            "memo": f"Used for bill {use.bill}",
            "told": f"advance {one.advance_key}",
            "partner_id": unit.partner_id,
            "currency_id": scope.migration._currency_of(use.currency).id,
        }

    def _match_draws(self, booked, payments, advances):
        """Match each advance with all that is drawn of it."""
        of_advance = {}
        for one, payment in zip(booked, payments, strict=True):
            lines = of_advance.get(one.advance_key, receivable(payment))
            of_advance[one.advance_key] = lines | receivable(payment)
        plan = [receivable(advances[key]) | of_advance[key] for key in of_advance]
        if plan:
            quiet(self.env["account.move.line"])._reconcile_plan(plan)

    def _journal_draws(self, batch, booked, changes):
        """A draw is in the journal of its bill's batch, else of its advance's: it is
        taken back with either. ``batch`` gets what is of neither, such as a journal."""
        batches = self._batches_of(batch.run_id, booked)
        of_draw = {}
        for one in booked:
            own = batches.get(("bill", one.bill_key))
            own = own or batches.get(("payment", one.advance_key))
            of_draw[f"{one.bill_key}{one.suffix}"] = own or batch.id
        by_batch = {}
        for change in changes:
            id_ = of_draw.get(change["external_id"], batch.id)
            by_batch.setdefault(id_, []).append(change)
        for id_, entries in by_batch.items():
            self.env["pulse.change"]._record(batch.browse(id_), entries)

    def _batches_of(self, run, booked):
        """Return {(object, unit key): batch id} of bills and advances of this run."""
        rows = self.env.execute_query(
            SQL(
                """SELECT r.unit_object, r.unit_key, max(b.id)
                     FROM pulse_row r JOIN pulse_batch b ON b.id = r.batch_id
                    WHERE r.run_id = %s AND b.state = 'done'
                      AND (r.unit_object = 'bill' AND r.unit_key = ANY(%s)
                           OR r.unit_object = 'payment' AND r.unit_key = ANY(%s))
                    GROUP BY 1, 2""",
                run.id,
                list({one.bill_key for one in booked}),
                list({one.advance_key for one in booked}),
            )
        )
        return {(name, key): id_ for name, key, id_ in rows}

    def _bill_units(self, keys, scope):
        where = SQL(
            "%s AND unit_object = 'bill' AND unit_key = ANY(%s)",
            self._loaded_rows(scope.migration),
            list(keys),
        )
        return {unit.key: unit for unit in self._build_units(where, scope)}
