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
        rows = self.env.execute_query(
            SQL(
                """SELECT unit_key, id, object_name, values, fingerprint, action,
                          patient_key, physician_key, document_id, is_latest,
                          batch_id
                     FROM pulse_row WHERE %s
                    ORDER BY unit_key, object_name, action = 'merge', file_id, line, id
                """,
                where,
            )
        )
        units = {}
        for key, *cells in rows:
            units.setdefault(key, Unit(key, [])).rows.append(UnitRow(*cells))
        partners = self.env["pulse.link"]._find_partners(
            scope.migration,
            {unit.head.patient_key for unit in units.values() if unit.head.patient_key},
        )
        for unit in units.values():
            unit.partner_id = partners.get(unit.head.patient_key, 0)
            unit.user_id = scope.users.get(unit.head.physician_key, 0)
        return list(units.values())
