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

    def test_a_bill_without_a_total_is_the_sum_of_what_it_says(self):
        """Never an invoice over nothing."""
        items = [
            {
                "bill_id": "B3",
                "item_name": "Filling",
                "quantity": "1",
                "unit_price": "80.00",
                "amount_total": "80.00",
            }
        ]
        run = self.migrate(
            patients=PATIENTS,
            bills=[
                bill(1, "P1", "2024-03-05", "500.00", "200.00") | {"total": ""},
                {"bill_id": "B2", "patient_id": "P1", "amount": "9", "tax": "1"},
                {"bill_id": "B3", "patient_id": "P1", "date": "2024-03-05"},
                {"bill_id": "B4", "patient_id": "P1", "date": "2024-03-05"},
            ],
            bill_items=items,
        )
        self.assertEqual(self.moves().mapped("amount_total"), [500, 10, 80])
        self.assertEqual(run.report["money"]["billed"], {"source": 590, "odoo": 590})
        rows = {row.external_id: row for row in self.rows(run, "bill")}
        for number in ("B1", "B2", "B3"):
            self.assertIn("total_from_parts", rows[number].issue_codes)
        self.assertEqual(
            (rows["B4"].state, rows["B4"].reason), ("rejected", "amount_missing")
        )
        self.assertAccounted(run)

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

    def test_cents_that_no_line_states_come_out_exactly(self):
        """Three lines of a third each, and a total rounded another way."""
        run = self.migrate(
            patients=PATIENTS,
            bills=[bill(1, "P1", "2024-03-05", "100.00", "0.00")],
            bill_items=[
                {
                    "bill_id": "B1",
                    "item_name": f"Part {n}",
                    "quantity": "3",
                    "unit_price": "11.11",
                    "amount_total": "33.33",
                }
                for n in range(3)
            ],
        )
        move = self.moves()
        self.assertEqual(move.amount_total, 100.00)
        adjustment = move.invoice_line_ids.filtered(lambda li: "Adjust" in li.name)
        self.assertEqual(adjustment.price_total, 0.01)
        self.assertEqual(run.state, "done")

    def test_a_bill_whose_total_is_its_lines_has_no_adjustment(self):
        self.migrate(
            patients=PATIENTS, bills=[bill(1, "P1", "2024-03-05", "500.00", "0.00")]
        )
        self.assertEqual(len(self.moves().invoice_line_ids), 1)

    def test_a_fraction_of_a_cent_in_a_line_is_in_the_adjustment(self):
        run = self.migrate(
            patients=PATIENTS,
            bills=[bill(1, "P1", "2024-03-05", "10.00", "0.00")],
            bill_items=[
                {
                    "bill_id": "B1",
                    "item_name": f"Part {n}",
                    "quantity": "1",
                    "unit_price": "3.335",
                    "amount_total": "3.335",
                }
                for n in range(3)
            ],
        )
        self.assertEqual(self.moves().amount_total, 10.00)
        self.assertEqual(run.state, "done")

    def test_a_changed_draft_is_written_anew_a_posted_one_is_left(self):
        bills = [
            bill(1, "P1", "2024-03-05", "500.00", "0.00"),
            bill(2, "P1", "2024-03-06", "80.00", "0.00"),
        ]
        self.migrate(patients=PATIENTS, bills=bills)
        draft, posted = self.moves()
        posted.action_post()
        again = [{**row, "amount": "90.00", "total": "90.00"} for row in bills]
        run = self.migrate(patients=PATIENTS, bills=again)
        self.assertEqual(draft.amount_total, 90.00)
        self.assertEqual(posted.amount_total, 80.00)
        flagged = self.rows(run, "bill").filtered(
            lambda row: "edited_in_odoo" in (row.issue_codes or "")
        )
        self.assertEqual(flagged.mapped("external_id"), ["B2"])

    def test_undo_leaves_an_invoice_that_was_posted(self):
        run = self.migrate(
            patients=PATIENTS, bills=[bill(1, "P1", "2024-03-05", "500.00", "0.00")]
        )
        self.moves().action_post()
        run.action_undo()
        self.assertEqual(self.moves().state, "posted")
        self.assertTrue(self.partner("P1"))
        self.assertNotEqual(run.state, "undone")

    def test_the_same_bills_again_write_nothing(self):
        tables = {
            "patients": PATIENTS,
            "bills": [bill(1, "P1", "2024-03-05", "500.10", "200.00")],
        }
        self.migrate(**tables)
        self.env.flush_all()
        self.env.cr.execute("UPDATE account_move SET write_date = '2020-01-01'")
        self.env.invalidate_all()
        run = self.migrate(**tables)
        self.assertEqual(self.rows(run, "bill").state, "unchanged")
        self.assertEqual(self.moves().write_date.year, 2020)
