"""Booking payments: their entries, posted together, matched with their invoices."""

from odoo import models
from odoo.fields import Command

from .move_names import taken_names
from .quiet import quiet
from .statistics import BOOKS, look_at_grown


class BillLoader(models.AbstractModel):
    _inherit = "pulse.loader.bill"

    def _register_payments(self, entries, scope, links, changes):
        """Create, post, link and journal a payment for (unit, move, receipt)."""
        if not entries:
            return self.env["account.payment"]
        journals = self._journals_for([e[2] for e in entries], scope, changes)
        vals_list = [
            self._prepare_payment(move, receipt, journal)
            for (_unit, move, receipt), journal in zip(entries, journals, strict=True)
        ]
        payments = quiet(self.env["account.payment"]).create(vals_list)
        self._book(payments, entries, scope)
        after = self._payment_vals(payments)
        for (unit, _move, receipt), payment in zip(entries, payments, strict=True):
            suffix = receipt.get("link", receipt["suffix"])
            link = self._prepare_link(unit, suffix, payment.id)
            link["res_model"] = payment._name
            links.append({**link, "values": None} if suffix else link)
            changes.append(
                self._prepare_change(
                    unit, suffix, payment, "create", None, after[payment.id]
                )
            )
        return payments

    def _prepare_payment(self, move, receipt, journal):
        is_in = receipt["amount"] > 0
        lines = journal[
            "inbound_payment_method_line_ids"
            if is_in
            else "outbound_payment_method_line_ids"
        ]
        return {
            "payment_type": "inbound" if is_in else "outbound",
            "partner_type": "customer",
            "partner_id": receipt["partner_id"],
            "amount": abs(receipt["amount"]),
            "date": receipt["date"],
            "currency_id": receipt["currency_id"],
            "journal_id": journal.id,
            "payment_method_line_id": lines[:1].id,
            "memo": receipt["memo"],
            "invoice_ids": [Command.set(move.ids)],
        }

    def _book(self, payments, entries, scope):
        """Make and post the payments' entries, in one call each.

        In a journal of the load's own an entry is called after bill and receipt.
        """
        shares = _shares(entries)
        empty = self.env["pulse.loader.move"]._prepare_empty_vals()
        vals_list, taken = [], set()
        for payment, (unit, _move, receipt), balance in zip(
            payments, entries, shares, strict=True
        ):
            vals = payment._generate_move_vals(force_balance=balance)
            for _command, _id, line in vals["line_ids"]:
                line.update(empty)
            if payment.journal_id.sequence_override_regex:
                vals["name"] = _name(unit, receipt, scope.own["suffix"], taken)
            vals_list.append(vals)
        self._avoid_taken_names(vals_list)
        moves = quiet(self.env["account.move"]).create(vals_list)
        self._look_at_books()
        self._join(payments, moves)
        moves._post(soft=False)

    def _join(self, payments, moves):
        """Give each payment its entry: what hangs on that is computed of all at once.

        A write() each takes a fifth of a load of bills.
        """
        states = [_state_of(payment) for payment in payments]
        entry, state = (payments._fields[name] for name in ("move_id", "state"))
        with payments.env.protecting([entry, state], payments):
            payments.modified([entry.name], before=True)
            for payment, move, value in zip(payments, moves, states, strict=True):
                entry.write(payment, move.id)
                state.write(payment, value)
            payments.modified([entry.name, state.name])

    def _avoid_taken_names(self, vals_list):
        """A number that an entry has already, such as a reversed one, gets a mark."""
        named = [vals for vals in vals_list if vals.get("name")]
        # in the quiet context: what is computed now shall post no message
        quiet(self.env["account.move"]).env.flush_all()
        while named:
            taken = taken_names(
                self.env, [(vals["journal_id"], vals["name"]) for vals in named]
            )
            named = [v for v in named if (v["journal_id"], v["name"]) in taken]
            for vals in named:
                vals["name"] = f"{vals['name']}/again"

    def _reconcile(self, moves, payments):
        """Match each invoice with what belongs to it: the others among themselves
        first, so that what was given back is not owed."""
        self._look_at_books()
        lines = (moves + payments.move_id + moves.reversal_move_ids).line_ids.filtered(
            lambda line: (
                line.account_id.account_type == "asset_receivable"
                and not line.reconciled
                and line.parent_state == "posted"
            )
        )
        by_move = lines.grouped("move_id")
        paid = payments.grouped(lambda payment: payment.invoice_ids[:1])
        plan = []
        for move in moves:
            beside = paid.get(move, payments.browse()).move_id + move.reversal_move_ids
            own = by_move.get(move, lines.browse())
            others = lines.browse().concat(
                *(
                    line
                    for other in beside
                    for line in by_move.get(other, ())
                    if line.account_id in own.account_id
                )
            )
            if own and others:
                plan.append(_in_order(others, own))
        if plan:
            quiet(self.env["account.move.line"])._reconcile_plan(plan)

    def _look_at_books(self):
        """Let PostgreSQL see how the books have grown: Odoo looks up each match."""
        # in the quiet context: what is computed now shall post no message
        quiet(self.env["account.move"]).env.flush_all()
        look_at_grown(self.env, BOOKS)


def _in_order(others, own):
    """Return a plan of matching whose leftover does not hang on database ids.

    Odoo sorts what it gets in one piece; the pieces of a nested plan it keeps as sets.
    """
    sides = {line.amount_residual > 0 for line in others}
    return [others, own] if len(sides) > 1 else others + own


def _state_of(payment):
    """Return what Odoo says of a payment once it is posted: in a journal whose money
    is there at once it is paid, whatever it is matched with."""
    kind = payment.outstanding_account_id.account_type
    return "paid" if kind == "asset_cash" else "in_process"


def _name(unit, receipt, suffix, taken):
    """Return a number of its own for an entry: history disturbs no sequence."""
    key = receipt["suffix"].partition("-")[2]
    told = receipt.get("told", receipt["memo"])
    if receipt["suffix"].startswith("#sum"):
        told = key
    name = f"{unit.key}{suffix}/{told}"
    if name in taken or name.endswith("/"):
        name = f"{name}/{key}"
    taken.add(name)
    return name


def _shares(entries):
    """Return what each payment is in the company's currency, None in that of its own.

    At the rate of its bill: history makes no gain or loss by exchange. What the
    payments of one bill are together is rounded, not each.
    """
    paid, shares = {}, []
    for _unit, move, receipt in entries:
        company_currency = move.company_id.currency_id
        if not move or move.currency_id == company_currency or not move.amount_total:
            shares.append(None)
            continue
        before = paid.get(move.id, 0.0)
        after = paid[move.id] = before + receipt["amount"]
        rate = abs(move.amount_total_signed) / move.amount_total
        part = company_currency.round(after * rate) - company_currency.round(
            before * rate
        )
        shares.append(abs(company_currency.round(part)))
    return shares
