"""Pre-flight: users who take over, and contacts who may be the patients already."""

from odoo import models
from odoo.tools import SQL

from ..mapping.physician import UNDECIDED
from .preflight import AMBER, GREEN, RED, Finding

_SHOWN = 500  # contacts that a line opens


class Checker(models.AbstractModel):
    _inherit = "pulse.checker"

    def _checks(self):
        return [
            *super()._checks(),
            self._check_physicians,
            self._check_fallback,
            self._check_overlap,
        ]

    def _check_physicians(self, run):
        of_clinic = [("migration_id", "=", run.migration_id.id)]
        physicians = self.env["pulse.physician"]
        found = False
        for code, condition in (
            ("physicians_undecided", UNDECIDED),
            ("physicians_inactive", [("user_id.active", "=", False)]),
        ):
            domain = [*of_clinic, *condition]
            if code == "physicians_inactive":
                domain.append(("user_id", "!=", False))
            records = physicians.with_context(active_test=False).search(domain)
            if records:
                found = True
                yield Finding(
                    code,
                    RED,
                    len(records),
                    model="pulse.physician",
                    domain=[("id", "in", records.ids)],
                )
        if not found:
            yield Finding("physicians", GREEN)

    def _check_fallback(self, run):
        migration = run.migration_id
        user = migration.fallback_user_id
        if not user.active:
            yield self._of_migration("fallback_inactive", migration)
        elif migration.company_id not in user.company_ids:
            yield self._of_migration("fallback_elsewhere", migration)
        else:
            yield Finding("fallback_user", GREEN)

    def _of_migration(self, name, migration):
        """Return a red finding that opens the settings of the migration."""
        domain = [("id", "=", migration.id)]
        return Finding(name, RED, model="pulse.migration", domain=domain)

    def _check_overlap(self, run):
        """Patients that would be created beside a contact who looks like them."""
        found = False
        for code, condition in (
            ("overlap_id", SQL("p.x_studio_patient_id = r.external_id")),
            ("overlap_email", SQL("p.email_normalized = lower(r.values->>'email')")),
            (
                "overlap_phone",
                SQL(
                    """p.phone_sanitized =
                       regexp_replace(r.values->>'phone', '[^0-9+]', '', 'g')"""
                ),
            ),
        ):
            count, partner_ids = self._find_overlap(run, condition)
            if count:
                found = True
                yield Finding(
                    code,
                    AMBER,
                    count,
                    model="res.partner",
                    domain=[("id", "in", partner_ids)],
                )
        if not found:
            yield Finding("overlap_none", GREEN)

    def _find_overlap(self, run, condition):
        """Return how many patients meet a contact, and ids of such contacts."""
        rows = self.env.execute_query(
            SQL(
                """SELECT count(DISTINCT r.id),
                          (array_agg(DISTINCT p.id))[:%(shown)s]
                     FROM pulse_row r JOIN res_partner p ON %(condition)s
                    WHERE r.run_id = %(run)s AND r.object_name = 'patient'
                      AND r.state = 'staged' AND r.action = 'create' AND p.active
                      AND (p.company_id IS NULL OR p.company_id = %(company)s)""",
                shown=_SHOWN,
                condition=condition,
                run=run.id,
                company=run.migration_id.company_id.id,
            )
        )
        return rows[0]
