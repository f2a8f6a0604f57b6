"""One bill of its rows: exact amounts, nothing guessed, contradictions flagged."""

from decimal import Decimal
from unittest import TestCase

from odoo.addons.pulse_migration.engine.bills import is_void, read_bill
from odoo.addons.pulse_migration.engine.errors import RowError


def row(**values):
    return {"bill_id": "B1", "patient_id": "P1", **values}


def paid(amount, **values):
    return {"bill_id": "B1", "amount": amount, **values}


class TestAdvance(TestCase):
    def assertAdvance(self, expected, *payments, flags=(), **values):
        bill = read_bill([row(**values)], (), payments)
        found = (bill.paid, bill.outstanding, bill.advance)
        self.assertEqual(found, tuple(map(Decimal, expected)))
        self.assertEqual(bill.flags, flags)

    def test_the_total_tells_whether_it_counts_as_paid(self):
        said = {"amount_total": "900", "advance_used": "500"}
        beside = {**said, "amount_paid": "400", "outstanding": "0"}
        self.assertAdvance(("900", "0", "500"), **beside)
        self.assertAdvance(("900", "0", "500"), paid("400"), **beside)
        within = {**said, "amount_paid": "900", "outstanding": "0"}
        self.assertAdvance(("900", "0", "500"), **within)
        self.assertAdvance(("900", "0", "500"), paid("400"), **within)
        self.assertAdvance(("500", "400", "500"), **said)
        self.assertAdvance(("600", "300", "500"), outstanding="300", **said)

    def test_no_more_is_used_than_the_bill_lacks(self):
        said = {"amount_total": "300", "advance_used": "500"}
        self.assertAdvance(("300", "0", "300"), **said)
        self.assertAdvance(
            ("300", "0", "300"), amount_paid="0", outstanding="0", **said
        )
        self.assertAdvance(("300", "0", "200"), amount_paid="100", **said)

    def test_what_nothing_proves_is_looked_at(self):
        self.assertAdvance(
            ("500", "400", "200"),
            amount_total="900",
            advance_used="200",
            amount_paid="300",
            flags=("paid_ambiguous",),
        )

    def test_amounts_that_contradict_each_other_stay_as_stated(self):
        self.assertAdvance(
            ("300", "100", "200"),
            amount_total="900",
            advance_used="200",
            amount_paid="300",
            outstanding="100",
            flags=("amounts_contradict",),
        )

    def test_lines_repeat_what_is_the_bills(self):
        said = {"amount_total": "900", "amount_paid": "400", "outstanding": "0"}
        lines = {"A": "600", "B": "300"}
        bill = read_bill(
            [
                row(item_name=name, unit_price=price, advance_used="500", **said)
                for name, price in lines.items()
            ]
        )
        self.assertEqual(bill.advance, 500)

    def test_nobody_drew_for_a_cancelled_bill(self):
        said = {"amount_total": "900", "advance_used": "500", "status": "Cancelled"}
        self.assertEqual(read_bill([row(**said)]).advance, 0)


