"""Rows of one number: repetitions merge, two stories wait, lines stay lines."""

import doctest
from unittest import TestCase

from odoo.addons.pulse_migration.engine import bill_numbers, fingerprint
from odoo.addons.pulse_migration.engine.bill_rows import BillRow, judge, read_bills

LINE = {"item_name": "Filling", "unit_price": "500", "quantity": 1}


def rows(*values, kind="bill", source=1, delivery=1, start=1):
    return [
        BillRow(
            number,
            kind,
            {"bill_id": "B1", **row},
            fingerprint.of_json(row),
            source,
            delivery,
        )
        for number, row in enumerate(values, start)
    ]


class TestJudge(TestCase):
    def assertHeld(self, *values):
        verdict = judge(rows(*values))
        self.assertEqual(verdict.hold, "duplicate_id", values)
        self.assertFalse(verdict.repeated)

    def assertLines(self, *values):
        verdict = judge(rows(*values))
        self.assertEqual((verdict.hold, set(verdict.repeated)), ("", set()), values)

    def test_the_same_row_again_merges(self):
        one = {"patient_id": "P1", "amount_total": "500", "amount_net": "500"}
        verdict = judge(rows(one, one, one))
        self.assertEqual(verdict.repeated, {2, 3})
        self.assertFalse(verdict.hold or verdict.doubtful)

    def test_two_patients_or_currencies_are_two_stories(self):
        for field, one, other in (("patient_id", "P1", "P2"), ("currency", "INR", "€")):
            self.assertHeld({**LINE, field: one}, {**LINE, field: other, "tax": "1"})
        self.assertLines(
            {**LINE, "currency": "inr"}, {**LINE, "currency": "INR", "tax": "1"}
        )

    def test_another_total_for_the_same_thing_is_another_story(self):
        one = {"description": "Consultation", "amount_total": "500"}
        self.assertHeld(one, {**one, "amount_total": "900"})
        self.assertHeld(one, {**one, "status": "Paid"})
        self.assertHeld({**one, "date": "2024-03-05"}, {**one, "date": "2024-03-06"})
        self.assertHeld({**LINE, "amount_paid": "0"}, {**LINE, "amount_paid": "500"})
        self.assertHeld({**LINE, "amount_total": "1"}, {**LINE, "amount_total": "2"})

    def test_cancelled_and_not_is_another_story(self):
        self.assertHeld({**LINE, "status": "Cancelled"}, {**LINE, "item_name": "Crown"})

    def test_other_items_are_lines(self):
        self.assertLines(LINE, {**LINE, "item_name": "Crown", "unit_price": "5000"})
        self.assertLines(
            {"description": "A", "amount_total": "5"},
            {"description": "B", "amount_total": "7"},
        )

    def test_one_item_at_one_price_may_be_two_lines(self):
        self.assertLines({**LINE, "notes": "tooth 14"}, {**LINE, "notes": "tooth 15"})
        self.assertLines(
            {**LINE, "amount_total": "500"},
            {**LINE, "amount_total": "450", "discount": "50"},
        )

    def test_a_line_twice_counts_once_and_says_so(self):
        verdict = judge(rows(LINE, LINE))
        self.assertEqual((verdict.repeated, verdict.doubtful), ({2}, {2}))

    def test_the_total_proves_that_a_line_is_meant_twice(self):
        line = {**LINE, "amount_total": "1000"}
        self.assertLines(line, line)

    def test_a_line_of_another_file_is_the_same_line(self):
        line = {**LINE, "amount_total": "1000"}
        verdict = judge(rows(line) + rows(line, source=2, start=2))
        self.assertEqual((verdict.repeated, verdict.doubtful), ({2}, set()))

    def test_without_any_amount_it_waits(self):
        self.assertEqual(judge(rows({"patient_id": "P1"})).hold, "amount_missing")

    def test_flags_are_the_bills(self):
        verdict = judge(rows({"amount_total": "5", "status": "Paid"}))
        self.assertEqual(verdict.flags, ("paid_by_status",))


