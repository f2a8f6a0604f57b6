"""A posted bill that the source changed since: reversed and issued anew, where chosen.

The old invoice stays in the books beside the entry that reverses it; what was paid of
it settles the new one.
"""

import re

from odoo import models
from odoo.fields import Command
from odoo.tools import SQL

from .move_names import taken_names
from .quiet import quiet

REISSUE = "bill_reissued"
ISSUE_ANEW = "reissue"  # what a clinic may choose
_CHANGED = "posted_bill_changed"
_MARK = "/reissued"
REVERSAL = "#reversal"


class MoveLoader(models.AbstractModel):
    _inherit = "pulse.loader.move"

    def _build_units(self, where, scope):
        units = super()._build_units(where, scope)
        numbers = scope.own.setdefault("numbers", {})
        numbers.update(self._reissued_numbers(units, scope))
        return units

    def _reissued_numbers(self, units, scope):
        """Return {bill number: number of its invoice} of those issued anew."""
        query = SQL(
            """SELECT l.external_id, m.name
                 FROM pulse_link l JOIN account_move m ON m.id = l.res_id
                WHERE l.migration_id = %s AND l.object_name = 'bill'
                  AND l.external_id = ANY(%s) AND l.res_model = %s
                  AND m.name LIKE %s""",
            scope.migration.id,
            [unit.key for unit in units],
            self._target,
            f"%{_MARK}%",
        )
        return dict(self.env.execute_query(query)) if units else {}

    def _create(self, units, scope, links, changes):
        """A number that an entry has already, such as a reversed one, is not taken."""
        if units and scope.own["is_numbered"]:
            self._renumber_taken(units, scope)
        return super()._create(units, scope, links, changes)

    def _renumber_taken(self, units, scope):
        numbers = scope.own.setdefault("numbers", {})
        journal_id = scope.own["journal"].id
        quiet(self.env[self._target]).env.flush_all()
        while units:
            names = [(journal_id, unit.vals["name"]) for unit in units]
            taken = taken_names(self.env, names)
            units = [
                unit for unit, name in zip(units, names, strict=True) if name in taken
            ]
            for unit in units:
                numbers[unit.key] = unit.vals["name"]
                unit.vals["name"] = self._next_number(unit, scope)

    def _number_of(self, unit, scope):
        """Return the bill's own number, or what its invoice got when issued anew."""
        own = f"{unit.key}{scope.own['suffix']}"
        found = scope.own.get("numbers", {}).get(unit.key, own)
        return found if found.startswith(f"{own}{_MARK}") else own

    def _next_number(self, unit, scope):
        own = f"{unit.key}{scope.own['suffix']}"
        number = self._number_of(unit, scope)
        found = re.fullmatch(rf"{_MARK}(?:-([0-9]+))?", number[len(own) :])
        return f"{own}{_MARK}-{int(found[1] or 1) + 1}" if found else f"{own}{_MARK}"

    def _course_of(self, move, held, wanted, policy):
        """Return why an invoice is not written as it is, REISSUE where that is the
        policy, else "".

        Payments go on to the new invoice; none of them is taken back, and what was
        credited of the old one is a person's to settle.
        """
        code = self._refusal_of(move, held, wanted)
        if code != _CHANGED or policy != ISSUE_ANEW or held["credited"]:
            return code
        return "booked_payment_changed" if _takes_back(held, wanted) else REISSUE

    def _reissue(self, entries, scope, links, changes):
        """Reverse, and issue anew, the invoices of (unit, move, what it held)."""
        if not entries:
            return
        moves = quiet(self.env[self._target]).browse(m.id for _u, m, _h in entries)
        units = [unit for unit, _move, _held in entries]
        paid = self._linked_payments(moves)
        first = len(changes)
        self._reverse_issued(units, moves, scope, links, changes)
        for unit, move, held in entries:
            change = self._prepare_change(unit, "", move, "write", held, None)
            changes.append(change)
            unit.add_flag(REISSUE)
            if "name" in unit.vals:
                unit.vals["name"] = self._next_number(unit, scope)
        parts, created = [(unit, "", unit.vals) for unit in units], []
        self._create_parts(parts, links, created)
        self._move_payments(units, moves, paid, changes)
        changes += created  # what belongs to a new invoice comes before it
        # what is compared from here on is told by the links
        self.env["pulse.link"]._record(scope.run, links)
        links.clear()
        self._settle_bills(units, scope, links, changes)
        self._note_snapshots(changes[first:])

    def _reverse_issued(self, units, moves, scope, links, changes):
        """Post what reverses the invoices, on their own days, and match the two."""
        moves.line_ids.remove_move_reconcile()
        reversing = moves.with_context(
            move_reverse_cancel=True, include_business_fields=True
        )
        vals_list = []
        for move in reversing:  # their kinds and numbers differ
            vals_list += move.copy_data(self._prepare_reversal(move, scope))
        reversals = reversing.create(vals_list)
        reversals._post(soft=False)
        for unit, move, reversal in zip(units, moves, reversals, strict=True):
            suffix = f"{REVERSAL}-{move.id}"
            link = self._prepare_link(unit, suffix, reversal.id)
            links.append({**link, "values": None})
            changes.append(
                self._prepare_change(unit, suffix, reversal, "create", None, None)
            )

    def _prepare_reversal(self, move, scope):
        is_invoice = move.move_type == "out_invoice"
        return {
            "move_type": "out_refund" if is_invoice else "out_invoice",
            "reversed_entry_id": move.id,
            "partner_id": move.partner_id.id,
            "ref": move.ref,
            "date": move.date,
            "invoice_date": move.invoice_date,
            "invoice_date_due": move.invoice_date,
            "invoice_payment_term_id": False,
            "invoice_user_id": move.invoice_user_id.id,
            **({"name": f"{move.name}/reversed"} if scope.own["is_numbered"] else {}),
        }

    def _move_payments(self, units, moves, paid, changes):
        """What was paid of the old invoices is paid of the new ones."""
        new = dict(zip(moves.ids, units, strict=True))
        payments = quiet(self.env["account.payment"]).browse(p["id"] for _m, p in paid)
        for (move_id, receipt), payment in zip(paid, payments, strict=True):
            unit = new[move_id]
            payment.write({"invoice_ids": [Command.set([unit.record_id])]})
            changes.append(
                self._prepare_change(
                    unit,
                    receipt["suffix"],
                    payment,
                    "write",
                    {"invoice_ids": [move_id]},
                    {"invoice_ids": [unit.record_id]},
                )
            )
        issued = moves.browse(unit.record_id for unit in units)
        self._reconcile(issued.filtered(lambda move: move.state == "posted"), payments)

    def _note_snapshots(self, changes):
        """Put into the journal how invoices are once all of their unit is booked."""
        waiting = [change for change in changes if change["after"] is None]
        moves = quiet(self.env[self._target]).browse(c["res_id"] for c in waiting)
        after = self._snapshots(moves)
        for change in waiting:
            change["after"] = after[change["res_id"]]


def _takes_back(held, wanted):
    """Tell whether the bill says less of what was paid than is booked."""
    if "paid" not in wanted:
        return False
    is_gone = any(receipt not in wanted["receipts"] for receipt in held["receipts"])
    lacks = round(abs(held["paid"]) - abs(wanted["paid"]), 6) > 0
    return is_gone or lacks or held["paid"] * wanted["paid"] < 0
