"""Columns that make one amount, and payments told in parts, by their examples."""

import doctest
from decimal import Decimal
from unittest import TestCase

from odoo.addons.pulse_migration.engine import adding, bill_columns, payment_split
from odoo.addons.pulse_migration.engine.payment_split import parts_of, split_of


class TestAdding(TestCase):
    def test_the_examples_hold(self):
        for module in (adding, bill_columns, payment_split):
            self.assertFalse(doctest.testmod(module).failed)

    def test_only_parts_add_up(self):
        self.assertTrue(adding.adds_up("tax", ["CGST", "SGST", "Cess", "Total Tax"]))
        self.assertFalse(adding.adds_up("tax", ["CGST"]))
        self.assertFalse(adding.adds_up("amount_paid", ["Paid", "Amount Received"]))
        self.assertFalse(adding.adds_up("discount", ["Cash", "Card"]))

    def test_parts_are_told_in_many_ways(self):
        expected = (("cash", Decimal(200)), ("card", Decimal(300)))
        for text in (
            "Cash 200 + Card 300",
            "cash: 200, card: 300",
            "Cash(200)/Card(300)",
            "CASH - Rs.200/- & CARD - Rs.300/-",
            "200 cash and 300 card",
            "Cash=200;Card=300.00",
        ):
            found = tuple((word.casefold(), part) for word, part in split_of(text))
            self.assertEqual(found, expected, text)

    def test_what_tells_no_parts_is_one_word(self):
        for text in ("Cash", "Cash + Card", "Card 4242", "UPI 98765 43210", "", None):
            self.assertEqual(split_of(text), (), text)

    def test_parts_of_what_went_back_are_below_zero(self):
        parts = parts_of("Cash 200 + Card 300", Decimal(-500))
        self.assertEqual([part for _word, part in parts], [-200, -300])
        self.assertEqual(parts_of("Cash 200 + Card 300", Decimal(400)), ())
