"""The proof of an undo: every touched record against what the journal says it was."""

from odoo import models
from odoo.tools import SQL

from ...loaders.obstacle import Obstacle
from ...loaders.private import private_log
from ...loaders.quiet import quiet
from ...loaders.undo import loader_of_change
from .line import EQUAL, LISTED
from .slice import ORDER

CHUNK = 1000


class Proof(models.AbstractModel):
    """Reads Odoo's tables anew; what the undo believes to have done counts nothing."""

    _name = "pulse.proof"
    _description = "Proof of an Undo"

    @private_log()
    def _prove(self, plan):
        """Write the proof's lines and list, and its counts on the plan."""
        self.env.flush_all()
        self.env.invalidate_all()
        self.env.cr.execute(
            SQL("DELETE FROM pulse_undo_item WHERE plan_id = %s AND is_proof", plan.id)
        )
        plan.proof_line_ids.unlink()
        for res_model in ORDER:
            if res_model in self.env:
                self._prove_created(plan, res_model)
                self._prove_written(plan, res_model)
        self._write_counts(plan)

    def _taken(self, plan):
        """Return SQL: the changes that this undo brought to their loaders."""
        return SQL(
            "pulse_change.run_id = %s AND pulse_change.undo_plan_id = %s",
            plan.run_id.id,
            plan.id,
        )

    def _prove_created(self, plan, res_model):
        """What a load created is gone, or it is listed."""
        rows = self.env.execute_query(
            SQL(
                """SELECT pulse_change.id, pulse_change.undo_state,
                          pulse_change.blocked_reason
                     FROM pulse_change JOIN %s AS t ON t.id = pulse_change.res_id
                    WHERE pulse_change.res_model = %s
                      AND pulse_change.operation = 'create' AND %s
                    ORDER BY 1""",
                SQL.identifier(self.env[res_model]._table),
                res_model,
                self._taken(plan),
            )
        )
        changes = self.env["pulse.change"].browse(id_ for id_, *_rest in rows)
        reasons = [
            state if state in ("archived", "reversed") else reason or "still_there"
            for _id, state, reason in rows
        ]
        self.env["pulse.undo.item"]._record(
            plan,
            [
                (change, Obstacle(reason))
                for change, reason in zip(changes, reasons, strict=True)
            ],
            is_proof=True,
        )

    def _prove_written(self, plan, res_model):
        """What a load only wrote to has its previous values, or it is listed."""
        last = 0
        while res_ids := self._next_written(plan, res_model, last):
            changes = self._first_changes(plan, res_model, res_ids)
            found = self._differences(changes, res_model)
            self.env["pulse.undo.item"]._record(plan, found, is_proof=True)
            self.env.invalidate_all()
            last = res_ids[-1]

    def _next_written(self, plan, res_model, last):
        rows = self.env.execute_query(
            SQL(
                """SELECT DISTINCT res_id FROM pulse_change
                    WHERE res_model = %(model)s AND operation = 'write'
                      AND res_id > %(last)s AND %(taken)s
                      AND res_id NOT IN (
                          SELECT res_id FROM pulse_change
                           WHERE res_model = %(model)s AND operation = 'create'
                             AND %(taken)s)
                    ORDER BY res_id LIMIT %(limit)s""",
                model=res_model,
                last=last,
                taken=self._taken(plan),
                limit=CHUNK,
            )
        )
        return [res_id for (res_id,) in rows]

    def _first_changes(self, plan, res_model, res_ids):
        """Return the changes of the records, oldest first."""
        rows = self.env.execute_query(
            SQL(
                """SELECT id FROM pulse_change WHERE res_model = %s AND res_id = ANY(%s)
                      AND operation = 'write' AND %s ORDER BY id""",
                res_model,
                res_ids,
                self._taken(plan),
            )
        )
        return self.env["pulse.change"].browse(id_ for (id_,) in rows)

    def _differences(self, changes, res_model):
        """Return (change, Obstacle) of the records that differ.

        A field must hold what it held before the first of the changes.
        """
        wanted, last = {}, {}
        for change in changes:
            fields = wanted.setdefault(change.res_id, {})
            last.setdefault(change.res_id, change)
            if change.undo_state == "blocked":
                last[change.res_id] = change
            for name, value in (change.before or {}).items():
                fields.setdefault(name, (change, value))
        records = quiet(self.env[res_model]).browse(wanted).exists()
        here, found = set(records.ids), []
        differing = self._differing(records, wanted)
        for res_id, change in last.items():
            if res_id not in here:
                found.append((change, Obstacle("record_gone")))
            elif names := differing.get(res_id):
                reason = change.blocked_reason or "not_as_before"
                found.append((change, Obstacle(reason, tuple(sorted(names)))))
        return found

    def _differing(self, records, wanted):
        """Return {record id: names} of the fields that do not hold what they must.

        :param wanted: {record id: {field: (change, value)}}
        """
        by_loader, found = {}, {}
        for record in records:
            for name, (change, value) in wanted[record.id].items():
                values = by_loader.setdefault(change.object_name, {})
                values.setdefault(record.id, {})[name] = value
        for object_name, values in by_loader.items():
            loader = loader_of_change(self.env, object_name, records._name)
            held = loader._read_written(records.browse(values), values)
            for res_id, fields in values.items():
                names = {n for n, value in fields.items() if held[res_id][n] != value}
                found[res_id] = found.get(res_id, set()) | names
        return found

    # counts

    def _write_counts(self, plan):
        touched = self._count_touched(plan)
        listed = {}
        lines = []
        for (name, model, operation, reason), count, labels in plan._blocked_classes(
            is_proof=True
        ):
            key = name, model, operation
            listed[key] = listed.get(key, 0) + count
            lines.append(
                {
                    **plan._prepare_line(
                        LISTED, name, model, operation, reason, count, labels
                    ),
                    "is_proof": True,
                }
            )
        for key, count in touched.items():
            if count > listed.get(key, 0):
                equal = count - listed.get(key, 0)
                vals = plan._prepare_line(EQUAL, *key, False, equal)
                lines.append({**vals, "is_proof": True, "sequence": 100})
        self.env["pulse.undo.line"].create(lines)
        total = sum(touched.values())
        bad = sum(listed.values())
        plan.write(
            {
                "touched_count": total,
                "listed_count": bad,
                "equal_count": total - bad,
            }
        )

    def _count_touched(self, plan):
        """Return {(object, model, operation): records}, each record once.

        A record that the load created and wrote to later is one that it created; one
        that several objects wrote to counts with the object that is listed, if any.
        """
        rows = self.env.execute_query(
            SQL(
                """
                SELECT object_name, res_model, operation, count(*) FROM (
                    SELECT DISTINCT ON (pulse_change.res_model, pulse_change.res_id)
                           pulse_change.object_name, pulse_change.res_model,
                           pulse_change.operation
                      FROM pulse_change LEFT JOIN pulse_undo_item i
                        ON i.change_id = pulse_change.id AND i.plan_id = %s
                       AND i.is_proof
                     WHERE %s
                     ORDER BY pulse_change.res_model, pulse_change.res_id, i.id,
                              pulse_change.operation, pulse_change.id
                ) AS touched GROUP BY 1, 2, 3
                """,
                plan.id,
                self._taken(plan),
            )
        )
        return {tuple(key): count for *key, count in rows}
