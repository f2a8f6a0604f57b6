"""The scope of a migration: what its export holds, and how much of it is work."""

from odoo import fields, models
from odoo.tools import SQL

from ...engine import catalog, complexity
from ...engine.value_maps import KINDS


class Run(models.Model):
    _inherit = "pulse.run"

    grade = fields.Selection(
        [(letter, letter) for letter in complexity.GRADES],
        "Complexity",
        readonly=True,
        copy=False,
        help="A is a plain migration, D one that needs weeks; the scope says why.",
    )
    scope = fields.Json(
        "Scope Facts",
        readonly=True,
        copy=False,
        help="Objects, columns, volumes and decisions left.",
    )

    def _prepare_scope_vals(self):
        """Return the run's scope and grade as values of its fields."""
        self.env.flush_all()
        objects = self._scope_objects()
        decisions = self._scope_decisions()
        money = self._sum_bills()
        rows = sum(item["rows"] for item in objects)
        found = complexity.grade(
            {
                "rows": rows,
                "odd_columns": complexity.odd_columns(objects),
                "unloaded_rows": complexity.percent(
                    sum(item["not_loaded"] for item in objects), rows
                ),
                "decisions": sum(decisions.values()),
                "manual_objects": sum(map(complexity.is_manual, objects)),
                "currencies": len(money),
            }
        )
        return {
            "grade": found.letter,
            "scope": {
                "objects": objects,
                "decisions": decisions,
                "money": money,
                "marks": [[m.name, m.number, m.letter] for m in found.marks],
            },
        }

    def _scope_objects(self):
        """Return one dict an object of the export: volumes, columns, their fates."""
        columns, words = self._scope_columns(), self._scope_words()
        rows = self.env.execute_query(
            SQL(
                """SELECT object_name, count(*),
                          count(*) FILTER (WHERE state IN ('held', 'rejected')),
                          min(occurred_on)::text, max(occurred_on)::text,
                          count(DISTINCT file_id)
                     FROM pulse_row WHERE run_id = %s AND state <> 'excluded'
                    GROUP BY 1""",
                self.id,
            )
        )
        found = {name: values for name, *values in rows}
        return [
            {
                "name": name,
                "rows": found[name][0],
                "not_loaded": found[name][1],
                "first": found[name][2],
                "last": found[name][3],
                "files": found[name][4],
                "words": words.get(name, 0),
                **columns.get(name, {}),
            }
            for name in catalog.OBJECTS
            if name in found
        ]

    def _scope_columns(self):
        """Return {object: {fate of a column: how many, "look": how many}}."""
        counts, unsure = {}, self._unsure_columns()
        for mapping in self.mapping_ids:
            name = mapping.object_name
            if name not in catalog.OBJECTS:
                continue
            fate = complexity.fate_of(
                name,
                mapping.field_name or "",
                is_canonical=mapping.field_name in catalog.OBJECTS[name].fields,
                treatment=mapping.treatment,
                filled=mapping.filled_count,
            )
            fates = counts.setdefault(
                name, dict.fromkeys((*complexity.FATES, "look", "columns"), 0)
            )
            fates[fate] += 1
            fates["columns"] += 1
            fates["look"] += mapping in unsure
        return counts

    def _unsure_columns(self):
        """Return the columns to look at; in a confirmed file somebody has."""
        return self.mapping_ids.filtered(
            lambda m: m.state == "look" and not m.file_id.is_confirmed
        )

    def _scope_words(self):
        """Return {object: distinct words of its columns that have value maps}."""
        lines = dict(
            self.env["pulse.value.map"]._read_group(
                [("migration_id", "=", self.migration_id.id), ("row_count", ">", 0)],
                ["kind"],
                ["__count"],
            )
        )
        mapped = {(m.object_name, m.field_name) for m in self.mapping_ids}
        words = {}
        for kind, count in lines.items():
            for name in {name for name, _field in KINDS[kind].columns & mapped}:
                words[name] = words.get(name, 0) + count
        return words

    def _scope_decisions(self):
        """Return {what: how many} of what a person still has to say."""
        open_ones = [("migration_id", "=", self.migration_id.id)]
        files = self.file_ids.filtered(
            lambda f: f.state in ("unused", "unreadable") and not f.is_excluded
        )
        return {
            "physicians": self.env["pulse.physician"].search_count(
                [*open_ones, ("decision", "=", False)]
            ),
            "words": self.env["pulse.value.map"].search_count(
                [*open_ones, ("state", "=", "look")]
            ),
            "columns": len(self._unsure_columns()),
            "date_orders": len(self.mapping_ids.filtered("is_order_open")),
            "files": len(files),
        }
