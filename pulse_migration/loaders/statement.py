"""Without Accounting: a patient's bills as one document, their sum on the page."""

from odoo import models

from ..engine import documents, money_summary
from ..engine.bill_sums import read_sums, rounded, sums_table
from ..engine.money_measures import measures_of
from .quiet import quiet


class StatementLoader(models.AbstractModel):
    """All bills of the patient that any run of the migration brought."""

    _name = "pulse.loader.statement"
    _inherit = ["pulse.loader.bill", "pulse.loader.document"]
    _description = "Loader: Bill Statements"
    _has_parts = False  # what other runs brought is read by the bills' own rule

    def _render(self, unit, scope):
        facts = [("Patient", unit.values.get("patient_id"))]
        sums = sums_table(self._read_bills(unit), scope.migration.currency_id.name)
        return documents.bills(facts, self._listed_rows(unit), sums)

    def _listed_rows(self, unit):
        """Return the values of the rows that the statement shows."""
        return [values for bill in self._read_bills(unit) for values in bill.all_rows]

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
        return max(bill.date for bill in self._read_bills(unit))[:10]

    def _title(self, unit):
        return "Bills"

    def _prepare_extra_vals(self, unit, scope):
        return {}

    def _prepare_partner_vals(self, unit, scope):
        own_currency = scope.migration.currency_id.name
        summary = money_summary.summarise(self._read_bills(unit), own_currency)
        if summary.left_out:
            unit.add_flag("currency_not_added")
        currency = scope.migration._currency_of(summary.currency)
        return {
            "x_studio_billing_status": summary.status,
            "x_studio_last_bill_date": summary.last_date or False,
            "x_studio_outstanding_balance": float(summary.outstanding),
            "x_studio_currency_id": currency.id,
        }
