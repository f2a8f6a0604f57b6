"""Which fields an update of an invoice writes."""

from odoo.tests import tagged

from .common import PATIENTS, PulseCase, bill


@tagged("post_install", "-at_install")
class TestAccountingPlanFields(PulseCase):
    def setUp(self):
        super().setUp()
        if "account.move" not in self.env:
            self.skipTest("Accounting is not installed")
        self.migration.bill_target = "move"
        self.migration.bill_mode = "draft"
        self.bills = [
            bill(1, "P1", "2024-03-05", "500.00", "0.00"),
            bill(2, "P2", "2024-03-05", "300.00", "0.00"),
        ]
        self.migrate(patients=PATIENTS, bills=self.bills)
        self.moves = self.env["account.move"].search([("ref", "in", ("B1", "B2"))])

    def plan_newer(self):
        newer = [
            {**row, "total": "900.00", "amount": "900.00", "outstanding": "900.00"}
            for row in self.bills
        ]
        return self.rows(self.plan(bills=newer))

    def test_a_draft_whose_total_changed_says_so(self):
        for row in self.plan_newer():
            self.assertEqual(
                (row.action, row.plan_reason), ("update", "source_changed")
            )
            self.assertIn("amount_total", row.plan_fields)
            self.assertNotIn("partner_id", row.plan_fields)
            self.assertIn("900", row.plan_change_text)

    def test_an_invoice_that_is_no_draft_is_left(self):
        self.moves.write({"state": "cancel"})
        for row in self.plan_newer():
            self.assertFalse(row.plan_fields)
            self.assertEqual(row.plan_reason, "nothing_to_write")
