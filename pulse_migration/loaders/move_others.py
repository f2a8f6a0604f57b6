"""What others than loads settled of an invoice: people at the desk, in Odoo itself."""

from odoo import models
from odoo.tools import SQL

# LATERAL with an OFFSET looks up each bill by itself: PostgreSQL else reads all of the
# company's open items for every few bills
_SETTLED = """
    WITH bill AS MATERIALIZED (SELECT unnest(%(ids)s::int[]) AS id),
    own AS MATERIALIZED (
        SELECT id AS bill_id, id AS move_id FROM bill
         UNION
        SELECT bill.id, pay.move_id
          FROM bill CROSS JOIN LATERAL (
               SELECT payment_id FROM account_move__account_payment
                WHERE invoice_id = bill.id OFFSET 0) AS rel
          JOIN account_payment pay ON pay.id = rel.payment_id
         WHERE EXISTS (SELECT 1 FROM pulse_link l
                        WHERE l.res_model = 'account.payment' AND l.res_id = pay.id)
         UNION
        SELECT note.reversed_entry_id, note.id
          FROM account_move note
          JOIN pulse_link l ON l.res_model = 'account.move' AND l.res_id = note.id
         WHERE note.reversed_entry_id = ANY(%(ids)s)),
    item AS MATERIALIZED (
        SELECT own.bill_id, own.move_id, line.id
          FROM own CROSS JOIN LATERAL (
               SELECT id, account_id FROM account_move_line
                WHERE move_id = own.move_id OFFSET 0) AS line
          JOIN account_account a ON a.id = line.account_id
         WHERE a.account_type = 'asset_receivable'),
    part AS (
        SELECT item.bill_id, item.move_id, p.credit_move_id AS other_id,
               p.debit_amount_currency AS amount
          FROM item JOIN account_partial_reconcile p ON p.debit_move_id = item.id
         UNION ALL
        SELECT item.bill_id, item.move_id, p.debit_move_id, -p.credit_amount_currency
          FROM item JOIN account_partial_reconcile p ON p.credit_move_id = item.id)
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
