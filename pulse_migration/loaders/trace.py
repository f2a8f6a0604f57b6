"""Which target fields a source field has a part in, found by leaving it out.

Not a table kept by hand: the loader prepares its values without the field, and what
then differs is where the field lands. A field that makes no difference is lost.
"""

import re
from dataclasses import replace

from odoo import models

from ..engine import diff
from ..engine.combine import combine
from . import stored

# values that staging makes of others, unless a column is mapped to them
_WHOLES = frozenset("name start date sent_at patient_name physician_name".split())
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
PARTNER = "patient."


class Loader(models.AbstractModel):
    _inherit = "pulse.loader"

    _kept_as = {}  # field of the values -> the names it is compared by, when others

    def _trace(self, unit, scope, mapped):
        """Return (target field -> stored value, source field -> its target fields).

        :param mapped: the source fields that columns of the unit's files are mapped to
        """
        base = self._prepared(unit, scope)
        names = dict.fromkeys(name for row in unit.rows for name in row.values)
        influence = {
            name: self._landed(base, unit, scope, name, mapped) for name in names
        }
        return self._signature(unit, scope), influence

    def _landed(self, base, unit, scope, name, mapped):
        """Return the target fields that differ without ``name``; else, with another.

        The second look finds what only repeats: a name beside first and last name.
        """
        for other in (None, _another(unit.values.get(name))):
            try:
                changed = self._without(unit, name, mapped, other)
                found = diff.differing(base, self._prepared(changed, scope))
            except Exception:  # noqa: BLE001, S112 - a missing value raises anything
                continue
            if found:
                return self._names_of(found)
        return ()

    def _prepared(self, unit, scope):
        """Return everything the unit writes, as given to Odoo, by one name each.

        ``#suffix.field`` is a field of a further record, ``patient.field`` one of the
        patient's own page.
        """
        found = dict(self._prepare_vals(unit, scope))
        for suffix, vals in self._prepare_extra_vals(unit, scope).items():
            found.update({f"#{suffix}.{name}": vals[name] for name in vals})
        partner = self._prepare_partner_vals(unit, scope)
        found.update({f"{PARTNER}{name}": partner[name] for name in partner})
        return found

    def _names_of(self, names):
        """Return the names by which verification compares fields."""
        found = []
        for name in names:
            part, dot, field_name = name.rpartition(".")
            kept = self._kept_as.get(field_name, (stored.name_of(field_name),))
            found += [f"{part}{dot}{kept_name}" for kept_name in kept]
        return tuple(found)

    def _signature(self, unit, scope):
        """Return ``_prepared`` in stored form."""
        found = self._stored(self._prepare_vals(unit, scope))
        for suffix, vals in self._prepare_extra_vals(unit, scope).items():
            extra = self._stored(vals)
            found.update({f"#{suffix}.{name}": extra[name] for name in extra})
        partner = self._prepare_partner_vals(unit, scope)
        partner = stored.of_vals(self.env["res.partner"], partner)
        found.update({f"{PARTNER}{name}": partner[name] for name in partner})
        return found

    def _without(self, unit, name, mapped, other):
        """Return the unit as if each row held ``other`` in the field, or nothing."""
        rows = []
        for row in unit.rows:
            values = {
                key: value
                for key, value in row.values.items()
                if key != name and (key in mapped or key not in _WHOLES)
            }
            if other is not None and name in row.values:
                values[name] = other
            combine(row.object_name, values)
            document_id = 0 if name == "file" else row.document_id
            rows.append(replace(row, values=values, document_id=document_id))
        is_id = str(unit.values.get(name) or "") == unit.key
        return replace(
            unit,
            key="" if is_id else unit.key,
            rows=rows,
            flags=[],
            partner_id=0
            if name in ("patient_id", "patient_phone")
            else unit.partner_id,
            user_id=0 if name.startswith("physician_") else unit.user_id,
        )


def _another(value):
    """Return another value of the same form: a day stays a day."""
    text = str(value or "")
    return f"2001{text[4:]}" if _ISO_DAY.match(text) else f"{text}~"
