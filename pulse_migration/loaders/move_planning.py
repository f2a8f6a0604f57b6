"""What an update would write to an invoice: it is compared as a whole."""

from odoo import models

from ..engine.errors import RowError
from .move_reissue import REISSUE


class MoveLoader(models.AbstractModel):
    _inherit = "pulse.loader.move"

    def _planned_values(self, units, scope):
        """Yield (unit, field, (value now, value then)) of invoices to write.

        Raises RowError for a posted one that says something else by now.
        """
        policy = scope.migration.posted_bill_policy
        for unit, move, held, wanted, is_ours in self._compare_moves(units):
            if not is_ours:
                continue
            changed = self._changed_names(held, wanted)
            code = self._course_of(move, held, wanted, policy)
            if code == REISSUE:
                yield unit, "#reversal", (False, False)
            elif code:
                raise RowError(code, "amount_total")
            for name in wanted:
                if name in changed:
                    yield unit, name, (held[name], wanted[name])
