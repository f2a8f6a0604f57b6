"""What an update would write, found without writing: the load's own comparison."""

from odoo import models

from ..engine.errors import RowError
from . import stored
from .private import private_log
from .quiet import quiet
from .trace import PARTNER
from .transient import is_transient


class Loader(models.AbstractModel):
    _inherit = "pulse.loader"

    @private_log()
    def _planned(self, units, scope):
        """Compare units whose records exist with these; queries per call, not per unit.

        ``#suffix.field`` is a field of a further record, ``#suffix`` one to be created,
        ``patient.field`` one of the patient's own page.

        :return: {unit key: {field: (stored value now, stored value then)}} and
            {unit key: code} of what the load will reject
        """
        found = self._find_existing(units, scope)
        ready, rejected = [], {}
        for unit in units:
            if unit.key not in found or (self._needs_patient and not unit.partner_id):
                continue
            unit.record_id = found[unit.key]
            try:
                unit.vals = self._prepare_vals(unit, scope)
                ready.append(unit)
            except RowError as error:
                rejected[unit.key] = error.code
            except Exception as error:
                if is_transient(error):
                    raise
                continue  # loading will say it of the row
        planned = {unit.key: {} for unit in ready}
        for unit, name, values in self._plan_or_halve(ready, scope, rejected):
            planned[unit.key][name] = values
        return {k: v for k, v in planned.items() if k not in rejected}, rejected

    def _plan_or_halve(self, units, scope, rejected):
        """Return what would be written; halve down to units whose documents refuse."""
        try:
            return list(self._planned_values(units, scope))
        except RowError as error:
            if len(units) == 1:
                rejected[units[0].key] = error.code
                return []
        middle = len(units) // 2
        return [
            *self._plan_or_halve(units[:middle], scope, rejected),
            *self._plan_or_halve(units[middle:], scope, rejected),
        ]

    def _find_existing(self, units, scope):
        """Return {unit key: record id} of the records that are still here."""
        found = self._find(units, scope) if units else {}
        here = quiet(self.env[self._target]).browse(found.values()).exists()
        here = set(here.ids)
        return {key: res_id for key, res_id in found.items() if res_id in here}

    def _planned_values(self, units, scope):
        """Yield (unit, field, (value now, value then)) of what would be written."""
        if not units:
            return
        main = [(unit, "", unit.vals) for unit in units]
        records = quiet(self.env[self._target]).browse(u.record_id for u in units)
        yield from self._differing(main, records)
        here, records, new = self._split_extras(units, scope)
        yield from self._differing(here, records)
        for unit, suffix, _vals in new:
            yield unit, suffix, (False, False)
        parts, partners = self._partner_parts(units, scope)
        for unit, name, values in self._differing(parts, partners):
            yield unit, f"{PARTNER}{name}", values

    def _differing(self, parts, records):
        for unit, suffix, record, vals in self._compared(parts, records):
            then = stored.of_vals(record, vals)
            now = stored.of_records(record, list(vals))[record.id]
            for name, value in then.items():
                yield (
                    unit,
                    f"{suffix}.{name}" if suffix else name,
                    (now[name], value),
                )
