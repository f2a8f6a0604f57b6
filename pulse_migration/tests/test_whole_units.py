"""A bill in whole units of its currency: nothing is lost between its amounts."""

from decimal import Decimal
from unittest import TestCase

from odoo.addons.pulse_migration.engine.bills import read_bill
from odoo.addons.pulse_migration.engine.receipts import settle
from odoo.addons.pulse_migration.engine.whole_units import in_whole_units

PAISA = Decimal("0.01")


def bill(total, paid, owed, *received):
    values = {"amount_total": total, "amount_paid": paid, "outstanding": owed}
    payments = [{"amount": amount} for amount in received]
    return read_bill([{"bill_id": "B1", "date": "2024-03-05", **values}], (), payments)


class TestWholeUnits(TestCase):
    def amounts(self, found):
        return [str(a) for a in (found.total, found.paid, found.outstanding)]

    def test_whole_amounts_stay_as_they_are(self):
        whole = bill("500.10", "300", "200.10")
        self.assertIs(in_whole_units(whole, PAISA), whole)

    def test_what_is_owed_is_the_rest(self):
        found = in_whole_units(bill("100.005", "50.002", "50.003"), PAISA)
        self.assertEqual(self.amounts(found), ["100.01", "50.00", "50.01"])
        self.assertEqual(settle(found).receipts[0].amount, Decimal("50.00"))

    def test_receipts_and_what_is_stated_meet(self):
        found = in_whole_units(bill("99.999", "33.333", "66.666", "33.333"), PAISA)
        self.assertEqual(self.amounts(found), ["100.00", "33.33", "66.67"])
        self.assertEqual([r.amount for r in settle(found).receipts], [Decimal("33.33")])

    def test_a_currency_of_three_decimals_holds_them(self):
        fine = bill("99.999", "33.333", "66.666")
        self.assertIs(in_whole_units(fine, Decimal("0.001")), fine)
        found = in_whole_units(bill("99.50", "0", "99.50"), Decimal(1))
        self.assertEqual(self.amounts(found), ["100", "0", "100"])
