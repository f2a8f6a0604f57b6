"""What Odoo makes of an invoice's lines: the total, before anything is created."""

from odoo import models


class MoveLoader(models.AbstractModel):
    _inherit = "pulse.loader.move"

    def _sum_lines(self, lines, currency, company):
        """Return what Odoo makes of lines' values with their taxes, as a float."""
        if any(line["tax_ids"][0][2] for line in lines):
            return self._sum_taxed(lines, currency, company)
        amounts = [
            line["quantity"] * line["price_unit"] * (1 - line["discount"] / 100)
            for line in lines
        ]
        # a company rounds each line, or only the sum
        if company.tax_calculation_rounding_method == "round_per_line":
            amounts = [currency.round(amount) for amount in amounts]
        return currency.round(sum(amounts))

    def _sum_taxed(self, lines, currency, company):
        """Let Odoo's own rules for taxes say it: they are what the invoice follows."""
        taxes = self.env["account.tax"].sudo().with_company(company)
        base_lines = [
            taxes._prepare_base_line_for_taxes_computation(
                None,
                quantity=line["quantity"],
                price_unit=line["price_unit"],
                discount=line["discount"],
                tax_ids=taxes.browse(line["tax_ids"][0][2]),
                currency_id=currency,
            )
            for line in lines
        ]
        taxes._add_tax_details_in_base_lines(base_lines, company)
        taxes._round_base_lines_tax_details(base_lines, company)
        totals = taxes._get_tax_totals_summary(base_lines, currency, company)
        return totals["total_amount_currency"]
