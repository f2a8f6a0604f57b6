"""What others than loads settled of an invoice: people at the desk, in Odoo itself."""

from odoo import models
from odoo.tools import SQL

_SETTLED = """
    WITH own AS (
        SELECT id AS bill_id, id AS move_id FROM account_move WHERE id = ANY(%(ids)s)
         UNION
        SELECT rel.invoice_id, pay.move_id
          FROM account_move__account_payment rel
          JOIN account_payment pay ON pay.id = rel.payment_id
          JOIN pulse_link l ON l.res_model = 'account.payment' AND l.res_id = pay.id
         WHERE rel.invoice_id = ANY(%(ids)s)
         UNION
        SELECT note.reversed_entry_id, note.id
          FROM account_move note
          JOIN pulse_link l ON l.res_model = 'account.move' AND l.res_id = note.id
         WHERE note.reversed_entry_id = ANY(%(ids)s)),
    part AS (
        SELECT own.bill_id, own.move_id, p.credit_move_id AS other_id,
               p.debit_amount_currency AS amount
          FROM own JOIN account_move_line line ON line.move_id = own.move_id
          JOIN account_partial_reconcile p ON p.debit_move_id = line.id
          JOIN account_account a ON a.id = line.account_id
         WHERE a.account_type = 'asset_receivable'
         UNION ALL
        SELECT own.bill_id, own.move_id, p.debit_move_id, -p.credit_amount_currency
          FROM own JOIN account_move_line line ON line.move_id = own.move_id
          JOIN account_partial_reconcile p ON p.credit_move_id = line.id
          JOIN account_account a ON a.id = line.account_id
         WHERE a.account_type = 'asset_receivable')
    SELECT part.bill_id, sum(part.amount)::text,
           coalesce(sum(abs(part.amount)) FILTER (
                    WHERE part.move_id = part.bill_id), 0)::float
      FROM part JOIN account_move_line other ON other.id = part.other_id
     WHERE NOT EXISTS (SELECT 1 FROM own WHERE own.bill_id = part.bill_id
                          AND own.move_id = other.move_id)
     GROUP BY 1"""


class MoveLoader(models.AbstractModel):
    _inherit = "pulse.loader.move"

    def _settled_by_others(self, move_ids):
        """Return {move id: (amount, part of it)} that foreign entries are matched with.

        The amount, as text with the sign of what is owed, counts against the invoice
        and the payments and credit notes that loads made of it; the part, a float,
        against the invoice itself. All in the invoice's currency.
        """
        self.env.flush_all()
        query = SQL(_SETTLED, ids=list(move_ids))
        return {id_: found for id_, *found in self.env.execute_query(query)}

    def _read_back(self, record_ids, names):
        """What others settled is no fault of the load: it is left out of what is open.

        The reconciliation of money says how much it is.
        """
        found = super()._read_back(record_ids, names)
        for move_id, (_amount, part) in self._settled_by_others(found).items():
            residual = found[move_id]["amount_residual"] + part
            found[move_id]["amount_residual"] = round(residual, 6)
        return found
