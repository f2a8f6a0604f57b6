"""The skeleton of a header's meaning: what may be left out, and what may not."""

from unittest import TestCase

from odoo.addons.pulse_migration.engine.skeleton import skeleton
from odoo.addons.pulse_migration.engine.words import phrase_words


def bones(kind, text):
    return skeleton(kind, phrase_words(text))


class TestSkeleton(TestCase):
    def test_ways_to_name_a_number_are_one(self):
        expected = bones("id", "patient id")
        for text in ("Patient No.", "pt_key", "Client UUID", "Patient identifier"):
            self.assertEqual(bones("id", text), expected, text)

    def test_ways_to_name_a_day_are_one(self):
        expected = bones("datetime", "created date")
        for text in ("Created On", "created_at", "Created timestamp"):
            self.assertEqual(bones("datetime", text), expected, text)

    def test_amount_adds_nothing_to_a_sum(self):
        self.assertEqual(bones("money", "Disc Amt"), bones("money", "discount"))

    def test_name_adds_nothing_to_a_thing(self):
        self.assertEqual(bones("text", "City name"), bones("text", "city"))

    def test_owner_alone_is_not_what_is_meant(self):
        """A "bill amount" is no bill, and a "patient name" no patient."""
        self.assertNotEqual(bones("money", "bill amount"), bones("money", "bill"))
        self.assertNotEqual(bones("text", "patient name"), bones("text", "patient"))

    def test_number_of_a_phone_is_no_id(self):
        self.assertEqual(bones("phone", "Contact Number"), {"phone"})
        self.assertNotEqual(bones("id", "phone number"), bones("id", "phone"))

    def test_words_that_say_nothing_are_left_out(self):
        self.assertEqual(
            bones("long_text", "Current full medication list"),
            bones("long_text", "medication"),
        )

    def test_something_always_remains(self):
        for kind in ("id", "money", "text", "date", "phone", "choice"):
            for text in ("Amount", "Number", "Name", "Details", "Full data"):
                self.assertTrue(bones(kind, text), (kind, text))
