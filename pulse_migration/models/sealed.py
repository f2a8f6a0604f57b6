"""Tables that nobody writes through Odoo, the administrator and the server included."""

from odoo import api, models
from odoo.exceptions import AccessError


class Sealed(models.AbstractModel):
    """Written once, by verbs, in bulk; an access right given later opens nothing."""

    _name = "pulse.sealed"
    _description = "Record That Only Verbs Write"

    @api.model_create_multi
    def create(self, vals_list):  # pylint: disable=method-required-super
        raise AccessError(self.env._("This record writes itself; nobody makes one."))

    def write(self, vals):  # pylint: disable=method-required-super
        raise AccessError(self.env._("This record cannot be changed."))

    def unlink(self):  # pylint: disable=method-required-super
        raise AccessError(self.env._("This record cannot be deleted."))
