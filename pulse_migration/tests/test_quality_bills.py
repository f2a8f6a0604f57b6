"""Sums: what the lines, the payments and the bill itself say must agree."""

from .common import PATIENTS, bill
from .quality_common import QualityCase
from .test_quality_references import item

DAY = "2024-03-05"


class TestBills(QualityCase):
    def bills(self, bills, items=(), payments=()):
        tables = {"patients": PATIENTS, "bills": bills}
        if items:
            tables["bill_items"] = items
        if payments:
            tables["payments"] = [
                {
                    "payment_id": f"R{number}",
                    "patient_id": "P1",
                    "bill_id": key,
                    "payment_date": "2024-03-05",
                    "amount_paid": amount,
                    "payment_mode": "Cash",
                }
                for number, (key, amount) in enumerate(payments)
            ]
        return self.stage(**tables)

    def test_an_advance_is_no_lack_of_the_balance(self):
        said = {"outstanding": "100.00", "advance_adjusted": "300.00"}
        run = self.bills([bill(1, "P1", DAY, "500.00", "100.00", **said)])
        self.assertFalse(self.saying(run, "bill_balance_differs"))
        self.assertFalse(self.saying(run, "bill_total_mismatch"))

    def test_a_bill_of_which_nothing_says_that_it_was_paid_is_looked_at(self):
        unsaid = {"paid": "", "outstanding": "", "status": ""}
        run = self.bills(
            [
                bill(1, "P1", DAY, "100.00", "100.00"),
                bill(2, "P1", DAY, "100.00", "0.00") | unsaid,
                bill(3, "P1", DAY, "100.00", "0.00") | unsaid,
                bill(4, "P1", DAY, "0.00", "0.00") | unsaid,
            ],
            payments=[("B3", "100.00")],
        )
        self.assertEqual(set(self.saying(run, "payment_unstated")), {"B2"})
        run = self.bills([bill(5, "P1", DAY, "100.00", "0.00") | unsaid])
        self.assertFalse(self.saying(run, "payment_unstated"))

    def test_a_number_that_may_have_been_used_again_is_looked_at(self):
        run = self.bills(
            [
                bill(1, "P1", DAY, "100.00", "100.00"),
                bill(1, "P1", "2025-03-05", "200.00", "200.00", description="Scan"),
                bill(2, "P1", DAY, "100.00", "100.00"),
                bill(2, "P1", "2024-04-05", "200.00", "200.00", description="Scan"),
            ]
        )
        self.assertEqual(
            self.saying(run, "bill_dates_apart"), {"B1": ("warning", "date")}
        )

    def test_a_currency_that_is_taken_for_granted_among_others_is_looked_at(self):
        own = bill(1, "P1", DAY, "100.00", "100.00", currency="")
        run = self.bills([own, bill(2, "P1", DAY, "100.00", "100.00")])
        self.assertFalse(self.saying(run, "currency_assumed"))
        other = bill(2, "P1", DAY, "100.00", "100.00", currency="USD")
        run = self.bills([own, other, bill(3, "P1", DAY, "9.00", "9.00")])
        self.assertEqual(
            self.saying(run, "currency_assumed"), {"B1": ("warning", "currency")}
        )

    def test_a_total_that_is_not_the_sum_is_looked_at(self):
        run = self.bills(
            [
                bill(1, "P1", DAY, "150.00", "150.00"),
                bill(2, "P1", DAY, "151.00", "151.00"),
                bill(3, "P1", DAY, "999.00", "999.00"),
            ],
            [
                item("B1", "Consultation", "100.00"),
                item("B1", "Dressing", "50.00"),
                item("B2", "Consultation", "100.00"),
                item("B2", "Dressing", "50.00"),
            ],
        )
        self.assertEqual(
            self.saying(run, "bill_total_differs"), {"B2": ("warning", "total")}
        )

    def test_lines_may_be_stated_before_tax_or_discount(self):
        run = self.bills(
            [
                bill(
                    1,
                    "P1",
                    "2024-03-05",
                    "118.00",
                    "0.00",
                    amount="100.00",
                    tax="18.00",
                ),
                bill(2, "P1", DAY, "90.00", "0.00", discount="10.00"),
                bill(3, "P1", DAY, "100.01", "0.00"),
                bill(4, "P1", DAY, "100.02", "0.00"),
            ],
            [item("B1"), item("B2"), item("B3"), item("B4")],
        )
        self.assertEqual(set(self.saying(run, "bill_total_differs")), {"B4"})

    def test_a_discount_may_be_a_share(self):
        lines = [
            {
                "bill_id": "B1",
                "item_name": "Filling",
                "quantity": "2",
                "unit_price": "100.00",
                "discount": "10",
                "discount_type": "PERCENT",
            }
        ]
        run = self.bills([bill(1, "P1", DAY, "180.00", "0.00")], lines)
        self.assertNotIn("bill_total_differs", self.codes(run))
        lines[0]["discount_type"] = "NUMBER"
        run = self.bills([bill(1, "P1", DAY, "180.00", "0.00")], lines)
        self.assertIn("bill_total_differs", self.codes(run))

    def test_a_line_that_cannot_be_read_says_nothing(self):
        run = self.bills(
            [bill(1, "P1", DAY, "180.00", "0.00")],
            [item("B1", "Filling", "100.00"), item("B1", "Crown", "see below")],
        )
        self.assertNotIn("bill_total_differs", self.codes(run))

    def test_a_bill_on_several_rows_is_the_sum_of_them(self):
        def rows(number, *prices, total):
            return [
                {
                    **bill(number, "P1", DAY, total, "0.00"),
                    "description": f"Line {place}",
                    "amount": price,
                }
                for place, price in enumerate(prices)
            ]

        run = self.bills(
            rows(1, "100.00", "50.00", total="150.00")
            + rows(2, "100.00", "50.00", total="160.00")
        )
        self.assertEqual(set(self.saying(run, "bill_total_differs")), {"B2"})

    def test_more_paid_than_billed_is_looked_at(self):
        run = self.bills(
            [
                bill(1, "P1", DAY, "100.00", "100.00"),
                bill(2, "P1", DAY, "100.00", "100.00"),
                bill(3, "P1", DAY, "100.00", "120.00"),
                bill(4, "P1", DAY, "100.00", "0.00"),
            ],
            payments=[
                ("B1", "60.00"),
                ("B1", "40.00"),
                ("B2", "60.00"),
                ("B2", "41.00"),
            ],
        )
        self.assertEqual(
            self.saying(run, "payments_exceed_bill"),
            {"B2": ("warning", "total"), "B3": ("warning", "total")},
        )

    def test_a_cancelled_bill_owes_nobody_an_explanation(self):
        cancelled = bill(1, "P1", DAY, "100.00", "120.00", status="Cancelled")
        run = self.bills(
            [{**cancelled, "outstanding": "55.00"}], [item("B1", "X", "7")]
        )
        self.assertFalse(
            {"bill_total_differs", "payments_exceed_bill", "bill_balance_differs"}
            & self.codes(run)
        )

    def test_a_balance_that_is_not_the_rest_is_looked_at(self):
        run = self.bills(
            [
                bill(1, "P1", DAY, "100.00", "40.00"),
                {
                    **bill(2, "P1", DAY, "100.00", "40.00"),
                    "outstanding": "70.00",
                },
                {**bill(3, "P1", DAY, "100.00", "40.00"), "outstanding": ""},
            ]
        )
        self.assertEqual(
            self.saying(run, "bill_balance_differs"),
            {"B2": ("warning", "outstanding")},
        )

    def test_a_total_that_net_and_tax_contradict_is_not_the_sum(self):
        run = self.bills(
            [bill(1, "P1", DAY, "105.00", "0.00", amount="100.00")],
            [item("B1", "Consultation", "100.00")],
        )
        self.assertEqual(set(self.saying(run, "bill_total_differs")), {"B1"})

    def test_a_status_that_the_rest_contradicts_is_looked_at(self):
        states = ("Paid", "Unpaid", " paid", "Due", "Partial")
        rest = ("50.00", "0.00", "0.00", "50.00", "50.00")
        run = self.bills(
            [
                {
                    **bill(number, "P1", DAY, "100.00", f"{100 - float(left):.2f}"),
                    "status": status,
                }
                for number, (status, left) in enumerate(zip(states, rest, strict=True))
            ]
        )
        self.assertEqual(
            self.saying(run, "bill_status_differs"),
            {"B0": ("warning", "status"), "B1": ("warning", "status")},
        )

    def test_a_status_means_what_it_means_to_a_load(self):
        """One reading of the clinic's words: those that a load would know as well."""
        states = ("Paid in full", "Not yet paid", "Refunded", "Annulled", "Chukta")
        paid = ("50.00", "100.00", "0.00", "120.00", "60.00")
        run = self.bills(
            [
                bill(number, "P1", DAY, "100.00", amount, status=status)
                for number, (status, amount) in enumerate(
                    zip(states, paid, strict=True)
                )
            ]
        )
        self.assertEqual(
            set(self.saying(run, "bill_status_differs")), {"B0", "B1", "B4"}
        )
        self.assertFalse(self.saying(run, "payments_exceed_bill"))

    def test_a_bill_without_a_total_is_said(self):
        run = self.bills(
            [
                bill(1, "P1", DAY, "100.00", "0.00"),
                {**bill(2, "P1", DAY, "100.00", "0.00"), "total": ""},
                {**bill(3, "P1", DAY, "100.00", "0.00"), "total": "", "status": "Void"},
            ]
        )
        self.assertEqual(set(self.saying(run, "bill_total_missing")), {"B2"})

    def test_a_line_that_its_own_numbers_contradict_is_looked_at(self):
        def line(name, total, **more):
            return {
                "bill_id": "B1",
                "item_name": name,
                "quantity": "2",
                "unit_price": "100.00",
                "discount": "10",
                "discount_type": "PERCENT",
                "tax_rate": "5.00",
                "total": total,
                **more,
            }

        run = self.bills(
            [bill(1, "P1", DAY, "1.00", "0.00")],
            [
                line("with tax", "189.00"),
                line("before tax", "180.00"),
                line("neither", "200.00"),
                line("an amount off", "199.50", discount_type="NUMBER"),
                line("no price", "7.00", unit_price=""),
            ],
        )
        wrong = [
            row.payload["item_name"]
            for row in self.rows(run, "bill_item")
            if "line_total_differs" in (row.issue_codes or "")
        ]
        self.assertEqual(wrong, ["neither"])

    def test_a_cancelled_payment_is_said_and_counts_in_no_sum(self):
        payment = {
            "payment_id": "R1",
            "patient_id": "P1",
            "bill_id": "B1",
            "payment_date": DAY,
            "amount_paid": "70.00",
            "payment_mode": "Cash",
            "cancelled": "No",
        }
        run = self.stage(
            patients=PATIENTS,
            bills=[bill(1, "P1", DAY, "100.00", "70.00")],
            payments=[payment, {**payment, "payment_id": "R2", "cancelled": "Yes"}],
        )
        self.assertEqual(
            self.saying(run, "payment_cancelled"), {"R2": ("warning", "cancelled")}
        )
        self.assertNotIn("payments_exceed_bill", self.codes(run))

    def test_a_payment_that_failed_counts_in_no_sum(self):
        payment = {
            "patient_id": "P1",
            "bill_id": "B1",
            "payment_date": DAY,
            "amount_paid": "100.00",
            "payment_mode": "Cheque",
        }
        states = ("Cleared", "Cheque bounced", "Timed out")
        run = self.stage(
            patients=PATIENTS,
            bills=[bill(1, "P1", DAY, "100.00", "100.00")],
            payments=[
                {**payment, "payment_id": f"R{number}", "status": status}
                for number, status in enumerate(states)
            ],
        )
        self.assertEqual(set(self.saying(run, "payment_cancelled")), {"R1", "R2"})
        self.assertNotIn("payments_exceed_bill", self.codes(run))

    def test_no_rule_changes_an_amount(self):
        run = self.bills([bill(1, "P1", DAY, "151.00", "160.00")], [item("B1")])
        values = self.rows(run, "bill").values
        self.assertEqual(values["amount_total"], "151.00")
        self.assertEqual(self.rows(run, "bill").state, "staged")
