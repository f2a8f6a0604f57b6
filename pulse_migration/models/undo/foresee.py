"""Planning an undo: what each change will come to, without touching any record."""

import json

from odoo import models
from odoo.tools import SQL

from ...loaders.obstacle import Foresight
from ...loaders.private import private_log
from ...loaders.undo import loader_of_change
from .line import BLOCKED, DELETE, RESTORE
from .slice import ORDER

CHUNK = 1000
STEPS = [(op, res_model) for op in ("write", "create") for res_model in ORDER]
_OPEN = SQL("(pulse_change.undo_state IS NULL OR pulse_change.undo_state = 'blocked')")
# the fields of updated records that get their values back, one by one and together
_RESTORED = """
    WITH updated AS (
        SELECT object_name, res_model, res_id, id,
               CASE WHEN jsonb_typeof(open_fields) = 'array'
                    THEN ARRAY(
                        SELECT jsonb_array_elements_text(open_fields))
                    ELSE ARRAY(SELECT jsonb_object_keys(before))
                END AS names
          FROM pulse_change
         WHERE operation = 'write' AND jsonb_typeof(before) = 'object'
           AND %(scope)s)
    SELECT u.object_name, u.res_model, name, count(DISTINCT u.res_id)
      FROM updated u
     CROSS JOIN LATERAL unnest(u.names) AS name
      LEFT JOIN pulse_undo_item i ON i.plan_id = %(plan)s
       AND i.change_id = u.id AND NOT i.is_proof
     WHERE (i.id IS NULL OR i.field_names IS NOT NULL
            AND name <> ALL(string_to_array(i.field_names, ', ')))
       AND NOT EXISTS (
           SELECT 1 FROM pulse_change
            WHERE pulse_change.res_model = u.res_model
              AND pulse_change.res_id = u.res_id
              AND operation = 'create' AND %(leaving)s)
     GROUP BY GROUPING SETS ((1, 2, 3), (1, 2)) ORDER BY 4 DESC, 3"""


class Undo(models.AbstractModel):
    _inherit = "pulse.undo"

    @private_log()
    def _foresee_next(self, plan):
        """Plan the next records; return False when none is left."""
        step, last = plan.position
        while step < len(STEPS):
            operation, res_model = STEPS[step]
            res_ids = self._next_targets(plan, operation, res_model, last)
            if res_ids:
                self._foresee(plan, operation, res_model, res_ids)
                self._set_position(plan, step, res_ids[-1])
                return True
            step, last = step + 1, 0
        self._set_position(plan, step, 0)
        return False

    def _set_position(self, plan, step, last):
        self.env.cr.execute(
            SQL(
                "UPDATE pulse_undo_plan SET position = %s WHERE id = %s",
                json.dumps([step, last]),
                plan.id,
            )
        )
        self.env.invalidate_all()

    def _scope_of(self, plan):
        """Return SQL: the changes that the plan takes back."""
        return SQL(
            "pulse_change.run_id = %s AND %s AND %s",
            plan.run_id.id,
            _OPEN,
            plan._where(),
        )

    def _leaving(self, plan):
        """Return SQL: those of them that nothing stands in the way of."""
        return self._foresight(plan).leaving

    def _foresight(self, plan):
        return Foresight(plan.id, self._scope_of(plan))

    def _next_targets(self, plan, operation, res_model, last):
        """Return the next ids of records; all changes of a record come together."""
        rows = self.env.execute_query(
            SQL(
                """SELECT DISTINCT res_id FROM pulse_change
                    WHERE res_model = %s AND operation = %s AND res_id > %s AND %s
                    ORDER BY res_id LIMIT %s""",
                res_model,
                operation,
                last,
                self._scope_of(plan),
                CHUNK,
            )
        )
        return [res_id for (res_id,) in rows]

    def _foresee(self, plan, operation, res_model, res_ids):
        rows = self.env.execute_query(
            SQL(
                """SELECT id FROM pulse_change
                    WHERE res_model = %s AND operation = %s AND res_id = ANY(%s)
                      AND %s ORDER BY id DESC""",
                res_model,
                operation,
                res_ids,
                self._scope_of(plan),
            )
        )
        changes = self.env["pulse.change"].browse(id_ for (id_,) in rows)
        foresight = self._foresight(plan)
        foresight.later = changes._written_later(foresight.leaving)
        found = {}
        for group in self._by_loader(changes):
            loader = loader_of_change(self.env, group[0].object_name, res_model)
            found |= loader._find_obstacles(group, foresight)
        self.env["pulse.undo.item"]._record(
            plan, [(c, found[c.id]) for c in changes if c.id in found]
        )


