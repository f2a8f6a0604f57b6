"""What verification must find in the records of a unit."""

from odoo import models

from ..engine.errors import RowError
from . import stored
from .quiet import quiet


class Loader(models.AbstractModel):
    _inherit = "pulse.loader"

    def _expected(self, units, scope):
        """Return {(external id, model, res_id): stored values} that the units say.

        A blank that an update left unwritten is not expected. A unit that could not
        load again as it is says so in ``refused``, and is left out.
        """
        expected = {}
        for unit in units:
            try:
                parts = {"": self._prepare_vals(unit, scope)}
                for suffix, vals in self._prepare_extra_vals(unit, scope).items():
                    parts[f"#{suffix}"] = vals
            except RowError as error:
                unit.refused = error.code
                continue
            for suffix, vals in parts.items():
                vals = self._written_vals(unit, vals)
                expected[f"{unit.key}{suffix}"] = self._stored(vals)
        return expected

    def _written_vals(self, unit, vals):
        """Return ``vals`` without the blanks, which never overwrite anything."""
        if unit.head.action != "update":
            return vals
        model = self.env[self._target]
        return {
            name: value
            for name, value in vals.items()
            if not stored.is_blank(model, name, value)
        }

    def _read_back(self, record_ids, names):
        """Return {id: stored values} as the database holds them now."""
        records = quiet(self.env[self._target]).browse(record_ids).exists()
        # custom fields do not come along with the others by themselves
        records.fetch([stored.name_of(name) for name in names])
        return stored.of_records(records, names)
