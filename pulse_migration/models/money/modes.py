"""Verifying payment modes: what came by each, bill by bill and advance by advance."""

from decimal import Decimal

from odoo import models
from odoo.tools import SQL

from ...engine.errors import RowError
from ...engine.value_maps import key_of
from ...loaders.base import loader_of
from ...loaders.exact import exact

_PAID = """
    SELECT %(place)s, p.journal_id, c.name,
           sum(CASE p.payment_type WHEN 'outbound' THEN -p.amount
                                   ELSE p.amount END)::text
      FROM pulse_link l JOIN account_payment p ON p.id = l.res_id
      JOIN res_currency c ON c.id = p.currency_id %(join)s
     WHERE l.migration_id = %(migration)s AND l.res_model = 'account.payment'
       AND %(where)s GROUP BY 1, 2, 3"""


class Verify(models.AbstractModel):
    _inherit = "pulse.verify"

    def _bill_modes(self, run, move_ids):
        """Return {move id: {(journal, currency): Decimal}} of what loads registered."""
        return self._read_modes(
            run,
            place=SQL("rel.invoice_id"),
            join=SQL("JOIN account_move__account_payment rel ON rel.payment_id = p.id"),
            where=SQL("rel.invoice_id = ANY(%s)", list(move_ids)),
        )

    def _advance_modes(self, run, keys):
        """Return the same by link key of the payments without a bill."""
        return self._read_modes(
            run,
            place=SQL("l.external_id"),
            join=SQL(),
            where=SQL(
                "l.object_name = 'payment' AND l.external_id = ANY(%s)", list(keys)
            ),
        )

    def _read_modes(self, run, **parts):
        query = SQL(_PAID, migration=run.migration_id.id, **parts)
        journals = self.env["account.journal"].sudo()
        found = {}
        for place, journal_id, currency, amount in self.env.execute_query(query):
            mode = (journals.browse(journal_id).display_name, currency)
            found.setdefault(place, {})[mode] = exact(amount)
        return found

    def _compare_advances(self, run, loader, units, scope, parts):
        """Add the payments without a bill: they count by mode, and owe nothing."""
        if not run.migration_id._books_payments():
            return
        names = Journals.of_scope(scope)
        keys = [key for unit in units for key in (unit.key, f"{unit.key}#refund")]
        held = self._advance_modes(run, keys)
        for unit in units:
            try:
                receipts = loader._receipts(unit)
            except RowError:
                continue
            source = names.sum_up(receipts, unit.values.get("currency"))
            odoo = dict(held.get(unit.key, ()))
            for mode, amount in held.get(f"{unit.key}#refund", {}).items():
                odoo[mode] = odoo.get(mode, Decimal(0)) + amount
            parts.add_modes(source, odoo, names.explain(source, odoo, None))


class Journals:
    """Names the journal of a receipt as Odoo shows it, and says why another has it."""

    @classmethod
    def of_scope(cls, scope):
        """Return those of a run, looked up once for all its units at hand."""
        if "journal_names" not in scope.own:
            scope.own["journal_names"] = cls(scope.run)
        return scope.own["journal_names"]

    def __init__(self, run):
        loader = loader_of(run, "bill")
        self.chosen = loader._chosen_journals(run.migration_id)
        self.own = loader._own_journals(run.migration_id.company_id)
        self.journals = loader.env["account.journal"].sudo()
        self.own_currency = run.migration_id.currency_id.name
        self.is_remapped = bool(
            run.loaded_at
            and run.env["pulse.value.map"]
            .sudo()
            .search_count(
                [
                    ("migration_id", "=", run.migration_id.id),
                    ("kind", "=", "payment_mode"),
                    ("write_date", ">", run.loaded_at),
                ],
                limit=1,
            )
        )

    def of(self, receipt):
        """Return the name of the journal that a receipt belongs to."""
        if journal_id := self.chosen.get(key_of(receipt.word)):
            return self.journals.browse(journal_id).display_name
        journal = self.own.get(receipt.mode)
        return journal.display_name if journal else receipt.mode

    def sum_up(self, receipts, currency):
        """Return {(journal, currency): Decimal} of receipts as the source tells."""
        found = {}
        for receipt in receipts:
            mode = (self.of(receipt), currency or self.own_currency)
            found[mode] = found.get(mode, Decimal(0)) + receipt.amount
        return found

    def explain(self, source, odoo, why, has_earlier=False):
        """Return None where both sides agree by mode, else a code or "".

        What was booked stays where it is when a later export, or a person's choice of
        journals, names another mode for the same money.

        :param why: the explanation of the bill as a whole, None when it agrees
        """
        modes = {*source, *odoo}
        left = {m: source.get(m, 0) - odoo.get(m, 0) for m in modes}
        if not any(left.values()):
            return None
        if not sum(left.values()) and (has_earlier or self.is_remapped):
            return "mode_restated"
        return why or ""
