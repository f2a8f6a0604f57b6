"""What a column proves about itself."""

import sys
from datetime import date, timedelta
from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.pulse_migration.engine.columns import ColumnEvidence


def evidence(*texts):
    column = ColumnEvidence()
    for line, text in enumerate(texts, start=2):
        column.add(text, line)
    return column


class TestCounts(TestCase):
    def test_filled_blank_and_placeholders(self):
        column = evidence("Asha", "", "  ", "-", "N/A", "Ravi")
        self.assertEqual((column.filled, column.blank, column.rows), (4, 2, 6))
        self.assertEqual(column.placeholders, 2)
        self.assertEqual(column.longest, 4)

    def test_samples_keep_their_lines_and_skip_placeholders(self):
        column = evidence("-", "Asha", "Ravi", "Asha")
        self.assertEqual(column.samples, [(3, "Asha"), (4, "Ravi")])

    def test_few_values_are_counted_exactly(self):
        column = evidence("Paid", "Due", "Paid")
        self.assertEqual(column.values, {"Paid": 2, "Due": 1})
        self.assertEqual(column.distinct, (2, True))

    def test_count_stands_for_repeated_rows(self):
        column = ColumnEvidence()
        column.add("25/12/2024", 2, count=7)
        self.assertEqual(column.date_order()[1].dmy, 7)
        self.assertEqual(column.values, {"25/12/2024": 7})

    def test_many_values_are_estimated_within_a_tenth(self):
        for total in (1_000, 30_000):
            column = ColumnEvidence()
            for number in range(total):
                column.add(f"P{number:06}")
                column.add(f"P{number:06}")
            distinct, is_exact = column.distinct
            self.assertFalse(is_exact)
            self.assertIsNone(column.values)
            self.assertAlmostEqual(distinct, total, delta=total / 10)

    def test_memory_does_not_grow_with_the_rows(self):
        sizes = []
        column = ColumnEvidence()
        for number in range(40_000):
            column.add(f"note {number} " + "x" * 300)
            if number in (5_000, 39_999):
                parts = (column._sketch, column._hashes, column._marked)
                sizes.append(sum(map(sys.getsizeof, parts)))
        self.assertEqual(sizes[0], sizes[1])


class TestDateOrder(TestCase):
    def test_one_day_past_twelve_proves_the_column(self):
        order, proof = evidence("05/03/2024", "25/12/2024", "01/02/2024").date_order()
        self.assertEqual(order, "DMY")
        self.assertEqual((proof.reason, proof.dmy, proof.either), ("proven_dmy", 1, 2))
        self.assertEqual(proof.first_lines, {"either": 2, "dmy": 3})

    def test_month_first(self):
        order, proof = evidence("12/25/2024", "01-02-2024 10:14").date_order()
        self.assertEqual((order, proof.mdy, proof.either), ("MDY", 1, 1))

    def test_nothing_proves(self):
        order, proof = evidence("05/03/2024", "05/05/2024", "01/02/24").date_order()
        self.assertEqual((order, proof.reason, proof.either), ("", "nothing_proves", 2))

    def test_a_day_that_never_was_proves_nothing(self):
        for text in ("31/02/2020", "02/31/2020", "30/02/2024", "31-04-99", "04311999"):
            column = evidence(text, "05/06/2020")
            self.assertEqual(column.date_order()[0], "", text)
        self.assertEqual(evidence("29/02/2023").date_order()[0], "DMY")

    def test_both_orders_prove_nothing(self):
        order, proof = evidence("25/12/2024", "12/25/2024").date_order()
        self.assertEqual((order, proof.reason), ("", "both_orders"))

    def test_year_first(self):
        order, proof = evidence("2024-03-05", "2024/03/05 10:14").date_order()
        self.assertEqual((order, proof.ymd), ("YMD", 2))

    def test_year_first_does_not_order_the_others(self):
        order, proof = evidence("2024-03-05", "05/03/2024").date_order()
        self.assertEqual((order, proof.reason), ("", "nothing_proves"))

    def test_two_digit_year_in_front(self):
        self.assertEqual(evidence("85-03-25", "99-01-02").date_order()[0], "YMD")

    def test_compact_and_dotted_days_prove_too(self):
        self.assertEqual(evidence("25122024").date_order()[0], "DMY")
        self.assertEqual(evidence("25.12.2024").date_order()[0], "DMY")
        self.assertEqual(evidence("२५/१२/२०२४").date_order()[0], "DMY")

    def test_other_texts_have_no_order(self):
        column = evidence("Asha", "P20", "5 Mar 2024", "1,250.00", "9876543210")
        self.assertEqual(column.date_order()[1].reason, "no_numeric_dates")

    def test_proof_survives_more_values_than_are_kept(self):
        column = ColumnEvidence()
        for number in range(3_000):
            column.add(
                f"{number % 12 + 1:02}/{number % 7 + 1:02}/{1900 + number % 120}"
            )
        self.assertEqual(column.date_order()[0], "")
        column.add("05/13/2024", 3_002)
        self.assertEqual(column.date_order()[0], "MDY")
        self.assertEqual(column.date_order()[1].first_lines["mdy"], 3_002)

    def test_days_swapped_by_a_spreadsheet_are_suspected(self):
        understood = [f"2024-{month:02}-{month + 2:02}" for month in range(1, 11)]
        left_alone = ["25/12/2024", "13/01/2024", "30/06/2024"]
        self.assertTrue(evidence(*understood, *left_alone).date_order()[1].is_swapped)
        in_order = [*understood, "2024-03-25", *left_alone]
        self.assertFalse(evidence(*in_order).date_order()[1].is_swapped)

    @given(
        st.lists(st.dates(date(1901, 1, 2), date(2026, 1, 1)), min_size=1),
        st.sampled_from(("%d/%m/%Y", "%m/%d/%Y")),
    )
    def test_an_order_is_never_the_wrong_one(self, days, form):
        order, proof = evidence(*(day.strftime(form) for day in days)).date_order()
        right = "DMY" if form.startswith("%d") else "MDY"
        self.assertIn(order, ("", right))
        if any(day.day > 12 for day in days):
            self.assertEqual(order, right)


