"""Bills without Accounting: one statement, three fields, exact sums."""

from datetime import date

from odoo.tools import SQL

from .common import PATIENTS, PulseCase, bill


class TestStatementLoader(PulseCase):
    def setUp(self):
        super().setUp()
        self.migration.bill_target = "partner"

    def test_a_patients_bills_are_summed_and_listed(self):
        run = self.migrate(
            patients=PATIENTS,
            bills=[
                bill(1, "P1", "2024-03-05", "500.10", "500.10"),
                bill(2, "P1", "2024-04-05", "300.20", "100.10"),
                bill(3, "P1", "2024-05-05", "0.30", "0.20"),
            ],
        )
        partner = self.partner("P1")
        self.assertEqual(partner.x_studio_outstanding_balance, 200.20)
        self.assertEqual(partner.x_studio_last_bill_date, date(2024, 5, 5))
        self.assertEqual(partner.x_studio_billing_status, "Unpaid")
        self.assertEqual(partner.x_studio_currency_id.name, "INR")
        text = self.documents("bill").raw.decode()
        for number in ("B1", "B2", "B3", "500.10", "300.20"):
            self.assertIn(number, text)
        self.assertEqual(
            run.report["money"]["outstanding"], {"source": 200.20, "odoo": 200.20}
        )
        self.assertEqual(
            self.rows(run, "bill").mapped("state"), ["created", "merged", "merged"]
        )

    def test_a_cancelled_bill_is_owed_by_nobody(self):
        self.migrate(
            patients=PATIENTS,
            bills=[
                bill(1, "P1", "2024-03-05", "500.00", "0.00", status="Cancelled"),
                bill(2, "P1", "2024-04-05", "300.00", "300.00"),
            ],
        )
        self.assertEqual(self.partner("P1").x_studio_outstanding_balance, 0)

    def test_items_and_payments_join_their_bills_statement(self):
        run = self.migrate(
            patients=PATIENTS,
            bills=[bill(1, "P1", "2024-03-05", "500.00", "200.00")],
            bill_items=[
                {
                    "bill_id": "B1",
                    "item_name": "Filling",
                    "quantity": "1",
                    "unit_price": "500.00",
                    "amount_total": "500.00",
                }
            ],
            payments=[
                {
                    "payment_id": "R1",
                    "patient_id": "P1",
                    "bill_no": "B1",
                    "date": "2024-03-05",
                    "amount": "200.00",
                    "mode": "UPI",
                }
            ],
        )
        self.assertAccounted(run)
        text = self.documents("bill").raw.decode()
        self.assertIn("Filling", text)
        self.assertIn("UPI", text)

    def test_what_was_owed_and_is_paid_now_is_owed_no_more(self):
        self.migrate(
            patients=PATIENTS, bills=[bill(1, "P1", "2024-03-05", "500.00", "200.00")]
        )
        self.assertEqual(self.partner("P1").x_studio_outstanding_balance, 300)
        run = self.migrate(
            patients=PATIENTS, bills=[bill(1, "P1", "2024-03-05", "500.00", "500.00")]
        )
        partner = self.partner("P1")
        self.assertEqual(partner.x_studio_outstanding_balance, 0)
        self.assertEqual(partner.x_studio_billing_status, "Paid")
        self.assertEqual(run.state, "done")
        self.assertEqual(len(self.documents("bill")), 1)

    def test_an_overpaid_bill_is_a_credit(self):
        self.migrate(
            patients=PATIENTS,
            bills=[
                bill(1, "P1", "2024-03-05", "500.00", "600.00"),
                bill(2, "P1", "2024-03-06", "50.00", "0.00"),
            ],
        )
        self.assertEqual(self.partner("P1").x_studio_outstanding_balance, -50)

    def test_many_cents_add_up_exactly(self):
        run = self.migrate(
            patients=PATIENTS,
            bills=[bill(n, "P1", "2024-03-05", "0.10", "0.00") for n in range(30)],
        )
        self.assertEqual(
            run.report["money"]["outstanding"], {"source": 3.0, "odoo": 3.0}
        )

    def payment(self, number, amount, bill_no="B1", **more):
        return {
            "payment_id": f"R{number}",
            "patient_id": "P1",
            "bill_no": bill_no,
            "date": "2024-03-05",
            "amount": amount,
            "mode": "UPI",
            **more,
        }

    def unpaid(self, number, total, **more):
        """A bill that says neither what was paid nor what is owed."""
        return {
            "bill_id": f"B{number}",
            "patient_id": "P1",
            "date": "2024-03-05",
            "total": total,
            "currency": "INR",
            **more,
        }

    def codes(self, run, object_name="bill"):
        return [row.issue_codes or "" for row in self.rows(run, object_name)]

    def test_a_bill_twice_is_owed_once(self):
        once = bill(1, "P1", "2024-03-05", "500.00", "200.00")
        run = self.migrate(patients=PATIENTS, bills=[once, dict(once)])
        self.assertEqual(self.partner("P1").x_studio_outstanding_balance, 300)
        self.assertEqual(self.documents("bill").raw.decode().count("B1 "), 1)
        self.assertEqual(self.rows(run, "bill").mapped("state"), ["created", "merged"])
        self.assertEqual(run.state, "done")
        again = self.migrate(patients=PATIENTS, bills=[once, dict(once)])
        self.assertEqual(set(self.rows(again).mapped("state")), {"unchanged"})
        self.assertEqual(again.state, "done")
        self.migrate(bills=[bill(2, "P1", "2024-04-05", "80.00", "0.00")])
        self.assertEqual(self.partner("P1").x_studio_outstanding_balance, 380)

    def test_two_stories_of_a_bill_wait_and_the_others_load(self):
        run = self.migrate(
            patients=PATIENTS,
            bills=[
                bill(1, "P1", "2024-03-05", "500.00", "0.00"),
                bill(1, "P1", "2024-03-05", "900.00", "0.00"),
                bill(2, "P1", "2024-03-05", "70.00", "0.00"),
            ],
            payments=[self.payment(1, "20.00")],
        )
        self.assertEqual(
            [(r.state, r.reason) for r in self.rows(run, "bill")],
            [("held", "duplicate_id")] * 2 + [("created", False)],
        )
        payment = self.rows(run, "payment")
        self.assertEqual((payment.state, payment.reason), ("held", "bill_unknown"))
        self.assertEqual(self.partner("P1").x_studio_outstanding_balance, 70)
        self.assertAccounted(run)

    def test_a_bill_of_two_patients_waits(self):
        run = self.plan(
            patients=PATIENTS,
            bills=[
                bill(1, "P1", "2024-03-05", "500.00", "0.00"),
                bill(1, "P2", "2024-03-05", "500.00", "0.00"),
            ],
        )
        self.assertEqual(
            self.rows(run, "bill").mapped("reason"), ["unit_of_several_patients"] * 2
        )

    def test_a_receipt_of_another_patient_waits_with_its_bill(self):
        run = self.plan(
            patients=PATIENTS,
            bills=[self.unpaid(1, "500.00")],
            payments=[{**self.payment(1, "500.00"), "patient_id": "P2"}],
        )
        self.assertEqual(
            set(self.rows(run).filtered("reason").mapped("reason")),
            {"unit_of_several_patients"},
        )
        self.assertEqual(self.rows(run, "payment").state, "held")
        self.assertEqual(self.rows(run, "bill").state, "held")

    def test_receipts_count_when_the_bill_does_not_say(self):
        run = self.migrate(
            patients=PATIENTS,
            bills=[self.unpaid(1, "500.00"), self.unpaid(2, "80.00")],
            payments=[self.payment(1, "300.00"), self.payment(2, "200.00")],
        )
        partner = self.partner("P1")
        self.assertEqual(partner.x_studio_outstanding_balance, 80)
        self.assertEqual(partner.x_studio_billing_status, "Unpaid")
        self.assertEqual(run.report["money"]["paid"]["source"], 500)
        self.assertEqual(run.state, "done")

    def test_a_status_alone_settles_and_is_flagged(self):
        run = self.migrate(
            patients=PATIENTS, bills=[self.unpaid(1, "500.00", status="Paid")]
        )
        self.assertEqual(self.partner("P1").x_studio_outstanding_balance, 0)
        self.assertIn("paid_by_status", self.codes(run)[0])

    def test_a_status_against_the_amounts_is_flagged_and_not_shown(self):
        run = self.migrate(
            patients=PATIENTS,
            bills=[
                bill(1, "P1", "2024-03-05", "500.00", "100.00", status="Paid"),
                bill(2, "P1", "2024-03-06", "50.00", "50.00"),
            ],
        )
        partner = self.partner("P1")
        self.assertEqual(partner.x_studio_outstanding_balance, 400)
        self.assertEqual(partner.x_studio_billing_status, "Partial")
        first, second = self.codes(run)
        self.assertIn("status_contradicts", first)
        self.assertNotIn("status_contradicts", second)

    def test_what_a_person_says_a_status_means_wins_over_its_words(self):
        run = self.plan(
            patients=PATIENTS,
            bills=[
                self.unpaid(1, "500.00", status="Chukta"),
                self.unpaid(2, "80.00", status="Pending"),
                self.unpaid(3, "7.00", status="Closed"),
            ],
        )
        for words, meaning in (("Pending", "cancelled"), ("Closed", "unpaid")):
            line = self.env["pulse.value.map"].search(
                [
                    ("migration_id", "=", self.migration.id),
                    ("kind", "=", "bill_status"),
                    ("source_value", "=", words),
                ]
            )
            line.meaning = meaning
        run.action_plan()
        self.approve(run)._load()
        run.action_verify()
        partner = self.partner("P1")
        self.assertEqual(partner.x_studio_outstanding_balance, 7)
        self.assertEqual(run.report["money"]["billed"]["source"], 507)
        self.assertEqual(run.state, "done")

    def test_flags_of_a_bill_are_those_of_the_last_plan(self):
        run = self.plan(
            patients=PATIENTS,
            bills=[self.unpaid(1, "500.00")],
            payments=[self.payment(1, "300.00")],
        )
        bill_row = self.rows(run, "bill")
        bill_row._flag("payments_differ", SQL("id = %s", bill_row.id))
        run.action_plan()
        self.assertNotIn("payments_differ", bill_row.issue_codes or "")

    def test_an_absent_total_is_that_of_the_lines_or_waits(self):
        run = self.migrate(
            patients=PATIENTS,
            bills=[self.unpaid(n, total) for n, total in ((1, "5oo"), (2, ""))],
            bill_items=[
                {"bill_id": "B1", "item_name": "Filling", "amount_total": "500.00"}
            ],
        )
        first, second = self.rows(run, "bill")
        self.assertEqual(first.state, "created")
        self.assertIn("total_from_lines", first.issue_codes)
        self.assertEqual((second.state, second.reason), ("held", "amount_missing"))
        self.assertEqual(self.partner("P1").x_studio_outstanding_balance, 500)

    def test_two_currencies_are_not_added_up(self):
        run = self.migrate(
            patients=PATIENTS,
            bills=[
                bill(1, "P1", "2024-03-05", "100.00", "0.00", currency="USD"),
                bill(2, "P1", "2024-03-06", "500.00", "0.00"),
            ],
        )
        partner = self.partner("P1")
        self.assertEqual(partner.x_studio_outstanding_balance, 500)
        self.assertEqual(partner.x_studio_currency_id.name, "INR")
        self.assertIn("currency_not_added", self.codes(run)[0])
        self.assertIn("USD", self.documents("bill").raw.decode())
        self.assertEqual(run.state, "done")

    def test_a_new_bill_joins_those_of_earlier_runs(self):
        self.migrate(
            patients=PATIENTS, bills=[bill(1, "P1", "2024-03-05", "500.00", "0.00")]
        )
        run = self.migrate(bills=[bill(2, "P1", "2024-04-05", "80.00", "0.00")])
        partner = self.partner("P1")
        self.assertEqual(partner.x_studio_outstanding_balance, 580)
        self.assertEqual(partner.x_studio_last_bill_date, date(2024, 4, 5))
        text = self.documents("bill").raw.decode()
        self.assertIn("B1", text)
        self.assertIn("B2", text)
        self.assertEqual(run.state, "done")
        money = run.report["money"]
        self.assertEqual(money["billed"], {"source": 80, "odoo": 80})
        self.assertEqual(money["paid"], {"source": 0, "odoo": 0})
        # what is owed is the patient's, of all bills
        self.assertEqual(money["outstanding"], {"source": 580, "odoo": 580})

    def test_bills_are_compared_with_what_the_statement_says(self):
        run = self.migrate(
            patients=PATIENTS,
            bills=[
                bill(1, "P1", "2024-03-05", "500.10", "300.00", tax="18.00"),
                bill(2, "P1", "2024-04-05", "80.00", "80.00"),
                bill(3, "P2", "2024-04-05", "70.00", "0.00", currency="USD"),
            ],
        )
        self.assertEqual(run.state, "done")
        sums = {
            (line.dimension, line.key, line.currency): (
                line.billed_odoo,
                line.paid_odoo,
                line.outstanding_odoo,
            )
            for line in run.money_ids
            if line.dimension in ("patient", "month")
        }
        self.assertEqual(
            sums,
            {
                ("patient", "P1", "INR"): (580.10, 380.00, 200.10),
                ("patient", "P2", "USD"): (70.00, 0.00, 70.00),
                ("month", "2024-03", "INR"): (500.10, 300.00, 200.10),
                ("month", "2024-04", "INR"): (80.00, 80.00, 0.00),
                ("month", "2024-04", "USD"): (70.00, 0.00, 70.00),
            },
        )
        self.assertFalse(run.money_open_count)

    def test_a_paisa_that_a_statement_lost_is_found(self):
        run = self.migrate(
            patients=PATIENTS,
            bills=[bill(1, "P1", "2024-03-05", "500.10", "300.00")],
        )
        statement = self.documents("bill")
        statement.raw = statement.raw.replace(b" 300.00", b" 299.99")
        run.action_verify()
        self.assertNotEqual(run.state, "done")
        differing = run.money_ids.filtered(lambda line: line.dimension == "bill")
        self.assertEqual((differing.key, differing.difference), ("B1", 0.01))
        self.assertEqual(differing.res_id, statement.id)
        statement.unlink()
        run.action_verify()
        self.assertIn("record_missing", run.check_ids.mapped("code"))

    def test_the_latest_row_of_a_bill_counts(self):
        bills = [bill(n, "P1", "2024-03-05", "500.00", "0.00") for n in (1, 2)]
        self.migrate(patients=PATIENTS, bills=bills)
        run = self.migrate(bills=[bill(2, "P1", "2024-03-05", "500.00", "500.00")])
        self.assertEqual(self.partner("P1").x_studio_outstanding_balance, 500)
        self.assertEqual(run.state, "done")
        self.migrate(patients=PATIENTS, bills=bills)
        self.assertEqual(self.partner("P1").x_studio_outstanding_balance, 1000)

    def test_a_bill_that_changed_its_patient_waits(self):
        self.migrate(
            patients=PATIENTS, bills=[bill(1, "P1", "2024-03-05", "500.00", "0.00")]
        )
        run = self.plan(bills=[bill(1, "P2", "2024-03-05", "500.00", "0.00")])
        self.assertEqual(self.rows(run, "bill").reason, "bill_moved")

    def test_lines_that_repeat_their_bills_number_are_summed(self):
        head = {
            "Date": "05-03-2024",
            "Patient Number": "P1",
            "Patient Name": "Asha Rao",
            "Doctor Name": "Dr. Meera Shah",
            "Invoice Number": "INV7",
        }
        lines = [
            {
                **head,
                "Treatment Name": name,
                "Unit Cost": price,
                "Quantity": quantity,
                "Discount": discount,
                "DiscountType": kind,
            }
            for name, price, quantity, discount, kind in (
                ("Crown", "5000.00", "1", "10.00", "PERCENT"),
                ("Scaling", "700.00", "2", "100.00", "NUMBER"),
                ("X-ray", "250.00", "1", "0.00", "NUMBER"),
            )
        ]
        run = self.migrate(patients=PATIENTS, Invoices=lines)
        self.assertEqual(run.file_ids.mapped("object_name"), ["bill", "patient"])
        self.assertEqual(self.partner("P1").x_studio_outstanding_balance, 6050)
        self.assertEqual(run.report["money"]["billed"]["source"], 6050)
        self.assertEqual(run.state, "done")
