"""Bills with Accounting: draft invoices whose total is the source's, to the cent."""

from datetime import date

from odoo.tests import tagged

from .common import PATIENTS, PulseCase, bill


@tagged("post_install", "-at_install")
class TestAccountingMoveLoader(PulseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if "account.move" not in cls.env:
            cls.skipTest(cls, "Accounting is not installed")
        cls.migration.bill_target = "move"

    def moves(self):
        return self.env["account.move"].search([("ref", "!=", False)], order="ref")

    def test_a_bill_becomes_a_draft_invoice(self):
        run = self.migrate(
            patients=PATIENTS,
            bills=[
                bill(1, "P1", "2024-03-05", "500.10", "200.00", due_date="2024-04-05")
            ],
        )
        move = self.moves()
        self.assertEqual((move.state, move.move_type), ("draft", "out_invoice"))
        self.assertEqual(move.partner_id, self.partner("P1"))
        self.assertEqual(move.ref, "B1")
        self.assertEqual(move.invoice_date, date(2024, 3, 5))
        self.assertEqual(move.invoice_date_due, date(2024, 4, 5))
        self.assertEqual(move.amount_total, 500.10)
        self.assertEqual(move.journal_id.code, "PULSE")
        self.assertIn("Amount paid: 200.00", move.narration)
        self.assertFalse(move.message_ids)
        self.assertEqual(
            run.report["money"]["billed"], {"source": 500.10, "odoo": 500.10}
        )

    def test_the_source_total_wins_over_its_lines(self):
        self.migrate(
            patients=PATIENTS,
            bills=[bill(1, "P1", "2024-03-05", "700.00", "0.00", tax="18.00")],
            bill_items=[
                {
                    "bill_id": "B1",
                    "item_name": name,
                    "quantity": "2",
                    "unit_price": price,
                    "amount_total": "0",
                }
                for name, price in (("Filling", "100.05"), ("Crown", "200.00"))
            ],
        )
        move = self.moves()
        self.assertEqual(move.amount_total, 700.00)
        self.assertEqual(move.amount_tax, 0, "tax is never added on top")
        self.assertEqual(
            {line.name: line.price_total for line in move.invoice_line_ids},
            {
                "Filling": 200.10,
                "Crown": 400.00,
                "Tax as stated on the bill": 18.00,
                "Adjustment to the bill's total": 81.90,
            },
        )

    def test_a_refund_is_a_credit_note_and_a_void_bill_is_cancelled(self):
        run = self.migrate(
            patients=PATIENTS,
            bills=[
                bill(1, "P1", "2024-03-05", "-120.00", "0.00"),
                bill(2, "P1", "2024-03-06", "80.00", "0.00", status="Cancelled"),
            ],
        )
        refund, void = self.moves()
        self.assertEqual((refund.move_type, refund.amount_total), ("out_refund", 120))
        self.assertEqual(void.state, "cancel")
        self.assertEqual(run.state, "done")

    def test_a_currency_without_rate_holds_nothing_up_but_its_bill(self):
        run = self.migrate(
            patients=PATIENTS,
            bills=[
                bill(1, "P1", "2024-03-05", "500.00", "0.00", currency="CHF"),
                bill(2, "P1", "2024-03-05", "500.00", "0.00"),
            ],
        )
        self.assertEqual(
            [(r.state, r.reason) for r in self.rows(run, "bill")],
            [("rejected", "currency_rate_missing"), ("created", False)],
        )

    def test_undo_takes_invoices_and_journal(self):
        run = self.migrate(
            patients=PATIENTS, bills=[bill(1, "P1", "2024-03-05", "500.00", "0.00")]
        )
        run.action_undo()
        self.assertEqual(run.state, "undone")
        self.assertFalse(self.moves())
        self.assertFalse(self.env["account.journal"].search([("code", "=", "PULSE")]))