class TestTotal(TestCase):
    def assertTotal(self, total, rows, items=(), flags=()):
        bill = read_bill(rows, items)
        self.assertEqual(bill.total, Decimal(total))
        self.assertEqual(bill.flags, tuple(flags))

    def assertRefused(self, code, rows, items=()):
        with self.assertRaises(RowError) as caught:
            read_bill(rows, items)
        self.assertEqual(caught.exception.code, code)

    def test_one_row_states_it(self):
        self.assertTotal("500.10", [row(amount_total="500.10", unit_price="3")])
        self.assertTotal("0", [row(amount_total="0.00")])

    def test_an_absent_one_is_that_of_the_items(self):
        items = [{"amount_total": "500.00"}, {"unit_price": "10.50", "quantity": 2}]
        self.assertTotal("521.00", [row()], items, ["total_from_lines"])

    def test_an_absent_one_is_that_of_the_rows_own_figures(self):
        for values, total in (
            ({"unit_price": "100", "quantity": 3}, "300"),
            ({"unit_price": "100", "discount": "10", "tax": "4.50"}, "94.50"),
            ({"unit_price": "100", "discount_percent": 10, "tax_rate": 18}, "106.20"),
            ({"unit_price": "100", "discount": "10", "discount_type": "%"}, "90"),
            ({"unit_price": "100", "discount": "5", "discount_type": "PERCENT"}, "95"),
            ({"unit_price": "100", "quantity": 0}, "0"),
            ({"amount_net": "100.00", "tax": "18.00"}, "118.00"),
        ):
            self.assertTotal(total, [row(**values)], flags=["total_from_lines"])

    def test_an_absent_one_is_never_nought(self):
        self.assertRefused("amount_missing", [row()])
        self.assertRefused("amount_missing", [row(quantity=2)])
        self.assertRefused("amount_missing", [row(amount_net="9", discount="1")])
        self.assertRefused("amount_missing", [row()], [{"item_name": "Filling"}])

    def test_an_absent_one_is_what_is_paid_and_what_is_owed(self):
        both = row(amount_paid="200", outstanding="300.50")
        self.assertTotal("500.50", [both], flags=["total_from_parts"])
        self.assertRefused("amount_missing", [row(amount_paid="200")])
        self.assertRefused("amount_missing", [both | {"item_name": n} for n in "AB"])

    def test_an_absent_one_is_the_rows_where_that_proves_the_items_wrong(self):
        items = [{"amount_total": "110.00"}]
        charged = row(amount_net="100.00", tax="18.00", amount_paid="100.00")
        proven = charged | {"outstanding": "18.00"}
        self.assertTotal("118.00", [proven], items, ["total_from_parts"])
        self.assertTotal("110.00", [charged], items, ["total_from_lines"])
        doubtful = charged | {"outstanding": "8.00"}
        flags = ["total_from_lines", "amounts_contradict"]
        self.assertTotal("110.00", [doubtful], items, flags)

    def test_lines_with_a_price_come_to_the_sum(self):
        rows = [
            row(item_name="Crown", unit_price="5000", quantity=1),
            row(item_name="Filling", unit_price="700", quantity=2, discount="100"),
        ]
        self.assertTotal("6300", rows, flags=["total_from_lines"])

    def test_totals_that_differ_are_those_of_lines(self):
        rows = [row(description=d, amount_total=t) for d, t in (("A", "5"), ("B", "7"))]
        self.assertTotal("12", rows)

    def test_a_total_that_every_line_repeats_is_the_bills(self):
        rows = [
            row(item_name="A", unit_price="300", amount_total="500"),
            row(item_name="B", unit_price="200", amount_total="500"),
        ]
        self.assertTotal("500", rows)
        rows[1]["unit_price"] = "150"
        self.assertTotal("500", rows)

    def test_equal_lines_with_totals_of_their_own_are_added(self):
        rows = [
            row(item_name=name, unit_price="500", amount_total="500") for name in "AB"
        ]
        self.assertTotal("1000", rows)

    def test_the_items_prove_whose_total_it_is(self):
        rows = [row(description=name, amount_total="500") for name in "AB"]
        items = [{"amount_total": "300"}, {"amount_total": "200"}]
        self.assertTotal("500", rows, items)

    def test_what_nothing_proves_is_not_guessed(self):
        rows = [row(description=name, amount_total="500") for name in "AB"]
        self.assertRefused("bill_total_ambiguous", rows)

    def test_a_total_on_the_first_line_only_is_the_bills(self):
        rows = [row(item_name="A", amount_total="500"), row(item_name="B")]
        self.assertTotal("500", rows)

    def test_a_line_whose_total_is_unreadable_is_reckoned(self):
        rows = [
            row(item_name="A", unit_price="300", amount_total="300"),
            row(item_name="B", unit_price="200"),
        ]
        self.assertTotal("500", rows, flags=["total_from_lines"])

    def test_one_unreadable_total_of_several_is_missing(self):
        rows = [
            row(item_name="A", amount_total="300"),
            row(item_name="B", amount_total="200"),
            row(item_name="C"),
        ]
        self.assertRefused("amount_missing", rows)


