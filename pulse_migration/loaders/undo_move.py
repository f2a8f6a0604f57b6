"""Undo of invoices: drafts as the load left them go, or get their lines back."""

from odoo import models
from odoo.fields import Command

from ..exceptions import Blocked


class MoveLoader(models.AbstractModel):
    _inherit = "pulse.loader.move"

    def _restore_record(self, change, record):
        """An invoice is one whole: edited anywhere, all of it stays."""
        if record._name != self._target:
            super()._restore_record(change, record)
            return
        held = self._snapshots(record)[record.id]
        if any(held.get(name) != value for name, value in change.after.items()):
            raise Blocked("edited_in_odoo")
        self._write_anew(record, self._prepare_move_vals(record, change.before))

    def _prepare_move_vals(self, record, snapshot):
        """Return a snapshot as the values that ``_write_anew`` takes."""
        lines = record.invoice_line_ids
        return {
            **{n: v for n, v in snapshot.items() if self._is_written(record, n)},
            "invoice_line_ids": [
                Command.create(
                    {n: self._as_written(lines, n, v) for n, v in line.items()}
                )
                for line in snapshot["invoice_lines"]
            ],
        }

    def _is_written(self, record, name):
        return name in record._fields and name != "amount_total"

    def _as_written(self, lines, name, value):
        if lines._fields[name].type == "many2many":
            return [Command.set(value)]
        return value

    def _differ_from(self, records, last):
        if records._name != self._target:
            return super()._differ_from(records, last)
        return {
            id_
            for id_, held in self._snapshots(records).items()
            if any(held.get(n) != value for n, value in last.get(id_, {}).items())
        }
