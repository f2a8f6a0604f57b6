"""Invoice lines say what was sold; nothing is recomputed or lost."""

from unittest import TestCase

from odoo.addons.pulse_migration.engine.bills import read_bill
from odoo.addons.pulse_migration.engine.invoice_lines import (
    TAX,
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
