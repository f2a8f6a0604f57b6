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
        here = self._read_notes(moves)
        entries = []
        for unit, move in zip(units, moves, strict=True):
            notes = here[move.id]
            lacking = unit.vals.get("credited", 0) - sum(notes.mapped("amount_total"))
            if round(lacking, 6) > 0:
                suffix = f"{SUFFIX}-{len(notes) + 1}" if notes else SUFFIX
                entries.append((unit, move, suffix, round(lacking, 6)))
        if not entries:  # creating nothing would have Odoo reckon all moves anew
            return
        notes = moves.browse().create(
            [
                self._prepare_note(move, unit.vals, suffix, amount, scope)
                for unit, move, suffix, amount in entries
            ]
        )
        self._post(notes)
        after = self._snapshots(notes)
        for (unit, _move, suffix, _amount), note in zip(entries, notes, strict=True):
            links.append({**self._prepare_link(unit, suffix, note.id), "values": None})
            changes.append(
                self._prepare_change(unit, suffix, note, "create", None, after[note.id])
            )

    def _prepare_note(self, move, vals, suffix, amount, scope):
        line = {
            "name": REFUND,
            "quantity": 1.0,
            "price_unit": amount,
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
            **({"name": f"{vals['name']}/{suffix[1:]}"} if "name" in vals else {}),
        }

    def _read_credited(self, moves):
        """Return {move id: what the loads' own credit notes take off it}."""
        return {
            move_id: sum(notes.mapped("amount_total"))
            for move_id, notes in self._read_notes(moves).items()
        }

    def _read_notes(self, moves):
        """Return {move id: the posted credit notes that loads made of it}."""
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
            move.id: move.reversal_move_ids.filtered(
                lambda note: note.id in ours and note.state == "posted"
            )
            for move in moves
        }
