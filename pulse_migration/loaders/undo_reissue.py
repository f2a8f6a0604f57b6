"""Undo of invoices issued anew: all of it, or none, and what was paid goes back."""

from odoo import models
from odoo.fields import Command
from odoo.tools import SQL

from .move_reissue import REVERSAL
from .quiet import quiet
from .unit import sql_unit_key_of


class BillLoader(models.AbstractModel):
    _inherit = "pulse.loader.bill"

    def _undo(self, changes, later):
        kept = self._kept_reissues(changes)
        free = changes.filtered(lambda change: change.id not in kept)
        reasons = {id_: obstacle.reason for id_, obstacle in kept.items()}
        return reasons | (super()._undo(free, later) if free else {})

    def _find_obstacles(self, changes, foresight):
        found = super()._find_obstacles(changes, foresight)
        return found | self._kept_reissues(changes, foresight)

    def _kept_reissues(self, changes, foresight=None):
        """Return {change id: Obstacle} of what belongs to a new invoice that stays.

        With the old one open beside it the patient would owe twice.
        """
        of_new = dict(self._read_reissues(changes))
        new = self.env["pulse.change"].browse(set(of_new.values())).exists()
        if not new:
            return {}
        loader = self.env["pulse.loader.move"]
        staying = loader._obstacles_to_delete(new, foresight)
        return {id_: staying[n] for id_, n in of_new.items() if n in staying}

    def _read_reissues(self, changes):
        """Return (change id, id of the creation of the new invoice) pairs."""
        return self.env.execute_query(
            SQL(
                """SELECT c.id, min(n.id) FROM pulse_change c
                     JOIN pulse_change n ON n.run_id = c.run_id AND n.id > c.id
                      AND n.object_name = c.object_name AND n.operation = 'create'
                      AND n.res_model = 'account.move' AND n.external_id = %s
                      AND (n.undo_state IS NULL OR n.undo_state = 'blocked')
                    WHERE c.id = ANY(%s) AND c.object_name = 'bill'
                      AND (c.operation = 'write' OR c.external_id LIKE %s)
                    GROUP BY 1""",
                sql_unit_key_of(SQL("c.external_id")),
                changes.ids,
                f"%{REVERSAL}-%",
            )
        )

    def _prepare_restore_vals(self, change, vals):
        """A payment goes back to the invoice that it was of."""
        vals = super()._prepare_restore_vals(change, vals)
        if "invoice_ids" not in vals:
            return vals
        moves = quiet(self.env["account.move"]).browse(vals["invoice_ids"]).exists()
        return {**vals, "invoice_ids": [Command.set(moves.ids)]}


class MoveLoader(models.AbstractModel):
    _inherit = "pulse.loader.move"

    def _unlink(self, records):
        """What was reversed is open again: what was paid of it settles it again."""
        if records._name != self._target:
            return super()._unlink(records)
        originals = records.reversed_entry_id - records
        result = super()._unlink(records)
        self._match_again(originals.exists())
        return result

    def _match_again(self, moves):
        moves = moves.filtered(lambda move: move.state == "posted")
        payments = self.env["account.payment"].sudo()
        payments = payments.browse(p["id"] for _id, p in self._linked_payments(moves))
        self._reconcile(moves, quiet(payments))
