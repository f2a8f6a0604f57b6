"""Advances: what bills used of them is taken off the oldest that was there by then."""

from decimal import Decimal
from unittest import TestCase

from odoo.addons.pulse_migration.engine.advances import advances_of, draw, uses_of
from odoo.addons.pulse_migration.engine.bills import read_bill
from odoo.addons.pulse_migration.engine.opening import opening_items


def advance(number, day, amount, mode="cash", **more):
    return {
        "payment_id": number,
        "date": day,
        "amount": amount,
        "payment_method_meaning": mode,
        **more,
    }


def bill(number, day, paid, mode="advance", **more):
    values = {
        "bill_id": number,
        "date": day,
        "amount_total": paid,
        "amount_paid": paid,
        "payment_method_meaning": mode,
        **more,
    }
    return read_bill([values])


class TestAdvances(TestCase):
    def drawn(self, advances, *bills):
        """Return ([(bill, amount)] that is taken off, the same that lacks)."""
        found = draw(advances_of(advances, "INR"), uses_of(bills, "INR"))
        return (
            [(one.use.bill, float(one.amount)) for one in found.draws],
            [(use.bill, float(use.amount)) for use in found.lacking],
        )

    def test_only_what_was_paid_by_advance_uses_one(self):
        advances = [advance("R1", "2024-01-01", "500")]
        self.assertEqual(
            self.drawn(
                advances,
                bill("B1", "2024-02-01", "100"),
                bill("B2", "2024-02-01", "100", "cash"),
            ),
            ([("B1", 100)], []),
        )

    def test_the_oldest_goes_first_and_a_use_may_take_of_several(self):
        advances = [
            advance("R2", "2024-01-05", "80"),
            advance("R1", "2024-01-01", "50"),
        ]
        found = draw(
            advances_of(advances, "INR"),
            uses_of([bill("B1", "2024-02-01", "100")], "INR"),
        )
        self.assertEqual([float(one.amount) for one in found.draws], [50, 50])
        self.assertEqual(len({one.advance for one in found.draws}), 2)

    def test_what_is_not_there_yet_or_in_another_currency_lacks(self):
        for other in (
            advance("R1", "2024-03-01", "500"),
            advance("R1", "2024-01-01", "500", currency="usd"),
        ):
            self.assertEqual(
                self.drawn([other], bill("B1", "2024-02-01", "100")),
                ([], [("B1", 100)]),
            )

    def test_what_was_paid_back_is_gone(self):
        advances = [
            advance("R1", "2024-01-01", "500"),
            advance("R2", "2024-01-15", "-450"),
        ]
        self.assertEqual(
            self.drawn(advances, bill("B1", "2024-02-01", "100")),
            ([("B1", 50)], [("B1", 50)]),
        )

    def test_what_is_paid_back_later_was_there_for_a_use_before(self):
        advances = [
            advance("R1", "2024-01-01", "100"),
            advance("R2", "2024-01-03", "100"),
            advance("R3", "2024-01-04", "-100"),
        ]
        used = bill("B1", "2024-01-02", "100")
        self.assertEqual(self.drawn(advances, used), ([("B1", 100)], []))
        late = bill("B2", "2024-01-05", "100")
        self.assertEqual(
            self.drawn(advances, used, late), ([("B1", 100)], [("B2", 100)])
        )

    def test_what_went_back_beyond_what_was_there_goes_off_the_next(self):
        advances = [
            advance("R1", "2024-01-01", "100"),
            advance("R2", "2024-01-02", "-150"),
            advance("R3", "2024-01-03", "80"),
        ]
        self.assertEqual(
            self.drawn(advances, bill("B1", "2024-02-01", "50")),
            ([("B1", 30)], [("B1", 20)]),
        )

    def test_what_the_source_takes_off_itself_is_not_taken_off_again(self):
        advances = [
            advance("R1", "2024-01-01", "500"),
            advance("R2", "2024-02-01", "-100", "advance"),
        ]
        self.assertEqual(
            self.drawn(advances, bill("B1", "2024-02-01", "100")), ([], [])
        )
        self.assertEqual(
            self.drawn(
                advances,
                bill("B1", "2024-02-01", "100"),
                bill("B2", "2024-02-02", "30"),
            ),
            ([("B2", 30)], []),
        )


