"""The catalogue: its notation, its promises to the loaders, its canonical names."""

from unittest import TestCase

from odoo.addons.pulse_migration.engine.catalog import KINDS, OBJECTS
from odoo.addons.pulse_migration.engine.catalog._types import (
    core,
    define,
    expand,
    extra,
)
from odoo.addons.pulse_migration.engine.words import phrase_words


class TestNotation(TestCase):
    def test_slash_separates_alternatives(self):
        self.assertEqual(expand("patient id/number"), ["patient id", "patient number"])

    def test_question_mark_makes_a_word_optional(self):
        self.assertEqual(expand("mobile number?"), ["mobile number", "mobile"])

    def test_alternatives_of_several_words_multiply(self):
        self.assertEqual(len(expand("old/legacy patient id/code")), 4)

    def test_field_is_spelled_by_its_own_name(self):
        self.assertEqual(core("blood_group", "blood_group").aliases, ("blood group",))

    def test_tilde_is_a_hint_and_caret_is_rare(self):
        field = core("notes", "long_text", "remarks; ~details; ^allergy")
        self.assertEqual(field.aliases, ("notes", "remarks"))
        self.assertEqual((field.hints, field.rare), (("details",), ("allergy",)))

    def test_unknown_kind_is_refused(self):
        with self.assertRaises(ValueError):
            core("notes", "prose")

    def test_field_twice_is_refused(self):
        fields = (core("notes", "text"), extra("notes", "text"))
        with self.assertRaises(ValueError):
            define("x", "X", *fields, subjects="", files="")

    def test_id_stays_upper_case_in_labels(self):
        self.assertEqual(core("patient_id", "id").label, "Patient ID")


class TestObjects(TestCase):
    def test_every_pulse_object_is_there(self):
        expected = (
            "patient appointment prescription medical_record bill bill_item payment "
            "campaign message physician"
        )
        self.assertEqual(set(OBJECTS), set(expected.split()))

    def test_names_are_keys(self):
        for name, item in OBJECTS.items():
            self.assertEqual(item.name, name)
            for field_name, field in item.fields.items():
                self.assertEqual(field.name, field_name)
                self.assertIn(field.kind, KINDS)

    def test_groups_name_fields_of_the_object(self):
        for item in OBJECTS.values():
            for group in (*item.required_any, item.expected):
                self.assertLessEqual(set(group), set(item.fields), item.name)

    def test_patient_needs_an_id_and_a_name(self):
        patient = OBJECTS["patient"]
        required = [field.name for field in patient.fields.values() if field.required]
        self.assertEqual(required, ["patient_id"])
        self.assertEqual(patient.required_any, (("name", "first_name", "last_name"),))

    def test_children_of_a_patient_need_its_id(self):
        for name in ("appointment", "prescription", "medical_record", "bill"):
            self.assertTrue(OBJECTS[name].fields["patient_id"].required, name)

    def test_no_phrase_is_without_words(self):
        for item in OBJECTS.values():
            for field in item.fields.values():
                for phrase in (*field.aliases, *field.hints, *field.rare):
                    self.assertTrue(phrase_words(phrase), phrase)

    def test_a_sure_phrase_means_one_field_of_its_object(self):
        """Two fields may share a phrase only where both hold the same thing."""
        same_thing = {
            frozenset({"description", "item_name"}),
            frozenset({"patient_id", "physician_id"}),  # "employee id"
            frozenset({"bill_id", "reference"}),
            frozenset({"bill_item_id", "item_code"}),
        }
        for item in OBJECTS.values():
            owners: dict[tuple[str, ...], set[str]] = {}
            for field in item.fields.values():
                for phrase in field.aliases:
                    owners.setdefault(phrase_words(phrase), set()).add(field.name)
            shared = {frozenset(names) for names in owners.values() if len(names) > 1}
            self.assertLessEqual(shared, same_thing, item.name)
