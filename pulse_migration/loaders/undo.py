"""What every loader shares of undo: give back, delete, or say why not.

``pulse.undo`` brings the changes in their order and keeps the books; a loader knows its
target.
"""

import logging

from odoo import models
from odoo.tools import SQL

from ..exceptions import Blocked
from . import in_use, stored, untouched
from .base import LOADERS
from .private import name_of
from .quiet import quiet
from .transient import is_transient

_logger = logging.getLogger(__name__)


def loader_of_change(env, object_name, res_model):
    """Return the loader that wrote a change; bills have one for each target."""
    name = LOADERS[object_name]
    if isinstance(name, dict):
        name = name["move" if res_model.startswith("account.") else "partner"]
    return env[name]


class Loader(models.AbstractModel):
    _inherit = "pulse.loader"

    def _undo(self, changes):
        """Take back ``changes``: of one model and operation, newest first.

        :return: {change id: reason} of those that stay, as they are or in part
        """
        take_back = self._restore if changes[0].operation == "write" else self._delete
        return take_back(changes)

    # updates

    def _restore(self, changes):
        """Give fields their previous values; one by one when Odoo refuses some."""
        try:
            with self.env.cr.savepoint():
                blocked = self._restore_all(changes)
                self.env.flush_all()
                return blocked
        except Exception as error:
            if is_transient(error):
                raise
            self.env.invalidate_all()
            if len(changes) == 1:
                _logger.info("undo blocked: %s", name_of(error))
                return {changes.id: "not_reversible"}
        return {k: v for change in changes for k, v in self._restore(change).items()}

    def _restore_all(self, changes):
        records = quiet(self.env[changes[0].res_model])
        records = records.browse(changes.mapped("res_id")).exists()
        by_id = {record.id: record for record in records}
        blocked = {}
        for change in changes:
            record = by_id.get(change.res_id)
            try:
                if record:
                    self._restore_record(change, record)
            except Blocked as error:
                blocked[change.id] = error.reason
        return blocked

    def _restore_record(self, change, record):
        """Write what was there before; raises Blocked for what a person changed since.

        The journal then keeps those fields only: the others are back.
        """
        before, after = change.before or {}, change.after or {}
        if any(name not in record._fields for name in before):
            raise Blocked("not_reversible")
        current = stored.of_records(record, list(before))[record.id]
        kept = {name for name in before if current[name] != after.get(name)}
        vals = {name: value for name, value in before.items() if name not in kept}
        if vals:
            record.write(self._prepare_restore_vals(change, vals))
        if kept:
            change.write(
                {
                    "before": {name: before[name] for name in kept},
                    "after": {name: after.get(name) for name in kept},
                }
            )
            raise Blocked("edited_in_odoo")

    def _prepare_restore_vals(self, change, vals):
        """Return stored values as Odoo takes them; raises Blocked."""
        return vals

    # creations

    def _delete(self, changes):
        """Delete what was created and nobody touched since."""
        model = quiet(self.env[changes[0].res_model])
        records = model.browse(changes.mapped("res_id")).exists()
        reasons = dict.fromkeys(self._loaded_again(changes), "loaded_again")
        reasons |= dict.fromkeys(self._in_use(records), "used_elsewhere")
        reasons |= dict.fromkeys(self._edited(records, changes), "edited_in_odoo")
        blocked = {c.id: reasons[c.res_id] for c in changes if c.res_id in reasons}
        free = changes.filtered(lambda change: change.id not in blocked)
        return blocked | self._unlink_or_halve(model, free)

    def _loaded_again(self, changes):
        """Return the ids of records that a later run wrote to, and still holds."""
        rows = self.env.execute_query(
            SQL(
                """SELECT DISTINCT c.res_id FROM pulse_change c
                     JOIN pulse_change later ON later.res_model = c.res_model
                      AND later.res_id = c.res_id AND later.run_id > c.run_id
                      AND later.operation = 'write'
                      AND later.undo_state IS DISTINCT FROM 'undone'
                    WHERE c.id = ANY(%s)""",
                changes.ids,
            )
        )
        return {res_id for (res_id,) in rows}

    def _in_use(self, records):
        """Return the ids of records that carry what a deletion would take along.

        What this undo takes back is gone by now: what is left is a person's, was
        edited by one, or is a later load's.
        """
        return in_use.ids_of(records)

    def _edited(self, records, changes):
        """Return the ids of records that hold something else than loads left there.

        A field that a later load of ours wrote compares with that load's value, one
        that no load wrote with what it held after the creation.
        """
        last = self.env["pulse.change"].sudo()._last_written(records)
        return self._differ_from(records, last) | untouched.edited(
            records, {c.res_id: c.untouched for c in changes}, last
        )

    def _differ_from(self, records, last):
        """Return the ids of records of which a field differs from {id: values}."""
        names = {n for values in last.values() for n in values if n in records._fields}
        current = stored.of_records(records, sorted(names))
        return {
            res_id
            for res_id, values in current.items()
            if any(
                values[name] != value
                for name, value in last.get(res_id, {}).items()
                if name in names
            )
        }

    def _unlink_or_halve(self, model, changes):
        """Delete together; when Odoo refuses, halve down to those it refuses."""
        if not changes:
            return {}
        try:
            with self.env.cr.savepoint():
                self._unlink(model.browse(changes.mapped("res_id")).exists())
                self.env.flush_all()
            return {}
        except Exception as error:
            if is_transient(error):
                raise
            self.env.invalidate_all()
            if len(changes) == 1:
                _logger.info("undo blocked: %s", name_of(error))
                return {changes.id: "used_elsewhere"}
        middle = len(changes) // 2
        return self._unlink_or_halve(model, changes[:middle]) | self._unlink_or_halve(
            model, changes[middle:]
        )

    def _unlink(self, records):
        return records.unlink()
