"""Hours of the clinic's day: over midnight, over a clock change, and as words."""

import doctest
from datetime import datetime, time
from unittest import TestCase

from ..engine import window
from ..engine.window import Window, next_time, parse_clock, parse_window

NIGHT = Window(time(20), time(7), "Asia/Kolkata")  # 14:30 to 01:30 UTC


class TestWindow(TestCase):
    def test_the_examples_hold(self):
        self.assertEqual(doctest.testmod(window).failed, 0)

    def test_a_night_goes_over_midnight(self):
        for hour, minute, expected in (
            (14, 29, False),
            (14, 30, True),
            (18, 29, True),  # one minute before midnight in the clinic
            (18, 31, True),
            (1, 29, True),
            (1, 30, False),
            (9, 0, False),
        ):
            with self.subTest(f"{hour}:{minute}"):
                now = datetime(2026, 11, 26, hour, minute)
                self.assertEqual(NIGHT.is_open(now), expected)

    def test_after_the_end_it_opens_the_same_evening(self):
        now = datetime(2026, 11, 26, 1, 30)
        self.assertEqual(NIGHT.opening(now), datetime(2026, 11, 26, 14, 30))

    def test_within_a_day_it_opens_the_next_day(self):
        noon = Window(time(12), time(14), "UTC")
        self.assertFalse(noon.is_open(datetime(2026, 11, 26, 14)))
        self.assertEqual(
            noon.opening(datetime(2026, 11, 26, 15)), datetime(2026, 11, 27, 12)
        )

    def test_a_night_with_a_clock_change_keeps_the_clinics_hours(self):
        """In Berlin the night of 2026-10-25 has an hour more, that of 03-29 one less"""
        night = Window(time(20), time(7), "Europe/Berlin")
        for day, opens, closes in (
            (24, datetime(2026, 10, 24, 18), datetime(2026, 10, 25, 6)),
            (25, datetime(2026, 10, 25, 19), datetime(2026, 10, 26, 6)),
        ):
            with self.subTest(day):
                self.assertEqual(night.opening(opens.replace(hour=12)), opens)
                self.assertEqual(night.closing(opens), closes)

    def test_a_time_that_the_clock_skips_is_the_moment_after(self):
        at = next_time(datetime(2026, 3, 28, 12), time(2, 30), "Europe/Berlin")
        self.assertEqual(at, datetime(2026, 3, 29, 1, 30))

    def test_a_time_of_today_that_is_over_is_tomorrows(self):
        zone = "Asia/Kolkata"
        before, after = datetime(2026, 11, 26, 16, 29), datetime(2026, 11, 26, 16, 30)
        self.assertEqual(next_time(before, time(22), zone), after)
        self.assertEqual(
            next_time(after, time(22), zone), datetime(2026, 11, 27, 16, 30)
        )

    def test_words(self):
        for text in ("20:00-07:00", "20:00 – 7:00", "20.00 to 07.00", "20:00 and 7:00"):
            with self.subTest(text):
                self.assertEqual(parse_window(text), (time(20), time(7)))
        for text in ("", "22", "24:00", "7:60", "22:00 pm", "20:00"):
            with self.subTest(text):
                with self.assertRaises(ValueError):
                    parse_window(text)
                if text != "20:00":
                    with self.assertRaises(ValueError):
                        parse_clock(text)
