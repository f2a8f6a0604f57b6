"""Verifying records: every loaded one is read back and compared field by field."""

from odoo import models
from odoo.tools import SQL

from ..loaders.base import loader_of

CHUNK = 1000


class Verify(models.AbstractModel):
    _inherit = "pulse.verify"

    def _compare_records(self, run):
        """Compare what the rows say with what the database holds, field by field."""
        totals = {"records": 0, "fields": 0, "mismatches": 0}
        objects = self.env.execute_query(
            SQL(
                """SELECT DISTINCT unit_object FROM pulse_row
                    WHERE run_id = %s AND state IN ('created', 'updated', 'merged')
                    ORDER BY 1""",
                run.id,
            )
        )
        for (object_name,) in objects:
            loader = loader_of(run, object_name)
            scope = loader._scope(run)
            for units in self._unit_chunks(run, object_name, loader, scope):
                self._compare_units(run, loader, units, scope, totals)
                self.env.invalidate_all()
        return totals

    def _unit_chunks(self, run, object_name, loader, scope):
        """Yield lists of units whose rows were loaded, a bounded number at a time."""
        keys = self.env.execute_query(
            SQL(
                """SELECT DISTINCT unit_key FROM pulse_row
                    WHERE run_id = %s AND unit_object = %s
                      AND state IN ('created', 'updated', 'merged') ORDER BY 1""",
                run.id,
                object_name,
            )
        )
        keys = [key for (key,) in keys]
        for start in range(0, len(keys), CHUNK):
            where = SQL(
                """run_id = %s AND unit_object = %s AND unit_key = ANY(%s)
                   AND state IN ('created', 'updated', 'merged')""",
                run.id,
                object_name,
                keys[start : start + CHUNK],
            )
            yield loader._build_units(where, scope)

    def _compare_units(self, run, loader, units, scope, totals):
        expected = loader._expected(units, scope)
        links = self.env["pulse.link"].search_fetch(
            [
                ("migration_id", "=", run.migration_id.id),
                ("object_name", "=", units[0].head.object_name),
                ("external_id", "in", list(expected)),
            ],
            ["external_id", "res_model", "res_id"],
        )
        targets = {link.external_id: link for link in links}
        names = list(dict.fromkeys(n for vals in expected.values() for n in vals))
        found = loader._read_back([link.res_id for link in links], names)
        edited = self._edited_keys(run, units)
        for key, wanted in expected.items():
            link = targets.get(key)
            actual = found.get(link.res_id) if link else None
            totals["records"] += 1
            self._compare_one(
                run, units, key, wanted, actual, link, totals, key in edited
            )

    def _compare_one(self, run, units, key, wanted, actual, link, totals, is_edited):
        object_name = units[0].head.object_name
        where = {
            "object_name": object_name,
            "external_id": key,
            "res_model": link.res_model if link else False,
            "res_id": link.res_id if link else 0,
        }
        if actual is None:
            totals["mismatches"] += 1
            self._add(run, "record_missing", **where)
            return
        for name, value in wanted.items():
            totals["fields"] += 1
            if actual.get(name) == value:
                continue
            if is_edited:
                self._add(run, "edited_in_odoo", "warning", field_name=name, **where)
                continue
            totals["mismatches"] += 1
            self._add(run, "field_differs", field_name=name, **where)

    def _edited_keys(self, run, units):
        """Return the keys of units whose load left a field to a person's edit."""
        rows = self.env.execute_query(
            SQL(
                """SELECT unit_key FROM pulse_row WHERE id = ANY(%s)
                      AND issue_codes LIKE '%%edited_in_odoo%%'""",
                [row.id for unit in units for row in unit.rows],
            )
        )
        return {key for (key,) in rows}
