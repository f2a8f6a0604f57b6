"""Undo of what was booked: entries go by way of the draft, or are reversed.

Payments come before the bills they are matched with.
"""

from odoo import models
from odoo.tools import SQL

from .obstacle import Obstacle

BOOKED = ("account.move", "account.payment")


class BillLoader(models.AbstractModel):
    _inherit = "pulse.loader.bill"

    def _obstacles_of_target(self, records, foresight):
        """Booked in a period that is closed: only a reversal takes it back."""
        if records._name not in BOOKED:
            return super()._obstacles_of_target(records, foresight)
        fixed = {
            record.id: Obstacle(reason)
            for record in records
            if (reason := self._fixed_by(_entry(record)))
        }
        return {**self._matched_by_people(records), **fixed}

    def _matched_by_people(self, records):
        """What a person matched with something else is in use."""
        by_entry = {_entry(record).id: record.id for record in records}
        matched = self._matched(records.env["account.move"].browse(by_entry))
        return {by_entry[id_]: obstacle for id_, obstacle in matched.items()}

    def _matched(self, moves):
        """Return {move id: Obstacle} of what is matched with entries no load made."""
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """SELECT own.move_id, min(other.move_id)
                     FROM account_partial_reconcile p
                     JOIN account_move_line own
                       ON own.id IN (p.debit_move_id, p.credit_move_id)
                     JOIN account_move_line other ON other.id <> own.id
                      AND other.id IN (p.debit_move_id, p.credit_move_id)
                    WHERE own.move_id = ANY(%s) AND NOT EXISTS (
                          SELECT 1 FROM account_move m
                            LEFT JOIN account_payment pay ON pay.move_id = m.id
                            JOIN pulse_link l ON (l.res_model, l.res_id) IN (
                                 ('account.move', m.id), ('account.payment', pay.id))
                           WHERE m.id = other.move_id)
                      AND NOT EXISTS (  -- reversed by a load: another has its link
                          SELECT 1 FROM pulse_change c
                           WHERE c.res_model = 'account.move'
                             AND c.res_id = other.move_id AND c.operation = 'create'
                             AND c.undo_state IS DISTINCT FROM 'undone')
                    GROUP BY 1""",
                moves.ids,
            )
        )
        return {
            move_id: Obstacle("used_elsewhere", (), "account.move", other_id)
            for move_id, other_id in rows
        }

    def _fixed_by(self, move):
        """Return why a posted entry can no longer be deleted, empty when it can."""
        if move.state != "posted":
            return ""
        if not move._can_be_unlinked():
            return "locked_period"
        return "audit_trail" if move._is_protected_by_audit_trail() else ""

    def _choices_of(self, res_model, operation, reason):
        """A draft is cancelled rather than archived, what is booked reversed."""
        if res_model not in BOOKED:
            return super()._choices_of(res_model, operation, reason)
        if operation != "create":
            return ()
        return ("archive", "reverse") if res_model == "account.move" else ("reverse",)

    def _reverse(self, record):
        if record._name not in BOOKED or _entry(record).state != "posted":
            return super()._reverse(record)
        move = _entry(record)
        return bool(move._reverse_moves([{"ref": move.name}], cancel=True))

    def _differ_from(self, records, last):
        if records._name != "account.payment":
            return super()._differ_from(records, last)
        found = {}
        for id_, held in self._payment_vals(records).items():
            wanted = last.get(id_, held)
            if names := {name for name in held if held[name] != wanted.get(name)}:
                found[id_] = names
        return found

    def _unlink(self, records):
        """A posted entry goes by way of the draft; a gap in numbers is no matter."""
        if records._name == "account.move":
            records.filtered(lambda move: move.state == "posted").button_draft()
        if records._name in BOOKED:
            records = records.with_context(force_delete=True)
        return super()._unlink(records)

    def _payment_vals(self, payments):
        """Return {id: what undo compares a payment by}."""
        return {
            payment.id: {
                "amount": payment.amount,
                "date": str(payment.date),
                "journal_id": payment.journal_id.id,
                "memo": payment.memo or False,
                "partner_id": payment.partner_id.id,
                "payment_type": payment.payment_type,
            }
            for payment in payments
        }


def _entry(record):
    return record if record._name == "account.move" else record.move_id
