"""Invoices that are here already: written as a whole, left, or issued anew."""

from odoo import models
from odoo.fields import Command

from .move import AFTER_POSTING
from .move_reissue import REISSUE
from .quiet import quiet


class MoveLoader(models.AbstractModel):
    _inherit = "pulse.loader.move"

    def _compare_moves(self, units):
        """Yield (unit, move, what it holds, what its bill says, whether it is ours).

        Only of invoices that do not say what their bill says.
        """
        moves = quiet(self.env[self._target]).browse(unit.record_id for unit in units)
        last = self.env["pulse.change"].sudo()._last_written(moves)
        before = self._snapshots(moves)
        for unit, move in zip(units, moves, strict=True):
            wanted, held = self._stored(unit.vals), before[move.id]
            if self._changed_names(held, wanted):
                yield unit, move, held, wanted, self._is_ours(held, last.get(move.id))

    def _changed_names(self, held, wanted):
        """Return the names of what an invoice holds otherwise than its bill says."""
        return {name for name, value in wanted.items() if held[name] != value}

    def _update(self, units, scope, links, changes):
        """An invoice that is still ours is written anew; any other waits."""
        written, issued = self._part_moves(units, scope)
        self._write_parted(units, written, issued, scope, links, changes)

    def _write_parted(self, units, written, issued, scope, links, changes):
        """Link, settle and journal what was written, and issue anew what must be."""
        anew = {unit.key for unit, _move, _held in issued}
        links += [
            self._prepare_link(unit, "", unit.record_id)
            for unit in units
            if unit.key not in anew
        ]
        self._settle_bills([unit for unit, _m, _h in written], scope, links, changes)
        moves = quiet(self.env[self._target]).browse(m.id for _u, m, _h in written)
        after = self._snapshots(moves)
        changes += [
            self._prepare_change(unit, "", move, "write", held, after[move.id])
            for unit, move, held in written
        ]
        self._reissue(issued, scope, links, changes)

    def _part_moves(self, units, scope):
        """Write what may be written; return (written, to be issued anew) as lists of
        (unit, move, what it held)."""
        written, issued, edited = [], [], []
        for unit, move, held, wanted, is_ours in list(self._compare_moves(units)):
            if not is_ours:
                edited.append((unit, move, held, wanted))
                continue
            policy = scope.migration.posted_bill_policy
            code = self._course_of(move, held, wanted, policy)
            if code == REISSUE:
                issued.append((unit, move, held))
            elif code:
                unit.add_flag(code)
            else:
                changed = self._changed_names(held, wanted)
                self._write_part(move, unit.vals, changed)
                written.append((unit, move, held))
        self._leave_to_people(units, edited)
        return written, issued

    def _refusal_of(self, move, held, wanted):
        """Return why what is posted stays, "" where it may follow its bill.

        What was booked as paid or credited may grow; nothing here takes it back.
        """
        if move.state != "posted":
            return ""
        if not self._changed_names(held, wanted) <= AFTER_POSTING:
            return "posted_bill_changed"
        if "amount_residual" not in wanted:
            return ""
        if wanted["credited"] < held["credited"]:
            return "posted_bill_changed"
        is_gone = any(receipt not in wanted["receipts"] for receipt in held["receipts"])
        owes_more = round(wanted["amount_residual"] - held["amount_residual"], 6) > 0
        return "booked_payment_changed" if is_gone or owes_more else ""

    def _write_part(self, move, vals, changed):
        """Write a draft as a whole, of a posted invoice only its note."""
        if move.state != "posted":
            self._write_anew(move, vals)
        elif "narration" in changed:
            move.write({"narration": vals["narration"]})

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
        move.write({**self._record_vals(vals), "invoice_line_ids": lines})
        if state == "posted":
            self._post(move)
        elif state != move.state:
            move.write({"state": state})
