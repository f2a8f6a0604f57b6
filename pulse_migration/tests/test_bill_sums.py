"""The table of sums of a statement: what is written is what is read."""

from decimal import Decimal
from unittest import TestCase

from odoo.addons.pulse_migration.engine.bill_sums import (
    read_sums,
    rounded,
    sums_table,
)
from odoo.addons.pulse_migration.engine.bills import read_bill
from odoo.addons.pulse_migration.engine.money_measures import measures_of


def bill(number, total, **more):
    values = {"bill_id": number, "date": "2024-03-05", "amount_total": total, **more}
    return read_bill([values])


class TestBillSums(TestCase):
    def text(self, *bills):
        return "\n".join(["Bills", "=====", "", *sums_table(bills, "inr")]) + "\n"

    def test_every_measure_comes_back_exactly(self):
        bills = [
            bill("B1", "500.10", amount_paid="300", refund="20"),
            bill("2024/77 A", "-80.00", amount_paid="-80"),
            bill("B3", "0.125", unit_price="0.25", discount="0.125"),
            bill("", "70"),
        ]
        read = read_sums(self.text(*bills))
        for one in bills:
            self.assertEqual(read[one.number], rounded(measures_of(one)), one.number)

    def test_a_reader_sees_two_decimals_and_the_currency(self):
        text = self.text(bill("B1", "1500", amount_paid="1000", currency="usd"))
        self.assertRegex(text, r"1500\.00 .*1000\.00 .*500\.00  USD       B1\n")
        self.assertIn("INR", self.text(bill("B1", "1")))

    def test_what_somebody_wrote_over_it_is_no_sum(self):
        text = self.text(bill("B1", "1500"), bill("B2", "70"))
        broken = text.replace("1500.00", "fifteen hundred")
        self.assertEqual(list(read_sums(broken)), ["B2"])
        self.assertEqual(read_sums("Bills\n"), {})
        self.assertEqual(read_sums(""), {})

    def test_a_cancelled_bill_comes_to_nothing(self):
        (sums,) = read_sums(self.text(bill("B1", "90", status="Cancelled"))).values()
        self.assertEqual(set(sums.values()), {Decimal("0.00")})
