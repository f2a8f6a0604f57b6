"""Three values of a field: the source's last, the source's new, and Odoo's.

Only the source moved: written. Only Odoo moved: kept. Both, differently: kept, and
queued for a person.
"""

from odoo import models

from ..engine import diff
from . import stored
from .clearing import DECIDED_BY_PEOPLE


class Loader(models.AbstractModel):
    _inherit = "pulse.loader"

    # fields that make sense together: one in conflict takes the others along
    _together = ()

    def _compared(self, parts, records):
        """Yield (unit, suffix, record, values to write), one part after the other."""
        last = self.env["pulse.change"].sudo()._last_written(records)
        parts = list(parts)
        cleared = self._cleared_parts(parts, records, last)
        for place, ((unit, suffix, vals), record) in enumerate(
            zip(parts, records, strict=True)
        ):
            names = cleared.get(place, ())
            theirs = last.get(record.id, {})
            vals = self._changed_vals(unit, record, vals, theirs, names)
            yield unit, suffix, record, vals

    def _changed_vals(self, unit, record, vals, last, cleared):
        """Return the values that differ and that nobody edited since.

        To clear a field that a load had filled is an edit too. Blanks say nothing, but
        of the fields ``cleared``, which the source emptied since.
        """
        vals = {**vals, **dict.fromkeys(cleared, False)}
        wanted = stored.of_vals(record, vals)
        current = stored.of_records(record, list(vals))[record.id]
        moves = {}
        for name, value in vals.items():
            if name in cleared or not stored.is_blank(record, name, value):
                key = stored.name_of(name)
                moves[name] = diff.three_way(last.get(key), wanted[key], current[key])
            if name in cleared and name in DECIDED_BY_PEOPLE:
                moves[name] = diff.CONFLICT if current[name] else diff.SAME
        self._settle_moves(moves)
        for name, moved in moves.items():
            key = stored.name_of(name)
            place = (record._name, record.id, key)
            if moved in (diff.KEEP, diff.CONFLICT):
                unit.add_edited(name)
            if moved == diff.CONFLICT:
                unit.add_conflict(place, (last.get(key), wanted[key], current[key]))
            else:  # only one side, or none, differs from what was said last
                unit.agreed.append(place)
            if moved == diff.WRITE and name in cleared:
                unit.add_cleared(name)
        chosen = {name: vals[name] for name in vals if moves.get(name) == diff.WRITE}
        return self._whole_vals(chosen)

    def _settle_moves(self, moves):
        """Let a field in conflict take along those that make sense with it only."""
        for names in self._together:
            if any(moves.get(name) == diff.CONFLICT for name in names):
                for name in names:
                    if moves.get(name) == diff.WRITE:
                        moves[name] = diff.CONFLICT

    def _whole_vals(self, vals):
        """Return the values to write with what Odoo itself changes along with them."""
        return vals

    def _queue_conflicts(self, batch, units):
        """Leave to a person, or to a rule, what both sides changed."""
        self.env["pulse.conflict"].sudo()._record(batch, units)
