"""Rows of a batch into units, with the patient and the physician they name."""

from odoo import models
from odoo.tools import SQL

from . import resolved
from .unit import LOADED, Unit, UnitRow


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
        for key, row in self._read_rows(where, scope):
            units.setdefault(key, Unit(key, [])).rows.append(row)
        if self._has_parts and units:
            self._add_earlier(units, scope)
        partners = self.env["pulse.link"]._find_partners(
            scope.migration,
            {unit.head.patient_key for unit in units.values() if unit.head.patient_key},
        )
        for unit in units.values():
            unit.scope = scope
            unit.partner_id = partners.get(unit.head.patient_key, 0)
            unit.user_id = scope.users.get(unit.head.physician_key, 0)
        return list(units.values())

    def _read_rows(self, where, scope):
        """Return (unit key, row) of the rows that the literal condition chooses."""
        rows = self.env.execute_query(
            SQL(
                """SELECT r.unit_key, r.id, r.object_name, r.values, %s, r.action,
                          r.patient_key, r.physician_key, r.document_id, r.is_latest,
                          r.batch_id, r.external_id, r.run_id, r.file_id,
                          r.res_id
                     FROM (SELECT * FROM pulse_row WHERE %s) AS r %s
                    ORDER BY r.unit_key, r.run_id, r.object_name, r.action = 'merge',
                             r.file_id, r.line, r.id
                """,
                resolved.fingerprint(scope.migration),
                where,
                resolved.joins(),
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
               AND state IN %s""",
            runs.ids,
            unit.object_name,
            list(units),
            LOADED,
        )
        for key, row in self._read_rows(where, scope):
            units[key].add_earlier(row)
