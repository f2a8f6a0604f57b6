"""Pre-flight: what bills need that become invoices."""

from odoo import models
from odoo.tools import SQL

from ...loaders.base import loader_of
from .preflight import AMBER, GREEN, RED, Finding

# lock date of a company -> whether an invoice of that day is really refused
_LOCKS = {
    "hard_lock_date": True,
    "fiscalyear_lock_date": True,
    "sale_lock_date": True,
    "tax_lock_date": False,
}
_BILLS = """run_id = %(run)s AND object_name = 'bill' AND state = 'staged'
            AND action IN ('create', 'update', 'merge')"""


class Checker(models.AbstractModel):
    _inherit = "pulse.checker"

    def _checks(self):
        return [*super()._checks(), self._check_bills]

    def _check_bills(self, run):
        """Bills on the patient need nothing; invoices need Accounting to be ready."""
        count = self._count_bills(run)
        if not count:
            yield Finding("bills_none", GREEN)
        elif run.migration_id.bill_target != "move":
            yield Finding("bills_on_patient", GREEN, count)
        elif "account.move" not in self.env:
            yield Finding("accounting_missing", RED, count)
        else:
            way = run.migration_id._bill_way()
            code = "bills_opening" if way == "opening" else "bills_move"
            yield Finding(code, GREEN, count)
            for check in self._accounting_checks(way):
                yield from check(run)

    def _accounting_checks(self, way):
        """Return the checks that make sense only where Invoicing is installed."""
        return [
            self._check_accounts,
            self._check_currencies,
            self._check_locks,
            self._check_taxes,
            self._check_days,
            self._check_hash,
            self._check_chosen_accounts,
        ]

    def _count_bills(self, run, condition=None):
        """Return the rows of bills to load that meet a condition in SQL."""
        rows = self.env.execute_query(
            SQL(
                f"SELECT count(*) FROM pulse_row WHERE {_BILLS} AND %(condition)s",
                run=run.id,
                condition=condition or SQL("TRUE"),
            )
        )
        return rows[0][0]

    def _check_accounts(self, run):
        company = run.migration_id.company_id
        params = {"company": company.name}
        missing = [
            code
            for code, account_type in (
                ("income_account_missing", "income"),
                ("receivable_account_missing", "asset_receivable"),
            )
            if not self._has_account(company, account_type)
        ]
        if not company.root_id.chart_template and missing:
            yield Finding("chart_missing", RED, params=params)
            return
        for code in missing:
            yield Finding(code, RED, params=params)
        if not self.env["account.journal"].search_count(
            [("type", "=", "sale"), ("company_id", "parent_of", company.id)], limit=1
        ):
            yield Finding("sale_journal_missing", AMBER, params=params)
        fiscal = company.account_fiscal_country_id
        if fiscal and fiscal != run.migration_id.country_id:
            params = {**params, "country": fiscal.name}
            yield Finding("fiscal_country_other", AMBER, params=params)
        elif not missing:
            yield Finding("accounts", GREEN)

    def _has_account(self, company, account_type):
        return bool(
            self.env["account.account"]
            .with_company(company)
            .search_count(
                [
                    ("account_type", "=", account_type),
                    ("company_ids", "parent_of", company.id),
                ],
                limit=1,
            )
        )

    def _check_currencies(self, run):
        """Each currency of the bills: known, active, and with a rate of its own."""
        counts = self._count_currencies(run)
        company = run.migration_id.company_id
        currencies = self.env["res.currency"].with_context(active_test=False)
        known = {c.name: c for c in currencies.search([("name", "in", list(counts))])}
        groups = {
            "currencies_unknown": [name for name in counts if name not in known],
            "currencies_inactive": [n for n, c in known.items() if not c.active],
            "currencies_unrated": [
                name
                for name, currency in known.items()
                if currency != company.currency_id and not currency.rate_ids
            ],
        }
        for code, names in groups.items():
            if names:
                yield Finding(
                    code,
                    AMBER,
                    sum(counts[name] for name in names),
                    {"names": ", ".join(sorted(names))},
                    model="res.currency",
                    domain=[("name", "in", names), ("active", "in", (True, False))],
                )
        if not any(groups.values()):
            yield Finding("currencies", GREEN, params={"names": ", ".join(known)})

    def _count_currencies(self, run):
        """Return {ISO code: bills}; what names none is in the migration's own."""
        rows = self.env.execute_query(
            SQL(
                f"""SELECT upper(coalesce(nullif(values->>'currency', ''), %(own)s)),
                           count(*)
                      FROM pulse_row WHERE {_BILLS}
                        OR (run_id = %(run)s AND object_name = 'bill'
                            AND state = 'held' AND reason = ANY(%(held)s))
                     GROUP BY 1 ORDER BY 1""",
                run=run.id,
                held=["currency_rate_missing", "currency_inactive"],
                own=run.migration_id.currency_id.name,
            )
        )
        return dict(rows)

    def _check_locks(self, run):
        """A lock date that covers bills keeps their invoices from being posted."""
        company = run.migration_id.company_id
        found = False
        for name, is_refused in _LOCKS.items():
            dates = [c[name] for c in company.parent_ids if c[name]]
            if not dates:
                continue
            locked = self._count_bills(run, SQL("occurred_on <= %s", max(dates)))
            if locked:
                found = True
                label = company._fields[name]._description_string(self.env)
                yield Finding(
                    "locked" if is_refused else "locked_tax",
                    RED if is_refused else AMBER,
                    locked,
                    {"date": str(max(dates)), "lock": label},
                )
        if not found:
            yield Finding("locks", GREEN)

    def _check_taxes(self, run):
        taxed = self._count_taxed(run)
        yield (
            Finding("taxes_stated", AMBER, taxed) if taxed else Finding("taxes", GREEN)
        )

    def _count_taxed(self, run):
        return self._count_bills(
            run, SQL("coalesce(nullif(values->>'tax', ''), '0')::numeric <> 0")
        )

    def _check_days(self, run):
        count = self._count_bills(run, SQL("occurred_on IS NULL"))
        if count:
            yield Finding("bills_without_day", AMBER, count)

    def _check_hash(self, run):
        return self._check_journal(run, "journal", self.env._("Pulse history"))

    def _check_journal(self, run, code, usual):
        """Say where it goes, and whether it could ever be taken out again."""
        journal = loader_of(run, "bill")._find_journal(run.migration_id)
        yield Finding(code, GREEN, params={"names": journal.name or usual})
        if journal.restrict_mode_hash_table:
            domain = [("id", "in", journal.ids)]
            yield Finding("hash_locked", AMBER, 1, None, "account.journal", domain)
        else:
            yield Finding("hash", GREEN)

    def _check_chosen_accounts(self, run):
        """Somebody should say where differences and stated taxes are booked."""
        migration = run.migration_id
        open_domain = [("id", "=", migration.id)]
        for code, is_chosen in (
            ("adjustment_account_usual", migration.adjustment_account),
            ("tax_account_usual", migration.tax_account or not self._count_taxed(run)),
        ):
            if not is_chosen:
                yield Finding(code, AMBER, model=migration._name, domain=open_domain)
