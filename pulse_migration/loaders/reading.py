"""Rows of a batch into units, with the patient and the physician they name."""

from odoo import models
from odoo.tools import SQL

from .unit import Unit, UnitRow


class Loader(models.AbstractModel):
    _inherit = "pulse.loader"

    def _read_units(self, batch, scope):
        """Group the batch's rows into units and resolve their references."""
        domain = SQL(
            "batch_id = %s AND action IN ('create','update','merge')", batch.id
        )
        return self._build_units(domain, scope)

    def _build_units(self, where, scope):
        self.env["pulse.row"].flush_model()
        units = {}
        for key, row in self._read_rows(where):
            units.setdefault(key, Unit(key, [])).rows.append(row)
        if self._has_parts and units:
            self._add_earlier(units, scope)
        partners = self.env["pulse.link"]._find_partners(
            scope.migration,
            {unit.head.patient_key for unit in units.values() if unit.head.patient_key},
        )
        for unit in units.values():
            unit.partner_id = partners.get(unit.head.patient_key, 0)
            unit.user_id = scope.users.get(unit.head.physician_key, 0)
        return list(units.values())

    def _read_rows(self, where):
        """Return (unit key, row) of the rows that the literal condition chooses."""
        rows = self.env.execute_query(
            SQL(
                """SELECT unit_key, id, object_name, values, fingerprint, action,
                          patient_key, physician_key, document_id, is_latest,
                          batch_id, external_id, run_id
                     FROM pulse_row WHERE %s
                    ORDER BY unit_key, run_id, object_name, action = 'merge', file_id,
                             line, id
                """,
                where,
            )
        )
        return [(key, UnitRow(*cells)) for key, *cells in rows]

    def _add_earlier(self, units, scope):
        """Give the units the rows of earlier exports that make the same records."""
        runs = scope.migration.run_ids.filtered(lambda run: run.id < scope.run.id)
        if not runs:
            return
        unit = next(iter(units.values()))
        where = SQL(
            """run_id = ANY(%s) AND unit_object = %s AND unit_key = ANY(%s)
               AND state IN ('created', 'updated', 'unchanged', 'merged')""",
            runs.ids,
            unit.head.object_name,
            list(units),
        )
        for key, row in self._read_rows(where):
            units[key].earlier.append(row)
