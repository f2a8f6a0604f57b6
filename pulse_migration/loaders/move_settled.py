"""What Odoo keeps of posting in one order: settled when all lanes are through."""

from odoo import models
from odoo.tools import SQL

from .move_journal import NUMBERS
from .quiet import quiet
from .statistics import FILLED, look_at_grown
from .undo_payment import BOOKED

# the contacts of a run's invoices and payments, beside the entries Odoo counts for each
_RANKS = """
    WITH kin AS (
        SELECT p.id, p.commercial_partner_id AS head FROM res_partner p
         WHERE p.commercial_partner_id IN (
               SELECT own.commercial_partner_id FROM pulse_change c
                 LEFT JOIN account_payment pay
                   ON pay.id = c.res_id AND c.res_model = 'account.payment'
                 JOIN account_move m
                   ON m.id = coalesce(pay.move_id, c.res_id)
                 JOIN res_partner own ON own.id = m.partner_id
                WHERE c.run_id = %(run)s AND c.res_model IN %(booked)s)),
    posted AS (
        SELECT kin.*, m.id AS move_id
          FROM kin JOIN account_move m ON m.partner_id = kin.id
         WHERE m.state = 'posted'
           AND m.move_type IN ('out_invoice', 'out_refund', 'out_receipt')
         UNION
        SELECT kin.*, m.id
          FROM kin JOIN account_move_line line ON line.partner_id = kin.id
          JOIN account_account a ON a.id = line.account_id
          JOIN account_move m ON m.id = line.move_id
         WHERE m.state = 'posted' AND m.move_type = 'entry'
           AND a.account_type = 'asset_receivable'),
    counted AS (
        SELECT told.id, count(DISTINCT posted.move_id) AS n FROM posted
         CROSS JOIN LATERAL (VALUES (posted.id), (posted.head)) AS told(id)
         GROUP BY 1)
    SELECT counted.n, array_agg(p.id)
      FROM counted JOIN res_partner p ON p.id = counted.id
     WHERE coalesce(p.customer_rank, 0) < counted.n GROUP BY 1"""


class MoveLoader(models.AbstractModel):
    _inherit = "pulse.loader.move"

    def _settle_books(self, run):
        """Leave the same behind, however many lanes posted, and in whatever order."""
        look_at_grown(self.env, FILLED)  # what counts them reads all of them
        if run.migration_id._books_payments():
            self.env["pulse.loader.payment"]._settle_advances(run)
        self._close_gaps(run)
        if "account.move" in self.env:
            self._count_ranks(run)
            self.env.flush_all()

    def _close_gaps(self, run):
        """History keeps the source's own numbers: a number that lacks is no warning."""
        if "account.move" not in self.env:
            return
        moves = quiet(self.env["account.move"]).search(
            [
                ("made_sequence_gap", "=", True),
                ("journal_id.company_id", "=", run.migration_id.company_id.id),
                ("journal_id.sequence_override_regex", "=", NUMBERS),
            ]
        )
        self._make_gapless(moves)

    def _make_gapless(self, moves):
        """Set it as the field's own computation does.

        What a write() of invoices does besides takes a tenth of a load.
        """
        gap = moves._fields["made_sequence_gap"]
        with self.env.protecting([gap], moves):
            moves.made_sequence_gap = False

    def _count_ranks(self, run):
        """Count what Odoo counts when it posts: it drops that where lanes meet.

        It adds to a contact's rank after the commit, unless another has the contact;
        what a contact has counts for the company it belongs to as well.
        """
        for rank, ids in self._read_ranks(run):
            quiet(self.env["res.partner"]).browse(ids).write({"customer_rank": rank})

    def _read_ranks(self, run):
        """Return (rank, ids) of the run's contacts whose rank is lower than that."""
        self.env.flush_all()
        return self.env.execute_query(SQL(_RANKS, run=run.id, booked=BOOKED))
