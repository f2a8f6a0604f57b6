"""What an update would write to an invoice: it is compared as a whole."""

from odoo import models

from .quiet import quiet


class MoveLoader(models.AbstractModel):
    _inherit = "pulse.loader.move"

    def _planned_values(self, units, scope):
        wanted = {unit.key: self._stored(unit.vals) for unit in units}
        names = list(dict.fromkeys(n for vals in wanted.values() for n in vals))
        ids = [unit.record_id for unit in units]
        found = self._read_back(ids, names)
        drafts = quiet(self.env[self._target]).browse(ids).exists()
        drafts = set(drafts.filtered(lambda move: move.state == "draft").ids)
        for unit in units:
            if unit.record_id not in drafts:
                continue
            now = found[unit.record_id]
            for name, value in wanted[unit.key].items():
                if now.get(name) != value:
                    yield unit, name, (now.get(name), value)
