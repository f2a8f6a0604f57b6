"""An invoice in the form that journal, verification and undo compare."""

from odoo import models

from . import stored
from .quiet import quiet

# a line as people see it: what a bill states, and what Odoo or a person chose
_LINE_FIELDS = (
    "name",
    "quantity",
    "price_unit",
    "discount",
    "sequence",
    "account_id",
    "product_id",
    "product_uom_id",
    "tax_ids",
)
_ANALYTIC = "analytic_distribution"  # JSON already
_HEAD_FIELDS = (
    "name",
    "move_type",
    "partner_id",
    "journal_id",
    "currency_id",
    "invoice_date",
    "invoice_date_due",
    "invoice_user_id",
    "invoice_origin",
    "ref",
    "narration",
    "state",
)


class MoveLoader(models.AbstractModel):
    _inherit = "pulse.loader.move"

    def _stored(self, vals):
        """A bill is compared by what it says, not by the ids of its lines."""
        model = self.env[self._target]
        lines = [command[2] for command in vals["invoice_line_ids"]]
        plain = {name: vals[name] for name in _HEAD_FIELDS if name in vals}
        journal = self.env["account.journal"].sudo().browse(vals["journal_id"])
        currency = self.env["res.currency"].browse(vals["currency_id"])
        total = self._sum_lines(lines, currency, journal.company_id)
        return {
            **stored.of_vals(model, plain),
            **self._stored_payments(vals),
            "amount_total": round(total, 6),
            "lines": sorted(
                [
                    line["name"],
                    line["quantity"],
                    round(line["price_unit"], 6),
                    line["discount"],
                    line["tax_ids"][0][2],
                ]
                for line in lines
            ),
        }

    def _written_vals(self, unit, vals):
        """An invoice is written as a whole, its blanks as well."""
        return vals

    def _snapshots(self, moves):
        """Return {id: stored values}: all of ``_stored``, and the lines in full.

        Read for all invoices at once.
        """
        found = stored.of_records(
            moves, [*_HEAD_FIELDS, "amount_total", "amount_residual"]
        )
        paid = self._read_payments(moves)
        moves.invoice_line_ids.fetch([*_LINE_FIELDS, _ANALYTIC])
        for move in moves:
            found[move.id].update(paid[move.id])
            lines = stored.of_records(move.invoice_line_ids, _LINE_FIELDS)
            lines = [
                lines[line.id] | {_ANALYTIC: line[_ANALYTIC] or False}
                for line in move.invoice_line_ids
            ]
            found[move.id]["invoice_lines"] = lines
            found[move.id]["lines"] = sorted(
                [
                    line[name]
                    for name in (
                        "name",
                        "quantity",
                        "price_unit",
                        "discount",
                        "tax_ids",
                    )
                ]
                for line in lines
            )
        return found

    def _read_back(self, record_ids, names):
        return self._snapshots(
            quiet(self.env[self._target]).browse(record_ids).exists()
        )
