"""Which changes of a run's journal an undo is about."""

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...loaders.undo_built import sql_mark_for, sql_mark_of
from ...loaders.unit import sql_unit_key_of
from ..load.batch import PHASES

_UNIT = SQL(
    "(pulse_change.object_name, %s)",
    sql_unit_key_of(SQL("pulse_change.external_id")),
)
_NEEDED = {
    "phase": "phase",
    "object": "object_name",
    "patient": "patient_key",
    "batch": "batch_ids",
    "rows": "scope_key",
}


class UndoPlan(models.Model):
    _inherit = "pulse.undo.plan"

    def _freeze_scope(self):
        """What is verified or staged meanwhile changes no plan."""
        self.ensure_one()
        needed = _NEEDED.get(self.scope)
        if needed and not self[needed]:
            raise UserError(self.env._("Choose what to undo first."))
        key = dict(self.scope_key or {})
        if self.scope == "batch" and self.batch_ids:
            key["batches"] = self.batch_ids.filtered(
                lambda batch: batch.run_id == self.run_id
            ).ids
        elif self.scope == "patient":
            key["units"] = self._units_of_patient()
        elif self.scope == "checks":
            key["units"] = self._units_of_checks()
        self._set_state(self.state, scope_key=key)

    def _units_of_patient(self):
        return self._units(
            SQL(
                """SELECT DISTINCT unit_object, unit_key FROM pulse_row
                    WHERE run_id = %(run)s AND unit_key IS NOT NULL
                      AND (patient_key = %(key)s
                        OR unit_object = 'patient' AND unit_key = %(key)s)""",
                run=self.run_id.id,
                key=self.patient_key.strip(),
            )
        )

    def _units_of_checks(self):
        """A finding names a record, or a file of which all rows are in doubt."""
        return self._units(
            SQL(
                """SELECT object_name, %(unit_key)s
                     FROM pulse_check
                    WHERE run_id = %(run)s AND severity = 'error'
                      AND external_id IS NOT NULL AND object_name IS NOT NULL
                    UNION
                   SELECT r.unit_object, r.unit_key
                     FROM pulse_check k JOIN pulse_row r ON r.file_id = k.file_id
                    WHERE k.run_id = %(run)s AND k.severity = 'error'
                      AND k.external_id IS NULL AND r.unit_key IS NOT NULL""",
                run=self.run_id.id,
                unit_key=sql_unit_key_of(SQL("external_id")),
            )
        )

    def _units(self, query):
        self.env.flush_all()
        return [list(unit) for unit in self.env.execute_query(query)]

    def _where(self):
        """Return the SQL condition on ``pulse_change`` that is this plan's scope.

        What was drawn of an advance goes with it, and with its bill.
        """
        self.ensure_one()
        chosen = self._chosen()
        if self.scope in ("run", "phase"):
            return chosen
        return SQL(
            """(%(chosen)s OR pulse_change.object_name = 'bill' AND %(mark)s IN (
                    SELECT %(advance)s FROM pulse_change
                     WHERE pulse_change.run_id = %(run)s
                       AND pulse_change.object_name = 'payment' AND %(chosen)s))""",
            chosen=chosen,
            mark=sql_mark_of(SQL("pulse_change.external_id")),
            advance=sql_mark_for(SQL("pulse_change.external_id")),
            run=self.run_id.id,
        )

    def _chosen(self):
        """Return the SQL condition of what the scope itself names."""
        key = self.scope_key or {}
        if self.scope == "phase":
            return SQL("pulse_change.object_name = ANY(%s)", list(PHASES[self.phase]))
        if self.scope == "object":
            return SQL("pulse_change.object_name = %s", self.object_name)
        if self.scope == "batch":
            return SQL("pulse_change.batch_id = ANY(%s)", key.get("batches", []))
        if self.scope == "run":
            return SQL("TRUE")
        units = key.get("units", [])
        return SQL(
            "%s IN (SELECT * FROM unnest(%s::varchar[], %s::varchar[]))",
            _UNIT,
            [object_name for object_name, _key in units],
            [unit_key for _object_name, unit_key in units],
        )

    def _count_open(self, is_again=False):
        """Count the changes to take back; what was blocked is one of them again."""
        self.ensure_one()
        states = SQL(
            "undo_state IS NULL OR undo_state = 'blocked'"
            if is_again
            else "undo_state IS NULL"
        )
        rows = self.env.execute_query(
            SQL(
                "SELECT count(*) FROM pulse_change WHERE run_id = %s AND (%s) AND %s",
                self.run_id.id,
                states,
                self._where(),
            )
        )
        return rows[0][0]
