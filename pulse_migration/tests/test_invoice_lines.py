"""Invoice lines say what was sold; nothing is recomputed or lost."""

from decimal import Decimal
from unittest import TestCase

from odoo.addons.pulse_migration.engine.bills import read_bill
from odoo.addons.pulse_migration.engine.invoice_lines import (
    DISCOUNT,
    ROUND_OFF,
    TAX,
    TAX_INSIDE,
    has_zero_quantity,
    invoice_lines,
)


def row(**values):
    return {"bill_id": "B1", "amount_total": "500", **values}


class TestInvoiceLines(TestCase):
    def assertLines(self, expected, rows, items=()):
        lines = [tuple(line[:3]) for line in invoice_lines(read_bill(rows, items))]
        self.assertEqual(lines, expected)

    def test_a_bill_of_one_row_is_one_line(self):
        self.assertLines(
            [("Visit", 1, 500)], [row(description="Visit", amount_net="500")]
        )
        self.assertLines([("Bill", 1, 500)], [row()])

    def test_tax_inside_the_prices_is_found_before_rounding(self):
        said = {"amount_total": "169", "adjustment": "-0.37"}
        rows = [
            row(**said, item_name="A", unit_price="30.91", quantity=2, tax="6.62"),
            row(**said, item_name="B", unit_price="107.55", tax="11.52"),
        ]
        for sign in ("-0.37", "0.37"):  # or a column of what was rounded off
            rows = [{**one, "adjustment": sign} for one in rows]
            self.assertLines(
                [
                    ("A", 2, Decimal("30.91")),
                    ("B", 1, Decimal("107.55")),
                    (TAX_INSIDE, 1, Decimal("-18.14")),
                    (TAX, 1, Decimal("18.14")),
                    (ROUND_OFF, 1, Decimal("-0.37")),
                ],
                rows,
            )

    def test_a_price_is_relieved_of_a_tax_that_net_and_tax_say_it_holds(self):
        said = {"amount_total": "169", "unit_price": "118", "tax_rate": 18}
        [line] = invoice_lines(
            read_bill([row(**said, amount_net="100", tax="18")]), {Decimal(18)}
        )[:1]
        self.assertEqual(line.price, 100)

    def test_items_are_the_lines(self):
        items = [
            {"item_name": "Filling", "quantity": 2, "unit_price": "100.05"},
            {"item_name": "Crown", "amount_total": "299.90"},
        ]
        lines = invoice_lines(read_bill([row()], items))
        self.assertEqual(
            [(line.name, str(line.quantity), str(line.price)) for line in lines],
            [("Filling", "2", "100.05"), ("Crown", "1", "299.90")],
        )

    def test_a_stated_tax_is_a_line(self):
        self.assertLines(
            [("Bill", 1, 450), (TAX, 1, 50)], [row(amount_net="450", tax="50")]
        )

    def test_stated_rates_make_the_tax_that_explains_the_total(self):
        rows = [
            row(item_name=name, unit_price="100", tax_rate=rate, amount_total="235")
            for name, rate in (("A", 5), ("B", 12), ("C", 18))
        ]
        rows = [values | {"amount_total": "335"} for values in rows]
        goods = [("A", 1, 100), ("B", 1, 100), ("C", 1, 100)]
        self.assertLines([*goods, (TAX, 1, 35)], rows)
        inside = [values | {"amount_total": "300"} for values in rows]
        tax = Decimal("4.76") + Decimal("10.71") + Decimal("15.25")
        self.assertLines([*goods, (TAX_INSIDE, 1, -tax), (TAX, 1, tax)], inside)

    def test_rates_that_explain_nothing_make_no_tax(self):
        rows = [row(unit_price="450", tax_rate=18)]
        self.assertLines([("Bill", 1, 450)], rows)

    def test_a_discount_of_the_whole_bill_is_taken_off_once(self):
        rows = [
            row(item_name=name, unit_price=price, discount=off, bill_wide_discount="40")
            for name, price, off in (("A", "350", "10"), ("B", "200", None))
        ]
        self.assertLines(
            [
                ("A", 1, 350),
                ("Discount: A", 1, -10),
                ("B", 1, 200),
                (DISCOUNT, 1, -40),
            ],
            rows,
        )

    def test_a_tax_that_every_line_repeats_is_the_bills(self):
        rows = [
            row(item_name=name, unit_price=price, tax="50")
            for name, price in (("A", "300"), ("B", "150"))
        ]
        self.assertLines([("A", 1, 300), ("B", 1, 150), (TAX, 1, 50)], rows)

    def test_the_taxes_of_lines_are_added(self):
        rows = [row(item_name=name, unit_price="200", tax="50") for name in ("A", "B")]
        self.assertLines([("A", 1, 200), ("B", 1, 200), (TAX, 1, 100)], rows)

    def test_a_quantity_of_nought_stays_nought(self):
        rows = [row(description="Visit", quantity=0)]
        self.assertLines([("Visit", 0, 0)], rows)
        self.assertTrue(has_zero_quantity(read_bill(rows)))
        self.assertFalse(has_zero_quantity(read_bill([row(quantity=2)])))

    def test_a_price_is_the_lines_amount_by_its_quantity(self):
        (line,) = invoice_lines(read_bill([row(quantity=4)]))
        self.assertEqual((line.quantity, line.price), (4, 125))

    def test_a_total_of_the_bill_is_no_price_of_its_lines(self):
        rows = [row(item_name="A", amount_net="300")]
        rows.append({"bill_id": "B1", "item_name": "B"})
        self.assertLines([("A", 1, 300), ("B", 1, 0)], rows)
