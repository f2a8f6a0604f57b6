"""A previous balance is owed once: by the bills that left it open."""

from unittest import TestCase

from odoo.addons.pulse_migration.engine.carried import own_amounts


class TestCarried(TestCase):
    def own(self, **values):
        return own_amounts({"previous_balance": "600", **values})

    def test_it_is_taken_off_a_total_and_a_balance_that_hold_it(self):
        said = {"amount_net": "500", "amount_total": "1100"}
        self.assertEqual(
            self.own(**said, amount_paid="1100", outstanding="0"),
            {"amount_total": "500", "outstanding": "-600"},
        )
        self.assertEqual(
            self.own(**said, outstanding="1100"),
            {"amount_total": "500", "outstanding": "500"},
        )
        taxed = {"unit_price": "500", "tax": "90", "discount": "50"}
        self.assertEqual(
            self.own(**taxed, amount_total="1140"), {"amount_total": "540"}
        )

    def test_it_is_taken_off_a_balance_alone(self):
        self.assertEqual(
            self.own(amount_total="500", amount_paid="100", outstanding="1000"),
            {"outstanding": "400"},
        )

    def test_what_nothing_proves_stays_as_stated(self):
        said = {"amount_paid": "100", "outstanding": "400"}
        self.assertEqual(self.own(amount_total="500", **said), {})
        self.assertEqual(self.own(outstanding="400"), {})
        self.assertEqual(own_amounts({"amount_total": "500"}), {})
