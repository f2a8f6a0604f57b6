"""What rows said whose run was purged: it stays with the link of what they became.

A later export adds to the same record: without it a bill would lose its lines, a
conversation its beginning. Prints of such rows are keyed, so new ones are compared in
the same form.
"""

from odoo import models
from odoo.tools import SQL

from ..engine import catalog, fingerprint

_PRINT = 64  # digits of a print; what follows is how its row was decided


class Loader(models.AbstractModel):
    _inherit = "pulse.loader"

    def _read_rows(self, where, scope):
        """Rows of purged runs say what they said; one whose record went says nothing"""
        found = super()._read_rows(where, scope)
        key = scope.migration.sudo().print_key
        if not key:
            return found
        forgotten = {unit_key for unit_key, row in found if row.values is None}
        parts = self._read_parts(forgotten, scope)
        for _key, row in found:
            row.keyed = _keyed(row.fingerprint or "", key)
            if row.values is None:
                row.values = parts.get(str(row.id))
        return [entry for entry in found if entry[1].values is not None]

    def _read_parts(self, unit_keys, scope):
        """Return {row id: its values} of what the links of these units hold."""
        if not unit_keys:
            return {}
        return dict(
            self.env.execute_query(
                SQL(
                    """SELECT part.key, part.value
                         FROM pulse_link l, jsonb_each(l.parts) AS part
                        WHERE l.migration_id = %s AND l.object_name = ANY(%s)
                          AND l.external_id = ANY(%s) AND l.parts IS NOT NULL""",
                    scope.migration.id,
                    list(catalog.OBJECTS),
                    list(unit_keys),
                )
            )
        )


def _keyed(print_, key):
    """Key the print of a row; how it was decided stays behind it."""
    size = _PRINT + len(fingerprint.KEYED) * print_.startswith(fingerprint.KEYED)
    return fingerprint.keyed(print_[:size], key) + print_[size:]
