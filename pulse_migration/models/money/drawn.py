"""Verifying advances: what bills used of them is taken off, to the cent."""

from decimal import Decimal

from odoo import models

ZERO = Decimal(0)


class Verify(models.AbstractModel):
    _inherit = "pulse.verify"

    def _add_draws(self, run, parts):
        """Add what bills of the run's patients used of advances, there and here.

        Bill by bill: which of several advances it was off is nobody's difference.
        """
        loader = self.env["pulse.loader.payment"]
        name = self.env._("Advances used by bills")
        where = loader._loaded_rows(run.migration_id)
        for drawings in loader._read_drawings(run, where):
            lacking = [one for drawing in drawings for one in drawing.lacking()]
            used = loader._used_by_people(run.migration_id, lacking)
            for drawing in drawings:
                source, odoo = _source(drawing), _odoo(drawing)
                for bill, currency in source | odoo:
                    mode, place = (name, currency), (bill, currency)
                    there, here = source.get(place, ZERO), odoo.get(place, ZERO)
                    why = "settled_in_odoo" if bill in used and here < there else ""
                    parts.add_modes(
                        {mode: there}, {mode: here}, None if here == there else why
                    )


def _source(drawing):
    """Return {(bill, currency): Decimal} of what its rows say it used."""
    found = {}
    for one in (*drawing.drawn.kept, *drawing.drawn.draws):
        place = one.use.bill, one.use.currency
        found[place] = found.get(place, ZERO) + one.amount
    return found


def _odoo(drawing):
    found = {}
    for one in drawing.booked:
        place = one.bill, one.currency
        found[place] = found.get(place, ZERO) + one.amount
    return found
