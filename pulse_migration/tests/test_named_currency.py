"""An amount that names its currency says that of its row, and never loses it."""

from unittest import TestCase

from odoo.addons.pulse_migration.engine.converters import Rules
from odoo.addons.pulse_migration.engine.named_currency import settle
from odoo.addons.pulse_migration.engine.source_row import SourceRow
from odoo.addons.pulse_migration.engine.staging import ColumnPlan, Stager


class TestNamedCurrency(TestCase):
    def staged(self, total, paid="", currency="", object_name="bill"):
        rules = Rules(country="IN", decimal=".")
        columns = [
            ColumnPlan("Total", "amount_total", "money", rules),
            ColumnPlan("Paid", "amount_paid", "money", rules),
            ColumnPlan("Currency", "currency", "text", rules),
        ]
        cells = {"Total": total, "Paid": paid, "Currency": currency}
        row = Stager(object_name, columns).stage(SourceRow(2, cells))
        said = {i.code: i.severity for i in row.issues if i.code.startswith("currenc")}
        said.pop("currency_removed", None)
        return row.values.get("currency"), said

    def test_the_row_is_in_the_currency_of_its_amounts(self):
        found = {"currency_from_amount": "info"}
        self.assertEqual(self.staged("AED 300", "AED 0"), ("AED", found))
        self.assertEqual(self.staged("₹ 1,000.00", "500"), ("INR", found))
        self.assertEqual(self.staged("300"), (None, {}))
        self.assertEqual(self.staged("US$ 300", currency="USD"), ("USD", {}))

    def test_a_dollar_that_is_none_of_the_countrys_is_looked_at(self):
        found = {"currency_from_amount": "warning"}
        self.assertEqual(self.staged("$100.00", "$40.00"), ("USD", found))

    def test_amounts_that_contradict_each_other_or_the_row_are_looked_at(self):
        found = {"currencies_contradict": "warning"}
        self.assertEqual(self.staged("₹ 500", "$5"), (None, found))
        self.assertEqual(self.staged("€ 500", currency="INR"), ("INR", found))

    def test_nothing_named_settles_nothing(self):
        self.assertEqual(settle("", {}), ("", []))
