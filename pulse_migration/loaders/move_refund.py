"""Refunds that a bill states of itself: a credit note beside the invoice."""

from odoo import models
from odoo.fields import Command

from ..engine.receipts import REFUND
from .quiet import quiet

SUFFIX = "#refund"


class MoveLoader(models.AbstractModel):
    _inherit = "pulse.loader.move"

    def _settle_bills(self, units, scope, links, changes):
        self._credit(units, scope, links, changes)
        return super()._settle_bills(units, scope, links, changes)

    def _credit(self, units, scope, links, changes):
        """Credit what the bills say was given back, as far as that is not done yet."""
        moves = quiet(self.env[self._target]).browse(unit.record_id for unit in units)
        credited = self._read_credited(moves)
        entries = [
            (unit, move)
            for unit, move in zip(units, moves, strict=True)
            if unit.vals.get("credited") and not credited[move.id]
        ]
        notes = moves.create(
            [self._prepare_note(move, unit.vals, scope) for unit, move in entries]
        )
        self._post(notes)
        after = self._snapshots(notes) if notes else {}
        for (unit, _move), note in zip(entries, notes, strict=True):
            links.append({**self._prepare_link(unit, SUFFIX, note.id), "values": None})
            changes.append(
                self._prepare_change(unit, SUFFIX, note, "create", None, after[note.id])
            )

    def _prepare_note(self, move, vals, scope):
        line = {
            "name": REFUND,
            "quantity": 1.0,
            "price_unit": vals["credited"],
            "account_id": scope.own["accounts"]["item"],
            "tax_ids": [Command.clear()],
        }
        return {
            "move_type": "out_refund",
            "reversed_entry_id": move.id,
            "partner_id": move.partner_id.id,
            "journal_id": move.journal_id.id,
            "currency_id": move.currency_id.id,
            "invoice_date": vals["credited_on"],
            "invoice_date_due": vals["credited_on"],
            "invoice_payment_term_id": False,
            "invoice_user_id": vals["invoice_user_id"],
            "ref": move.ref,
            "invoice_line_ids": [Command.create(line)],
            **({"name": f"{vals['name']}/refund"} if "name" in vals else {}),
        }

    def _read_credited(self, moves):
        """Return {move id: what the loads' own credit notes take off it}."""
        notes = moves.reversal_move_ids.filtered(lambda note: note.state == "posted")
        ours = (
            self.env["pulse.link"]
            .sudo()
            .search_fetch(
                [("res_model", "=", self._target), ("res_id", "in", notes.ids)],
                ["res_id"],
            )
        )
        ours = set(ours.mapped("res_id"))
        return {
            move.id: sum(
                note.amount_total
                for note in move.reversal_move_ids
                if note.id in ours and note.state == "posted"
            )
            for move in moves
        }
