"""Sums of bills: exact, as stated, void bills owed by nobody."""

from decimal import Decimal
from unittest import TestCase

from odoo.addons.pulse_migration.engine.money_summary import (
    amount,
    is_void,
    outstanding,
    summarise,
    total_of,
)


class TestMoneySummary(TestCase):
    def test_an_amount_is_exact(self):
        self.assertEqual(
            amount({"amount_total": "0.10"}, "amount_total"), Decimal("0.10")
        )
        for values in ({}, {"amount_total": None}, {"amount_total": ""}):
            self.assertEqual(amount(values, "amount_total"), 0)

    def test_a_thousand_bills_sum_to_the_cent(self):
        bills = [{"date": "2024-03-05", "outstanding": "0.10"}] * 1000
        self.assertEqual(summarise(bills)["outstanding"], Decimal("100.00"))

    def test_what_is_owed_is_as_stated_else_total_less_paid(self):
        for values, owed in (
            (
                {"outstanding": "5.00", "amount_total": "100", "amount_paid": "0"},
                "5.00",
            ),
            ({"outstanding": "0", "amount_total": "100"}, "0"),
            ({"amount_total": "100.10", "amount_paid": "99.95"}, "0.15"),
            ({"amount_total": "100"}, "100"),
            ({"amount_total": "100", "amount_paid": "120"}, "-20"),
            ({}, "0"),
        ):
            self.assertEqual(outstanding(values), Decimal(owed), values)

    def test_a_total_is_as_stated_else_what_the_amounts_add_up_to(self):
        items = [{"amount_total": "80"}, {"amount_total": "20.50"}]
        for values, of_items, total in (
            ({"amount_total": "500", "amount_net": "1", "tax": "1"}, (), "500"),
            (
                {"amount_paid": "200", "outstanding": "300", "amount_net": "1"},
                (),
                "500",
            ),
            ({"amount_net": "500", "tax": "90"}, (), "590"),
            ({"amount_net": "500"}, items, "500"),
            ({"amount_paid": "500"}, items, "100.50"),
            ({"amount_total": "0"}, items, "0"),
        ):
            self.assertEqual(total_of(values, of_items), Decimal(total), values)
        self.assertIsNone(total_of({"amount_paid": "500"}))
        self.assertIsNone(total_of({}, [*items, {"item_name": "Filling"}]))

    def test_what_is_owed_of_a_bill_without_a_total(self):
        values = {"amount_net": "500", "tax": "90", "amount_paid": "100"}
        self.assertEqual(outstanding(values), Decimal(490))

    def test_void_bills_are_owed_by_nobody(self):
        for status in ("Cancelled", " canceled ", "VOID", "draft"):
            values = {"status": status, "outstanding": "50"}
            self.assertTrue(is_void(values))
            self.assertEqual(outstanding(values), 0)
        for status in ("Paid", "Unpaid", "", None):
            self.assertFalse(is_void({"status": status}))

    def test_the_oldest_owed_bill_gives_the_status(self):
        summary = summarise(
            [
                {"date": "2024-03-07", "status": "Paid", "outstanding": "0"},
                {"date": "2024-03-06", "status": "Partial", "outstanding": "2"},
                {"date": "2024-03-05", "status": "Overdue", "outstanding": "1"},
            ]
        )
        self.assertEqual(
            summary,
            {
                "status": "Overdue",
                "last_date": "2024-03-07",
                "outstanding": Decimal(3),
                "currency": "",
            },
        )

    def test_the_newest_bill_gives_it_when_nothing_is_owed(self):
        summary = summarise(
            [
                {"date": "2024-03-05T10:00:00", "status": "Settled", "currency": "INR"},
                {"date": "2024-03-04", "status": "Paid"},
            ]
        )
        self.assertEqual(summary["status"], "Settled")
        self.assertEqual(summary["last_date"], "2024-03-05")
        self.assertEqual(summary["currency"], "INR")

    def test_a_bill_without_status_says_whether_it_is_paid(self):
        self.assertEqual(summarise([{"amount_total": "1"}])["status"], "Unpaid")
        self.assertEqual(summarise([{"amount_total": "0"}])["status"], "Paid")
