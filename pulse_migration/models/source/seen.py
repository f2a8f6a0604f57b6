"""Fingerprints of the records that a server gave: what comes again is not new.

Known is the last version of a record: one that goes back to what it was is new.
"""

from odoo import api, fields, models
from odoo.tools import SQL

from ...engine import fingerprint
from ..bulk import insert_rows


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
    external_id = fields.Char(
        "ID in Pulse", readonly=True, help="Empty where its list has none."
    )
    changed_at = fields.Datetime(readonly=True)

    _record_index = models.Index("(endpoint_id, external_id)")
    _version = models.UniqueIndex("(endpoint_id, fingerprint)")

    @api.model
    @api.private
    def _known(self, endpoint, prints):
        """Return those of the fingerprints that were received before."""
        forms = self._forms(endpoint, prints)
        found = self.search_fetch(
            [("endpoint_id", "=", endpoint.id), ("fingerprint", "in", list(forms))],
            ["fingerprint"],
        )
        return {forms[print_] for print_ in found.mapped("fingerprint")}

    def _forms(self, endpoint, prints):
        """Return {a print as it may be here: the print}; a purge keyed its own."""
        forms = {print_: print_ for print_ in prints}
        if key := endpoint.sudo().migration_id.print_key:
            forms |= {fingerprint.keyed(print_, key): print_ for print_ in prints}
        return forms

    @api.model
    @api.private
    def _record(self, endpoint, file, versions):
        """Note [(fingerprint, moment of change, own id)] as received with ``file``."""
        insert_rows(
            self,
            [
                {
                    "endpoint_id": endpoint.id,
                    "file_id": file.id,
                    "fingerprint": print_,
                    "changed_at": changed_at,
                    "external_id": external_id or None,
                }
                for print_, changed_at, external_id in versions
            ],
        )

    @api.model
    @api.private
    def _forget_versions(self, endpoint, external_ids, current):
        """Forget what records were before.

        :param current: the prints that this reading gave: lines of one record are all
            its last version
        """
        found = self.search_fetch(
            [
                ("endpoint_id", "=", endpoint.id),
                ("external_id", "in", [id_ for id_ in external_ids if id_]),
            ],
            ["fingerprint"],
        )
        forms = self._forms(endpoint, current)
        found.filtered(lambda seen: seen.fingerprint not in forms).unlink()

    @api.model
    @api.private
    def _forget_others(self, endpoint, current):
        """Forget all that a reading of the whole list did not give."""
        self.env.cr.execute(
            SQL(
                """DELETE FROM pulse_seen s
                    WHERE endpoint_id = %s AND NOT EXISTS (
                      SELECT 1 FROM unnest(%s::varchar[]) AS given(print)
                       WHERE given.print = s.fingerprint)""",
                endpoint.id,
                list(self._forms(endpoint, current)),
            )
        )
        self.invalidate_model()

    @api.model
    @api.private
    def _forget(self, endpoint, before):
        """Forget what the server is not asked for again."""
        self.search(
            [("endpoint_id", "=", endpoint.id), ("changed_at", "<", before)]
        ).unlink()
