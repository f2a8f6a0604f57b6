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
from .obstacle import Obstacle
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

    _is_one_whole = False  # edited anywhere, all of a record stays

    def _undo(self, changes, later):
        """Take back ``changes``: of one model and operation, newest first.

        :param later: {change id: fields} that others wrote since, and still hold
        :return: {change id: reason} of those that stay, as they are or in part
        """
        if changes[0].operation == "write":
            return self._restore(changes, later)
        return self._delete(changes)

    def _find_obstacles(self, changes, foresight):
        """Return {change id: Obstacle} of what would stay; touches nothing.

        :param changes: of one model and operation, newest first
        """
        if changes[0].operation == "create":
            return self._obstacles_to_delete(changes, foresight)
        by_id, found = self._records_of(changes), {}
        whole = self._read_whole(changes, by_id)
        for change in changes:
            record = by_id.get(change.res_id)
            if record and (obstacle := self._foresee(change, record, whole, foresight)):
                found[change.id] = obstacle
        return found

    def _foresee(self, change, record, whole, foresight):
        """Return what stands in the way of giving back, and note what would be held."""
        try:
            values = foresight.held.setdefault((record._name, record.id), {})
            current = {**self._held(change, record, whole), **values}
            kept = self._kept_names(change, current, foresight.later)
            before = change._open_values("before")
            back = {name: value for name, value in before.items() if name not in kept}
            self._check_restorable(change, record, back)
        except Blocked as error:
            return Obstacle(error.reason)
        if kept and self._is_one_whole:
            return Obstacle(self._reason_of_kept(kept), tuple(sorted(before)))
        values.update(back)
        if not kept:
            return None
        return Obstacle(self._reason_of_kept(kept), tuple(sorted(kept)))

    def _check_restorable(self, change, record, vals):
        """Raise Blocked when the values cannot be written back."""
        return self._prepare_restore_vals(change, vals)

    # updates

    def _restore(self, changes, later):
        """Give fields their previous values; one by one when Odoo refuses some."""
        blocked = self._tried(
            changes, lambda: self._restore_all(changes, later), "not_reversible"
        )
        if blocked is not None:
            return blocked
        blocked = {}
        for change in changes:
            blocked |= self._restore(change, later)
        return blocked

    def _restore_all(self, changes, later):
        by_id, blocked = self._records_of(changes), {}
        whole = self._read_whole(changes, by_id)
        for change in changes:
            record = by_id.get(change.res_id)
            try:
                if record:
                    held = self._held(change, record, whole)
                    whole.pop(record.id, None)  # is written now
                    self._restore_record(change, record, held, later)
            except Blocked as error:
                blocked[change.id] = error.reason
        return blocked

    def _records_of(self, changes):
        """Return {id: record} of the records that are still there."""
        records = quiet(self.env[changes[0].res_model])
        records = records.browse(changes.mapped("res_id")).exists()
        return {record.id: record for record in records}

    def _restore_record(self, change, record, held, later):
        """Write what was there before; raises Blocked for what a person changed since.

        The journal then notes which fields are still to come: the others are back.
        """
        before = change._open_values("before")
        kept = self._kept_names(change, held, later)
        vals = {name: value for name, value in before.items() if name not in kept}
        if vals:
            record.write(self._prepare_restore_vals(change, vals))
        if kept:
            change._keep_open(sorted(kept))
            raise Blocked(self._reason_of_kept(kept))

    def _read_whole(self, changes, by_id):
        """Return {record id: what it holds} where that is dear to read one by one."""
        return {}

    def _held(self, change, record, whole):
        """Return what the record holds in the fields that the change would give back.

        Raises Blocked when one of them is no more.

        :param whole: what was read of all records, and is not written since
        """
        names = list(change._open_values("before"))
        if any(name not in record._fields for name in names):
            raise Blocked("not_reversible")
        return stored.of_records(record, names)[record.id]

    def _kept_names(self, change, current, later):
        """Return {field: reason} of what holds something else than the change left.

        What is as it was before the change is nobody's edit, unless a later load wrote
        it: that has to be undone first.
        """
        after, before = change.after or {}, change._open_values("before")
        kept = {name for name in before if current.get(name) != after.get(name)}
        again = later.get(change.id, ())
        return {
            name: "loaded_again" if name in again else "edited_in_odoo"
            for name in kept
            if name in again or current.get(name) != before[name]
        }

    def _reason_of_kept(self, kept):
        reasons = set(kept.values())
        return "edited_in_odoo" if "edited_in_odoo" in reasons else "loaded_again"

    def _prepare_restore_vals(self, change, vals):
        """Return stored values as Odoo takes them; raises Blocked."""
        return vals

    def _read_written(self, records, names):
        """Return {record id: what it holds now}, in the form of the journal.

        :param names: {record id: fields}
        """
        found = {}
        for record in records:
            here = [name for name in names[record.id] if name in record._fields]
            held = stored.of_records(record, here)[record.id]
            found[record.id] = dict.fromkeys(names[record.id]) | held
        return found

    # creations

    def _delete(self, changes):
        """Delete what was created and nobody touched since."""
        model = quiet(self.env[changes[0].res_model])
        obstacles = self._obstacles_to_delete(changes)
        blocked = {id_: obstacle.reason for id_, obstacle in obstacles.items()}
        free = changes.filtered(lambda change: change.id not in blocked)
        return blocked | self._unlink_or_halve(model, free)

    def _obstacles_to_delete(self, changes, foresight=None):
        """Return {change id: Obstacle} of what was created and has to stay.

        :param foresight: of a plan; without it what is undone earlier is gone by now,
            and what is left is a person's, was edited by one, or is a later load's
        """
        records = quiet(self.env[changes[0].res_model])
        records = records.browse(changes.mapped("res_id")).exists()
        found = dict.fromkeys(self._loaded_again(changes), Obstacle("loaded_again"))
        found |= self._obstacles_of_target(records, foresight)
        edited = self._edited(records, changes)
        found |= {
            id_: Obstacle("edited_in_odoo", tuple(sorted(names)))
            for id_, names in edited.items()
        }
        free = records.filtered(lambda record: record.id not in found)
        found |= {
            id_: Obstacle("used_elsewhere", (), *user)
            for id_, user in in_use.of(free, foresight).items()
        }
        return {c.id: found[c.res_id] for c in changes if c.res_id in found}

    def _obstacles_of_target(self, records, foresight):
        """Return {record id: Obstacle} that only this target knows; default none."""
        return {}

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

    def _edited(self, records, changes):
        """Return {id: fields} of records that hold something else than loads left.

        A field that a later load of ours wrote compares with that load's value, one
        that no load wrote with what it held after the creation.
        """
        last = self.env["pulse.change"].sudo()._last_written(records)
        found = self._differ_from(records, last)
        created = {c.res_id: c.untouched for c in changes}
        for id_, names in untouched.edited(records, created, last).items():
            found[id_] = found.get(id_, set()) | names
        return found

    def _differ_from(self, records, last):
        """Return {id: fields} that differ from {id: {field: value}}."""
        names = {n for values in last.values() for n in values if n in records._fields}
        current = stored.of_records(records, sorted(names))
        found = {}
        for res_id, values in current.items():
            differing = {
                name
                for name, value in last.get(res_id, {}).items()
                if name in names and values[name] != value
            }
            if differing:
                found[res_id] = differing
        return found

    def _unlink_or_halve(self, model, changes):
        """Delete together; when Odoo refuses, halve down to those it refuses."""
        if not changes:
            return {}

        def unlink():
            self._unlink(model.browse(changes.mapped("res_id")).exists())
            return {}

        blocked = self._tried(changes, unlink, "used_elsewhere")
        if blocked is not None:
            return blocked
        middle = len(changes) // 2
        return self._unlink_or_halve(model, changes[:middle]) | self._unlink_or_halve(
            model, changes[middle:]
        )

    def _tried(self, changes, take_back, code):
        """Return what ``take_back`` gives, all of it or none having happened.

        :return: {change id: code} of what stays; None when Odoo refuses some of
            several changes, so that the caller parts them
        """
        try:
            with self.env.cr.savepoint():
                blocked = take_back()
                self.env.flush_all()
                return blocked
        except Exception as error:
            if is_transient(error):
                raise
            self.env.invalidate_all()
            if len(changes) > 1:
                return None
            _logger.info("undo blocked: %s", name_of(error))
            return {changes.id: code}

    def _unlink(self, records):
        return records.unlink()
