"""The link of an invoice that was issued anew, when that is taken back."""

from odoo import models
from odoo.tools import SQL


class Undo(models.AbstractModel):
    _inherit = "pulse.undo"

    def _forget_links(self, ids):
        """A bill leads to its earlier invoice again, where that is still there."""
        if "account.move" in self.env:
            self._link_back(ids)
        return super()._forget_links(ids)

    def _link_back(self, ids):
        self.env.cr.execute(
            SQL(
                """
                UPDATE pulse_link AS l SET res_id = old.res_id, fingerprint = NULL
                  FROM (SELECT DISTINCT ON (c.id) r.migration_id, c.object_name,
                               c.external_id, c.res_model, c.res_id AS new_id, o.res_id
                          FROM pulse_change c JOIN pulse_run r ON r.id = c.run_id
                          JOIN pulse_change o ON o.object_name = c.object_name
                           AND o.external_id = c.external_id
                           AND o.res_model = c.res_model AND o.id < c.id
                           AND o.operation = 'create'
                           AND (o.undo_state IS NULL OR o.undo_state = 'blocked')
                          JOIN pulse_run own ON own.id = o.run_id
                           AND own.migration_id = r.migration_id
                          JOIN account_move m ON m.id = o.res_id
                         WHERE c.id = ANY(%s) AND c.res_model = 'account.move'
                           AND c.operation = 'create'
                         ORDER BY c.id, o.id DESC) AS old
                 WHERE l.migration_id = old.migration_id
                   AND l.object_name = old.object_name
                   AND l.external_id = old.external_id
                   AND (l.res_model, l.res_id) = (old.res_model, old.new_id)
                """,
                list(ids),
            )
        )
        self.env["pulse.link"].invalidate_model()
