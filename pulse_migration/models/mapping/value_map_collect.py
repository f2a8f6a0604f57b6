"""Finding the distinct values of an export, and proposing a target for each."""

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import SQL

from ...engine import value_maps
from .value_map_targets import Targets


def cells(where):
    """Return SQL of (row id, kind, text) of every cell of a kind that has a map.

    Kinds that loading maps are read as they were converted; those that staging maps as
    the file has them, through the mapping of their column.

    :param where: SQL condition on ``r``, the rows
    """
    columns = {"load": [], "stage": []}
    for kind in value_maps.KINDS.values():
        for object_name, field_name in sorted(kind.columns):
            columns[kind.verb].append(
                SQL("(%s, %s, %s)", kind.name, object_name, field_name)
            )
    return SQL(
        """
        SELECT r.id, c.kind, r.values->>c.field AS text
          FROM pulse_row r JOIN (VALUES %(load)s) AS c(kind, object, field)
            ON c.object = r.object_name
         WHERE r.values->>c.field <> '' AND %(where)s
        UNION ALL
        SELECT r.id, c.kind, btrim(r.payload->>m.header) AS text
          FROM pulse_row r JOIN pulse_mapping m ON m.file_id = r.file_id
          JOIN (VALUES %(stage)s) AS c(kind, object, field)
            ON c.object = r.object_name AND c.field = m.field_name
         WHERE r.state <> 'excluded' AND btrim(r.payload->>m.header) <> ''
           AND %(where)s
        """,
        load=SQL(", ").join(columns["load"]),
        stage=SQL(", ").join(columns["stage"]),
        where=where,
    )


class ValueMap(models.Model):
    _inherit = "pulse.value.map"

    @api.model
    def _collect(self, run):
        """Count the texts of the run's rows; those without a line get one."""
        counts = {
            (kind, text): count
            for kind, text, count in self.env.execute_query(
                SQL(
                    "SELECT kind, text, count(*) FROM (%s) AS cell GROUP BY 1, 2",
                    cells(SQL("r.run_id = %s", run.id)),
                )
            )
        }
        known = self.search([("migration_id", "=", run.migration_id.id)])
        for line in known:
            count = counts.pop((line.kind, line.source_value), 0)
            if not run.same_count:  # else most of its rows are counted already
                line.row_count = count
        decided = {(line.kind, line.key): line for line in known if line.is_confirmed}
        targets = Targets(self.env)
        self.create(
            [
                self._prepare_map_vals(
                    run.migration_id, kind, text, count, decided, targets
                )
                for (kind, text), count in counts.items()
            ]
        )

    def _prepare_map_vals(self, migration, kind, text, count, decided, targets):
        key = value_maps.key_of(text)
        vals = {
            "migration_id": migration.id,
            "kind": kind,
            "source_value": text,
            "key": key,
            "row_count": count,
        }
        if line := decided.get((kind, key)):
            field_name = line._target_field()
            return {
                **vals,
                field_name: line._fields[field_name].convert_to_write(
                    line[field_name], line
                ),
                "state": "sure",
                "is_confirmed": True,
                "confirmed_by": line.confirmed_by.id,
                "confirmed_at": line.confirmed_at,
            }
        if kind == "tax_rate":
            found = targets.tax(migration, text)
            return {**vals, "record_key": found, "state": "sure"}
        meaning, is_sure = value_maps.propose(kind, text)
        return {
            **vals,
            **targets.vals(kind, meaning, key),
            "state": "sure" if is_sure else "look",
        }


class Row(models.Model):
    _inherit = "pulse.row"

    value_map_id = fields.Many2one(
        "pulse.value.map",
        compute="_compute_value_map_id",
        search="_search_value_map_id",
        help="Only to search by: the rows that hold a mapped text.",
    )

    def _compute_value_map_id(self):
        self.value_map_id = False

    def _search_value_map_id(self, operator, value):
        if operator != "in":
            return NotImplemented
        lines = self.env["pulse.value.map"].search([("id", "in", list(value))])
        is_medical = "blood_group" in lines.mapped("kind")
        if is_medical and not (
            self.env.su or self.env.user.has_group("pulse_migration.group_medical")
        ):
            raise AccessError(
                self.env._("Whose blood group it is, is for the medical group.")
            )
        found = SQL(
            """(SELECT cell.id FROM (%s) AS cell JOIN pulse_value_map v
                   ON v.kind = cell.kind AND v.source_value = cell.text
                WHERE v.id = ANY(%s))""",
            cells(SQL("r.migration_id = ANY(%s)", lines.migration_id.ids)),
            lines.ids,
        )
        return [("id", "in", found)]
