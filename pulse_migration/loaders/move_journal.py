"""The journal of migrated bills: the clinic's running numbers stay untouched."""

from odoo import models

from . import stored
from .quiet import quiet

CODE = "PULSE"


class MoveLoader(models.AbstractModel):
    _inherit = "pulse.loader.move"

    def _scope(self, run):
        scope = super()._scope(run)
        if "account.move" in self.env:
            scope.own["journal"] = self._find_journal(scope.migration.company_id)
        return scope

    def _load(self, batch):
        """The journal comes first: no refused bill may take it back."""
        if not self._find_journal(batch.run_id.migration_id.company_id):
            self._create_journal(batch)
        return super()._load(batch)

    def _find_journal(self, company):
        journals = self.env["account.journal"].sudo()
        return journals.search(
            [("code", "=", CODE), ("company_id", "=", company.id)], limit=1
        )

    def _create_journal(self, batch):
        vals = self._prepare_journal_vals(batch.run_id.migration_id.company_id)
        journal = quiet(self.env["account.journal"]).create(vals)
        change = {
            "object_name": "bill",
            "external_id": "",
            "res_model": journal._name,
            "res_id": journal.id,
            "operation": "create",
            "before": None,
            "after": stored.of_vals(journal, {"code": CODE}),
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
        }
