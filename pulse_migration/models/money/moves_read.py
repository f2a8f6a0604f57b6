"""What Odoo holds of the bills, read back by SQL: invoices, payments, what is open."""

from odoo import models
from odoo.tools import SQL

from ...engine.invoice_lines import DISCOUNT, TAX
from ...engine.money_measures import MEASURES
from ...engine.receipts import REFUND, UNEXPLAINED
from ...loaders.exact import exact

_MOVES = """
    SELECT l.external_id AS key, m.id, m.state, m.currency_id, m.journal_id,
           CASE m.move_type WHEN 'out_refund' THEN -1 ELSE 1 END AS sign,
           m.amount_total, m.amount_tax, m.amount_residual
      FROM pulse_link l JOIN account_move m ON m.id = l.res_id
     WHERE l.migration_id = %(migration)s AND l.object_name = 'bill'
       AND l.res_model = 'account.move' AND l.external_id = ANY(%(keys)s)"""
_LINES = """
    SELECT line.move_id,
           sum(CASE WHEN line.name = %(discount)s OR line.name LIKE 'Discount: %%'
                    THEN -line.price_subtotal
                    ELSE round(line.quantity * line.price_unit * line.discount / 100, 2)
                END) AS discount,
           sum(line.price_subtotal) FILTER (WHERE line.name = %(tax)s) AS tax
      FROM account_move_line line JOIN bill ON bill.id = line.move_id
     WHERE line.display_type = 'product' GROUP BY 1"""
_PAID = """
    SELECT rel.invoice_id, sum(p.amount * p.sign) AS paid,
           sum(p.amount * p.sign) FILTER (WHERE p.memo = %(adjusted)s) AS adjusted,
           sum(p.amount * p.sign) FILTER (WHERE p.memo = %(refund)s) AS refund,
           sum(p.open) AS open
      FROM account_move__account_payment rel JOIN bill ON bill.id = rel.invoice_id
      JOIN LATERAL (
        SELECT pay.amount, pay.memo,
               CASE pay.payment_type WHEN 'outbound' THEN -1 ELSE 1 END AS sign,
               (SELECT sum(line.amount_residual_currency)
                  FROM account_move_line line
                  JOIN account_account a ON a.id = line.account_id
                 WHERE line.move_id = pay.move_id
                   AND a.account_type = 'asset_receivable') AS open
          FROM account_payment pay WHERE pay.id = rel.payment_id
           AND EXISTS (SELECT 1 FROM pulse_link l
                        WHERE l.res_model = 'account.payment' AND l.res_id = pay.id)
      ) AS p ON TRUE GROUP BY 1"""
_CREDITED = """
    SELECT m.reversed_entry_id, sum(m.amount_total) AS credited,
           sum(m.amount_residual) AS open
      FROM account_move m JOIN bill ON bill.id = m.reversed_entry_id
     WHERE m.state = 'posted' AND EXISTS (
           SELECT 1 FROM pulse_link l
            WHERE l.res_model = 'account.move' AND l.res_id = m.id)
     GROUP BY 1"""

# by their keys: else all rows of the migration are read for every few bills
_EDITED = """
    SELECT unit_key FROM pulse_row
     WHERE run_id = ANY(%(runs)s) AND unit_object = 'bill'
       AND unit_key = ANY(%(keys)s) AND issue_codes LIKE '%%edited_in_odoo%%'"""
# of each bill its measures, in their order
_BILLS = f"""
    WITH bill AS ({_MOVES}), line AS ({_LINES}), paid AS ({_PAID}),
         note AS ({_CREDITED}), edited AS ({_EDITED})
    SELECT bill.key, bill.id, bill.state,
           (bill.sign * bill.amount_total)::text,
           (bill.sign * coalesce(line.discount, 0))::text,
           (bill.sign * (coalesce(line.tax, 0) + bill.amount_tax))::text,
           (coalesce(paid.paid, 0) - coalesce(paid.adjusted, 0)
            - coalesce(paid.refund, 0))::text,
           coalesce(note.credited, 0)::text,
           coalesce(paid.adjusted, 0)::text,
           (CASE WHEN bill.state = 'posted'
                 THEN bill.sign * bill.amount_residual ELSE 0 END
            + coalesce(paid.open, 0) - coalesce(note.open, 0))::text,
           bill.key IN (SELECT unit_key FROM edited)
      FROM bill LEFT JOIN line ON line.move_id = bill.id
      LEFT JOIN paid ON paid.invoice_id = bill.id
      LEFT JOIN note ON note.reversed_entry_id = bill.id"""


class Verify(models.AbstractModel):
    _inherit = "pulse.verify"

    def _read_moves(self, run, keys):
        """Return {bill number: measures of its invoice}, in its currency.

        What is outstanding is what is open of the invoice, of its payments and of its
        credit notes together: the patient's balance from this bill.
        """
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                _BILLS,
                runs=run.migration_id.run_ids.ids,
                migration=run.migration_id.id,
                keys=keys,
                discount=DISCOUNT,
                tax=TAX,
                adjusted=UNEXPLAINED,
                refund=REFUND,
            )
        )
        others = self.env["pulse.loader.move"]._settled_by_others(r[1] for r in rows)
        return {
            key: {
                "id": id_,
                "state": state,
                "is_edited": is_edited,
                "settled": exact(others.get(id_, "0")[0]),
                **{n: exact(a) for n, a in zip(MEASURES, amounts, strict=True)},
            }
            for key, id_, state, *amounts, is_edited in rows
        }
