"""What an export itself says about the clinic's country, clock and currency."""

import pytz

from odoo import models

_MONTH_FIRST = ("US", "PH")  # pre-selected where no value of a column proves an order


class Run(models.Model):
    _inherit = "pulse.run"

    def _preselect_settings(self):
        """Pre-select country, clock and currency from the files of a new migration.

        Without it a phone without a country code would get a wrong one. Whatever a
        person, or the command line, chose stays.
        """
        self.ensure_one()
        migration = self.migration_id
        if migration.are_settings_chosen or migration.run_ids != self:
            return
        country = self._find_country()
        vals = {"country_id": country.id} if country else {}
        zones = pytz.country_timezones.get(country.code or "", ())
        if zones and migration.tz not in zones:
            vals["tz"] = zones[0]
        currency = self._find_currency(country)
        if currency:
            vals["currency_id"] = currency.id
        migration.with_context(pulse_preselect=True).write(vals)
        unproven = self.mapping_ids.filtered(
            lambda m: m.date_proof == "nothing_proves" and not m.is_order_chosen
        )
        unproven._preselect({"date_order": self._usual_date_order(migration)})

    def _usual_date_order(self, migration):
        return "MDY" if migration.country_id.code in _MONTH_FIRST else "DMY"

    def _most_common(self, field_name):
        """Return the most common texts of the columns mapped to a field."""
        mappings = self.sudo().mapping_ids.filtered(
            lambda m: m.field_name == field_name and m.top_value
        )
        return mappings.sorted("filled_count", reverse=True).mapped("top_value")

    def _find_country(self):
        """The patients' country where the export names one."""
        patients = self.sudo().mapping_ids.filtered(
            lambda m: m.field_name == "country" and m.object_name == "patient"
        )
        countries = self.env["res.country"]
        for text in patients.mapped("top_value"):
            found = countries.search(
                ["|", ("code", "=ilike", text), ("name", "=ilike", text)], limit=1
            )
            if found:
                return found
        return countries

    def _find_currency(self, country):
        currencies = self.env["res.currency"].with_context(active_test=False)
        for text in self._most_common("currency"):
            found = currencies.search([("name", "=ilike", text)], limit=1)
            if found:
                return found
        return country.currency_id

    def _settle_fresh_company(self):
        """For a database made for this export: its company takes the settings over.

        Nothing happens once something was planned; a real company's settings are its
        own.
        """
        self.ensure_one()
        migration = self.migration_id
        if self.planned_at or migration.run_ids != self:
            return
        migration.currency_id.sudo().active = True
        company = migration.company_id.sudo()
        if company.currency_id != migration.currency_id:
            company.currency_id = migration.currency_id
        if not company.country_id:
            company.country_id = migration.country_id
