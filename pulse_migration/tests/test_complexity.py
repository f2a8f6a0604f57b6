"""The grade of a migration, by thresholds that anybody may read."""

import doctest
from unittest import TestCase

from odoo.addons.pulse_migration.engine import complexity
from odoo.addons.pulse_migration.engine.complexity import (
    CRITERIA,
    FATES,
    GRADES,
    fate_of,
    grade,
    is_manual,
    is_plain,
    odd_columns,
    percent,
)
from odoo.addons.pulse_migration.texts.preflight import CRITERION_TEXTS


class TestComplexity(TestCase):
    def test_the_examples_of_the_docstrings(self):
        self.assertEqual(doctest.testmod(complexity).failed, 0)

    def test_nothing_at_all_is_plain(self):
        found = grade({})
        self.assertEqual(found.letter, "A")
        self.assertEqual(len(found.marks), len(CRITERIA))

    def test_each_threshold_is_the_highest_number_of_its_grade(self):
        for item in CRITERIA:
            for letter, worse, limit in zip(
                GRADES, GRADES[1:], item.upto, strict=False
            ):
                with self.subTest(item.name, letter=letter):
                    self.assertEqual(grade({item.name: limit}).letter, letter)
                    self.assertEqual(grade({item.name: limit + 0.1}).letter, worse)

    def test_thresholds_rise(self):
        for item in CRITERIA:
            self.assertEqual(sorted(set(item.upto)), list(item.upto), item.name)

    def test_the_worst_criterion_counts_and_is_the_reason(self):
        found = grade({"rows": 50_000, "decisions": 500, "currencies": 1})
        self.assertEqual(found.letter, "D")
        self.assertEqual([mark.name for mark in found.reasons], ["decisions"])

    def test_two_criteria_may_be_the_reason(self):
        found = grade({"rows": 50_000, "decisions": 20})
        self.assertEqual(found.letter, "B")
        self.assertEqual([mark.name for mark in found.reasons], ["rows", "decisions"])

    def test_every_criterion_has_its_words(self):
        self.assertEqual(set(CRITERION_TEXTS), {item.name for item in CRITERIA})
        for name, text in CRITERION_TEXTS.items():
            shown = text._source % {"number": "7"}
            self.assertIn("7", shown, name)

    def test_what_becomes_of_a_column(self):
        for (name, field, canonical, treatment, filled), fate in {
            ("patient", "name", True, "map", 5): "one_to_one",
            ("patient", "blood_group", True, "map", 5): "value_map",
            ("appointment", "status", True, "map", 5): "value_map",
            ("patient", "x_studio_shoe", False, "map", 5): "custom",
            ("patient", "", False, "create", 5): "custom",
            ("patient", "", False, "keep", 5): "kept",
            ("patient", "", False, "ignore", 5): "ignored",
            ("patient", "name", True, "map", 0): "empty",
            ("patient", "", False, "keep", 0): "empty",
        }.items():
            self.assertIn(fate, FATES)
            self.assertEqual(
                fate_of(
                    name,
                    field,
                    is_canonical=canonical,
                    treatment=treatment,
                    filled=filled,
                ),
                fate,
            )

    def test_an_object_is_manual_when_a_person_has_to_do_something(self):
        self.assertTrue(is_manual({"look": 1, "one_to_one": 9}))
        self.assertTrue(is_manual({"rows": 1000, "not_loaded": 60}))
        self.assertFalse(is_manual({"rows": 1000, "not_loaded": 50}))
        self.assertFalse(is_manual({"one_to_one": 9, "value_map": 2, "kept": 3}))

    def test_an_object_is_plain_when_all_of_it_has_a_field(self):
        self.assertTrue(is_plain({"one_to_one": 9, "value_map": 2, "ignored": 3}))
        for name in ("kept", "custom", "look"):
            self.assertFalse(is_plain({name: 1, "one_to_one": 9}), name)
        self.assertFalse(is_plain({"rows": 10, "not_loaded": 9}))

    def test_odd_columns_are_a_share_of_the_filled_ones(self):
        self.assertEqual(odd_columns([]), 0.0)
        self.assertEqual(odd_columns([{"one_to_one": 3, "kept": 1, "empty": 90}]), 25.0)
        self.assertEqual(
            odd_columns([{"one_to_one": 1}, {"custom": 1, "ignored": 2}]), 25.0
        )

    def test_a_share_of_nothing_is_nought(self):
        self.assertEqual(percent(5, 0), 0.0)
        self.assertEqual(percent(1, 8), 12.5)
