"""Fields that the source emptied since the last load: a blank is a change as well.

Only a cell that is there and blank says so: a column that a file lacks, or a key that
a record omits, says nothing. Which fields a cell has a part in is found by putting its
earlier value back, not by a table kept by hand.
"""

from dataclasses import replace

from odoo import models
from odoo.tools import SQL

from ..engine.combine import combine
from ..engine.errors import RowError
from . import purged, stored
from .unit import LOADED

# blanks alone would hurt a patient: a person decides
DECIDED_BY_PEOPLE = (
    "x_studio_allergy_notes",
    "x_studio_blood_group",
    "x_studio_date_of_birth",
    "x_studio_gender",
)
# what a record is known by is never emptied
_KEYS = ("name", "x_studio_patient_id", "x_studio_appointment_id", "checksum", "active")


class Loader(models.AbstractModel):
    _inherit = "pulse.loader"

    def _cleared_parts(self, parts, records, last):
        """Return {place of a part: fields that the source emptied since}."""
        emptied = {}
        for place, ((unit, _suffix, vals), record) in enumerate(
            zip(parts, records, strict=True)
        ):
            names = _emptied(record, vals, last.get(record.id, {}))
            if names and unit.scope and len(unit.distinct_rows()) == 1:
                emptied[place] = names
        old = self._blanked_values([parts[place][0] for place in emptied])
        found = {}
        for place, names in emptied.items():
            unit, suffix, _vals = parts[place]
            if values := old.get(unit.head.id):
                record = records[place]
                filled = self._filled_vals(unit, suffix, record, values)
                found[place] = [
                    name
                    for name in names
                    if not stored.is_blank(record, name, filled.get(name))
                ]
        return found

    def _filled_vals(self, unit, suffix, record, values):
        """Return what the part would be, were the blanked cells as they had been."""
        row = unit.distinct_rows()[0]
        values = {**row.values, **values}
        combine(row.object_name, values)
        filled = replace(unit, rows=[replace(row, values=values)], flags=[])
        try:
            if record._name != self._target:
                return self._prepare_partner_vals(filled, unit.scope)
            if suffix:
                extra = self._prepare_extra_vals(filled, unit.scope)
                return extra.get(suffix[1:], {})
            return self._prepare_vals(filled, unit.scope)
        except RowError:
            return {}

    def _blanked_values(self, units):
        """Return {row id: {source field: its last value}} of cells that are blank."""
        if not units:
            return {}
        blank = self._blank_fields(units)
        earlier = self._earlier_values([u for u in units if u.head.id in blank])
        return {
            unit.head.id: {
                name: value
                for name, value in earlier.get(unit.key, {}).items()
                if name in blank.get(unit.head.id, ())
            }
            for unit in units
        }

    def _earlier_values(self, units):
        """Return {unit key: {source field: the last value that loads took over}}."""
        if not units:
            return {}
        scope, found = units[0].scope, {}
        rows = self.env.execute_query(
            SQL(
                """SELECT unit_key, %s FROM pulse_row AS r
                    WHERE run_id = ANY(%s) AND unit_object = %s AND unit_key = ANY(%s)
                      AND object_name = %s AND state IN %s
                    ORDER BY run_id, line, id""",
                purged.sql_said("r", scope.migration),
                [run.id for run in scope.migration.run_ids if run.id < scope.run.id],
                units[0].object_name,
                [unit.key for unit in units],
                units[0].head.object_name,
                LOADED,
            )
        )
        for key, values in rows:
            found.setdefault(key, {}).update(values or {})
        return found

    def _blank_fields(self, units):
        """Return {row id: source fields that its record gives as blank}."""
        rows = self.env.execute_query(
            SQL(
                """SELECT id, file_id, blanks,
                          ARRAY(SELECT jsonb_object_keys(payload))
                     FROM pulse_row WHERE id = ANY(%s) AND payload IS NOT NULL""",
                [unit.head.id for unit in units],
            )
        )
        values = {unit.head.id: unit.head.values for unit in units}
        files = self.env["pulse.file"].sudo()
        found = {}
        for id_, file_id, blanks, headers in rows:
            fields = files.browse(file_id)._columns_by_field(blanks is not None)
            given = _is_given(blanks, headers)
            found[id_] = {
                name
                for name, columns in fields.items()
                if name not in values[id_] and _is_blank(columns, headers, given)
            }
        return found


def _emptied(record, vals, last):
    """Return the fields that a load had filled and that are blank by what is said now.

    Yes/no, and what is no field of the record or required, is never blank.
    """
    return [
        name
        for name, value in last.items()
        if value
        and (field := record._fields.get(name))
        and not field.required
        and field.type != "boolean"
        and name not in _KEYS
        and stored.is_blank(record, name, vals.get(name))
    ]


def _is_given(blanks, headers):
    """Return whether a column stands in the record without a value, as a function."""
    if blanks is None:
        return lambda column, is_unused: column not in headers and not is_unused

    def is_given(column, _is_unused):
        return any(column == key or column.startswith(f"{key}.") for key in blanks)

    return is_given


def _is_blank(columns, headers, given):
    """Tell whether a column of a field has a blank cell, and none has another.

    :param columns: {header: whether the file leaves it unused}
    """
    if any(column in headers for column in columns):
        return False
    return any(given(column, is_unused) for column, is_unused in columns.items())
