"""Planning bills: rows of one number are lines, repetitions, or two stories."""

from odoo import models
from odoo.tools import SQL

from ...engine.bill_rows import BillRow, judge
from ..stage.row import LOADED, PARTS_OF_BILL

# what judging says of a bill, anew with every plan
_SAID = (
    "advance_unknown",
    "advance_used",
    "amounts_contradict",
    "paid_ambiguous",
    "paid_by_status",
    "payments_differ",
    "refunded_by_status",
    "repeated_line",
    "status_contradicts",
    "total_from_lines",
    "total_from_parts",
    "void_paid",
    "void_received",
)
_SLICE = 1000  # bills whose rows are in memory at a time


class Plan(models.AbstractModel):
    _inherit = "pulse.plan"

    def _judge_bills(self, run):
        """Merge what repeats, hold what contradicts itself, flag what is doubtful."""
        is_open = SQL("state NOT IN %s", LOADED)
        self.env["pulse.row"]._unflag(run, _SAID, is_open)
        self._hold_moved_bills(run)
        self._hold_currencies(run)
        self._hold_other_currencies(run)
        last = ""
        while numbers := self._next_bills(run, last):
            last = numbers[-1]
            self._judge_slice(run, self._read_bills(run, numbers))
        self._hold_unbilled(run)

    def _hold_unbilled(self, run):
        """Hold lines and receipts whose bill is not here, or is held itself.

        A receipt may come after its bill was loaded. One without a bill is a part of
        the patient's document, and of an opening balance.
        """
        self._hold(
            run,
            "bill_unknown",
            SQL(
                """r.object_name IN %s AND r.unit_object = 'bill' AND NOT EXISTS (
                     SELECT 1 FROM pulse_row b WHERE b.run_id = r.run_id
                        AND b.object_name = 'bill' AND b.state = 'staged'
                        AND b.external_id = r.values->>'bill_id')
                   AND NOT (%s AND r.object_name = 'payment' AND NOT EXISTS (
                     SELECT 1 FROM pulse_row b WHERE b.run_id = r.run_id
                        AND b.object_name = 'bill'
                        AND b.external_id = r.values->>'bill_id') AND EXISTS (
                     SELECT 1 FROM pulse_link l
                      WHERE l.migration_id = r.migration_id
                        AND l.object_name = 'bill'
                        AND l.external_id = r.values->>'bill_id'))
                   AND NOT (%s AND r.object_name = 'payment'
                            AND coalesce(r.values->>'bill_id', '') = '')""",
                PARTS_OF_BILL,
                run.migration_id._books_payments(),
                run.migration_id._bill_way() != "move",
            ),
        )

    def _hold_moved_bills(self, run):
        """Hold a bill that another run had brought on another patient's statement.

        The statement is one of a patient: its key does not tell the bills apart.
        """
        if run.migration_id._bill_way() == "move":
            return
        self._hold(
            run,
            "bill_moved",
            SQL(
                """r.object_name = 'bill' AND EXISTS (
                     SELECT 1 FROM pulse_row old
                      WHERE old.run_id = ANY(%s) AND old.object_name = 'bill'
                        AND old.external_id = r.external_id AND old.state IN %s
                        AND old.patient_key <> r.patient_key)""",
                (run.migration_id.run_ids - run).ids,
                LOADED,
            ),
        )

    def _hold_currencies(self, run):
        """Hold what would be booked at a rate that nobody entered.

        A currency that Odoo does not know at all is the row's own fault.
        """
        migration = run.migration_id
        if migration.bill_target != "move":
            return
        currencies = self.env["res.currency"].with_context(active_test=False)
        others = currencies.search([("id", "!=", migration.company_id.currency_id.id)])
        unrated = others.filtered(lambda currency: not currency.rate_ids)
        inactive = others.filtered(lambda currency: not currency.active) - unrated
        if migration.bill_mode == "draft":
            inactive = inactive.browse()
        for code, found in (
            ("currency_rate_missing", unrated),
            ("currency_inactive", inactive),
        ):
            self._hold(
                run,
                code,
                SQL(
                    """r.object_name = 'bill' AND upper(coalesce(nullif(
                         r.values->>'currency', ''), %s)) = ANY(%s)""",
                    migration.currency_id.name,
                    found.mapped("name"),
                ),
            )

    def _hold_other_currencies(self, run):
        """Hold receipts in another currency than their bill: nobody says what of the
        bill they paid."""
        is_of_bill = SQL(
            """b.run_id = r.run_id AND b.object_name = 'bill' AND b.state = 'staged'
               AND b.external_id = r.values->>'bill_id'"""
        )
        self._hold(
            run,
            "payment_currency_differs",
            SQL(
                """r.object_name = 'payment' AND r.values->>'currency' <> ''
                   AND EXISTS (SELECT 1 FROM pulse_row b WHERE %(of_bill)s)
                   AND NOT EXISTS (
                     SELECT 1 FROM pulse_row b WHERE %(of_bill)s
                        AND upper(coalesce(nullif(b.values->>'currency', ''), %(own)s))
                            = upper(r.values->>'currency'))""",
                of_bill=is_of_bill,
                own=run.migration_id.currency_id.name,
            ),
        )

    def _next_bills(self, run, last):
        """Return the numbers of the bills after ``last``, a slice of them in order."""
        rows = self.env.execute_query(
            SQL(
                """SELECT DISTINCT external_id FROM pulse_row
                    WHERE run_id = %s AND object_name = 'bill' AND state = 'staged'
                      AND external_id > %s ORDER BY 1 LIMIT %s""",
                run.id,
                last,
                _SLICE,
            )
        )
        return [number for (number,) in rows]

    def _read_bills(self, run, numbers):
        """Return {bill number: rows in file order} of a slice, one query."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT r.values->>'bill_id', r.id, r.object_name, r.values,
                       r.fingerprint, r.file_id, r.run_id
                  FROM pulse_row r
                 WHERE r.run_id = %(run)s AND r.unit_object = 'bill'
                   AND r.state = 'staged' AND r.unit_key IN (
                     SELECT b.unit_key FROM pulse_row b
                      WHERE b.run_id = %(run)s AND b.object_name = 'bill'
                        AND b.external_id = ANY(%(numbers)s))
                   AND r.values->>'bill_id' = ANY(%(numbers)s)
                 ORDER BY r.file_id, r.line, r.id
                """,
                run=run.id,
                numbers=numbers,
            )
        )
        bills = {number: [] for number in numbers}
        for number, *cells in rows:
            bills[number].append(BillRow(*cells))
        return bills

    def _judge_slice(self, run, bills):
        held, flagged, repeated = {}, {}, []
        for rows in bills.values():
            verdict = judge(rows)
            repeated += verdict.repeated
            if verdict.hold:
                keys = [row.key for row in rows if row.kind == "bill"]
                held.setdefault(verdict.hold, []).extend(keys)
            head = next(row.key for row in rows if row.kind == "bill")
            for code in verdict.flags:
                flagged.setdefault(code, []).append(head)
            if verdict.doubtful:
                flagged.setdefault("repeated_line", []).extend(verdict.doubtful)
        for code, keys in held.items():
            self._hold(run, code, SQL("r.id = ANY(%s)", keys))
        self.env.cr.execute(
            SQL("UPDATE pulse_row SET action = 'merge' WHERE id = ANY(%s)", repeated)
        )
        for code, keys in flagged.items():
            self.env["pulse.row"]._flag(code, SQL("id = ANY(%s)", keys))
