"""Records deleted at the source: reported, never deleted here."""

from odoo import fields, models
from odoo.tools import SQL

from ...engine.combine import own_id_of
from ...engine.decision import MAP, find
from ...loaders import purged
from ..stage.row import LOADED


def own_id(object_name):
    """Return SQL of the id that ``r``, a row, has at the source; NULL without one.

    By what it said of itself: a contact's key may be another's.
    """
    said = purged.sql_values("r") if object_name == "patient" else SQL("r.values")
    return SQL(
        """coalesce(nullif(%s->>%s, ''), CASE
             WHEN r.object_name = 'physician' OR r.external_id LIKE '~%%' THEN NULL
             ELSE r.external_id END)""",
        said,
        own_id_of(object_name),
    )


class Endpoint(models.Model):
    _inherit = "pulse.endpoint"
    _server_fields = frozenset({"gone_ids", "gone_count"})

    gone_ids = fields.Json(
        readonly=True,
        copy=False,
        help="Ids of loaded records that the server no longer gives.",
    )
    gone_count = fields.Integer(
        "Deleted at Source", readonly=True, copy=False, aggregator="sum"
    )

    def _id_keys(self, records):
        """Return the keys of the records that are decided to hold their own id."""
        decisions = self.migration_id.sudo()._decisions(self.object_name)
        keys = dict.fromkeys(key for record in records for key in record)
        own = own_id_of(self.object_name)
        return [
            key
            for key in keys
            if (found := find(decisions, key))
            and (found.treatment, found.field) == (MAP, own)
        ]

    def _note_gone(self, ids):
        """Note which loaded records are not among all that the server gave.

        :param ids: those of a whole reading
        """
        rows = self.env["pulse.row"]
        rows.flush_model()
        found = self.env.execute_query(
            SQL(
                """SELECT DISTINCT r.external_id FROM pulse_row r
                    WHERE r.run_id = ANY(%(runs)s) AND r.object_name = %(object)s
                      AND r.state IN %(loaded)s AND r.external_id <> ''
                      AND %(own)s <> ALL(%(ids)s)
                    ORDER BY 1""",
                runs=self.migration_id.run_ids.ids,
                object=self.object_name,
                loaded=LOADED,
                own=own_id(self.object_name),
                ids=list(ids),
            )
        )
        gone = [external_id for (external_id,) in found]
        self.sudo().write({"gone_ids": gone, "gone_count": len(gone)})

    def action_open_gone(self):
        """Open the links of the records that were deleted at the source."""
        self.ensure_one()
        rows = self.env["pulse.row"]
        return rows._action_open(
            [
                ("migration_id", "=", self.migration_id.id),
                ("object_name", "=", self.object_name),
                ("external_id", "in", self.gone_ids or []),
                ("state", "in", LOADED),
            ],
            self.env._("Deleted at the Source"),
        )