class TestDrawnBefore(TestCase):
    """A later export may bring more: what was drawn is not drawn again."""

    def drawn(self, advances, bills, before):
        """Return the (advance, bill, amount) that are kept, and that are to come."""
        before = {key: Decimal(amount) for key, amount in before.items()}
        found = draw(advances_of(advances, "INR"), uses_of(bills, "INR"), before)
        return tuple(
            [(one.advance, one.use.bill, float(one.amount)) for one in draws]
            for draws in (found.kept, found.draws)
        )

    def test_an_older_advance_changes_nothing_that_was_drawn(self):
        advances = [
            advance("R1", "2024-01-05", "100"),
            advance("R0", "2024-01-01", "50"),
        ]
        bills = [bill("B1", "2024-02-01", "100")]
        before = {(0, "B1"): 100}
        self.assertEqual(self.drawn(advances, bills, before), ([(0, "B1", 100)], []))
        bills.append(bill("B0", "2024-01-15", "30"))
        self.assertEqual(
            self.drawn(advances, bills, before), ([(0, "B1", 100)], [(1, "B0", 30)])
        )

    def test_a_use_that_grows_draws_the_rest(self):
        advances = [advance("R1", "2024-01-01", "500")]
        bills = [bill("B1", "2024-02-01", "150")]
        self.assertEqual(
            self.drawn(advances, bills, {(0, "B1"): 100}),
            ([(0, "B1", 100)], [(0, "B1", 50)]),
        )

    def test_a_bill_gets_nothing_of_what_is_held_for_another(self):
        advances = [advance("R1", "2024-01-01", "100")]
        bills = [bill("B0", "2024-01-15", "80"), bill("B1", "2024-02-01", "60")]
        self.assertEqual(
            self.drawn(advances, bills, {(0, "B1"): 60}),
            ([(0, "B1", 60)], [(0, "B0", 40)]),
        )

    def test_more_than_use_or_advance_say_now_holds_no_longer(self):
        advances = [advance("R1", "2024-01-01", "100")]
        bills = [bill("B1", "2024-02-01", "60")]
        self.assertEqual(
            self.drawn(advances, bills, {(0, "B1"): 90}), ([(0, "B1", 60)], [])
        )
        back = advance("R2", "2024-01-15", "-70")
        self.assertEqual(
            self.drawn([*advances, back], bills, {(0, "B1"): 60}),
            ([(0, "B1", 30)], []),
        )

    def test_what_goes_back_comes_off_what_nobody_drew_first(self):
        advances = [
            advance("R1", "2024-01-01", "100"),
            advance("R2", "2024-01-02", "100"),
            advance("R3", "2024-01-03", "-100"),
        ]
        bills = [bill("B1", "2024-02-01", "100")]
        self.assertEqual(
            self.drawn(advances, bills, {(0, "B1"): 100}), ([(0, "B1", 100)], [])
        )


class TestOpening(TestCase):
    def items(self, bills, advances=()):
        found = opening_items(bills, advances, "INR")
        return [(item.name, float(item.amount)) for item in found]

    def test_an_item_a_bill_that_is_open_and_none_of_one_that_is_not(self):
        bills = [
            bill("B2", "2024-02-02", "0", amount_total="70"),
            bill("B1", "2024-02-01", "100", "cash"),
            bill("B3", "2024-02-03", "60", "cash", amount_total="50"),
        ]
        self.assertEqual(self.items(bills), [("Bill B2", 70), ("Bill B3", -10)])

    def test_what_was_paid_for_a_cancelled_bill_is_the_patients(self):
        values = {
            "bill_id": "B1",
            "date": "2024-02-01",
            "amount_total": "90",
            "status": "Cancelled",
        }
        paid = advance("R1", "2024-02-01", "90", bill_id="B1")
        cancelled = read_bill([values], (), [paid])
        self.assertEqual(self.items([cancelled]), [("Paid for cancelled bill B1", -90)])

    def test_an_advance_is_owed_as_far_as_no_bill_used_it(self):
        advances = [
            advance("R1", "2024-01-01", "500", receipt_number="17"),
            advance("R2", "2024-01-02", "20"),
        ]
        self.assertEqual(
            self.items([bill("B1", "2024-02-01", "500")], advances),
            [("Advance R2", -20)],
        )

    def test_what_is_left_of_an_advance_hangs_on_the_day_of_its_refund(self):
        advances = [
            advance("R1", "2024-01-01", "100"),
            advance("R2", "2024-01-03", "100"),
            advance("R3", "2024-01-04", "-100"),
        ]
        found = self.items([bill("B1", "2024-01-02", "100")], advances)
        self.assertEqual(sum(amount for _name, amount in found), 0)

    def test_a_use_counts_once_where_rows_share_a_receipt_number(self):
        """A refund, or the other half of an advance, on a row of its own."""
        for rows, used, left in (
            ((("2024-01-01", "500"), ("2024-01-02", "-100")), "400", {}),
            ((("2024-01-01", "50"), ("2024-01-02", "50")), "100", {}),
            ((("2024-01-02", "-100"), ("2024-01-01", "500")), "300", {"17": -100}),
        ):
            advances = [
                advance("", day, amount, receipt_number="17") for day, amount in rows
            ]
            with self.subTest(rows):
                found = self.items([bill("B1", "2024-02-01", used)], advances)
                wanted = [(f"Advance {name}", left[name]) for name in left]
                self.assertEqual(found, wanted)

    def test_sums_are_exact(self):
        bills = [
            bill(f"B{n}", "2024-02-01", "0", amount_total="0.10") for n in range(30)
        ]
        found = opening_items(bills, (), "INR")
        self.assertEqual(sum(item.amount for item in found), Decimal("3.00"))
