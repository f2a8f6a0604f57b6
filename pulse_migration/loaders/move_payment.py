"""The payments of invoices: registered on their own days, matched with their bill."""

from odoo import models
from odoo.tools import SQL

from ..engine.receipts import settle
from .quiet import quiet

# a receipt of the source, and what the bill only states
RECEIPT, STATED = "#pay-", "#sum-"


class MoveLoader(models.AbstractModel):
    _inherit = "pulse.loader.move"

    def _add_settlement(self, vals, bill, scope):
        """Add what settles the bill, and what is left of it then."""
        if scope.migration.bill_mode != "paid":
            return
        settlement = settle(bill)
        is_posted = vals["state"] == "posted"
        vals["payments"] = [
            {
                "suffix": f"{RECEIPT}{receipt.key}" if receipt.key else STATED,
                "amount": float(receipt.amount),
                "date": receipt.date,
                "mode": receipt.mode,
                "word": receipt.word,
                "memo": receipt.memo,
                "partner_id": vals["partner_id"],
                "currency_id": vals["currency_id"],
            }
            for receipt in settlement.receipts
            # what a draft only states cannot be paid yet
            if receipt.date and (is_posted or receipt.key)
        ]
        if is_posted:
            owed = settlement.owed if bill.total >= 0 else -settlement.owed
            # more than the bill is owed where more went back than came
            vals["residual"] = float(min(max(owed, 0), abs(bill.total)))
            vals["credited"] = float(settlement.credited)
            vals["credited_on"] = str(
                bill.rows[0].get("payment_date") or vals["invoice_date"]
            )[:10]

    def _stored_payments(self, vals):
        if "payments" not in vals:
            return {}
        found = _compared(vals["payments"])
        if "residual" in vals:
            found["amount_residual"] = round(vals["residual"], 6)
            found["credited"] = round(vals["credited"], 6)
        return found

    def _read_payments(self, moves):
        """Return {move id: what ``_stored_payments`` compares} of loaded payments."""
        found = {move.id: [] for move in moves}
        for move_id, payment in self._linked_payments(moves):
            found[move_id].append(payment)
        credited = self._read_credited(moves)
        return {
            move_id: {**_compared(payments), "credited": round(credited[move_id], 6)}
            for move_id, payments in found.items()
        }

    def _linked_payments(self, moves):
        """Return (move id, payment) of the payments that loads registered."""
        moves.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """SELECT rel.invoice_id, p.id, l.external_id, p.date::text, p.memo,
                          CASE p.payment_type WHEN 'outbound' THEN -p.amount
                                              ELSE p.amount END
                     FROM account_move__account_payment rel
                     JOIN account_payment p ON p.id = rel.payment_id
                     JOIN pulse_link l ON l.res_model = 'account.payment'
                      AND l.res_id = p.id
                    WHERE rel.invoice_id = ANY(%s) ORDER BY p.id""",
                moves.ids,
            )
        )
        return [
            (
                move_id,
                {
                    "id": payment_id,
                    "suffix": f"#{key.rpartition('#')[2]}",
                    "date": date,
                    "memo": memo or "",
                    "amount": float(amount),
                },
            )
            for move_id, payment_id, key, date, memo, amount in rows
        ]

    # creating

    def _create(self, units, scope, links, changes):
        created = super()._create(units, scope, links, changes)
        self._settle_bills(units, scope, links, changes)
        moves = quiet(self.env[self._target]).browse(u.record_id for u in units)
        after = self._snapshots(moves)
        for change in changes:
            if change["res_model"] == self._target and not change["after"]:
                change["after"] = after[change["res_id"]]
        return created

    def _settle_bills(self, units, scope, links, changes):
        """Register what the units' payments lack, and reconcile it with the bill."""
        units = [unit for unit in units if "payments" in unit.vals]
        moves = quiet(self.env[self._target]).browse(u.record_id for u in units)
        if not units:
            return
        self._look_at_books()
        here = {move.id: [] for move in moves}
        for move_id, payment in self._linked_payments(moves):
            here[move_id].append(payment)
        entries = [
            (unit, move, receipt)
            for unit, move in zip(units, moves, strict=True)
            for receipt in _lacking(unit.vals["payments"], here[move.id])
        ]
        payments = self._register_payments(entries, scope, links, changes)
        self._reconcile(moves.filtered(lambda move: move.state == "posted"), payments)
        moves.env.flush_all()
        # what is compared from here on is told by the links
        self.env["pulse.link"]._record(scope.run, links)
        links.clear()


def _compared(payments):
    return {
        "paid": round(sum(payment["amount"] for payment in payments), 6),
        "receipts": sorted(
            [payment["date"], round(payment["amount"], 6), payment["memo"]]
            for payment in payments
            if payment["suffix"].startswith(RECEIPT)
        ),
    }


def _lacking(wanted, here):
    """Return the receipts that are not here yet, each with a suffix of its own.

    What a bill states as a sum may grow: then the difference is a further payment.
    """
    known = {payment["suffix"] for payment in here}
    found = [
        receipt
        for receipt in wanted
        if receipt["suffix"] != STATED and receipt["suffix"] not in known
    ]
    stated = [receipt for receipt in wanted if receipt["suffix"] == STATED]
    if any(payment["suffix"].startswith(STATED) for payment in here):
        stated = _difference(stated, wanted, [*here, *found])
    first = sum(payment["suffix"].startswith(STATED) for payment in here)
    for number, receipt in enumerate(stated, first + 1):
        found.append({**receipt, "suffix": f"{STATED}{number}"})
    return found


def _difference(stated, wanted, here):
    """Return what stated sums amount to beyond what is here, as one receipt.

    One that states nothing any more was refused before.
    """
    amount = sum(r["amount"] for r in wanted) - sum(r["amount"] for r in here)
    amount = round(amount, 6)
    return [{**row, "amount": amount} for row in (stated or wanted)[-1:] if amount]
