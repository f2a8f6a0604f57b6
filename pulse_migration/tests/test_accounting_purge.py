"""After a purge the books go on: bills, receipts and advances that come later."""

from odoo.tests import tagged

from .common import PATIENTS, bill
from .test_accounting_delta import DeltaCase
from .test_accounting_drawn import BY_ADVANCE
from .test_accounting_payments import PaymentCase, payment

DAY = "2024-03-05"
ITEMS = [
    {"bill_id": "B1", "item_name": name, "quantity": "1", "unit_price": price}
    for name, price in (("Filling", "300.00"), ("X-Ray", "200.00"))
]


class PurgedBooks(DeltaCase):
    def purge(self):
        self.migration._purge()
        self.before = self.books()


@tagged("post_install", "-at_install")
class TestAccountingPurge(PurgedBooks):
    def test_a_payment_that_comes_alone_pays_a_forgotten_bill(self):
        unpaid = {"bill_id": "B1", "patient_id": "P1", "date": DAY, "total": "500.00"}
        self.migrate(patients=PATIENTS, bills=[unpaid], bill_items=ITEMS)
        lines = self.moves().invoice_line_ids.mapped("name")
        self.purge()
        run = self.migrate(payments=[payment(1, "P1", "B1", "2024-04-01", "200.00")])
        self.assertDone(run)
        move = self.moves()
        self.assertEqual(move.invoice_line_ids.mapped("name"), lines)
        self.assertEqual((move.amount_total, move.amount_residual), (500, 300))
        self.assertTakenBack(run)

    def test_a_receipt_without_a_number_is_booked_once(self):
        unnumbered = payment(1, "P1", "B1", DAY, "100.00")
        unnumbered |= {"payment_id": "", "receipt_number": ""}
        advance = payment(2, "P2", "", DAY, "70.00")
        advance |= {"payment_id": "", "receipt_number": ""}
        tables = {
            "patients": PATIENTS,
            "bills": [bill(1, "P1", DAY, "500.00", "100.00")],
            "payments": [unnumbered, advance],
        }
        self.migrate(**tables)
        self.purge()
        self.assertDone(self.migrate(**tables))
        self.assertEqual(self.books(), self.before)
        tables["payments"].append(payment(3, "P1", "B1", "2024-04-01", "50.00"))
        tables["bills"][0] |= {"paid": "150.00", "outstanding": "350.00"}
        self.assertDone(self.migrate(**tables))
        self.assertEqual(sorted(self.payments().mapped("amount")), [50, 70, 100])
        self.assertEqual((self.balance("P1"), self.balance("P2")), (350, -70))

    def test_a_forgotten_advance_pays_a_later_bill(self):
        self.migrate(
            patients=PATIENTS,
            bills=[bill(1, "P1", DAY, "100.00", "100.00", **BY_ADVANCE)],
            payments=[payment(1, "P1", "", "2024-02-01", "500.00")],
        )
        self.assertEqual(self.balance("P1"), -400)
        self.purge()
        later = bill(2, "P1", "2024-04-05", "150.00", "150.00", **BY_ADVANCE)
        self.assertDone(self.migrate(bills=[later]))
        self.assertEqual(self.balance("P1"), -250)

    def test_what_a_person_kept_of_an_invoice_is_not_asked_again(self):
        tables = {
            "patients": PATIENTS,
            "bills": [bill(1, "P1", DAY, "500.00", "0.00")],
        }
        self.migration.bill_mode = "draft"
        self.migrate(**tables)
        self.moves().invoice_line_ids[0].price_unit = 480
        tables["bills"][0]["description"] = "Consultation, long"
        again = self.migrate(**tables)
        again.conflict_ids.action_odoo()
        self.purge()
        tables["bills"].append(bill(2, "P1", DAY, "10.00", "0.00"))
        self.assertDone(self.migrate(**tables))
        self.assertFalse(self.migration._count_conflicts())


@tagged("post_install", "-at_install")
class TestAccountingPurgeOpening(PaymentCase):
    def test_an_opening_balance_gets_the_difference_of_later_bills(self):
        self.migration.write({"bill_mode": "opening", "opening_on": "2024-12-31"})
        self.migrate(
            patients=PATIENTS,
            bills=[
                bill(1, "P1", DAY, "500.00", "200.00"),
                bill(2, "P1", DAY, "80.00", "0.00"),
            ],
        )
        self.assertEqual(self.balance("P1"), 380)
        self.migration._purge()
        run = self.migrate(
            bills=[
                bill(2, "P1", DAY, "80.00", "30.00"),
                bill(3, "P1", "2024-04-05", "60.00", "0.00"),
            ]
        )
        self.assertEqual(run.state, "done", run.check_ids.mapped("code"))
        self.assertEqual(self.balance("P1"), 410)
