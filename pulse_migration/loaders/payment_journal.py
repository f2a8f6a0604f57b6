"""Journals of payments: the one that was chosen for a word, else one a mode.

History is money that no bank statement will show again: it stays out of the clinic's
own cash and bank unless somebody maps a word of theirs to such a journal.
"""

from odoo import models
from odoo.tools import SQL

from ..engine.receipts import ADVANCE
from ..engine.value_maps import key_of
from . import stored
from .move_journal import NAMES
from .quiet import quiet

# mode -> (code, type, name)
MODES = {
    "cash": ("PLCSH", "cash", "Cash"),
    "card": ("PLCRD", "bank", "Card"),
    "cheque": ("PLCHQ", "bank", "Cheque"),
    "upi": ("PLUPI", "bank", "UPI"),
    "bank_transfer": ("PLBNK", "bank", "Bank transfer"),
    "wallet": ("PLWLT", "bank", "Wallet"),
    "insurance": ("PLINS", "bank", "Insurance"),
    "advance": ("PLADV", "cash", "Advance"),
    "other": ("PLOTH", "cash", "Other"),
    "adjustment": ("PLADJ", "cash", "Adjustments"),
}


class BillLoader(models.AbstractModel):
    _inherit = "pulse.loader.bill"

    def _chosen_journals(self, migration):
        """Return {key of a word: journal id} of the payment modes a person mapped."""
        lines = (
            self.env["pulse.value.map"]
            .sudo()
            .search(
                [("migration_id", "=", migration.id), ("kind", "=", "payment_mode")]
            )
        )
        return {line.key: line._record_id() for line in lines if line.record_key}

    def _own_journals(self, company):
        """Return {mode: journal} of those that loads made for the company."""
        codes = {code: mode for mode, (code, _type, _name) in MODES.items()}
        journals = (
            self.env["account.journal"]
            .sudo()
            .search([("code", "in", list(codes)), ("company_id", "=", company.id)])
        )
        return {codes[journal.code]: journal for journal in journals}

    def _journals_for(self, receipts, scope, changes):
        """Return [journal] of the receipts' modes and words; missing ones are made."""
        chosen = scope.own["chosen_journals"]
        journals = self.env["account.journal"].sudo()
        own = self._own_journals(scope.migration.company_id)
        found = []
        for receipt in receipts:
            if journal_id := chosen.get(key_of(receipt["word"])):
                found.append(journals.browse(journal_id))
                continue
            if receipt["mode"] not in own:
                self._take_turn(scope.migration)
                for mode in self._modes_of(scope.run) - own.keys() | {receipt["mode"]}:
                    own[mode] = self._create_pay_journal(mode, scope, changes)
            found.append(own[receipt["mode"]])
        return found

    def _modes_of(self, run):
        """Return the modes that the run's payments name: their journals come at once,
        so that lanes wait for one another but once."""
        rows = self.env.execute_query(
            SQL(
                """SELECT DISTINCT unnest(ARRAY[
                              values->>'payment_method_meaning',
                              CASE WHEN values ? 'advance_used' THEN %s END])
                     FROM pulse_row
                    WHERE run_id = %s AND object_name IN ('bill', 'payment')
                      AND action IN ('create', 'update')""",
                ADVANCE,
                run.id,
            )
        )
        return {mode for (mode,) in rows}.intersection(MODES)

    def _take_turn(self, migration):
        """Whoever makes a journal changes the migration: a lane that comes late, and
        does not see the journal yet, is refused by PostgreSQL and looks again."""
        self.env.cr.execute(
            SQL("UPDATE pulse_migration SET name = name WHERE id = %s", migration.id)
        )

    def _create_pay_journal(self, mode, scope, changes):
        """Create a journal whose money stands at its own account at once."""
        code, kind, name = MODES[mode]
        company = scope.migration.company_id
        journal = quiet(self.env["account.journal"]).create(
            {
                "name": f"Pulse history: {name}",
                "code": code,
                "type": kind,
                "company_id": company.id,
                "sequence_override_regex": NAMES,
            }
        )
        lines = (
            journal.inbound_payment_method_line_ids
            + journal.outbound_payment_method_line_ids
        )
        lines.payment_account_id = journal.default_account_id
        for record, vals in (
            (journal.default_account_id, {"name": journal.default_account_id.name}),
            (journal, {"code": code}),
        ):
            changes.append(
                {
                    "object_name": "bill",
                    "external_id": "",
                    "res_model": record._name,
                    "res_id": record.id,
                    "operation": "create",
                    "before": None,
                    "after": stored.of_vals(record, vals),
                }
            )
        return journal
