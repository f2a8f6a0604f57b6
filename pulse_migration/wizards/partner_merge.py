"""Merging contacts: the migration follows the one that stays.

Odoo re-points what it knows about; links, journal, rows and checks name their record by
model and id, which it does not. Nor does it see archived activities: the past
appointments would be deleted along with the contact that goes.
"""

import json

from odoo import api, models
from odoo.tools import SQL

from ..loaders import stored
from ..models.undo.slice import ORDER

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
        changes = self._journal_of(src_partners | dst_partner)
        changes |= self._follow_references(src_partners, dst_partner)
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
        audit = self.env["pulse.audit"].sudo()
        for run in changes.run_id:
            own = changes.filtered(lambda change, run=run: change.run_id == run)
            audit._append_changes(run, "merge_contacts", own.ids)
        return result

    def _follow_references(self, src_partners, dst_partner):
        """What hung on a contact that goes is on the survivor: no edit of a person's.

        Return the changes that say so now.
        """
        found = []
        for res_model in ORDER:
            if res_model not in self.env or res_model == "res.partner":
                continue
            for name in self._names_of_contacts(res_model):
                found += self._follow_field(res_model, name, src_partners, dst_partner)
        changes = self.env["pulse.change"].sudo()
        changes.invalidate_model()
        return changes.browse(found)

    def _names_of_contacts(self, res_model):
        return [
            name
            for name, field in self.env[res_model]._fields.items()
            if field.store
            and (
                (field.type == "many2one" and field.comodel_name == "res.partner")
                or (field.type == "many2one_reference" and name == "res_id")
            )
        ]

    def _follow_field(self, res_model, name, src_partners, dst_partner):
        """Let the journal of records that name the survivor now say so."""
        column = SQL.identifier(name)
        rows = self.env.execute_query(
            SQL(
                """
                UPDATE pulse_change AS c SET %(sides)s
                  FROM %(table)s AS t
                 WHERE c.res_model = %(model)s AND c.res_id = t.id
                   AND t.%(column)s = %(survivor)s
                   AND (c.after->%(name)s <@ %(gone)s OR c.before->%(name)s <@ %(gone)s
                        OR c.untouched->%(name)s <@ %(gone)s)
                RETURNING c.id
                """,
                sides=SQL(", ").join(
                    SQL(
                        """%(side)s = CASE WHEN c.%(side)s->%(name)s <@ %(gone)s
                           THEN jsonb_set(c.%(side)s, ARRAY[%(name)s], %(new)s)
                           ELSE c.%(side)s END""",
                        side=SQL.identifier(side),
                        name=name,
                        gone=json.dumps(src_partners.ids),
                        new=json.dumps(dst_partner.id),
                    )
                    for side in ("before", "after", "untouched")
                ),
                table=SQL.identifier(self.env[res_model]._table),
                model=res_model,
                column=column,
                survivor=dst_partner.id,
                name=name,
                gone=json.dumps(src_partners.ids),
            )
        )
        return [id_ for (id_,) in rows]

    def _journal_of(self, partners):
        changes = self.env["pulse.change"].sudo()
        return changes.search(
            [("res_model", "=", "res.partner"), ("res_id", "in", partners.ids)]
        )

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
