"""Records deleted at the source: reported, never deleted here."""

from odoo import fields, models

from ..engine.decision import MAP, find


class Endpoint(models.Model):
    _inherit = "pulse.endpoint"

    gone_ids = fields.Json(
        readonly=True,
        copy=False,
        help="Ids of loaded records that the server no longer gives.",
    )
    gone_count = fields.Integer(
        "Deleted at Source", readonly=True, copy=False, aggregator="sum"
    )

    def _check_server_fields(self, names, more=frozenset()):
        own = {"gone_ids", "gone_count"}
        return super()._check_server_fields(names, more | own)

    def _id_keys(self, records):
        """Return the keys of the records that are decided to hold their own id."""
        decisions = self.migration_id.sudo()._decisions(self.object_name)
        keys = dict.fromkeys(key for record in records for key in record)
        own = f"{self.object_name}_id"
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
        links = self.env["pulse.link"].sudo()
        loaded = links.search_fetch(
            [
                ("migration_id", "=", self.migration_id.id),
                ("object_name", "=", self.object_name),
                ("external_id", "not like", "#"),
            ],
            ["external_id"],
        ).mapped("external_id")
        gone = sorted(set(loaded) - ids)
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
                ("state", "in", ("created", "updated", "unchanged", "merged")),
            ],
            self.env._("Deleted at the Source"),
        )