class TestSettlement(TestCase):
    def assertOwed(self, paid_, owed, bill, flags=()):
        self.assertEqual((bill.paid, bill.outstanding), (Decimal(paid_), Decimal(owed)))
        self.assertEqual(bill.flags, tuple(flags))

    def test_as_stated(self):
        bill = read_bill([row(amount_total="9", amount_paid="4", outstanding="5")])
        self.assertOwed("4", "5", bill)

    def test_what_is_owed_is_total_less_paid(self):
        for paid_, owed in (("99.95", "0.15"), ("120", "-19.90"), ("0", "100.10")):
            bill = read_bill([row(amount_total="100.10", amount_paid=paid_)])
            self.assertOwed(paid_, owed, bill)

    def test_what_was_paid_is_total_less_owed(self):
        self.assertOwed("7", "2", read_bill([row(amount_total="9", outstanding="2")]))

    def test_shares_of_patient_and_insurance_are_added(self):
        bill = read_bill(
            [row(amount_total="100", patient_paid="20", insurance_paid="50")]
        )
        self.assertOwed("70", "30", bill)
        bill = read_bill(
            [row(amount_total="9", patient_outstanding="1", insurance_outstanding="2")]
        )
        self.assertOwed("6", "3", bill)

    def test_receipts_count_when_nothing_is_stated(self):
        receipts = [paid("300"), paid("200"), paid("0", refund="50")]
        bill = read_bill([row(amount_total="500")], payments=receipts)
        self.assertOwed("450", "50", bill)

    def test_cancelled_receipts_do_not_count(self):
        receipts = [paid("300", cancelled_flag=True), paid("5", status="Cancelled")]
        self.assertOwed(
            "0", "500", read_bill([row(amount_total="500")], payments=receipts)
        )

    def test_receipts_that_differ_from_what_is_stated_are_flagged(self):
        bill = read_bill(
            [row(amount_total="500", amount_paid="500")], payments=[paid("300")]
        )
        self.assertOwed("500", "0", bill, ["payments_differ"])

    def test_stated_amounts_that_do_not_add_up_are_kept_and_flagged(self):
        bill = read_bill([row(amount_total="500", amount_paid="200", outstanding="9")])
        self.assertOwed("200", "9", bill, ["amounts_contradict"])

    def test_the_status_settles_what_no_amount_does(self):
        bill = read_bill([row(amount_total="500", status="Paid")])
        self.assertOwed("500", "0", bill, ["paid_by_status"])
        for status in ("Unpaid", "", "whatever"):
            bill = read_bill([row(amount_total="500", status=status)])
            self.assertOwed("0", "500", bill)

    def test_a_status_against_the_amounts_is_flagged(self):
        for status, amount_paid in (
            ("Paid", "100"),
            ("Unpaid", "500"),
            ("Partial", "500"),
            ("Partial", "0"),
        ):
            bill = read_bill(
                [row(amount_total="500", amount_paid=amount_paid, status=status)]
            )
            self.assertEqual(bill.flags, ("status_contradicts",), status)

    def test_a_status_in_line_with_them_is_not(self):
        for status, amount_paid in (
            ("Paid", "500"),
            ("Paid", "510"),
            ("Unpaid", "0"),
            ("Partial", "1"),
            ("Insurance", "1"),
        ):
            bill = read_bill(
                [row(amount_total="500", amount_paid=amount_paid, status=status)]
            )
            self.assertFalse(bill.flags, status)

    def test_nought_is_paid_without_any_payment(self):
        self.assertFalse(read_bill([row(amount_total="0", status="Paid")]).flags)

    def test_void_bills_are_owed_by_nobody(self):
        for values in (
            {"status": "Cancelled"},
            {"status": "draft"},
            {"cancelled_flag": True},
        ):
            bill = read_bill([row(amount_total="500", outstanding="500", **values)])
            self.assertTrue(bill.is_void)
            self.assertOwed("0", "0", bill)
        self.assertFalse(is_void(row(status="Paid", cancelled_flag=False)))

    def test_what_lines_repeat_of_the_bill_counts_once(self):
        rows = [
            row(item_name=name, unit_price=price, amount_total="500", amount_paid="200")
            for name, price in (("A", "300"), ("B", "200"))
        ]
        self.assertOwed("200", "300", read_bill(rows))

    def test_what_lines_state_of_themselves_is_added(self):
        rows = [
            row(item_name="A", amount_total="300", amount_paid="300"),
            row(item_name="B", amount_total="200", amount_paid="50"),
        ]
        self.assertOwed("350", "150", read_bill(rows))

    def test_equal_payments_of_lines_are_proven_by_what_is_owed(self):
        rows = [
            row(item_name=n, amount_total=t, amount_paid="100", outstanding=o)
            for n, t, o in (("A", "300", "200"), ("B", "200", "100"))
        ]
        self.assertOwed("200", "300", read_bill(rows))
        for values in rows:
            values["outstanding"] = "400"
        self.assertOwed("100", "400", read_bill(rows))

    def test_unproven_ones_are_flagged(self):
        rows = [
            row(item_name=n, amount_total=t, amount_paid="100")
            for n, t in (("A", "300"), ("B", "200"))
        ]
        self.assertOwed("200", "300", read_bill(rows), ["paid_ambiguous"])


class TestVoidMoney(TestCase):
    def test_money_of_a_cancelled_bill_is_said(self):
        void = row(amount_total="500", status="Cancelled", amount_paid="500")
        self.assertEqual(read_bill([void]).flags, ("void_paid",))
        void = row(amount_total="500", status="Draft")
        self.assertEqual(read_bill([void], (), [paid("100")]).flags, ("void_received",))
        self.assertEqual(read_bill([void]).flags, ())
