"""What an export itself says about the clinic's country, clock and currency."""

import pytz

from odoo import models
from odoo.tools import SQL


class Run(models.Model):
    _inherit = "pulse.run"

    def _most_common(self, object_name, field_name):
        """Return the value that most rows of an object have in a field, or ""."""
        rows = self.env.execute_query(
            SQL(
                """SELECT values->>%s FROM pulse_row
                    WHERE run_id = %s AND object_name = %s AND values->>%s IS NOT NULL
                    GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1""",
                field_name,
                self.id,
                object_name,
                field_name,
            )
        )
        return rows[0][0] if rows else ""

    def _settle_fresh_company(self):
        """For a database made for this export: take its country and currency over.

        Nothing happens once something was booked or planned; a real company's settings
        are its own.
        """
        self.ensure_one()
        if self.planned_at or self.migration_id.run_ids != self:
            return
        migration = self.migration_id
        country = self._find_country()
        vals = {"country_id": country.id} if country else {}
        zones = pytz.country_timezones.get(country.code or "", ())
        if zones and migration.tz not in zones:
            vals["tz"] = zones[0]
        code = self._most_common("bill", "currency")
        if code:
            vals["currency_id"] = migration._currency_of(code).id
        migration.write(vals)
        company = migration.company_id.sudo()
        migration.currency_id.sudo().active = True
        if company.currency_id != migration.currency_id:
            company.currency_id = migration.currency_id
        if country and not company.country_id:
            company.country_id = country

    def _find_country(self):
        text = self._most_common("patient", "country")
        if not text:
            return self.migration_id.country_id
        return self.env["res.country"].search(
            ["|", ("code", "=ilike", text), ("name", "=ilike", text)], limit=1
        )
