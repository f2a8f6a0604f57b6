"""What an export itself says about the clinic's country, clock and currency."""

import pytz

from odoo import api, fields, models

from ...engine.phone_country import find_other
from ..target import form_of
from .migration import DEFAULT_COUNTRY

_PHONES = ("phone", "mobile", "phone_alt")
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
        country = self._find_country() or self._find_country_of_phones()[0]
        vals = {"country_id": country.id} if country else {}
        if country:
            vals["tz"] = migration._usual_tz(country, migration.tz)
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

    def _usual_currencies(self):
        """Return the texts of currencies that most rows of a file name.

        A column that most leave blank tells of the exceptions.
        """
        mappings = self.sudo().mapping_ids.filtered(
            lambda m: (
                m.field_name == "currency"
                and m.top_value
                and 2 * m.filled_count > m.file_id.row_count
            )
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

    def _find_country_of_phones(self):
        """Return (country, what was counted) when the clinic's cannot be right.

        Without a country where it can, or where there are too few phones to tell.
        """
        lines = self.sudo().mapping_ids.filtered(
            lambda m: m.field_name in _PHONES and m.object_name == "patient"
        )
        texts = [text for line in lines for text in line.sample_texts or ()]
        migration = self.migration_id
        others = (migration.company_id.sudo().country_id.code, DEFAULT_COUNTRY)
        found = find_other(texts, migration.country_id.code, filter(None, others))
        countries = self.env["res.country"]
        if found:
            countries = countries.search([("code", "=", found.country)], limit=1)
        return countries, found

    def _find_currency(self, country):
        currencies = self.env["res.currency"].with_context(active_test=False)
        for text in self._usual_currencies():
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


class Migration(models.Model):
    _inherit = "pulse.migration"

    settings_text = fields.Char("Read As", compute="_compute_settings_text")
    settings_warning = fields.Char(compute="_compute_settings_warning")

    @api.depends("country_id", "tz", "currency_id")
    @api.depends_context("lang")
    def _compute_settings_text(self):
        for migration in self:
            migration.settings_text = self._tell_settings(
                migration.country_id, migration.tz, migration.currency_id
            )

    @api.depends("country_id", "run_ids.state", "run_ids.mapping_ids.field_name")
    @api.depends_context("lang")
    def _compute_settings_warning(self):
        for migration in self:
            migration.settings_warning = migration._warn_of_country()

    @api.onchange("country_id")
    def _onchange_country_id(self):
        """Another country has another clock and other money."""
        if self.country_id:
            self.tz = self._usual_tz(self.country_id, self.tz)
            self.currency_id = self.country_id.currency_id or self.currency_id

    def action_open_settings(self):
        """Ask where the clinic is, and say what follows from it."""
        self.ensure_one()
        view = self.env.ref("pulse_migration.pulse_migration_view_form_country")
        name = self.env._("Where the clinic is")
        views = [(view.id, "form")]
        return form_of(self, name=name, target="new", views=views)

    def action_take_country(self):
        """Take over the country that the export's phones are of."""
        self.check_access("write")
        for migration in self:
            country, _found = migration.run_id._find_country_of_phones()
            if country:
                currency = country.currency_id or migration.currency_id
                migration.write(
                    {
                        "country_id": country.id,
                        "tz": self._usual_tz(country, migration.tz),
                        "currency_id": currency.id,
                    }
                )

    def _warn_of_country(self):
        """Return what speaks against the country while it can be changed, or ""."""
        run = self.run_id
        country, found = run._find_country_of_phones() if run._is_open() else ("", None)
        if not country:
            return ""
        return self.env._(
            "The clinic's country is %(here)s, but of the %(all)s phone numbers that "
            "were looked at %(there_count)s are of %(there)s and %(here_count)s of "
            "%(here)s.",
            here=self.country_id.name,
            there=country.name,
            all=found.numbers,
            here_count=found.here,
            there_count=found.there,
        )

    @api.model
    @api.private
    def _tell_settings(self, country, tz, currency):
        """Say what follows from where a clinic is."""
        return self.env._(
            "Phones without a country code are read as of %(country)s (+%(code)s), "
            "times on the clock of %(tz)s, and amounts that name no currency in "
            "%(currency)s.",
            country=country.name or "-",
            code=country.phone_code or "-",
            tz=tz or "-",
            currency=currency.name or "-",
        )

    @api.model
    @api.private
    def _usual_tz(self, country, tz):
        """Return the clock of a country; one of several that is set already stays."""
        zones = pytz.country_timezones.get(country.code or "", ())
        return tz if tz in zones or not zones else zones[0]