class TestJudgeParts(TestCase):
    def judge(self, bill, *values, kind, source=10):
        parts = rows(*values, kind=kind, source=10, start=10)
        if source != 10:
            parts[-1] = parts[-1]._replace(source=source)
        return judge(rows(bill) + parts)

    def test_items_twice_are_two_unless_the_total_says_one(self):
        item = {"item_name": "Filling", "amount_total": "500"}
        for total, repeated in (("500", {11}), ("1000", set()), ("700", set())):
            verdict = self.judge({"amount_total": total}, item, item, kind="bill_item")
            self.assertEqual(verdict.repeated, repeated, total)

    def test_items_of_another_file_are_the_same(self):
        item = {"item_name": "Filling", "amount_total": "500"}
        verdict = self.judge(
            {"amount_total": "1000"}, item, item, kind="bill_item", source=11
        )
        self.assertEqual(verdict.repeated, {11})

    def test_a_receipt_twice_is_one(self):
        receipt = {"receipt_number": "R1", "amount": "200"}
        verdict = self.judge(
            {"amount_total": "500", "amount_paid": "400"},
            receipt,
            receipt,
            kind="payment",
        )
        self.assertEqual((verdict.repeated, verdict.doubtful), ({11}, set()))

    def test_payments_without_number_are_two_when_both_were_paid(self):
        cash = {"amount": "200", "date": "2024-03-05"}
        for stated, repeated in (("400", set()), ("200", {11}), (None, {11})):
            verdict = self.judge(
                {"amount_total": "500", "amount_paid": stated},
                cash,
                cash,
                kind="payment",
            )
            self.assertEqual((verdict.repeated, verdict.doubtful), (repeated, repeated))


class TestDeliveries(TestCase):
    def test_the_newest_delivery_of_a_bill_counts(self):
        bills = read_bills(
            rows({"amount_total": "500"})
            + rows({"amount_total": "600"}, delivery=2, start=2)
        )
        self.assertEqual([bill.total for bill in bills], [600])

    def test_a_bill_without_its_lines_keeps_those_that_came_before(self):
        (bill,) = read_bills(
            rows({"amount_total": "500"})
            + rows({"item_name": "A"}, {"item_name": "B"}, kind="bill_item")
            + rows({"amount_total": "600"}, delivery=2, start=9)
        )
        self.assertEqual((bill.total, len(bill.items)), (600, 2))

    def test_a_newer_delivery_of_items_replaces_them_unless_it_is_a_part(self):
        """A part: each has an id, and all of them come to what the bill says."""
        first = [
            {"item_name": "A", "amount_total": "50", "bill_item_id": "1"},
            {"item_name": "B", "amount_total": "30", "bill_item_id": "2"},
        ]
        dearer = {**first[1], "amount_total": "40"}
        unnamed = [{**row, "bill_item_id": ""} for row in first]
        for before, newer, total, expected in (
            (first, [dearer], "90", ["50", "40"]),
            (first, [dearer], "40", ["40"]),
            (first, [dearer], "77", ["40"]),
            (first, [*first, dearer], "120", ["50", "30", "40"]),
            (unnamed, [{**dearer, "bill_item_id": ""}], "90", ["40"]),
        ):
            (bill,) = read_bills(
                rows({"amount_total": total}, delivery=2)
                + rows(*before, kind="bill_item", start=5)
                + rows(*newer, kind="bill_item", delivery=2, start=9)
            )
            found = [row["amount_total"] for row in bill.items]
            self.assertEqual(found, expected, (newer, total))

    def test_every_payment_counts_once(self):
        (bill,) = read_bills(
            rows({"amount_total": "500"})
            + rows({"receipt_number": "R1", "amount": "100"}, kind="payment")
            + rows(
                {"receipt_number": "R1", "amount": "150"},
                {"receipt_number": "R2", "amount": "200"},
                kind="payment",
                delivery=2,
                start=9,
            )
        )
        self.assertEqual(bill.outstanding, 150)

    def test_bills_are_told_apart_by_number(self):
        bills = read_bills(
            rows({"amount_total": "5"}, {"bill_id": "B2", "amount_total": "7"})
        )
        self.assertEqual([(b.number, b.total) for b in bills], [("B1", 5), ("B2", 7)])

    def test_what_repeats_within_a_delivery_counts_once(self):
        item = {"item_name": "A", "amount_total": "500"}
        (bill,) = read_bills(
            rows({"amount_total": "500"}, {"amount_total": "500"})
            + rows(item, item, kind="bill_item", start=5)
            + rows({"amount": "5"}, {"amount": "5"}, kind="payment", start=8)
        )
        self.assertEqual((bill.total, bill.paid), (500, 5))
        self.assertEqual((len(bill.rows), len(bill.items)), (1, 1))

    def test_parts_without_their_bill_are_no_bill(self):
        self.assertEqual(read_bills(rows({"amount": "5"}, kind="payment")), [])


class TestNumbers(TestCase):
    def test_the_examples_hold(self):
        self.assertFalse(doctest.testmod(bill_numbers).failed)

    def test_a_financial_year_tells_bills_apart(self):
        bills = [
            bill_numbers.Numbered("P1", "", "2024-02-05", "17"),
            bill_numbers.Numbered("P2", "", "2024-06-05"),
        ]
        self.assertEqual(
            bill_numbers.names_of("17", bills), {"P1": "17", "P2": "17 (2024-25)"}
        )
