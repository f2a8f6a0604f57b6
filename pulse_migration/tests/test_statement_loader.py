"""Bills without Accounting: one statement, three fields, exact sums."""

from datetime import date

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
