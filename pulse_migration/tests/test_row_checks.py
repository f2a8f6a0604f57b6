"""Cells of one row that contradict each other ask for a look; nothing is changed."""

from unittest import TestCase

from odoo.addons.pulse_migration.engine.row_checks import check

BILL = {
    "amount_net": "500.00",
    "tax": "90.00",
    "amount_total": "590.00",
    "amount_paid": "590.00",
    "outstanding": "0.00",
    "status": "Paid",
}


class TestRowChecks(TestCase):
    def found(self, object_name="bill", **values):
        base = BILL if object_name == "bill" else {}
        return check(object_name, {**base, **values})

    def test_a_bill_that_adds_up_says_nothing(self):
        self.assertEqual(self.found(), [])
        self.assertEqual(check("bill", {"bill_id": "B1"}), [])
        self.assertEqual(check("message", {"body": "Hello"}), [])

    def test_rounding_to_the_rupee_is_custom(self):
        self.assertEqual(
            self.found(amount_net="499.58", tax="89.92", amount_paid="590"), []
        )

    def test_a_discount_may_be_in_the_net_or_not(self):
        self.assertEqual(self.found(discount="50.00"), [])
        self.assertEqual(
            self.found(discount="50.00", amount_total="540.00", amount_paid="540"), []
        )

    def test_parts_that_are_not_the_total(self):
        for values, column in (
            ({"amount_total": "640", "amount_paid": "640"}, "amount_total"),
            ({"outstanding": "200.00"}, "outstanding"),
            ({"outstanding": "-200.00"}, "outstanding"),
        ):
            self.assertIn(("bill_total_mismatch", column), self.found(**values))

    def test_a_status_that_contradicts_what_is_paid(self):
        said = [("bill_status_disagrees", "status")]
        owed = {"amount_paid": "0.00", "outstanding": "590.00"}
        self.assertEqual(self.found(**owed), said)
        self.assertEqual(self.found(status=" Fully  PAID", **owed), said)
        self.assertEqual(self.found(status="Unpaid"), said)
        for status in ("Unpaid", "Partial", "Write-off", ""):
            self.assertEqual(self.found(status=status, **owed), [], status)

    def test_a_cancelled_bill_need_not_add_up(self):
        self.assertEqual(self.found(status="Cancelled", outstanding="9"), [])

    def test_a_missing_total_is_compared_as_its_parts(self):
        self.assertEqual(self.found(amount_total=None), [])

    def test_a_birth_date_that_is_the_day_of_registration(self):
        born = {"date_of_birth": "2024-03-05"}
        self.assertEqual(
            self.found("patient", created_at="2024-03-05T10:00:00", **born),
            [("birth_date_is_registration", "date_of_birth")],
        )
        self.assertEqual(self.found("patient", created_at="2024-03-06", **born), [])
        self.assertEqual(self.found("patient", created_at="2024-03-05"), [])
        self.assertEqual(self.found("patient", **born), [])
