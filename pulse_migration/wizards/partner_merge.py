"""Merging contacts: the migration follows the one that stays.

Odoo re-points what it knows about; links, journal, rows and checks name their record by
model and id, which it does not. Nor does it see archived activities: the past
appointments would be deleted along with the contact that goes.
"""

from odoo import api, models
from odoo.tools import SQL

from ..loaders import stored

_FOLLOWERS = (
    "pulse_link",
    "pulse_change",
    "pulse_row",
    "pulse_check",
    "pulse_undo_item",
)


class MergePartnerWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_reference_fields(self, src_partners, dst_partner):
        self._spare_contacts_of_the_clinic(src_partners, dst_partner)
        result = super()._update_reference_fields(src_partners, dst_partner)
        self._update_archived_activities(src_partners, dst_partner)
        self.env.flush_all()
        for table in _FOLLOWERS:
            self.env.cr.execute(
                SQL(
                    """UPDATE %s SET res_id = %s
                        WHERE res_model = 'res.partner' AND res_id = ANY(%s)""",
                    SQL.identifier(table),
                    dst_partner.id,
                    src_partners.ids,
                )
            )
            self.env[table.replace("_", ".")].invalidate_model()
        return result

    def _update_archived_activities(self, src_partners, dst_partner):
        activities = self.env["mail.activity"].sudo().with_context(active_test=False)
        activities.search(
            [("res_model", "=", "res.partner"), ("res_id", "in", src_partners.ids)]
        ).write({"res_id": dst_partner.id})

    def _spare_contacts_of_the_clinic(self, src_partners, dst_partner):
        """Undo must not delete a contact that also stands for one no load created.

        Such a creation becomes an update, of what the clinic's own contact held.
        """
        partners = dst_partner | src_partners
        created = (
            self.env["pulse.change"]
            .sudo()
            .search(
                [
                    ("res_model", "=", "res.partner"),
                    ("res_id", "in", partners.ids),
                    ("operation", "=", "create"),
                    ("undo_state", "!=", "undone"),
                ]
            )
        )
        own = partners.filtered(lambda p: p.id not in set(created.mapped("res_id")))
        for change in created if own else ():
            # x2many links have been moved to the survivor already
            names = [
                name
                for name in change.after or {}
                if name in own._fields and own._fields[name].column_type
            ]
            before = stored.of_records(own[:1].sudo(), names)
            change._become_update(before[own[0].id])
