"""What stays of the migration: medical fields that only the medical group sees.

Odoo does not heed the groups of manual fields, so ``pulse_migration`` leaves its
medical fields as masks: computed, read-only, empty for everybody else. Here a mask
becomes an ordinary stored field with a group. The data keep saying "mask", so that the
field is never open to all, whatever becomes of this addon.
"""

from odoo import models

MASK = "# pulse_migration: for the medical group only"
GROUP = "pulse_migration_kept.group_medical"


class IrModelFields(models.Model):
    _inherit = "ir.model.fields"

    def _instanciate_attrs(self, field_data):
        attrs = super()._instanciate_attrs(field_data)
        if attrs and (field_data["compute"] or "").startswith(MASK):
            del attrs["compute"]
            attrs.update(store=True, readonly=False, groups=GROUP)
        return attrs

    def _reflect_field_params(self, field, model_id):
        params = super()._reflect_field_params(field, model_id)
        if field.manual and field.groups == GROUP:
            params.update(store=False, readonly=True)
        return params


class ResPartner(models.Model):
    """Named here so that installing or removing the addon sets the fields up again."""

    _inherit = "res.partner"
