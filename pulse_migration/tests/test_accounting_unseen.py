"""Bills in layouts that nobody has seen: every sum explained, none silent."""

from odoo.tests import tagged

from .common import PATIENTS, bill
from .test_accounting_payments import PaymentCase, payment
from .unseen_money import (
    BY_COURSE,
    BY_INSURER,
    BY_LINE,
    BY_ROW,
    BY_STAY,
    BY_STRIP,
    HELD,
    OWED,
    SAID,
)


@tagged("post_install", "-at_install")
class TestAccountingUnseen(PaymentCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        usd = cls.env.ref("base.USD")
        usd.active = True
        cls.env["res.currency.rate"].create(
            {"currency_id": usd.id, "name": "2015-01-01", "rate": 0.0125}
        )

    def migrate_folder(self, folder):
        run = self.migration._open_run()
        run._receive_path(folder)
        run.action_stage()
        run.action_plan()
        self.approve(run)._load()
        run.action_verify()
        return run

    def owed(self, patient):
        """Return what a patient owes by the books, in the currency of the bills."""
        lines = self.env["account.move.line"].search(
            [
                ("partner_id", "=", self.partner(patient).id),
                ("account_type", "=", "asset_receivable"),
                ("parent_state", "=", "posted"),
            ]
        )
        return round(sum(lines.mapped("amount_currency")), 2)

    def assertExplained(self, folder):
        run = self.migrate_folder(folder)
        self.assertEqual(run.state, "done", run.check_ids.mapped("code"))
        self.assertAccounted(run)
        self.assertFalse(run.money_open_count)
        found = {patient: self.owed(patient) for patient in OWED[folder]}
        self.assertEqual(found, OWED[folder])
        for row in self.rows(run, "bill"):
            if code := SAID.get(row.external_id):
                self.assertIn(code, row.issue_codes or "", row.external_id)
            reason = HELD.get(row.external_id, False)
            self.assertEqual(row.reason, reason, row.external_id)
        entries = self.env["account.move"].search([("journal_id.code", "like", "PL%")])
        lines = (entries | self.moves()).line_ids
        posted = lines.filtered(lambda line: line.parent_state == "posted")
        self.assertEqual(round(sum(posted.mapped("balance")), 2), 0)
        self.assertFullAccount(run, folder)
        run._undo()
        self.assertEqual(run.state, "undone")
        self.assertFalse(self.moves() | entries.exists())
        return run

    def assertFullAccount(self, run, folder):
        """What was loaded and what waits is what the files say in all."""
        lines = run.money_ids
        total = lines.filtered(lambda line: line.dimension == "total")
        held = lines.filtered(lambda line: line.dimension == "held")
        self.assertLessEqual(set(held.mapped("explanation")), {"not_loaded"})
        billed = {}
        for line in total + held:
            billed[line.currency] = billed.get(line.currency, 0) + line.billed_source
        stated, is_void = {}, ("cancelled", "draft")
        rows = self.rows(run, "bill")
        seen = set()
        for row in rows:
            values = row.values
            key = row.external_id, values.get("patient_id"), values["amount_total"]
            if values.get("status_meaning") in is_void or key in seen:
                continue
            seen.add(key)
            sign = -1 if values.get("type") == "Credit Note" else 1
            amount = round(float(values["amount_total"]), 2) * sign
            currency = values.get("currency") or "INR"
            stated[currency] = stated.get(currency, 0) + amount
        self.assertEqual(
            {code: round(amount, 2) for code, amount in billed.items()},
            {code: round(amount, 2) for code, amount in stated.items()},
        )

    def test_a_bill_a_row(self):
        self.assertExplained(BY_ROW)

    def test_a_bill_of_several_rows_with_receipts(self):
        self.assertExplained(BY_LINE)

    def test_stays_with_deposits(self):
        self.assertExplained(BY_STAY)

    def test_shares_of_an_insurer(self):
        self.assertExplained(BY_INSURER)

    def test_prices_that_hold_their_tax(self):
        self.assertExplained(BY_STRIP)

    def test_courses_paid_in_parts(self):
        self.assertExplained(BY_COURSE)

    def test_a_deposit_pays_the_bill_that_says_so(self):
        self.migrate_folder(BY_STAY)
        move = self.moves().filtered(lambda one: one.ref == "1001")
        paid = move.matched_payment_ids.sorted("amount")
        self.assertEqual(
            paid.mapped(lambda p: (p.amount, p.journal_id.name)),
            [(40000, "Pulse history: Card"), (50000, "Pulse history: Advance")],
        )
        self.assertEqual(self.owed("M001"), 0)

    def test_tax_in_the_prices_is_named_before_rounding(self):
        self.migrate_folder(BY_STRIP)
        move = self.moves().filtered(lambda one: one.ref == "PH/1")
        self.assertEqual(
            move.invoice_line_ids.mapped(lambda line: (line.name, line.price_subtotal)),
            [
                ("Dolo 650", 61.82),
                ("Azee", 107.55),
                ("Tax contained in the prices above", -18.14),
                ("Tax as stated on the bill", 18.14),
                ("Rounding as stated on the bill", -0.37),
            ],
        )

    def test_taxes_and_discounts_are_named(self):
        self.migrate_folder(BY_LINE)

        def lines(number):
            move = self.moves().filtered(lambda move: move.ref == number)
            return {
                line.name: line.price_subtotal
                for line in move.invoice_line_ids
                if line.name.startswith(("Tax", "Discount", "Adjustment"))
            }

        self.assertEqual(lines("B07"), {"Tax as stated on the bill": 83.12})
        self.assertEqual(
            lines("B08"),
            {
                "Tax contained in the prices above": -18,
                "Tax as stated on the bill": 18,
            },
        )
        self.assertEqual(lines("B09"), {"Tax as stated on the bill": 162})
        self.assertEqual(lines("B06"), {"Discount as stated on the bill": -60})
        self.assertEqual(lines("B03"), {"Adjustment to the bill's total": 50})

    def test_files_of_one_kind_say_so_by_their_name(self):
        """Advances, refunds and credit notes in files of their own are no bills."""
        on = {"patient_id": "P1", "date": "2024-03-09"}
        run = self.migrate(
            patients=PATIENTS,
            bills=[bill(1, "P1", "2024-03-05", "500.00", "300.00")],
            payments=[payment(1, "P1", "B1", "2024-03-05", "500.00")],
            refunds=[
                {**on, "refund_id": "RF1", "bill_id": "B1", "amount": "200", "mode": ""}
            ],
            advances=[{**on, "advance_id": "A1", "amount": "150.00", "mode": "Cash"}],
            credit_notes=[
                {**on, "credit_note_no": "CN1", "amount": "50.00", "reason": "Returned"}
            ],
        )
        self.assertEqual(run.state, "done", run.check_ids.mapped("code"))
        self.assertEqual(
            sorted(self.payments().mapped(lambda p: (p.amount, p.payment_type))),
            [(150, "inbound"), (200, "outbound"), (500, "inbound")],
        )
        self.assertEqual(
            self.moves().mapped(lambda m: (m.ref, m.move_type, m.amount_residual)),
            [("B1", "out_invoice", 200), ("CN1", "out_refund", 50)],
        )
        self.assertEqual(self.owed("P1"), 200 - 150 - 50)

    def test_amounts_keep_the_currency_that_they_name(self):
        day = "2024-03-05"
        run = self.migrate(
            patients=PATIENTS,
            bills=[
                bill(1, "P1", day, "8000.00", "0.00", currency=""),
                bill(2, "P2", day, "100", "0", currency="")
                | {"total": "$100.00", "paid": "$40.00", "outstanding": "$60.00"},
                bill(3, "P3", day, "500.00", "0.00", currency="INR"),
            ],
            payments=[payment(1, "P1", "B1", day, "$100.00")],
        )
        self.assertEqual(run.state, "done", run.check_ids.mapped("code"))
        self.assertEqual(self.migration.currency_id.name, "INR")
        moves = {move.ref: move for move in self.moves()}
        self.assertEqual(moves["B2"].currency_id.name, "USD")
        self.assertEqual(moves["B2"].amount_residual, 60)
        self.assertEqual(moves["B1"].amount_residual, 8000)
        [receipt] = self.rows(run, "payment")
        self.assertEqual(receipt.reason, "payment_currency_differs")
        held = run.money_ids.filtered(lambda line: line.dimension == "held")
        self.assertEqual(
            held.mapped(lambda line: (line.currency, line.paid_source)), [("USD", 100)]
        )
        [flagged] = self.rows(run, "bill").filtered(lambda r: r.external_id == "B2")
        self.assertIn("currency_from_amount", flagged.issue_codes)

    def test_an_opening_balance_comes_to_the_same(self):
        self.migration.write({"bill_mode": "opening", "opening_on": "2025-06-30"})
        for folder in OWED:
            run = self.migrate_folder(folder)
            self.assertEqual(run.state, "done", run.check_ids.mapped("code"))
            found = {patient: self.owed(patient) for patient in OWED[folder]}
            self.assertEqual(found, OWED[folder])
