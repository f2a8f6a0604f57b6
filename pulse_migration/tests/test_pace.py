"""Rows a second of late, and the time that is left."""

import doctest
from datetime import datetime, timedelta
from unittest import TestCase

from ..engine import pace
from ..engine.pace import Pace, Slice, recent, seconds_left

NOW = datetime(2026, 11, 26, 22, 0)


def ago(seconds):
    return NOW - timedelta(seconds=seconds)


class TestPace(TestCase):
    def test_the_examples_hold(self):
        self.assertEqual(doctest.testmod(pace).failed, 0)

    def test_what_was_long_ago_does_not_count(self):
        """A night that was fast says nothing of the slow bills of this morning."""
        long_ago = Slice(50_000, 10, ago(3600))
        slices = [long_ago, Slice(600, 6, ago(54)), Slice(0, 1, NOW)]
        self.assertEqual(recent(slices, NOW).rate, 10)

    def test_a_load_that_stands_gets_slower(self):
        rates = [
            recent([Slice(500, 5, ago(seconds))], NOW).rate for seconds in (0, 15, 95)
        ]
        self.assertEqual(rates, [100, 25, 5])

    def test_each_object_costs_what_it_costs(self):
        left = {"appointment": 1000, "bill": 100}
        costs = {"appointment": 0.001, "bill": 0.05}
        self.assertEqual(seconds_left(Pace(500, 2), left, costs), 3)

    def test_nobody_knows_the_time_of_a_load_that_stands(self):
        self.assertIsNone(seconds_left(None, {"bill": 1}, {"bill": 1}))
        self.assertIsNone(seconds_left(Pace(0, 0), {"bill": 1}, {"bill": 1}))
