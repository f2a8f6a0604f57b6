"""Fingerprints of the records that a server gave: what comes again is not new."""

from odoo import api, fields, models

from .bulk import insert_rows


class Seen(models.Model):
    """One version of one record, as a list gave it."""

    _name = "pulse.seen"
    _description = "Received Record"
    _log_access = False

    endpoint_id = fields.Many2one(
        "pulse.endpoint", required=True, ondelete="cascade", readonly=True
    )
    file_id = fields.Many2one(
        "pulse.file", ondelete="cascade", index="btree_not_null", readonly=True
    )
    fingerprint = fields.Char(required=True, readonly=True)
    changed_at = fields.Datetime(readonly=True)

    _version = models.UniqueIndex("(endpoint_id, fingerprint)")

    @api.model
    @api.private
    def _known(self, endpoint, prints):
        """Return those of the fingerprints that were received before."""
        found = self.search_fetch(
            [("endpoint_id", "=", endpoint.id), ("fingerprint", "in", prints)],
            ["fingerprint"],
        )
        return set(found.mapped("fingerprint"))

    @api.model
    @api.private
    def _record(self, endpoint, file, versions):
        """Note {fingerprint: moment of change} as received with ``file``."""
        insert_rows(
            self,
            [
                {
                    "endpoint_id": endpoint.id,
                    "file_id": file.id,
                    "fingerprint": fingerprint,
                    "changed_at": changed_at,
                }
                for fingerprint, changed_at in versions.items()
            ],
        )

    @api.model
    @api.private
    def _forget(self, endpoint, before):
        """Forget what the server is not asked for again."""
        self.search(
            [("endpoint_id", "=", endpoint.id), ("changed_at", "<", before)]
        ).unlink()