class TestOtherProofs(TestCase):
    def test_decimal_mark(self):
        self.assertEqual(evidence("1,250", "99.50").decimal()[0], ".")
        self.assertEqual(evidence("1.250", "99,50").decimal()[0], ",")
        self.assertEqual(evidence("1,25,000").decimal()[1].reason, "proven_point")
        self.assertEqual(
            evidence("1,250", "2,500").decimal()[1].reason, "nothing_proves"
        )
        self.assertEqual(evidence("1.5", "1,5").decimal()[1].reason, "both_marks")
        self.assertEqual(evidence("100", "20").decimal()[1].reason, "no_marks")
        self.assertEqual(evidence("Rs. 1.250,00").decimal()[0], ",")

    def test_what_stands_behind_an_amount_proves_nothing(self):
        for text in ("1,89,400/-", "1,89,400.00/-", "1,89,400.00 due", "1,250.00-"):
            self.assertEqual(evidence("99.50", text).decimal()[0], ".", text)
        self.assertEqual(evidence("12,50/3", "12,5-7").decimal()[1].reason, "no_marks")

    def test_serials_stand_beside_days_or_alone(self):
        self.assertTrue(evidence("45356", "25/12/2024").serial_dates())
        self.assertTrue(evidence("45356", "45357.5", "-").serial_dates())
        self.assertFalse(evidence("45356", "1985").serial_dates())
        self.assertFalse(evidence("45356", "Asha").serial_dates())
        self.assertFalse(evidence("25/12/2024").serial_dates())

    def test_one_number_among_many_days_is_no_serial(self):
        days = [f"{day}/{month}/2024" for day in range(13, 29) for month in (1, 2)]
        self.assertFalse(evidence("45356", *days).serial_dates())
        self.assertTrue(evidence("45356", "45357", *days).serial_dates())

    def test_hours_below_thirteen_are_half_a_day(self):
        self.assertTrue(evidence("9:30", "4:30", "12:15").half_day())
        self.assertFalse(evidence("9:30", "16:30").half_day())
        self.assertFalse(evidence("9:30 AM", "4:30 PM").half_day())
        self.assertFalse(evidence("00:30").half_day())
        self.assertFalse(evidence("Asha").half_day())

    def test_one_number_too_long_for_seconds_proves_milliseconds(self):
        self.assertEqual(evidence("1234567890", "315532800000").unix_unit(), "ms")
        self.assertEqual(evidence("-315619200000").unix_unit(), "ms")
        self.assertEqual(evidence("315532800", "1709614473").unix_unit(), "s")
        self.assertEqual(evidence("315532800").unix_unit(), "")
        self.assertEqual(evidence("45321", "19800105", "Asha").unix_unit(), "")

    def test_currencies(self):
        column = evidence("Rs. 500", "₹ 20", "30")
        self.assertEqual(dict(column.currencies("IN")), {"INR": 2})

    def test_rules_carry_the_proofs(self):
        days = [date(2024, 1, 1) + timedelta(days=number) for number in range(40)]
        column = evidence(*(day.strftime("%m/%d/%Y") for day in days))
        rules = column.rules("US", is_birth=True)
        self.assertEqual((rules.country, rules.date_order), ("US", "MDY"))
        self.assertTrue(rules.is_birth)
        self.assertEqual(column.rules("US", date_order="DMY").date_order, "DMY")

    def test_scores(self):
        for kind, texts in {
            "phone": ("9876543210", "+91 98765 43211", "NA"),
            "email": ("a1@example.com", "b2@example.com"),
            "date": ("05/03/2024", "06/03/2024"),
            "datetime": ("05/03/2024 10:14", "2024-03-05T10:14:00Z"),
            "blood_group": ("O +ve", "AB-", "b positive"),
            "gender": ("M", "Female", "-"),
            "time": ("10:30", "4:30 PM"),
        }.items():
            scores = evidence(*texts).scores()
            self.assertEqual(scores[kind], 1.0, kind)
            self.assertEqual(max(scores, key=lambda name: scores[name]), kind)
        self.assertEqual(set(evidence("-", "").scores().values()), {0})
        self.assertEqual(evidence("Asha Rao", "Ravi").scores()["phone"], 0)
