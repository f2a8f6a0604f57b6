"""The learned table of how strongly words speak for an object."""

from unittest import TestCase

from odoo.addons.pulse_migration.engine.catalog import OBJECTS
from odoo.addons.pulse_migration.engine.column_words import read_columns
from odoo.addons.pulse_migration.engine.object_choice import Weights, choose
from odoo.addons.pulse_migration.engine.object_words import (
    ANY,
    KIND,
    KINDS,
    OTHER,
    ObjectWords,
    parse,
    shipped,
    traits,
)


def _columns(header):
    return read_columns(header.split(","), {}, None)


def _only(kind, nats):
    return tuple(nats if each == kind else 0.0 for each in KINDS)


class TestTraits(TestCase):
    def test_words_headers_and_the_first_header_are_told(self):
        self.assertEqual(
            traits(_columns("Pt No,Pt Name")),
            {
                ANY,
                "first patient number",
                "header patient number",
                "header patient name",
                "word patient",
                "word number",
                "word name",
            },
        )

    def test_spellings_of_one_word_are_one_trait(self):
        self.assertEqual(traits(_columns("Dr")), traits(_columns("Doctor")))

    def test_a_plural_is_told(self):
        """A campaign has recipients, a message a recipient."""
        self.assertIn("many recipient", traits(_columns("Recipients")))
        self.assertNotIn("many recipient", traits(_columns("Recipient")))

    def test_digits_are_no_words(self):
        self.assertNotIn("word 2", traits(_columns("Phone 2")))

    def test_table_without_columns_is_any_table(self):
        self.assertEqual(traits([]), {ANY})


class TestObjectWords(TestCase):
    def test_weights_of_all_traits_add_up(self):
        words = ObjectWords(
            {"word role": _only("physician", 1.5), "first role": _only("bill", -0.5)}
        )
        told = words.weigh(_columns("Role,Shift"))
        self.assertEqual((told["physician"], told["bill"]), (1.5, -0.5))

    def test_unknown_traits_say_nothing(self):
        told = ObjectWords({}).weigh(_columns("Role"))
        self.assertEqual(told, dict.fromkeys(KINDS, 0))

    def test_written_table_is_read_with_empty_cells_as_nothing(self):
        lines = [",".join(("trait", *KINDS)), "word role,,,,,,,,1.5"]
        told = parse(lines).weigh(_columns("Role"))
        self.assertEqual(told["physician"], 1.5)
        self.assertEqual(told["patient"], 0)

    def test_words_decide_where_the_fields_leave_it_open(self):
        header = _columns("Name,Phone,Zorp")
        for kind in ("patient", "physician"):
            words = ObjectWords({"word zorp": _only(kind, 9.0)})
            choice = choose(header, "", weights=Weights(words=words))
            self.assertEqual(choice.object, kind)

    def test_objects_of_one_kind_get_the_same(self):
        words = ObjectWords({ANY: _only("bill", 20.0)})
        paid = choose(_columns("Payment ID,Amount Paid"), "", weights=Weights())
        told = choose(
            _columns("Payment ID,Amount Paid"), "", weights=Weights(words=words)
        )
        self.assertEqual(told.object, paid.object)


class TestShippedTable(TestCase):
    def test_every_object_of_the_catalogue_has_its_kind(self):
        kinds = {KIND.get(name, name) for name in OBJECTS}
        self.assertEqual(kinds | {OTHER}, set(KINDS))

    def test_table_is_read_once_and_knows_plain_words(self):
        self.assertIs(shipped(), shipped())
        for header, kind in (
            ("Dosage", "prescription"),
            ("Specialization", "physician"),
            ("Receipt No,Amount", "bill"),
            ("Campaign", "campaign"),
            ("Chief Complaint,Diagnosis", "medical_record"),
        ):
            told = shipped().weigh(_columns(header))
            self.assertEqual(max(told, key=lambda each: told[each]), kind, header)

    def test_no_word_decides_alone(self):
        """Where one word would, a single header could turn a table around."""
        for trait, weights in shipped().items():
            self.assertLess(max(map(abs, weights)), 4, trait)
