"""A cell says that a bill is none: whatever its column asks, and in whatever words."""

from unittest import TestCase

from odoo.addons.pulse_migration.engine import cancelled
from odoo.addons.pulse_migration.engine.converters import Rules, column_converter
from odoo.addons.pulse_migration.engine.errors import RowError


def read(header, text):
    convert = column_converter("yes_no", Rules())
    found = cancelled.reader(header, convert)(text)
    return None if found is None else found.value


class TestCancelled(TestCase):
    def test_a_column_may_ask_whether_it_holds(self):
        for header in ("Is Active", "isActive", "Active", "valid"):
            for text, is_cancelled in (("1", False), ("N", True), ("Active", False)):
                self.assertIs(read(header, text), is_cancelled, (header, text))

    def test_a_column_may_ask_whether_it_is_cancelled(self):
        for text, is_cancelled in (
            ("Y", True),
            ("no", False),
            ("Cancelled", True),
            ("Void", True),
            ("Active", False),
        ):
            self.assertIs(read("Cancelled", text), is_cancelled, text)

    def test_a_column_may_tell_when_by_whom_or_why(self):
        for header, text in (
            ("Cancelled On", "05/03/2024"),
            ("cancelled_by", "Rita"),
            ("Cancel Reason", "Wrong patient"),
        ):
            self.assertIs(read(header, text), True, header)
        self.assertIsNone(read("Cancelled Date", "00-00-0000"))
        self.assertIsNone(read("Cancel Reason", "-"))
        self.assertIs(read("Cancel Reason", "No"), False)

    def test_other_words_are_not_understood(self):
        with self.assertRaises(RowError) as caught:
            read("Cancelled", "Maybe")
        self.assertEqual(caught.exception.code, "unknown_yes_no")
