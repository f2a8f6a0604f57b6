"""Whose ids a column holds, from sketches of bounded size."""

import json
from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.pulse_migration.engine import decision, references
from odoo.addons.pulse_migration.engine.columns import ColumnEvidence
from odoo.addons.pulse_migration.engine.references import Sketch


def sketch(texts):
    evidence = ColumnEvidence()
    for line, text in enumerate(texts, 2):
        evidence.add(text, line)
    return Sketch.of(evidence)


def ids(start, stop, prefix="P-"):
    return [f"{prefix}{n}" for n in range(start, stop)]


class TestSketch(TestCase):
    def test_small_columns_are_compared_exactly(self):
        share, compared = sketch(ids(0, 10)).share_in(sketch(ids(5, 40)))
        self.assertEqual((share, compared), (0.5, 10))

    def test_a_large_file_takes_the_memory_of_a_small_one(self):
        large = sketch(ids(0, 50_000))
        self.assertLessEqual(len(large.hashes), 512)
        self.assertLess(len(json.dumps(large.to_json())), 8000)

    def test_shares_of_large_files_are_close(self):
        patients = sketch(ids(0, 20_000))
        for first, wanted in ((0, 1.0), (10_000, 0.5), (20_000, 0.0)):
            share, compared = sketch(ids(first, first + 20_000)).share_in(patients)
            with self.subTest(first):
                self.assertGreater(compared, 100)
                self.assertAlmostEqual(share, wanted, delta=0.08)

    def test_a_few_of_many_ids_are_found_where_they_can_be_compared(self):
        patients = sketch(ids(0, 20_000))
        share, compared = sketch(ids(0, 2000)).share_in(patients)
        self.assertEqual(share, 1.0)
        self.assertGreater(compared, references.LEAST)

    def test_prose_and_single_values_have_none(self):
        self.assertIsNone(sketch(["a"] * 9))
        self.assertIsNone(sketch(["long " * 30, "b"]))

    @given(st.sets(st.text(min_size=1, max_size=9), min_size=2, max_size=40))
    def test_a_sketch_survives_the_way_to_json_and_back(self, texts):
        found = sketch(texts)
        if found:
            again = Sketch.from_json(json.loads(json.dumps(found.to_json())))
            self.assertEqual(again, found)
            self.assertEqual(found.share_in(again)[0], 1.0)


class TestWeigh(TestCase):
    def test_the_best_of_several_files_counts(self):
        column = sketch(ids(0, 20))
        found = references.weigh(
            column,
            [("patient_id", sketch(ids(90, 99))), ("patient_id", sketch(ids(0, 50)))],
        )
        self.assertEqual(found, {"patient_id": (1.0, 20)})

    def test_too_few_values_say_nothing(self):
        found = references.weigh(
            sketch(ids(0, 3)), [("patient_id", sketch(ids(0, 50)))]
        )
        self.assertEqual(found, {})

    def test_bare_numbers_count_where_only_one_file_has_them(self):
        column = sketch(ids(1, 30, ""))
        patients = ("patient_id", sketch(ids(1, 60, "")))
        bills = ("bill_id", sketch(ids(1, 90, "")))
        self.assertIn("patient_id", references.weigh(column, [patients]))
        self.assertEqual(references.weigh(column, [patients, bills]), {})

    def test_words_may_be_in_several_files(self):
        column = sketch(ids(1, 30))
        found = references.weigh(
            column,
            [("patient_id", sketch(ids(1, 60))), ("bill_id", sketch(ids(1, 60)))],
        )
        self.assertEqual(set(found), {"patient_id", "bill_id"})


class TestDecision(TestCase):
    def test_a_column_is_known_again_without_case_and_blanks(self):
        known = {decision.plain("Date of Birth"): decision.Decision("ignore")}
        self.assertTrue(decision.find(known, " DATE  OF birth"))
        self.assertIsNone(decision.find(known, "Birth"))
