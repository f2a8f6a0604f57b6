"""An invoice that the source and somebody in Odoo changed: one question, all of it.

The source wins: a draft is written anew, a posted one gets what was paid since, or is
reversed and issued anew. Odoo wins: it stays.
"""

from odoo import models

from ...loaders.base import loader_of
from ...loaders.move_conflict import WHOLE
from .conflict import RESOLVED

# first what a person looks for; everything else of the invoice follows
_FIRST = ("state", "invoice_date", "amount_total", "lines", "paid", "amount_residual")
_AMOUNTS = ("amount_total", "paid", "amount_residual", "credited")


class Conflict(models.Model):
    _inherit = "pulse.conflict"

    def _is_whole(self):
        return self.field_name == WHOLE

    # what a person sees

    def _compute_field_label(self):
        wholes = self.filtered(lambda conflict: conflict._is_whole())
        wholes.field_label = self.env._("Invoice")
        return super(Conflict, self - wholes)._compute_field_label()

    def _compute_texts(self):
        wholes = self.filtered(lambda conflict: conflict._is_whole())
        for conflict in wholes:
            sides = [
                values or {}
                for values in (
                    conflict.last_value,
                    conflict.source_value,
                    conflict.odoo_value,
                )
            ]
            names = _differing(*sides)
            conflict.last_text, conflict.source_text, conflict.odoo_text = (
                "\n".join(self._line_of(name, side) for name in names if name in side)
                for side in sides
            )
        return super(Conflict, self - wholes)._compute_texts()

    def _line_of(self, name, side):
        """Return what a side says of one thing, named, as a line."""
        value, field = side[name], self.env["account.move"]._fields.get(name)
        labels = {
            "lines": self.env._("Lines"),
            "paid": self.env._("Paid"),
            "receipts": self.env._("Receipts"),
            "credited": self.env._("Credited"),
            WHOLE: self.env._("Accounts of the lines"),
        }
        label = labels.get(name) or field._description_string(self.env)
        return f"{label}: {self._shown_part(name, field, value)}"

    def _shown_part(self, name, field, value):
        if name in _AMOUNTS:
            return f"{value or 0:.2f}"
        if name == "lines":
            shown = [f"{line[0]} {line[1]:g} × {line[2]:.2f}" for line in value or ()]
        elif name == "receipts":
            shown = [f"{date} {amount:.2f} {memo}" for date, amount, memo in value]
        elif name == WHOLE:
            ids = {line["account_id"] for line in value or () if line["account_id"]}
            accounts = self.env["account.account"].sudo().browse(sorted(ids))
            shown = accounts.exists().mapped("display_name")
        else:
            return self.env["pulse.row"]._shown(field, value)
        return "; ".join(shown) or "–"

    # how it ends

    def _held_now(self, record):
        if not self[:1]._is_whole():
            return super()._held_now(record)
        loader = loader_of(self[0].run_id, "bill")
        return {WHOLE: loader._snapshots(record)[record.id]}

    def _is_agreed(self, value):
        if not self._is_whole():
            return super()._is_agreed(value)
        said = self.source_value or {}
        return all(value.get(name) == part for name, part in said.items())

    def _write_winners(self, record, rule):
        """Let the loader of bills write; what its books refuse stays open, and why."""
        if not self[:1]._is_whole() or self[0].resolution == "odoo":
            return super()._write_winners(record, rule)
        for conflict in self:
            loader = loader_of(conflict.run_id, "bill")
            if code := loader._take_over(conflict, record):
                conflict.write({"blocked_reason": code, "resolution": False})
            else:
                conflict._close(record, rule)

    def _resolve(self, resolution):
        """What bills used of advances is taken off these, as after a load."""
        result = super()._resolve(resolution)
        written = self.sudo().filtered(
            lambda c: c._is_whole() and c.state == RESOLVED and c.resolution != "odoo"
        )
        for run in written.run_id:
            loader_of(run, "bill")._settle_books(run)
        return result

    def _decided_wholes(self, moves):
        """Return {invoice id: what the source said} of what people decided on."""
        found = self._decided(moves) if moves else ()
        return {id_: said or {} for id_, name, said in found if name == WHOLE}


def _differing(last, source, odoo):
    """Return the names of what the three do not say alike, the important ones first.

    Of accounts only where the lines themselves are the same.
    """
    names = [name for name in (*_FIRST, *source) if name in source]
    found = [
        name
        for name in dict.fromkeys(names)
        if not source[name] == odoo.get(name) == last.get(name, source[name])
    ]
    is_other = last.get(WHOLE, odoo.get(WHOLE)) != odoo.get(WHOLE)
    if is_other and last.get("lines") == odoo.get("lines"):
        found.append(WHOLE)
    return found
