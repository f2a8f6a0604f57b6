"""Undo of documents: a content comes back from where the load kept it."""

from odoo import models

from ..exceptions import Blocked


class DocumentLoader(models.AbstractModel):
    _inherit = "pulse.loader.document"

    def _prepare_restore_vals(self, change, vals):
        vals = super()._prepare_restore_vals(change, vals)
        if "checksum" not in vals:
            return vals
        content = self._kept_content(change)
        if not content:
            raise Blocked("not_reversible")
        rest = {name: value for name, value in vals.items() if name != "checksum"}
        return {**rest, "raw": content.raw}

    def _kept_content(self, change):
        """Return the attachment with the bytes that ``change`` replaced, if kept."""
        attachments = self.env["ir.attachment"].sudo()
        return attachments.search(
            [
                ("res_model", "=", "pulse.batch"),
                ("res_id", "=", change.batch_id.id),
                ("checksum", "=", change.before["checksum"]),
            ],
            limit=1,
        )
