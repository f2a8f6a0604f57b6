"""Verifying records: every loaded one is read back and compared field by field."""

from contextlib import closing

from odoo import models
from odoo.tools import SQL, split_every

from ...loaders.base import loader_of
from ...loaders.garbage import uncollected
from ...loaders.unit import WRITTEN, unit_key_of

CHUNK = 1000
COUNTED = ("records", "fields", "mismatches")
EVERY = SQL("TRUE")


class Verify(models.AbstractModel):
    _inherit = "pulse.verify"

    def _compare_records(self, run):
        """Compare what the rows say with what the database holds, field by field."""
        totals = dict.fromkeys(COUNTED, 0)
        for object_name, keys in self._find_units(run):
            self._compare_object(run, object_name, keys, totals)
        return totals

    def _find_units(self, run, unit=EVERY):
        """Return (object, keys of its units whose rows were loaded) for each object.

        :param unit: a condition for all loaded rows of a unit together
        """
        return self.env.execute_query(
            SQL(
                """SELECT unit_object, array_agg(unit_key ORDER BY unit_key)
                     FROM (SELECT unit_object, unit_key FROM pulse_row
                            WHERE run_id = %s AND state IN %s
                            GROUP BY 1, 2 HAVING %s) AS unit
                    GROUP BY 1 ORDER BY 1""",
                run.id,
                WRITTEN,
                unit,
            )
        )

    def _compare_object(self, run, object_name, keys, totals):
        """Compare units of one object, a bounded number at a time."""
        loader = loader_of(run, object_name)
        scope = loader._scope(run)
        with closing(scope.files):
            for units in self._unit_chunks(run, object_name, keys, scope):
                self._compare_units(run, loader, units, scope, totals)
                self.env.invalidate_all()

    def _unit_chunks(self, run, object_name, keys, scope):
        """Yield lists of units whose rows were loaded, a bounded number at a time."""
        for chunk in split_every(CHUNK, keys, list):
            where = SQL(
                """run_id = %s AND unit_object = %s AND unit_key = ANY(%s)
                   AND state IN %s""",
                run.id,
                object_name,
                chunk,
                WRITTEN,
            )
            yield loader_of(run, object_name)._build_units(where, scope)

    @uncollected()
    def _compare_units(self, run, loader, units, scope, totals):
        expected = loader._expected(units, scope)
        self._add_refused(run, units, totals)
        links = self.env["pulse.link"]._find_targets(
            run.migration_id, units[0].object_name, expected, loader._target
        )
        record_ids = list(links.values())
        emptied = self._emptied_fields(run, loader._target, record_ids)
        every = (*expected.values(), *emptied.values())
        names = list(dict.fromkeys(name for vals in every for name in vals))
        found = loader._read_back(record_ids, names)
        edited = self._edited_fields(units)
        later = self._later_fields(run, loader._target, record_ids)
        for key, wanted in expected.items():
            where = {
                "object_name": units[0].object_name,
                "external_id": key,
                "res_model": loader._target if key in links else False,
                "res_id": links.get(key, 0),
            }
            totals["records"] += 1
            if where["res_id"] not in found:
                totals["mismatches"] += 1
                self._add(run, "record_missing", **where)
                continue
            wanted = {**emptied.get(where["res_id"], {}), **wanted}
            if theirs := later.get(where["res_id"]):
                wanted = {n: value for n, value in wanted.items() if n not in theirs}
            left = edited.get(unit_key_of(key), ())
            self._compare_one(run, wanted, found[where["res_id"]], left, where, totals)

    def _add_refused(self, run, units, totals):
        """Say of which records nobody can tell any more what they must hold."""
        for unit in units:
            if unit.refused:
                totals["records"] += 1
                totals["mismatches"] += 1
                self._add(
                    run,
                    unit.refused,
                    object_name=unit.object_name,
                    external_id=unit.key,
                )

    def _compare_one(self, run, wanted, actual, left, where, totals):
        """Compare one record; ``left`` are the fields that loading left to a person."""
        totals["fields"] += len(wanted)
        for name in [n for n, value in wanted.items() if actual.get(n) != value]:
            if name in left or "" in left:
                self._add(run, "edited_in_odoo", "warning", field_name=name, **where)
                continue
            totals["mismatches"] += 1
            self._add(run, "field_differs", field_name=name, **where)

    def _edited_fields(self, units):
        """Return {unit key: fields that loading left to a person's edit}.

        The empty name stands for the whole record.
        """
        rows = self.env.execute_query(
            SQL(
                """SELECT r.unit_key, issue->>1
                     FROM pulse_row r, LATERAL jsonb_array_elements(r.issues) AS issue
                    WHERE r.id = ANY(%s) AND r.issue_codes LIKE '%%edited_in_odoo%%'
                      AND issue->>0 = 'edited_in_odoo'""",
                [
                    row.id
                    for unit in units
                    for row in (
                        *unit.rows,
                        # what any delivery of a bill left, the bill left
                        *(unit.earlier if unit.object_name == "bill" else ()),
                    )
                ],
            )
        )
        return {key: set(names.split(", ")) for key, names in rows}

    def _emptied_fields(self, run, res_model, record_ids):
        """Return {record id: {field: False}} of what this run emptied, as its source
        did."""
        if not run.is_delta:
            return {}
        rows = self.env.execute_query(
            SQL(
                """SELECT c.res_id, a.key FROM pulse_change c,
                          LATERAL jsonb_each(CASE jsonb_typeof(c.after)
                            WHEN 'object' THEN c.after END) AS a
                    WHERE c.run_id = %s AND c.res_model = %s AND c.res_id = ANY(%s)
                      AND c.operation = 'write' AND a.value = 'false'
                      AND c.undo_state IS DISTINCT FROM 'undone'""",
                run.id,
                res_model,
                record_ids,
            )
        )
        found = {}
        for res_id, name in rows:
            found.setdefault(res_id, {})[name] = False
        return found

    def _later_fields(self, run, res_model, record_ids):
        """Return {record id: fields that a later run wrote, and has to answer for}."""
        if not self.env["pulse.run"].search_count([("id", ">", run.id)], limit=1):
            return {}
        changes = self.env["pulse.change"].search_fetch(
            [
                ("run_id", ">", run.id),
                ("res_model", "=", res_model),
                ("res_id", "in", record_ids),
                ("undo_state", "!=", "undone"),
            ],
            ["res_id", "after"],
        )
        fields = {}
        for change in changes:
            fields.setdefault(change.res_id, set()).update(change.after or {})
        return fields