class UndoPlan(models.Model):
    _inherit = "pulse.undo.plan"

    def _write_lines(self):
        """Count what the plan found; a choice made before stays with its class."""
        self.ensure_one()
        undo = self.env["pulse.undo"]
        before = {
            (line.object_name, line.res_model, line.operation, line.reason): line
            for line in self.line_ids
            if line.fate == BLOCKED
        }
        lines = []
        for key, count, names in self._blocked_classes():
            if key in before:
                before.pop(key).write({"count": count, "details": names})
            else:
                lines.append(self._prepare_line(BLOCKED, *key, count, names))
        for line in before.values():
            line.unlink()
        lines += self._deleted_classes(undo._leaving(self))
        lines += self._restored_classes(undo._scope_of(self), undo._leaving(self))
        self.env["pulse.undo.line"].create(lines)

    def _prepare_line(
        self, fate, object_name, res_model, operation, reason, count, details=""
    ):
        order = (BLOCKED, DELETE, RESTORE)
        return {
            "plan_id": self.id,
            "sequence": 10 * order.index(fate) if fate in order else 0,
            "fate": fate,
            "object_name": object_name,
            "res_model": res_model,
            "operation": operation,
            "reason": reason,
            "count": count,
            "details": details,
        }

    def _blocked_classes(self, is_proof=False):
        """Yield ((object, model, operation, reason), records, fields)."""
        rows = self.env.execute_query(
            SQL(
                """SELECT object_name, res_model, operation, reason,
                          count(DISTINCT res_id), string_agg(DISTINCT name, ', ')
                     FROM pulse_undo_item LEFT JOIN LATERAL
                          unnest(string_to_array(field_names, ', ')) AS name ON TRUE
                    WHERE plan_id = %s AND is_proof = %s GROUP BY 1, 2, 3, 4""",
                self.id,
                is_proof,
            )
        )
        for *key, count, names in rows:
            yield tuple(key), count, self._labels(key[1], (names or "").split(", "))

    def _labels(self, res_model, names, counts=None):
        """Return the fields' labels, with how many records each."""
        known = self.env[res_model]._fields if res_model in self.env else {}
        labels = []
        for name in filter(None, names):
            label = (
                known[name].get_description(self.env, ["string"])["string"]
                if name in known
                else name.replace("_", " ")
            )
            labels.append(f"{label} ({counts[name]})" if counts else label)
        return ", ".join(labels)

    def _deleted_classes(self, leaving):
        rows = self.env.execute_query(
            SQL(
                """SELECT object_name, res_model, count(DISTINCT res_id)
                     FROM pulse_change WHERE operation = 'create' AND %s
                    GROUP BY 1, 2""",
                leaving,
            )
        )
        return [
            self._prepare_line(DELETE, object_name, res_model, "create", False, count)
            for object_name, res_model, count in rows
        ]

    def _restored_classes(self, scope, leaving):
        """Updates of records that do not go altogether, field by field."""
        records, counts = self._count_restored(scope, leaving)
        return [
            self._prepare_line(
                RESTORE,
                *key,
                "write",
                False,
                records[key],
                self._labels(key[1], found, found),
            )
            for key, found in counts.items()
        ]

    def _count_restored(self, scope, leaving):
        """Return {(object, model): records} and {(object, model): {field: records}}."""
        rows = self.env.execute_query(
            SQL(_RESTORED, scope=scope, leaving=leaving, plan=self.id)
        )
        records, counts = {}, {}
        for object_name, res_model, name, count in rows:
            key = object_name, res_model
            if name is None:  # whatever the field
                records[key] = count
            else:
                counts.setdefault(key, {})[name] = count
        return records, counts
