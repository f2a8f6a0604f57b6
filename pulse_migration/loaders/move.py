"""Bills into customer invoices, when Accounting is installed; drafts for now."""

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
from .html import paragraphs
from .quiet import quiet

# what the invoice itself holds; every other value of the bill goes to its note
_OWN_FIELDS = frozenset(
    (
        "bill_id",
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
        "currency",
        *MEANING_FIELDS.values(),
    )
)


class MoveLoader(models.AbstractModel):
    """The source's total is the invoice's total: what lines lack is a further line."""

    _name = "pulse.loader.move"
    _inherit = "pulse.loader.bill"
    _description = "Loader: Invoices"
    _target = "account.move"
    _kept_as = {"invoice_line_ids": ("lines", "amount_total")}

    def _prepare_vals(self, unit, scope):
        bill = self._read_bills(unit)[0]
        if has_zero_quantity(bill):
            unit.add_flag("quantity_zero")
        currency = self._currency(bill, scope)
        sign = -1 if bill.total < 0 else 1
        values = bill.rows[0]
        return {
            "move_type": "out_refund" if bill.total < 0 else "out_invoice",
            "partner_id": unit.partner_id,
            "journal_id": scope.own["journal"].id,
            "currency_id": currency.id,
            "invoice_date": values.get("date") or False,
            "invoice_date_due": values.get("due_date") or values.get("date") or False,
            "ref": unit.key,
            "narration": self._narration(bill),
            "state": "cancel" if bill.is_void else "draft",
            "invoice_line_ids": [
                Command.create(
                    {
                        "name": line.name,
                        "quantity": float(line.quantity),
                        "price_unit": float(line.price * sign),
                        "tax_ids": [Command.clear()],
                    }
                )
                for line in self._lines(bill, currency, scope.migration.company_id)
            ],
        }

    def _currency(self, bill, scope):
        """The bill's currency; one without a rate would change the amount: refused."""
        currency = scope.migration._currency_of(bill.currency)
        company_currency = scope.migration.company_id.currency_id
        if currency != company_currency and not currency.rate_ids:
            raise RowError("currency_rate_missing", "currency")
        return currency

    def _lines(self, bill, currency, company):
        """Return the bill's lines and what they lack of its total, if anything."""
        lines = invoice_lines(bill)
        pairs = [(line.quantity, line.price) for line in lines]
        lacking = currency.round(
            float(bill.total) - self._rounded_sum(pairs, currency, company)
        )
        if not currency.is_zero(lacking):
            lines.append(Line(ADJUSTMENT, Decimal(1), Decimal(str(lacking))))
        return lines

    def _rounded_sum(self, pairs, currency, company):
        """Return what Odoo makes of (quantity, price) without tax, as a float.

        A company rounds each line, or only the sum.
        """
        amounts = [float(quantity) * float(price) for quantity, price in pairs]
        if company.tax_calculation_rounding_method == "round_per_line":
            amounts = [currency.round(amount) for amount in amounts]
        return currency.round(sum(amounts))

    def _narration(self, bill):
        """Everything the bill says that the invoice has no field for, in words."""
        lines = [
            f"{label(name)}: {value}"
            for values in bill.all_rows
            for name, value in sorted(values.items())
            if name not in _OWN_FIELDS and value not in (None, "")
        ]
        return paragraphs(lines)

    def _create_parts(self, parts, links, changes):
        """The journal keeps the invoice as Odoo made it: its accounts are Odoo's.

        One created as cancelled would have no amounts: cancelled bills are so after.
        """
        moves = quiet(self.env[self._target]).create(
            [self._without_state(vals) for _unit, _suffix, vals in parts]
        )
        void = [vals["state"] == "cancel" for _unit, _suffix, vals in parts]
        moves.browse(compress(moves.ids, void)).write({"state": "cancel"})
        after = self._snapshots(moves)
        for (unit, suffix, _vals), move in zip(parts, moves, strict=True):
            unit.record_id = move.id
            links.append(self._prepare_link(unit, suffix, move.id))
            changes.append(
                self._prepare_change(unit, suffix, move, "create", None, after[move.id])
            )

    def _without_state(self, vals):
        return {name: value for name, value in vals.items() if name != "state"}

    def _compare_moves(self, units):
        """Yield (unit, move, what it holds, what its bill says, whether it is ours).

        Only of invoices that do not say what their bill says.
        """
        moves = quiet(self.env[self._target]).browse(unit.record_id for unit in units)
        last = self.env["pulse.change"].sudo()._last_written(moves)
        before = self._snapshots(moves)
        for unit, move in zip(units, moves, strict=True):
            wanted, held = self._stored(unit.vals), before[move.id]
            if any(held[name] != value for name, value in wanted.items()):
                yield unit, move, held, wanted, self._is_ours(held, last.get(move.id))

    def _update(self, units, scope, links, changes):
        """An invoice that is still ours is written anew; any other waits."""
        links += [self._prepare_link(unit, "", unit.record_id) for unit in units]
        written = []
        for unit, move, held, _wanted, is_ours in list(self._compare_moves(units)):
            if not is_ours:
                unit.add_flag("edited_in_odoo")
                continue
            self._write_anew(move, unit.vals)
            written.append((unit, move, held))
        moves = quiet(self.env[self._target]).browse(m.id for _u, m, _h in written)
        after = self._snapshots(moves)
        changes += [
            self._prepare_change(unit, "", move, "write", held, after[move.id])
            for unit, move, held in written
        ]

    def _is_ours(self, snapshot, last):
        """Whether an invoice is as the last load left it; ``last`` is its journal."""
        return bool(last) and all(
            snapshot.get(name) == value for name, value in last.items()
        )

    def _write_anew(self, move, vals):
        """Write all of an invoice, lines included; ``vals`` stay as they are."""
        state = vals["state"]
        lines = [Command.clear(), *vals["invoice_line_ids"]]
        if move.state == "cancel":
            move.write({"state": "draft"})
        move.write({**self._without_state(vals), "invoice_line_ids": lines})
        if state != move.state:
            move.write({"state": state})
