"""Undo of invoices: drafts as the load left them go, or get their lines back."""

from odoo import models
from odoo.fields import Command

from ..exceptions import Blocked
from .move import AFTER_POSTING, SETTLED
from .quiet import quiet


class MoveLoader(models.AbstractModel):
    _inherit = "pulse.loader.move"

    _is_one_whole = True

    def _restore_record(self, change, record, held, later):
        """An invoice is one whole: edited anywhere, all of it stays."""
        if record._name != self._target:
            super()._restore_record(change, record, held, later)
            return
        if kept := self._kept_names(change, held, later):
            raise Blocked(self._reason_of_kept(kept))
        names = self._changed_names(held, change.before)
        vals = self._prepare_move_vals(record, change.before)
        if record.state == "posted" and names <= AFTER_POSTING:
            record.write({name: vals[name] for name in names - SETTLED})
            return
        if record.state == "posted":
            record.button_draft()
        self._write_anew(record, vals)

    def _read_whole(self, changes, by_id):
        """Read the invoices of a slice at once."""
        if changes[0].res_model != self._target:
            return super()._read_whole(changes, by_id)
        return self._snapshots(quiet(self.env[self._target]).browse(by_id))

    def _held(self, change, record, whole):
        if record._name != self._target:
            return super()._held(change, record, whole)
        return whole.get(record.id) or self._snapshots(record)[record.id]

    def _check_restorable(self, change, record, vals):
        """Whatever an invoice held can be written anew."""
        if record._name == self._target:
            return None
        return super()._check_restorable(change, record, vals)

    def _read_written(self, records, names):
        if records._name != self._target:
            return super()._read_written(records, names)
        return {
            id_: {name: held.get(name) for name in names[id_]}
            for id_, held in self._snapshots(records).items()
        }

    def _archive(self, record):
        if record._name != self._target:
            return super()._archive(record)
        if record.state == "draft":
            record.button_cancel()
        return record.state == "cancel"

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
        return name in record._fields and name not in ("amount_total", *SETTLED)

    def _as_written(self, lines, name, value):
        if lines._fields[name].type == "many2many":
            return [Command.set(value)]
        return value

    def _differ_from(self, records, last):
        if records._name != self._target:
            return super()._differ_from(records, last)
        found = {
            id_: {
                name
                for name, value in last.get(id_, {}).items()
                # what settled it is taken back by now, or somebody's
                if name not in SETTLED and held.get(name) != value
            }
            for id_, held in self._snapshots(records).items()
        }
        return {id_: names for id_, names in found.items() if names}
