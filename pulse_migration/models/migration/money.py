"""How a clinic's bills are booked: state, journal, accounts.

Accounting may not be installed: what is chosen is an id in the list of what is there.
"""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

_RECORDS = {
    "bill_journal": "account.journal",
    "adjustment_account": "account.account",
    "tax_account": "account.account",
    "opening_journal": "account.journal",
    "opening_account": "account.account",
}
MONEY_OPTIONS = frozenset(("bill_mode", "opening_on", "posted_bill_policy", *_RECORDS))


class Migration(models.Model):
    _inherit = "pulse.migration"

    bill_mode = fields.Selection(
        [
            ("paid", "Posted, with their payments"),
            ("posted", "Posted, without payments"),
            ("draft", "Drafts"),
            ("opening", "One opening balance per patient"),
        ],
        string="Invoices Are",
        required=True,
        default="paid",
        help="Posted invoices count in the books from their own day. Drafts wait for "
        "somebody who posts them. With opening balances no invoice is made: one entry "
        "a patient says what is open on the day of the move, and the bills are kept as "
        "a document.",
    )
    opening_on = fields.Date(
        "Day of the Move",
        help="Opening balances are booked on it: what the export says is owed is owed "
        "on this day.",
    )
    opening_journal = fields.Selection(
        lambda self: self._select_general_journals(),
        string="Journal of Opening Balances",
        help="Empty: a journal “Pulse opening balances” of their own is made.",
    )
    opening_account = fields.Selection(
        lambda self: self._select_accounts(),
        string="Account against Opening Balances",
        help="Balances what patients owe. Empty: the company's account of "
        "undistributed profits and losses, which Odoo's own opening entry uses.",
    )
    posted_bill_policy = fields.Selection(
        [("hold", "Waits for a person"), ("reissue", "Is reversed and issued anew")],
        string="A Posted Bill That Changed",
        required=True,
        default="hold",
        help="When the source says something else of a bill that is posted here. What "
        "was paid of it goes on to the new invoice.",
    )
    bill_journal = fields.Selection(
        lambda self: self._select_journals(),
        string="Journal of Bills",
        help="Empty: a journal “Pulse history” of their own is made, where bills keep "
        "their numbers.",
    )
    adjustment_account = fields.Selection(
        lambda self: self._select_accounts(),
        string="Account of Adjustments",
        help="Gets what a bill's lines do not explain of its total. Empty: the "
        "journal's income account.",
    )
    tax_account = fields.Selection(
        lambda self: self._select_accounts(),
        string="Account of Stated Taxes",
        help="Gets the tax that a bill states and no tax of Odoo stands for. Empty: "
        "the journal's income account.",
    )

    def _bill_way(self):
        """Return what becomes of bills: "move", "opening" or "partner"."""
        if self.bill_target == "move" and self.bill_mode == "opening":
            return "opening"
        return self.bill_target

    def _books_payments(self):
        """Whether payments become payments here, not words of a note."""
        return self.bill_target == "move" and self.bill_mode == "paid"

    @api.model
    def _select_journals(self):
        return self._select("account.journal", [("type", "=", "sale")])

    @api.model
    def _select_general_journals(self):
        return self._select("account.journal", [("type", "=", "general")])

    @api.model
    def _select_accounts(self):
        types = ("asset_receivable", "liability_payable", "off_balance")
        return self._select("account.account", [("account_type", "not in", types)])

    def _select(self, model, domain):
        """Return (id, name) of the records that a person may choose here."""
        if model not in self.env:
            return []
        companies = "company_ids" if model == "account.account" else "company_id"
        domain = [*domain, (companies, "parent_of", self.env.companies.ids)]
        records = self.env[model].sudo().search(domain)
        return [(str(record.id), record.display_name) for record in records]

    @api.constrains("company_id", *_RECORDS)
    def _check_money_company(self):
        """A journal or account of another company would refuse every bill."""
        for migration in self:
            for name, model in _RECORDS.items():
                if not migration[name]:
                    continue
                record = self.env[model].sudo().browse(int(migration[name]))
                companies = record[
                    "company_ids" if "company_ids" in record._fields else "company_id"
                ]
                if not companies & migration.company_id.sudo().parent_ids:
                    raise ValidationError(
                        self.env._(
                            "The journals and accounts must be the clinic's company's."
                        )
                    )
