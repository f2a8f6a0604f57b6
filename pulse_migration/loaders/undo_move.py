"""Undo of invoices: drafts as the load left them go, or get their lines back."""

from odoo import models
from odoo.fields import Command

from ..exceptions import Blocked
from .obstacle import Obstacle


class MoveLoader(models.AbstractModel):
    _inherit = "pulse.loader.move"

    _is_one_whole = True

    def _restore_record(self, change, record):
        """An invoice is one whole: edited anywhere, all of it stays."""
        if record._name != self._target:
            super()._restore_record(change, record)
            return
        if kept := self._kept_names(change, self._held(change, record)):
            raise Blocked(self._reason_of_kept(kept))
        self._write_anew(record, self._prepare_move_vals(record, change.before))

    def _held(self, change, record):
        if record._name != self._target:
            return super()._held(change, record)
        return self._snapshots(record)[record.id]

    def _check_restorable(self, change, record, vals):
        """Whatever an invoice held can be written anew."""
        if record._name == self._target:
            return None
        return super()._check_restorable(change, record, vals)

    def _read_written(self, record, names):
        if record._name != self._target:
            return super()._read_written(record, names)
        held = self._snapshots(record)[record.id]
        return {name: held.get(name) for name in names}

    def _obstacles_of_target(self, records, foresight):
        """Booked in a period that is closed: only a credit note takes it back."""
        if records._name != self._target:
            return super()._obstacles_of_target(records, foresight)
        return {
            move.id: Obstacle("locked_period")
            for move in records
            if move.state == "posted" and self._is_locked(move)
        }

    def _is_locked(self, move):
        return move.date <= move.company_id._get_user_fiscal_lock_date(move.journal_id)

    def _choices_of(self, res_model, operation, reason):
        """A draft is cancelled rather than archived, what is booked reversed."""
        if res_model != self._target:
            return super()._choices_of(res_model, operation, reason)
        return ("archive", "reverse") if operation == "create" else ()

    def _archive(self, record):
        if record._name != self._target:
            return super()._archive(record)
        if record.state == "draft":
            record.button_cancel()
        return record.state == "cancel"

    def _reverse(self, record):
        if record._name != self._target or record.state != "posted":
            return super()._reverse(record)
        credit = record._reverse_moves([{"ref": record.name}], cancel=True)
        return bool(credit)

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
        found = {
            id_: {n for n, value in last.get(id_, {}).items() if held.get(n) != value}
            for id_, held in self._snapshots(records).items()
        }
        return {id_: names for id_, names in found.items() if names}
