"""Verifying bills that are invoices: the sums of each there and here."""

from odoo import models

from ...engine.money_measures import is_rounding, measures_of
from ...engine.receipts import settle
from .modes import Journals


class Verify(models.AbstractModel):
    _inherit = "pulse.verify"

    def _compare_bills(self, run, loader, units, scope, parts):
        """Add the bills of units beside what Odoo holds of them."""
        bills = {
            unit.key: (unit, bills[0])
            for unit, bills in self._read_units_bills(run, loader, units)
            if bills
        }
        held = self._read_moves(run, list(bills))
        names = Journals.of_scope(scope) if run.migration_id._books_payments() else None
        ids = [move["id"] for move in held.values()]
        modes = self._bill_modes(run, ids) if names else {}
        for key, (unit, bill) in bills.items():
            if not (move := held.get(key)):
                continue  # a record that is missing is said so
            why, settlement = None, settle(bill)
            if not bill.is_void:  # nobody owes that
                source = measures_of(bill, scope.own["taxes"], settlement)
                why = explanation(bill, move, source, parts.kept)
                parts.add(unit, bill, move, source, why)
            if names:
                came = [
                    receipt
                    for receipt in settlement.receipts
                    if receipt.date and (move["state"] == "posted" or receipt.key)
                ]
                source = names.sum_up(came, bill.currency)
                odoo = modes.get(move["id"], {})
                why = names.explain(source, odoo, why, bool(unit.earlier))
                parts.add_modes(source, odoo, why)


def explanation(bill, move, source, kept):
    """Return None when nothing differs, a code when something says why, else "".

    :param move: the measures that Odoo holds, and what is known of the record
    """
    odoo = move
    differing = [name for name in kept if source[name] != odoo[name]]
    if not differing:
        return None
    if move["state"] == "draft" and not bill.rows[0].get("date"):
        return "bill_undated"
    lines = len(bill.lines) + 1
    left = {
        name
        for name in differing
        if name not in ("tax", "discount")
        or not is_rounding(source[name], odoo[name], lines)
    }
    if not left:
        return "money_rounding"
    if left <= {"paid", "outstanding"} and _is_settled(move, source, odoo):
        return "settled_in_odoo"
    return "edited_in_odoo" if move["is_edited"] else ""


def _is_settled(move, source, odoo):
    """Whether exactly what people matched in Odoo is what is not open any more.

    Of that the source may know, as paid, a part or all by now.
    """
    lacking, settled = source["paid"] - odoo["paid"], move["settled"]
    is_covered = lacking * settled >= 0 and abs(lacking) <= abs(settled)
    open_before = odoo["outstanding"] + settled - lacking
    return bool(settled) and is_covered and open_before == source["outstanding"]
