"""What an update would write to an invoice: it is compared as a whole."""

from odoo import models


class MoveLoader(models.AbstractModel):
    _inherit = "pulse.loader.move"

    def _planned_values(self, units, scope):
        """Yield (unit, field, (value now, value then)) of invoices to write."""
        for unit, _move, held, wanted, is_ours in self._compare_moves(units):
            if not is_ours:
                continue
            for name, value in wanted.items():
                if held[name] != value:
                    yield unit, name, (held[name], value)
