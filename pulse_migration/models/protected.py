"""Fields that only the addon's own verbs may set, whoever may write the rest."""

from odoo import api, models
from odoo.exceptions import AccessError


class Protected(models.AbstractModel):
    """A record some of whose fields follow from verbs; RPC cannot forge those.

    ``_server_fields`` only the server sets: each class of the model, an extension too,
    names its own. ``_fixed_fields`` whoever makes the record may say, and nobody
    changes.
    """

    _name = "pulse.protected"
    _description = "Record with Fields of the Server"
    _server_fields = frozenset()
    _fixed_fields = frozenset()

    @api.model_create_multi
    def create(self, vals_list):
        # a default of the context becomes a value as well
        defaults = {key.removeprefix("default_") for key in self.env.context}
        for vals in vals_list:
            self._check_server_fields(defaults.union(vals))
        return super().create(vals_list)

    def write(self, vals):
        self._check_server_fields(vals, self._fixed_fields)
        return super().write(vals)

    def _check_server_fields(self, names, more=frozenset()):
        """Refuse any of these fields, and ``more``, to whoever is not the server."""
        if self.env.su:
            return
        if (self._every_server_field() | more).intersection(names):
            raise AccessError(
                self.env._("This follows from the migration's buttons; nobody sets it.")
            )

    @classmethod
    def _every_server_field(cls):
        """Return the names that the classes which make up the model give."""
        own = (vars(part).get("_server_fields", ()) for part in cls.__mro__)
        return frozenset().union(*own)
