"""Without Accounting: a patient's bills as one document, their sum on the page."""

from odoo import models

from ..engine import documents, money_summary
from ..engine.bill_rows import read_advances
from ..engine.bill_sums import read_sums, rounded, sums_table
from ..engine.money_measures import measures_of
from .exact import exact
from .quiet import quiet


class StatementLoader(models.AbstractModel):
    """All bills of the patient that any run of the migration brought."""

    _name = "pulse.loader.statement"
    _inherit = ["pulse.loader.bill", "pulse.loader.document"]
    _description = "Loader: Bill Statements"
    _has_parts = False  # what other runs brought is read by the bills' own rule

    def _build_units(self, where, scope):
        units = super()._build_units(where, scope)
        for unit in units:
            unit.is_of_patient = True
        return units

    def _render(self, unit, scope):
        facts = [("Patient", unit.values.get("patient_id"))]
        sums = sums_table(self._read_bills(unit), scope.migration.currency_id.name)
        return documents.bills(facts, self._listed_rows(unit), sums)

    def _listed_rows(self, unit):
        """Return the values of the rows that the statement shows."""
        found = [values for bill in self._read_bills(unit) for values in bill.all_rows]
        return [*found, *read_advances(self._bill_rows(unit))]

    def _read_sums(self, units, scope):
        """Return {unit key: {bill number: its sums}} off the statements in Odoo.

        A statement that is gone, or no longer one, holds nothing.
        """
        found = self._find_existing(units, scope)
        statements = quiet(self.env[self._target]).browse(found.values())
        texts = {record.id: record.raw or b"" for record in statements}
        return {
            key: (res_id, read_sums(texts[res_id].decode(errors="replace")))
            for key, res_id in found.items()
            if res_id in texts
        }

    def _measures(self, bill, scope):
        """Return {measure: Decimal} of what ``_read_sums`` must find of a bill."""
        return rounded(measures_of(bill))

    def _date(self, unit):
        dates = [bill.date for bill in self._read_bills(unit)]
        dates += [str(row.values.get("date") or "") for row in unit.rows]
        return max(dates)[:10]

    def _title(self, unit):
        return "Bills"

    def _prepare_extra_vals(self, unit, scope):
        return {}

    def _prepare_partner_vals(self, unit, scope):
        bills = self._read_bills(unit)
        if not bills:
            return {}
        summary = self._summarise(bills, scope)
        if summary.left_out:
            unit.add_flag("currency_not_added")
        currency = scope.migration._currency_of(summary.currency)
        return {
            "x_studio_billing_status": summary.status,
            "x_studio_last_bill_date": summary.last_date or False,
            "x_studio_outstanding_balance": float(summary.outstanding),
            "x_studio_currency_id": currency.id,
        }

    def _summarise(self, bills, scope):
        """Return the bills' Summary, what is owed in whole units of its currency."""
        migration = scope.migration
        summary = money_summary.summarise(bills, migration.currency_id.name)
        currency = migration._currency_of(summary.currency)
        owed = exact(currency.round(float(summary.outstanding)))
        return summary._replace(outstanding=owed)
