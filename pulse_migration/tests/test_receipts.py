"""What settles a bill comes out at what it says is owed, every part with a name."""

from decimal import Decimal
from unittest import TestCase

from odoo.addons.pulse_migration.engine import receipts
from odoo.addons.pulse_migration.engine.bills import read_bill


def row(total="500", **values):
    return {"bill_id": "B1", "date": "2024-03-05", "amount_total": total, **values}


def payment(amount, **values):
    return {"bill_id": "B1", "date": "2024-03-06", "amount": amount, **values}


class TestReceipts(TestCase):
    def settled(self, bill, *payments):
        found = receipts.settle(read_bill([bill], (), payments))
        return [
            (float(r.amount), r.mode, r.memo) for r in found.receipts
        ], found.credited

    def assertSettled(self, expected, bill, *payments, credited=0):
        found, back = self.settled(bill, *payments)
        self.assertEqual(found, expected)
        self.assertEqual(back, credited)
        read = read_bill([bill], (), payments)
        self.assertEqual(
            Decimal(str(sum(amount for amount, *_rest in found))),
            read.total - read.outstanding - back,
            "what is left is what the bill says is owed",
        )

    def test_receipts_are_the_payments(self):
        self.assertSettled(
            [(200, "upi", "R1"), (100, "cash", "R2")],
            row(amount_paid="300", outstanding="200"),
            payment("200", receipt_number="R1", payment_method_meaning="upi"),
            payment("100", receipt_number="R2", payment_method_meaning="cash"),
        )

    def test_a_bill_without_receipts_is_paid_as_stated(self):
        self.assertSettled(
            [(300, "card", receipts.STATED)],
            row(amount_paid="300", payment_method_meaning="card"),
        )

    def test_an_advance_that_the_bill_states_is_a_part_of_its_own(self):
        bill = row(advance_used="200", amount_paid="300", payment_method_meaning="cash")
        advance = (200, "advance", receipts.BY_ADVANCE)
        self.assertSettled([advance, (300, "cash", receipts.STATED)], bill)
        self.assertSettled([(300, "other", ""), advance], bill, payment("300"))

    def test_parts_told_in_one_cell_are_receipts_each(self):
        split = {"payment_method_meaning": "split"}
        self.assertSettled(
            [(200, "cash", "R1"), (300, "upi", "R1")],
            row(amount_paid="500"),
            payment(
                "500",
                receipt_number="R1",
                payment_method="Cash 200 + GPay 300",
                **split,
            ),
        )
        self.assertSettled(
            [(200, "cash", receipts.STATED), (300, "card", receipts.STATED)],
            row(amount_paid="500", payment_method="Cash 200, Card 300", **split),
        )

    def test_parts_that_come_to_something_else_are_not_believed(self):
        self.assertSettled(
            [(500, "other", receipts.STATED)],
            row(
                amount_paid="500",
                payment_method="Cash 200, Card 4242",
                payment_method_meaning="split",
            ),
        )

    def test_the_kind_of_a_row_says_that_money_went_back(self):
        for values in (
            {"type": "Refund"},
            {"type": "Partial Refund"},
            {"type": "Payment Reversal"},
            {"payment_method": "Refund"},
        ):
            with self.subTest(values):
                self.assertSettled(
                    [(500, "other", "R1"), (-100, "other", "R2")],
                    row(amount_paid="400"),
                    payment("500", receipt_number="R1", type="Payment"),
                    payment("100", receipt_number="R2", **values),
                )

    def test_a_receipt_that_is_called_refunded_went_back_once(self):
        first = payment("500", receipt_number="R1", status="Refunded")
        self.assertSettled(
            [(500, "other", "R1"), (-500, "other", "R1")],
            row(amount_paid="0"),
            first,
        )
        self.assertSettled(
            [(500, "other", "R1"), (-500, "other", "R2")],
            row(amount_paid="0"),
            first,
            payment("-500", receipt_number="R2"),
        )

    def test_a_payment_that_failed_is_none(self):
        for status in (
            "Bounced",
            "Cheque dishonoured",
            "Returned Unpaid",
            "Failed",
            "Refused",
            "Cancelled",
        ):
            with self.subTest(status):
                self.assertSettled([], row(), payment("500", status=status))

    def test_what_was_let_off_is_no_money(self):
        self.assertSettled(
            [(450, "cash", ""), (50, "adjustment", "")],
            row(amount_paid="500"),
            payment("450", payment_method_meaning="cash"),
            payment("50", type="Write-off"),
        )
        for mode in ("Bad Debt", "F.O.C.", "Free of charge", "Complimentary"):
            self.assertSettled(
                [(500, "adjustment", "")],
                row(amount_paid="500"),
                payment("500", payment_method=mode),
            )
        for kind in ("Bill", "Settlement", "Balance", "Receipt", "Advance"):
            self.assertSettled(
                [(450, "cash", "")],
                row(amount_paid="450"),
                payment("450", type=kind, payment_method_meaning="cash"),
            )

    def test_a_bill_that_is_called_refunded_is_credited_as_a_whole(self):
        self.assertSettled(
            [(500, "other", receipts.STATED), (-500, "other", receipts.REFUND)],
            row(amount_paid="500", outstanding="0", status="Refunded"),
            credited=500,
        )
        self.assertSettled(
            [(500, "other", "R1"), (-500, "other", receipts.REFUND)],
            row(amount_paid="500", outstanding="0", status="Fully refunded"),
            payment("500", receipt_number="R1"),
            credited=500,
        )
        self.assertSettled(
            [(500, "other", "R1"), (-500, "other", "R1")],
            row(status="Refunded"),
            payment("500", receipt_number="R1", status="Refunded"),
            credited=500,
        )

    def test_what_is_stated_beyond_the_receipts_is_named(self):
        self.assertSettled(
            [(200, "other", "R1"), (100, "other", receipts.BEYOND)],
            row(amount_paid="300"),
            payment("200", receipt_number="R1"),
        )

    def test_receipts_beyond_what_is_stated_are_taken_back_by_name(self):
        self.assertSettled(
            [(300, "other", "R1"), (-100, "adjustment", receipts.NOT_COUNTED)],
            row(amount_paid="200"),
            payment("300", receipt_number="R1"),
        )

    def test_a_balance_against_the_arithmetic_is_met_by_name(self):
        self.assertSettled(
            [
                (200, "other", receipts.STATED),
                (50, "adjustment", receipts.UNEXPLAINED),
            ],
            row(amount_paid="200", outstanding="250"),
        )
        self.assertSettled(
            [
                (500, "other", receipts.STATED),
                (-100, "adjustment", receipts.UNEXPLAINED),
            ],
            row(amount_paid="500", outstanding="100"),
        )

    def test_failed_and_cancelled_receipts_are_none(self):
        self.assertSettled(
            [(100, "other", "R3")],
            row(amount_paid="100"),
            payment("100", receipt_number="R1", cancelled_flag=True),
            payment("100", receipt_number="R2", status="Cancelled"),
            payment("100", receipt_number="R3"),
        )

    def test_a_refunded_receipt_goes_back(self):
        self.assertSettled(
            [(500, "other", "R1"), (-500, "other", "R1")],
            row(amount_paid="0"),
            payment("500", receipt_number="R1", refund="500"),
        )

    def test_a_refund_of_the_bill_is_credited_and_paid_out(self):
        self.assertSettled(
            [(500, "other", receipts.STATED), (-100, "other", receipts.REFUND)],
            row(amount_paid="500", outstanding="0", refund="100"),
            credited=100,
        )
        self.assertSettled(
            [(400, "other", receipts.STATED)],
            row(amount_paid="400", outstanding="0", refund="100"),
            credited=100,
        )

    def test_the_insurers_share_is_a_payment_of_its_own(self):
        self.assertSettled(
            [(100, "cash", receipts.STATED), (400, "insurance", receipts.STATED)],
            row(
                patient_paid="100", insurance_paid="400", payment_method_meaning="cash"
            ),
        )

    def test_nobody_owes_a_cancelled_bill(self):
        found, back = self.settled(
            row(status="Cancelled", amount_paid="500"), payment("80")
        )
        self.assertEqual(([amount for amount, *_r in found], back), ([80], 0))

    def test_a_receipt_has_the_same_key_in_every_delivery(self):
        one, two = (
            receipts.receipts_of([payment("9", receipt_number="R1", notes=note)])
            for note in ("a", "b")
        )
        self.assertEqual(one[0].key, two[0].key)
        twice = receipts.receipts_of([payment("9"), payment("9")])
        self.assertEqual(len({receipt.key for receipt in twice}), 2)
