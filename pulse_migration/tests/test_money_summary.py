"""Sums of a patient's bills: exact, in one currency, in words that are true."""

from decimal import Decimal
from unittest import TestCase

from odoo.addons.pulse_migration.engine.bills import read_bill
from odoo.addons.pulse_migration.engine.money_summary import Summary, summarise


def bill(**values):
    return read_bill([{"bill_id": "B1", "amount_total": "1", **values}])


class TestMoneySummary(TestCase):
    def test_a_thousand_bills_sum_to_the_cent(self):
        bills = [bill(date="2024-03-05", outstanding="0.10")] * 1000
        self.assertEqual(summarise(bills).outstanding, Decimal("100.00"))

    def test_the_oldest_owed_bill_gives_the_status(self):
        summary = summarise(
            [
                bill(date="2024-03-07", status="Paid", outstanding="0"),
                bill(date="2024-03-06", status="Partial", outstanding="0.5"),
                bill(date="2024-03-05", status="Overdue", outstanding="1"),
            ]
        )
        self.assertEqual(
            summary, Summary("Overdue", "2024-03-07", Decimal("1.5"), "", ())
        )

    def test_the_newest_bill_gives_it_when_nothing_is_owed(self):
        summary = summarise(
            [
                bill(date="2024-03-05T10:00:00", status="Settled", currency="inr"),
                bill(date="2024-03-04", status="Paid"),
            ],
            "INR",
        )
        self.assertEqual(summary, Summary("Settled", "2024-03-05", 0, "INR", ()))

    def test_a_cancelled_newest_bill_gives_it_only_when_alone(self):
        void = bill(date="2024-03-06", status="Cancelled")
        paid = bill(date="2024-03-05", status="Paid", outstanding="0")
        self.assertEqual(summarise([void, paid]).status, "Paid")
        self.assertEqual(summarise([void]).status, "Cancelled")
        self.assertEqual(summarise([bill(cancelled_flag=True)]).status, "Cancelled")

    def test_a_bill_without_status_says_whether_it_is_paid(self):
        for values, status in (
            ({}, "Unpaid"),
            ({"amount_total": "0"}, "Paid"),
            ({"amount_total": "5", "amount_paid": "2"}, "Partial"),
        ):
            self.assertEqual(summarise([bill(**values)]).status, status, values)

    def test_a_status_that_the_amounts_contradict_is_not_shown(self):
        owed = bill(amount_total="500", amount_paid="100", status="Paid")
        self.assertEqual(summarise([owed]).status, "Partial")

    def test_two_currencies_are_not_added_up(self):
        summary = summarise(
            [
                read_bill(
                    [{"bill_id": name, "date": date, "amount_total": "5", **more}]
                )
                for name, date, more in (
                    ("B1", "2024-03-01", {"currency": "usd"}),
                    ("B2", "2024-03-02", {"currency": "INR"}),
                    ("B3", "2024-03-03", {}),
                )
            ],
            "INR",
        )
        self.assertEqual((summary.outstanding, summary.currency), (10, "INR"))
        self.assertEqual(summary.left_out, ("B1",))

    def test_a_paid_bill_in_another_currency_leaves_nothing_out(self):
        summary = summarise(
            [
                bill(date="2024-03-02", currency="USD", outstanding="0"),
                bill(date="2024-03-01", currency="EUR", amount_total="7"),
            ]
        )
        self.assertEqual((summary.outstanding, summary.currency), (7, "EUR"))
        self.assertFalse(summary.left_out)
