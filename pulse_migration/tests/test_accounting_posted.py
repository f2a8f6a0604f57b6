"""Posted bills: every line, discount and tax is explicit, the total the source's."""

from datetime import date

from odoo.tests import tagged

from .common import PATIENTS, PulseCase, bill


@tagged("post_install", "-at_install")
class TestAccountingPosted(PulseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if "account.move" not in cls.env:
            cls.skipTest(cls, "Accounting is not installed")
        cls.migration.bill_target = "move"
        cls.migration.bill_mode = "posted"

    def moves(self):
        return self.env["account.move"].search(
            [("journal_id.code", "=", "PULSE")], order="ref"
        )

    def lines(self, move=None):
        move = move or self.moves()
        return [
            (line.name, line.quantity, line.price_unit, line.discount)
            for line in move.invoice_line_ids
        ]

    def item(self, name="Filling", **values):
        return {"bill_id": "B1", "item_name": name, "quantity": "1", **values}

    def test_a_bill_is_posted_on_its_own_day_under_its_own_number(self):
        stated = bill(
            1,
            "P1",
            "2024-03-05",
            "500.10",
            "0.00",
            bill_id="2019-99/INV-00-7",
            appointment_id="A77",
            due_date="2024-04-05",
            physician="Dr. Meera Shah",
            physician_email="meera@clinic.example",
        )
        run = self.migrate(patients=PATIENTS, bills=[stated])
        move = self.moves()
        self.assertEqual((move.state, move.name), ("posted", "2019-99/INV-00-7"))
        self.assertEqual((move.date, move.invoice_date), (date(2024, 3, 5),) * 2)
        self.assertEqual(move.invoice_date_due, date(2024, 4, 5))
        self.assertEqual((move.ref, move.invoice_origin), (move.name, "A77"))
        self.assertEqual(move.invoice_user_id.login, "meera@clinic.example")
        self.assertEqual((move.amount_total, move.amount_residual), (500.10, 500.10))
        self.assertFalse(move.message_ids)
        self.assertEqual(run.state, "done", run.check_ids.mapped("code"))

    def test_the_clinics_own_sales_journal_stays_untouched(self):
        journals = self.env["account.journal"].search([("type", "=", "sale")])
        before = {j: j.sequence_override_regex for j in journals}
        self.migrate(patients=PATIENTS, bills=[bill(1, "P1", "2024-03-05", "9", "0")])
        self.assertFalse(
            self.env["account.move"].search([("journal_id", "in", journals.ids)])
        )
        self.assertEqual({j: j.sequence_override_regex for j in journals}, before)

    def test_a_discount_per_cent_is_the_lines(self):
        self.migrate(
            patients=PATIENTS,
            bills=[bill(1, "P1", "2024-03-05", "180.00", "0.00")],
            bill_items=[
                self.item(unit_price="200.00", discount="10", discount_type="PERCENT")
            ],
        )
        self.assertEqual(self.lines(), [("Filling", 1, 200, 10)])
        self.assertEqual(self.moves().amount_total, 180)

    def test_a_discount_in_money_is_a_line_of_its_own(self):
        self.migrate(
            patients=PATIENTS,
            bills=[bill(1, "P1", "2024-03-05", "170.00", "0.00")],
            bill_items=[self.item(unit_price="200.00", discount="30.00")],
        )
        self.assertEqual(
            self.lines(), [("Filling", 1, 200, 0), ("Discount: Filling", 1, -30, 0)]
        )
        self.assertEqual(self.moves().amount_total, 170)

    def test_discount_and_round_off_of_the_whole_bill_are_named(self):
        self.migrate(
            patients=PATIENTS,
            bills=[
                bill(1, "P1", "2024-03-05", "180.00", "0.00", amount="")
                | {"discount": "20.00", "round_off": "0.45"}
            ],
            bill_items=[self.item(unit_price="200.45")],
        )
        self.assertEqual(
            self.lines()[1:],
            [
                ("Discount as stated on the bill", 1, -20, 0),
                ("Rounding as stated on the bill", 1, -0.45, 0),
            ],
        )

    def test_what_nothing_explains_goes_to_the_chosen_account(self):
        company = self.migration.company_id
        account, tax_account = (
            self.env["account.account"].create(
                {
                    "name": name,
                    "code": code,
                    "account_type": kind,
                    "company_ids": company.ids,
                }
            )
            for name, code, kind in (
                ("Round-off", "PT01", "expense"),
                ("GST", "PT02", "liability_current"),
            )
        )
        self.migration.adjustment_account = str(account.id)
        self.migration.tax_account = str(tax_account.id)
        self.migrate(
            patients=PATIENTS,
            bills=[bill(1, "P1", "2024-03-05", "121.00", "0.00", tax="18.00")],
            bill_items=[self.item(unit_price="100.00")],
        )
        lines = self.moves().invoice_line_ids
        self.assertEqual(lines.mapped("price_total"), [100, 18, 3])
        self.assertEqual(lines[1:].account_id, tax_account | account)
        self.assertEqual(lines[1].account_id, tax_account)

    def test_a_tax_inside_the_prices_is_taken_out_of_them(self):
        self.migrate(
            patients=PATIENTS,
            bills=[bill(1, "P1", "2024-03-05", "118.00", "0.00", amount="", tax="18")],
            bill_items=[self.item(unit_price="118.00", total="118.00")],
        )
        self.assertEqual(
            [(name, price) for name, _qty, price, _off in self.lines()],
            [
                ("Filling", 118),
                ("Tax contained in the prices above", -18),
                ("Tax as stated on the bill", 18),
            ],
        )
        self.assertEqual(self.moves().amount_total, 118)

    def test_credit_notes_cancelled_and_draft_bills_are_what_they_are(self):
        run = self.migrate(
            patients=PATIENTS,
            bills=[
                bill(1, "P1", "2024-03-05", "-120.00", "0.00"),
                bill(2, "P1", "2024-03-06", "80.00", "0.00", status="Cancelled"),
                bill(3, "P1", "2024-03-07", "70.00", "0.00", status="Draft"),
                bill(4, "P1", "2024-03-08", "60.00", "0.00", bill_type="Credit Note"),
                bill(5, "P1", "", "50.00", "0.00"),
            ],
        )
        self.assertEqual(
            [(m.move_type, m.state, m.amount_total) for m in self.moves()],
            [
                ("out_refund", "posted", 120),
                ("out_invoice", "cancel", 80),
                ("out_invoice", "draft", 70),
                ("out_refund", "posted", 60),
                ("out_invoice", "draft", 50),
            ],
        )
        self.assertIn("bill_undated", self.rows(run, "bill")[4].issue_codes)

    def test_a_posted_bill_that_changed_waits(self):
        self.migrate(
            patients=PATIENTS, bills=[bill(1, "P1", "2024-03-05", "500.00", "0.00")]
        )
        run = self.migrate(
            patients=PATIENTS, bills=[bill(1, "P1", "2024-03-05", "900.00", "0.00")]
        )
        row = self.rows(run, "bill")
        self.assertEqual((row.state, row.reason), ("held", "posted_bill_changed"))
        self.assertEqual(self.moves().amount_total, 500)

    def test_a_note_of_a_posted_bill_may_grow(self):
        first = bill(1, "P1", "2024-03-05", "500.00", "0.00", remarks="One")
        self.migrate(patients=PATIENTS, bills=[first])
        run = self.migrate(patients=PATIENTS, bills=[first | {"remarks": "Two"}])
        self.assertIn("Two", self.moves().narration)
        self.assertEqual((self.moves().state, run.state), ("posted", "done"))
        run._undo()
        self.assertIn("One", self.moves().narration)
        self.assertEqual(run.state, "undone")

    def test_what_a_person_changed_on_a_posted_bill_is_theirs(self):
        stated = bill(1, "P1", "2024-03-05", "500.00", "0.00")
        run = self.migrate(patients=PATIENTS, bills=[stated])
        self.moves().narration = "<p>Agreed with the patient</p>"
        self.migrate(patients=PATIENTS, bills=[stated | {"remarks": "Two"}])
        self.assertIn("Agreed", self.moves().narration)
        run._undo()
        self.assertEqual(self.moves().state, "posted")

    def test_undo_leaves_the_ledger_as_before(self):
        before = self.env["account.move.line"].search_count([])
        run = self.migrate(
            patients=PATIENTS,
            bills=[
                bill(n, "P1", f"2024-03-{n:02d}", "500.00", "0") for n in range(1, 9)
            ],
        )
        run._undo()
        self.assertEqual(run.state, "undone")
        self.assertFalse(self.moves())
        self.assertEqual(self.env["account.move.line"].search_count([]), before)

    def test_an_invoice_in_a_locked_period_stays_and_says_so(self):
        run = self.migrate(
            patients=PATIENTS, bills=[bill(1, "P1", "2024-03-05", "500.00", "0.00")]
        )
        self.migration.company_id.sudo().fiscalyear_lock_date = "2024-12-31"
        run._undo()
        self.assertEqual(self.moves().state, "posted")
        blocked = self.env["pulse.change"].search([("undo_state", "=", "blocked")])
        self.assertIn("locked_period", blocked.mapped("blocked_reason"))
        self.migration.company_id.sudo().fiscalyear_lock_date = False
        run._undo()
        self.assertFalse(self.moves())

    def test_a_chosen_journal_goes_on_in_its_own_numbers(self):
        journal = self.env["account.journal"].search([("type", "=", "sale")], limit=1)
        self.migration.bill_journal = str(journal.id)
        run = self.migrate(
            patients=PATIENTS, bills=[bill(1, "P1", "2024-03-05", "500.00", "0.00")]
        )
        move = self.env["account.move"].search([("ref", "=", "B1")])
        self.assertEqual((move.journal_id, move.state), (journal, "posted"))
        self.assertNotEqual(move.name, "B1")
        self.assertEqual(run.state, "done")
        run._undo()
        self.assertFalse(move.exists())
        self.assertTrue(journal.exists())
