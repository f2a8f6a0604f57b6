"""Which columns of a table, and which keys of its records, a source field stands in."""

from odoo import models

from ...engine.decision import find

# a column of so many rows without a single value is of a form that nobody filled in
_UNUSED = 20


class File(models.Model):
    _inherit = "pulse.file"

    def _columns_by_field(self, is_keyed):
        """Return {source field: {header: whether nobody fills it}}; cached.

        :param is_keyed: its records name their keys, and need not name each
        """
        self.ensure_one()
        cache = self.env.cr.cache.setdefault("pulse_columns", {})
        key = self.id, is_keyed
        if key not in cache:
            found = {}
            for header, name in self._decided_columns() if is_keyed else ():
                found.setdefault(name, {})[header] = False
            for line in self.mapping_ids.filtered("field_name"):
                unused = not line.filled_count and self.row_count >= _UNUSED
                found.setdefault(line.field_name, {})[line.header] = unused
            cache[key] = found
        return cache[key]

    def _decided_columns(self):
        """Return (header, source field) of what was confirmed of the object's tables.

        A key that no record of a page fills is no column of it.
        """
        decisions = self.migration_id._decisions(self.object_name)
        lines = self.migration_id._confirmed_lines().filtered(
            lambda line: line.object_name == self.object_name
        )
        found = {line.header: find(decisions, line.header) for line in lines}
        return [(header, d.field) for header, d in found.items() if d and d.field]
