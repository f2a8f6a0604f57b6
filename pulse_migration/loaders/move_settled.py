"""What Odoo keeps of posting in one order: settled when all lanes are through."""

from odoo import models
from odoo.tools import SQL

from .move_journal import NUMBERS
from .quiet import quiet


class MoveLoader(models.AbstractModel):
    _inherit = "pulse.loader.move"

    def _settle_books(self, run):
        """Leave the same behind, however many lanes posted, and in whatever order."""
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
        moves.write({"made_sequence_gap": False})

    def _count_ranks(self, run):
        """Count what Odoo counts when it posts: it drops that where lanes meet.

        It adds to a contact's rank after the commit, unless another has the contact.
        """
        for rank, ids in self._read_ranks(run):
            quiet(self.env["res.partner"]).browse(ids).write({"customer_rank": rank})

    def _read_ranks(self, run):
        """Return (rank, ids) of the run's contacts whose rank is lower than that."""
        self.env.flush_all()
        return self.env.execute_query(
            SQL(
                """
                WITH entry AS (
                    SELECT coalesce(pay.move_id, c.res_id) AS id
                      FROM pulse_change c LEFT JOIN account_payment pay
                        ON pay.id = c.res_id AND c.res_model = 'account.payment'
                     WHERE c.run_id = %(run)s
                       AND c.res_model IN ('account.move', 'account.payment')),
                mine AS (
                    SELECT p.id FROM entry JOIN account_move m ON m.id = entry.id
                      JOIN res_partner p ON p.id = m.partner_id
                     UNION
                    SELECT p.commercial_partner_id
                      FROM entry JOIN account_move m ON m.id = entry.id
                      JOIN res_partner p ON p.id = m.partner_id),
                kin AS (
                    SELECT id, commercial_partner_id FROM res_partner
                     WHERE commercial_partner_id IN (SELECT id FROM mine)
                        OR id IN (SELECT id FROM mine)),
                posted AS (
                    SELECT m.partner_id, m.id FROM account_move m
                     WHERE m.state = 'posted'
                       AND m.move_type IN ('out_invoice', 'out_refund', 'out_receipt')
                       AND m.partner_id IN (SELECT id FROM kin)
                     UNION
                    SELECT line.partner_id, line.move_id FROM account_move_line line
                      JOIN account_account a ON a.id = line.account_id
                      JOIN account_move m ON m.id = line.move_id
                     WHERE m.state = 'posted' AND m.move_type = 'entry'
                       AND a.account_type = 'asset_receivable'
                       AND line.partner_id IN (SELECT id FROM kin)),
                counted AS (
                    SELECT told.id, count(*) AS n FROM (
                        SELECT partner_id AS id, id AS move_id FROM posted
                         UNION
                        SELECT kin.commercial_partner_id, posted.id FROM posted
                          JOIN kin ON kin.id = posted.partner_id) AS told
                     WHERE told.id IN (SELECT id FROM mine) GROUP BY 1)
                SELECT counted.n, array_agg(p.id)
                  FROM counted JOIN res_partner p ON p.id = counted.id
                 WHERE coalesce(p.customer_rank, 0) < counted.n GROUP BY 1
                """,
                run=run.id,
            )
        )
