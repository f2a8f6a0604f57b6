"""With Accounting: invoices in the timeline, for who may read invoices."""

from odoo.tests import new_test_user

from .common import PATIENTS, PulseCase, bill

DESK = "base.group_user,base.group_partner_manager"


class TestAccountingTimeline(PulseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if "account.move" not in cls.env:
            cls.skipTest(cls, "Accounting is not installed")
        cls.migration.bill_target = "move"
        cls.migration.bill_mode = "draft"

    def setUp(self):
        super().setUp()
        self.migrate(
            patients=PATIENTS,
            bills=[
                bill(1, "P1", "2024-03-05", "100.00", "100.00"),
                bill(2, "P1", "2023-03-05", "40.00", "0.00"),
            ],
        )
        self.patient = self.partner("P1")

    def bills(self, groups):
        user = new_test_user(self.env, "pulse_reader", groups=groups)
        return (
            self.env["pulse.timeline"]
            .with_user(user)
            .search([("partner_id", "=", self.patient.id), ("kind", "=", "bill")])
        )

    def test_invoices_stand_at_their_own_date_with_amount_and_state(self):
        bills = self.bills(f"{DESK},account.group_account_invoice")
        self.assertEqual(
            [(str(b.occurred_on), b.name, b.amount, b.status) for b in bills],
            [
                ("2024-03-05", "B1", 100.0, "Draft"),
                ("2023-03-05", "B2", 40.0, "Draft"),
            ],
        )
        action = bills[0].action_open()
        self.assertEqual(action["res_model"], "account.move")

    def test_who_may_not_read_invoices_has_none_in_the_timeline(self):
        self.assertFalse(self.bills(DESK))

    def test_the_button_opens_the_invoices(self):
        action = self.patient.action_open_bills()
        self.assertEqual(action["res_model"], "account.move")
        found = self.env["account.move"].search_count(action["domain"])
        self.assertEqual(found, self.patient.patient_bill_count)
