"""Payments without a bill: advances, which stay as the patient's credit."""

from odoo import models

from ..engine.errors import RowError
from ..engine.receipts import receipts_of
from . import stored
from .move_payment import RECEIPT
from .quiet import quiet


class PaymentLoader(models.AbstractModel):
    """One receipt that names no bill; a refund of it is a further payment."""

    _name = "pulse.loader.payment"
    _inherit = "pulse.loader.bill"
    _description = "Loader: Payments without a Bill"
    _target = "account.payment"
    _kept_as = {name: ("journal_id",) for name in ("mode", "word")}

    def _add_deliveries(self, units, scope):
        """A receipt is one row: no other delivery adds to it."""

    def _scope(self, run):
        scope = super()._scope(run)
        moves = self.env["pulse.loader.move"]
        scope.own["suffix"] = moves._number_suffix(scope.migration)
        scope.own["chosen_journals"] = self._chosen_journals(scope.migration)
        return scope

    def _receipts(self, unit):
        rows = unit.distinct_rows()
        if len(rows) > 1:
            raise RowError("duplicate_id", "payment_id")
        receipts = receipts_of([rows[0].values], is_in_parts=False)
        if not receipts:
            raise RowError("payment_cancelled", "status")
        if not receipts[0].date:
            raise RowError("date_missing", "date")
        return receipts

    def _prepare_vals(self, unit, scope):
        """Return what the payment says; its journal is found when it is made."""
        return self._prepare_all(unit, scope)[0]

    def _prepare_extra_vals(self, unit, scope):
        """What one row gives back of what it received is a payment of its own."""
        refunds = self._prepare_all(unit, scope)[1:]
        return {"refund": refunds[0]} if refunds else {}

    def _prepare_all(self, unit, scope):
        currency = scope.migration._currency_of(unit.values.get("currency"))
        if currency != scope.migration.company_id.currency_id and not currency.rate_ids:
            raise RowError("currency_rate_missing", "currency")
        return [
            {
                "suffix": f"{RECEIPT}{receipt.key}",
                "amount": float(receipt.amount),
                "date": receipt.date,
                "mode": receipt.mode,
                "word": receipt.word,
                "memo": self._memo(unit, receipt),
                "partner_id": unit.partner_id,
                "currency_id": currency.id,
            }
            for receipt in self._receipts(unit)
        ]

    def _memo(self, unit, receipt):
        """Return the receipt's numbers and what was noted, in one line."""
        notes = [unit.values.get(name) for name in ("description", "notes")]
        texts = [receipt.memo, *(" ".join(str(n).split()) for n in notes if n)]
        return " · ".join(text for text in texts if text)

    def _stored(self, vals):
        amount = round(vals["amount"], 6)
        return {
            "amount": abs(amount),
            "payment_type": "inbound" if amount > 0 else "outbound",
            "date": vals["date"],
            "memo": vals["memo"] or False,
            "partner_id": vals["partner_id"],
            "currency_id": vals["currency_id"],
        }

    def _create(self, units, scope, links, changes):
        """Register, and leave them open: they are the patient's credit."""
        entries = []
        none = self.env["account.move"]
        for unit in units:
            entries.append((unit, none, {**unit.vals, "link": ""}))
            for suffix, vals in self._prepare_extra_vals(unit, scope).items():
                entries.append((unit, none, {**vals, "link": f"#{suffix}"}))
        payments = self._register_payments(entries, scope, links, changes)
        for (unit, _move, receipt), payment in zip(entries, payments, strict=True):
            if not receipt["link"]:
                unit.record_id = payment.id

    def _changed_units(self, units):
        """Return the units whose payment was booked with other values."""
        records = quiet(self.env[self._target]).browse(u.record_id for u in units)
        wanted = [self._stored(unit.vals) for unit in units]
        held = stored.of_records(records, list(wanted[0])) if units else {}
        return [
            unit
            for unit, vals in zip(units, wanted, strict=True)
            if held[unit.record_id] != vals
        ]

    def _update(self, units, scope, links, changes):
        """What was booked stays as it was: a person corrects it."""
        links += [self._prepare_link(unit, "", unit.record_id) for unit in units]
        for unit in self._changed_units(units):
            unit.add_flag("booked_payment_changed")

    def _planned_values(self, units, scope):
        """Raises RowError for a payment that says something else than was booked."""
        if self._changed_units(units):
            raise RowError("booked_payment_changed", "amount")
        return ()
