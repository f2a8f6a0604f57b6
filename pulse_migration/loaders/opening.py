"""One opening balance a patient: what is open on the day of the move, in one entry.

The clinic's books begin with what patients owe or have paid ahead, an item a bill; the
bills themselves are kept as a statement, as they are without Accounting.
"""

from odoo import models

from ..engine.bill_rows import read_advances
from ..engine.errors import RowError
from ..engine.opening import opening_items
from .exact import exact
from .move_journal import NUMBERS

CODE = "PLOPN"


class OpeningLoader(models.AbstractModel):
    """The patient's statement, and beside it the entry of what it leaves open.

    What a later export says more or less is a further entry: nothing that is booked is
    changed.
    """

    _name = "pulse.loader.opening"
    _inherit = "pulse.loader.statement"
    _description = "Loader: Opening Balances"

    def _scope(self, run):
        scope = super()._scope(run)
        migration = scope.migration
        scope.own["journal"] = self._find_journal(migration)
        scope.own["account"] = self._find_counter_account(migration)
        moves = self.env["pulse.loader.move"]
        scope.own["suffix"] = moves._number_suffix(migration)
        scope.own["empty"] = moves._prepare_empty_vals()
        return scope

    def _load(self, batch):
        """The journal comes first: no refused bill may take it back."""
        migration = batch.run_id.migration_id
        if not self._find_journal(migration):
            self._take_turn(migration)
            vals = self._prepare_journal_vals(migration.company_id)
            self.env["pulse.loader.move"]._create_journal(batch, vals)
        return super()._load(batch)

    def _find_journal(self, migration):
        """The journal that was chosen, else the one that a load made."""
        journals = self.env["account.journal"].sudo()
        if migration.opening_journal:
            return journals.browse(int(migration.opening_journal)).exists()
        return journals.search(
            [("code", "=", CODE), ("company_id", "=", migration.company_id.id)],
            limit=1,
        )

    def _prepare_journal_vals(self, company):
        return {
            "name": "Pulse opening balances",
            "code": CODE,
            "type": "general",
            "company_id": company.id,
            "sequence_override_regex": NUMBERS,
        }

    def _find_counter_account(self, migration):
        """The account that was chosen, else the one that Odoo's own opening entry
        balances with."""
        accounts = self.env["account.account"].sudo()
        if migration.opening_account:
            return accounts.browse(int(migration.opening_account)).exists()
        company = migration.company_id
        return accounts.with_company(company).search(
            [
                ("account_type", "=", "equity_unaffected"),
                ("company_ids", "parent_of", company.id),
            ],
            limit=1,
        )

    def _prepare_vals(self, unit, scope):
        self._check_bookable(unit, scope)
        return super()._prepare_vals(unit, scope)

    def _check_bookable(self, unit, scope):
        if not scope.migration.opening_on:
            raise RowError("opening_day_missing", "date")
        if not scope.own["account"]:
            raise RowError("opening_account_missing", "amount_total")
        company_currency = scope.migration.company_id.currency_id
        for item in self._items(unit, scope):
            currency = scope.migration._currency_of(item.currency)
            if currency != company_currency and not currency.rate_ids:
                raise RowError("currency_rate_missing", "currency")

    def _items(self, unit, scope):
        """Return what is open, as the books can hold it."""
        found = opening_items(
            self._read_bills(unit),
            read_advances(self._bill_rows(unit)),
            scope.migration.currency_id.name,
        )
        rounded = [
            item._replace(amount=self._round(item.amount, item.currency, scope))
            for item in found
        ]
        return [item for item in rounded if item.amount]

    def _round(self, amount, currency, scope):
        """Return a Decimal in whole units of what its currency is counted in."""
        return exact(scope.migration._currency_of(currency).round(float(amount)))

    def _prepare_partner_vals(self, unit, scope):
        """What a patient owes is in the books, and changes there."""
        return {}
