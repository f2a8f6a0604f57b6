"""Verifying advances: what bills used of them is taken off, to the cent."""

from decimal import Decimal

from odoo import models


class Verify(models.AbstractModel):
    _inherit = "pulse.verify"

    def _add_draws(self, run, sums):
        """Add what bills of the run's patients used of advances, there and here."""
        loader = self.env["pulse.loader.payment"]
        name = self.env._("Advances used by bills")
        where = loader._loaded_rows(run.migration_id)
        for drawn in loader._read_drawn(run, where):
            wanted = loader._wanted_draws(drawn)
            held = loader._read_draws(run.migration_id, list(wanted))
            used = loader._used_by_people(
                run.migration_id, {k: one for k, one in wanted.items() if k not in held}
            )
            for key, one in wanted.items():
                mode = (name, one.use.currency)
                odoo = held.get(key, Decimal(0))
                why = "settled_in_odoo" if key in used else ""
                sums.add_modes(
                    {mode: one.amount},
                    {mode: odoo},
                    None if odoo == one.amount else why,
                )
