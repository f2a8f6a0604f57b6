"""How long and how large: rates of what was measured, times what is planned."""

import doctest
from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.pulse_migration.engine import estimate
from odoo.addons.pulse_migration.engine.estimate import (
    Measure,
    duration_text,
    expected,
    size_text,
)

MANY = 10_000


class TestEstimate(TestCase):
    def test_the_examples_of_the_docstrings(self):
        self.assertEqual(doctest.testmod(estimate).failed, 0)

    def test_nothing_measured_says_nothing(self):
        self.assertIsNone(expected({}, {"patient": 10}))
        self.assertIsNone(expected({"patient": Measure(0, 0.1, 0)}, {"patient": 10}))

    def test_nothing_planned_takes_nothing(self):
        found = expected({"patient": Measure(10, 1.0, 1000)}, {"patient": 0})
        self.assertEqual((found.rows, found.seconds, found.bytes), (0, (0, 0), (0, 0)))

    def test_the_measured_rate_lies_within_the_range(self):
        found = expected({"patient": Measure(100, 2.0, 100_000)}, {"patient": MANY})
        low, high = found.seconds
        self.assertLess(low, 200)
        self.assertGreater(high, 200)
        low, high = found.bytes
        self.assertLess(low, 10_000_000)
        self.assertGreater(high, 10_000_000)

    def test_few_measured_rows_make_a_wide_range(self):
        planned = {"patient": MANY}
        narrow = expected({"patient": Measure(1000, 10.0, 1)}, planned).seconds
        wide = expected({"patient": Measure(5, 0.05, 1)}, planned).seconds
        self.assertLess(wide.low, narrow.low)
        self.assertGreater(wide.high, narrow.high)

    def test_objects_add_up(self):
        measures = {"patient": Measure(100, 1.0, 1), "bill": Measure(100, 9.0, 1)}
        one = expected(measures, {"patient": 100}).seconds
        other = expected(measures, {"bill": 100}).seconds
        both = expected(measures, {"patient": 100, "bill": 100}).seconds
        self.assertAlmostEqual(both.low, one.low + other.low, 5)
        self.assertAlmostEqual(both.high, one.high + other.high, 5)

    def test_an_unmeasured_object_is_named_and_widens_the_range(self):
        measures = {"patient": Measure(100, 1.0, 1), "bill": Measure(100, 9.0, 1)}
        found = expected(measures, {"patient": 100, "message": 100})
        self.assertEqual(found.unmeasured, ("message",))
        self.assertEqual(found.rows, 200)
        known = expected(measures, {"patient": 100}).seconds
        self.assertGreater(found.seconds.high, known.high + 9.0)

    @given(
        st.integers(1, 5000),
        st.floats(0.001, 1000),
        st.integers(0, 2_000_000),
    )
    def test_a_range_is_never_upside_down_or_negative(self, rows, seconds, planned):
        found = expected({"patient": Measure(rows, seconds, 7)}, {"patient": planned})
        for low, high in (found.seconds, found.bytes):
            self.assertLessEqual(0, low)
            self.assertLessEqual(low, high)

    def test_spans_read_in_two_units(self):
        for seconds, text in (
            (0, "1 s"),
            (12.4, "12 s"),
            (59.4, "59 s"),
            (90, "2 min"),
            (3599, "1 h"),
            (3600, "1 h"),
            (3700, "1 h 2 min"),
            (90_000, "25 h"),
        ):
            self.assertEqual(duration_text(seconds), text, seconds)

    def test_sizes_read_in_one_unit(self):
        for size, text in (
            (0, "1 KB"),
            (1023 * 1024, "1023 KB"),
            (1024**2, "1.0 MB"),
            (1.5 * 1024**3, "1.5 GB"),
            (3 * 1024**4, "3.0 TB"),
        ):
            self.assertEqual(size_text(size), text, size)
