"""Whose numbers a column of phones holds, when the clinic's country is a wrong one."""

import doctest
from unittest import TestCase

from odoo.addons.pulse_migration.engine import phone_country
from odoo.addons.pulse_migration.engine.phone_country import find_other

INDIA = ["9876543210", "98450 12345", "+91 99000 11223", "08041234567", "7012345678"]
OMAHA = ["402-481-1111", "(402) 559-4000", "402 552 2000", "4025594001", "4028880000"]
DUBAI = ["+971501234567", "+971 50 123 4568", "+971-4-3456789", "+971521234567"]


class TestPhoneCountry(TestCase):
    def test_the_examples_hold(self):
        self.assertFalse(doctest.testmod(phone_country).failed)

    def test_numbers_of_another_country_speak_against_the_assumed_one(self):
        found = find_other(INDIA, "US", ["IN"])
        self.assertEqual((found.country, found.numbers, found.there), ("IN", 5, 5))

    def test_numbers_that_may_be_of_the_country_speak_for_it(self):
        self.assertIsNone(find_other(INDIA, "IN", ["US"]))
        self.assertIsNone(find_other(OMAHA, "US", ["IN"]))

    def test_a_code_in_front_names_a_country_that_nobody_thought_of(self):
        found = find_other([*DUBAI, "+971501112223"], "US", ["IN"])
        self.assertEqual(found.country, "AE")

    def test_what_is_too_little_or_of_no_country_says_nothing(self):
        for texts in ([], INDIA[:4], ["12345"] * 9, ["none"] * 9, ["0000000000"] * 9):
            with self.subTest(texts=texts):
                self.assertIsNone(find_other(texts, "US", ["IN"]))

    def test_a_mixture_says_nothing(self):
        self.assertIsNone(find_other(INDIA[:3] + OMAHA[:3], "US", ["IN"]))
