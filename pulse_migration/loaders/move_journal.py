"""The journal of migrated bills, and the accounts and taxes that their lines get.

A journal of their own leaves the clinic's running numbers untouched, and lets bills
keep theirs.
"""

from decimal import Decimal

from odoo import models

from . import stored
from .quiet import quiet

CODE = "PULSE"
# a bill's number in no rhythm of years or months, whatever it looks like
NUMBERS = r"^(?P<prefix1>.*?)(?P<seq>\d{0,9})(?P<suffix>\D*?)$"
# an entry called after bill and receipt has no number of its own: of a number each with
# words of its own before it, Odoo would look for the next one, one by one
NAMES = r"^(?P<prefix1>)(?P<seq>\d{0,9}?)(?P<suffix>.*)$"


class MoveLoader(models.AbstractModel):
    _inherit = "pulse.loader.move"

    def _scope(self, run):
        scope = super()._scope(run)
        if "account.move" in self.env:
            journal = self._find_journal(scope.migration)
            scope.own["journal"] = journal
            # a journal in use goes on in its own numbers
            scope.own["is_numbered"] = journal.sequence_override_regex == NUMBERS
            scope.own["accounts"] = self._accounts_by_kind(scope.migration, journal)
            scope.own["taxes"] = self._taxes_by_rate(scope.migration)
            scope.own["suffix"] = self._number_suffix(scope.migration)
            scope.own["chosen_journals"] = self._chosen_journals(scope.migration)
        return scope

    def _number_suffix(self, migration):
        """Two clinics of one company may both have a bill 1: the later one's say so."""
        migrations = migration.sudo().with_context(active_test=False)
        is_first = not migrations.search_count(
            [("company_id", "=", migration.company_id.id), ("id", "<", migration.id)],
            limit=1,
        )
        return "" if is_first else f" ({migration.id})"

    def _accounts_by_kind(self, migration, journal):
        """Return {kind of line: account id}; one that nobody chose is the journal's."""
        usual = journal.default_account_id.id
        return {
            "item": usual,
            "discount": usual,
            "tax": int(migration.tax_account or 0) or usual,
            "adjustment": int(migration.adjustment_account or 0) or usual,
        }

    def _taxes_by_rate(self, migration):
        """Return {Decimal rate: tax} of the rates that a person gave a tax to."""
        lines = (
            self.env["pulse.value.map"]
            .sudo()
            .search(
                [
                    ("migration_id", "=", migration.id),
                    ("kind", "=", "tax_rate"),
                    ("is_confirmed", "=", True),
                    ("record_key", "!=", False),
                ]
            )
        )
        taxes = self.env["account.tax"].sudo()
        return {
            Decimal(line.source_value): taxes.browse(line._record_id())
            for line in lines
        }

    def _load(self, batch):
        """The journal comes first: no refused bill may take it back."""
        migration = batch.run_id.migration_id
        if not self._find_journal(migration):
            self._take_turn(migration)
            vals = self._prepare_journal_vals(migration.company_id)
            self._create_journal(batch, vals)
        return super()._load(batch)

    def _find_journal(self, migration):
        """The journal that was chosen, else the one that a load made."""
        journals = self.env["account.journal"].sudo()
        if migration.bill_journal:
            return journals.browse(int(migration.bill_journal)).exists()
        return journals.search(
            [("code", "=", CODE), ("company_id", "=", migration.company_id.id)],
            limit=1,
        )

    def _create_journal(self, batch, vals):
        journal = quiet(self.env["account.journal"]).create(vals)
        change = {
            "object_name": "bill",
            "external_id": "",
            "res_model": journal._name,
            "res_id": journal.id,
            "operation": "create",
            "before": None,
            "after": stored.of_vals(journal, {"code": vals["code"]}),
        }
        self.env["pulse.change"]._record(batch, [change])

    def _prepare_journal_vals(self, company):
        accounts = self.env["account.account"].sudo().with_company(company)
        income = accounts.search(
            [("account_type", "=", "income"), ("company_ids", "parent_of", company.id)],
            limit=1,
        )
        return {
            "name": "Pulse history",
            "code": CODE,
            "type": "sale",
            "company_id": company.id,
            "default_account_id": income.id,
            "sequence_override_regex": NUMBERS,
        }
