"""Bills into customer invoices, when Accounting is installed."""

from decimal import Decimal
from itertools import compress

from odoo import models
from odoo.fields import Command

from ..engine.documents import label
from ..engine.errors import RowError
from ..engine.invoice_lines import (
    ADJUSTMENT,
    Line,
    has_zero_quantity,
    invoice_lines,
)
from ..engine.value_maps import MEANING_FIELDS
from ..engine.whole_units import in_whole_units
from .html import paragraphs

_STATED = "As stated in Pulse:"
# what the invoice itself holds; every other value of the bill goes to its note
_OWN_FIELDS = frozenset(
    (
        "bill_id",
        "bill_number",
        "patient_id",
        "date",
        "due_date",
        "description",
        "quantity",
        "unit_price",
        "amount_net",
        "amount_total",
        "tax",
        "discount",
        "discount_percent",
        "discount_type",
        "adjustment",
        "currency",
        "appointment_id",
        *MEANING_FIELDS.values(),
    )
)
# what may still change of a posted invoice: its note, and what was paid of it
SETTLED = frozenset(("paid", "receipts", "amount_residual", "credited"))
AFTER_POSTING = SETTLED | {"narration"}


class MoveLoader(models.AbstractModel):
    """The source's total is the invoice's total: what lines lack is a further line."""

    _name = "pulse.loader.move"
    _inherit = "pulse.loader.bill"
    _description = "Loader: Invoices"
    _target = "account.move"
    _kept_as = {
        "invoice_line_ids": ("lines", "amount_total"),
        "payments": ("paid", "receipts"),
        "residual": ("amount_residual",),
        "credited": ("credited",),
        "credited_on": ("credited",),
    }

    def _read_bills(self, unit):
        """An invoice is in whole units of its currency; a bill may say more."""
        bills = []
        for bill in super()._read_bills(unit):
            currency = unit.scope.migration._currency_of(bill.currency)
            whole = in_whole_units(bill, Decimal(str(currency.rounding)))
            if whole is not bill:
                unit.add_flag("rounded_to_currency")
            bills.append(whole)
        return bills

    def _prepare_vals(self, unit, scope):
        bill = self._read_bills(unit)[0]
        if has_zero_quantity(bill):
            unit.add_flag("quantity_zero")
        currency = self._currency(bill, scope)
        values = bill.rows[0]
        vals = {
            "move_type": "out_refund" if bill.total < 0 else "out_invoice",
            "partner_id": unit.partner_id,
            "journal_id": scope.own["journal"].id,
            "currency_id": currency.id,
            "invoice_date": values.get("date") or False,
            "invoice_date_due": values.get("due_date") or values.get("date") or False,
            "invoice_payment_term_id": False,
            "invoice_user_id": unit.user_id,
            "invoice_origin": str(values.get("appointment_id") or "") or False,
            "ref": values.get("bill_number") or unit.key,
            "narration": self._narration(bill),
            "state": self._wanted_state(bill, unit, scope),
            "invoice_line_ids": self._prepare_lines(bill, currency, scope),
        }
        if scope.own["is_numbered"]:
            vals["name"] = self._number_of(unit, scope)
        self._add_settlement(vals, bill, scope)
        return vals

    def _wanted_state(self, bill, unit, scope):
        """A cancelled bill is cancelled, a draft a draft; no day is made up."""
        if bill.is_draft:
            return "draft"
        if bill.is_void:
            return "cancel"
        if scope.migration.bill_mode == "draft":
            return "draft"
        if not bill.rows[0].get("date"):
            unit.add_flag("bill_undated")
            return "draft"
        return "posted"

    def _currency(self, bill, scope):
        """The bill's currency; one without a rate would change the amount: refused."""
        currency = scope.migration._currency_of(bill.currency)
        company_currency = scope.migration.company_id.currency_id
        if currency != company_currency and not currency.rate_ids:
            raise RowError("currency_rate_missing", "currency")
        return currency

    def _prepare_lines(self, bill, currency, scope):
        """Return commands of the bill's lines and of what they lack of its total."""
        lines = invoice_lines(bill, scope.own["taxes"])
        sign = -1 if bill.total < 0 and not bill.is_credit else 1
        vals = [self._prepare_line(line, sign, scope) for line in lines]
        total = self._sum_lines(vals, currency, scope.migration.company_id)
        lacking = currency.round(abs(float(bill.total)) - total)
        if not currency.is_zero(lacking):
            line = Line(
                ADJUSTMENT, Decimal(1), Decimal(str(lacking)), kind="adjustment"
            )
            vals.append(self._prepare_line(line, 1, scope))
        return [Command.create(line) for line in vals]

    def _prepare_line(self, line, sign, scope):
        tax = scope.own["taxes"].get(line.rate)
        price = line.price
        if tax and tax.price_include:
            price = price * (100 + line.rate) / 100
        return {
            "name": line.name,
            "quantity": float(line.quantity),
            "price_unit": float(price * sign),
            "discount": float(round(line.discount, 2)),
            "account_id": scope.own["accounts"].get(line.kind),
            "tax_ids": [Command.set(tax.ids if tax else [])],
        }

    def _narration(self, bill):
        """Everything the bill says that the invoice has no field for, in words.

        A receipt, and an item, is a line of its own.
        """
        lines = [text for values in bill.rows for text in self._words(values)]
        for values in (*bill.items, *bill.payments):
            if words := self._words(values):
                lines.append("; ".join(words))
        # printed with the invoice: a reader shall know whose words they are
        return paragraphs([_STATED, *lines] if lines else [])

    def _words(self, values):
        own = _OWN_FIELDS if values.get("description") else _OWN_FIELDS | {"item_name"}
        return [
            f"{label(name)}: {value}"
            for name, value in sorted(values.items())
            if name not in own and value not in (None, "")
        ]

    def _create_parts(self, parts, links, changes):
        """The journal keeps the invoice as Odoo made it: its accounts are Odoo's.

        One created as cancelled would have no amounts: cancelled bills are so after.
        """
        moves = self._create_records(
            [self._record_vals(vals) for _unit, _suffix, vals in parts]
        )
        void = [vals["state"] == "cancel" for _unit, _suffix, vals in parts]
        moves.browse(compress(moves.ids, void)).write({"state": "cancel"})
        post = [vals["state"] == "posted" for _unit, _suffix, vals in parts]
        self._post(moves.browse(compress(moves.ids, post)))
        # Odoo calls the number of whatever is not posted a gap
        kept = ["name" in vals and vals["state"] != "posted" for _u, _s, vals in parts]
        self._make_gapless(moves.browse(compress(moves.ids, kept)))
        for (unit, suffix, _vals), move in zip(parts, moves, strict=True):
            if not suffix:
                unit.record_id = move.id
            links.append(self._prepare_link(unit, suffix, move.id))
            changes.append(
                self._prepare_change(unit, suffix, move, "create", None, None)
            )

    def _post(self, moves):
        """Post on the bills' own days: a day to come is no reason to wait for it."""
        if moves:
            moves._post(soft=False)

    def _record_vals(self, vals):
        """Return what an invoice is made with: state and payments come after."""
        after = ("state", "payments", "residual", "credited", "credited_on")
        return {name: value for name, value in vals.items() if name not in after}
