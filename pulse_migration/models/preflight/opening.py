"""Pre-flight: what opening balances need: a day, an account against them, a journal."""

from odoo import models
from odoo.tools import SQL

from ...loaders.base import loader_of
from .preflight import AMBER, GREEN, RED, Finding

_LOCKS = ("hard_lock_date", "fiscalyear_lock_date")


class Checker(models.AbstractModel):
    _inherit = "pulse.checker"

    def _accounting_checks(self, way):
        if way != "opening":
            return super()._accounting_checks(way)
        return [
            self._check_opening_day,
            self._check_opening_accounts,
            self._check_currencies,
            self._check_opening_journal,
        ]

    def _check_opening_day(self, run):
        """Amounts are of the day of the export; a person says which day that is."""
        migration = run.migration_id
        day = migration.opening_on
        if not day:
            yield _of_clinic("opening_day_missing", RED, migration)
            return
        params = {"date": str(day)}
        locks = [c[name] for c in migration.company_id.parent_ids for name in _LOCKS]
        if any(lock and lock >= day for lock in locks):
            yield _of_clinic("opening_locked", RED, migration, params=params)
        later = self._count_bills(run, SQL("occurred_on > %s", day))
        if later:
            yield _of_clinic("opening_day_early", AMBER, migration, later, params)
        else:
            yield Finding("opening_day", GREEN, params=params)

    def _check_opening_accounts(self, run):
        migration = run.migration_id
        company = migration.company_id
        if not self._has_account(company, "asset_receivable"):
            code = (
                "receivable_account_missing"
                if company.root_id.chart_template
                else "chart_missing"
            )
            yield Finding(code, RED, params={"company": company.name})
        account = loader_of(run, "bill")._find_counter_account(migration)
        params = {"names": account.display_name or ""}
        if not account:
            yield _of_clinic("opening_account_missing", RED, migration)
        elif not migration.opening_account:
            yield _of_clinic("opening_account_usual", AMBER, migration, params=params)
        else:
            yield Finding("opening_account", GREEN, params=params)

    def _check_opening_journal(self, run):
        usual = self.env._("Pulse opening balances")
        return self._check_journal(run, "opening_journal", usual)


def _of_clinic(code, level, migration, count=0, params=None):
    """Return a finding that opens the clinic's page, where it is settled."""
    domain = [("id", "=", migration.id)]
    return Finding(code, level, count, params, migration._name, domain)
