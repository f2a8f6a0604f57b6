"""Kept bytes: read as a stream, and taken back where no rollback reaches."""

import io
import os

from psycopg2.errors import LockNotAvailable

from odoo import api, models
from odoo.exceptions import AccessError
from odoo.tools import SQL, mute_logger

# what an approval and an undo rest on: only the addon's own verbs keep bytes there
_KEEPERS = frozenset(("pulse.file", "pulse.batch"))


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    @api.model_create_multi
    def create(self, vals_list):
        attachments = super().create(vals_list)
        attachments._check_not_kept()
        return attachments

    def write(self, vals):
        self._check_not_kept()
        result = super().write(vals)
        self._check_not_kept()  # nor does one become a part of what is kept
        return result

    def unlink(self):
        self._check_not_kept()
        return super().unlink()

    def _check_not_kept(self):
        """Refuse everybody but the server at the bytes of an export, or of a batch."""
        if not self.env.su and _KEEPERS.intersection(self.sudo().mapped("res_model")):
            raise AccessError(
                self.env._("This was received as it is; nobody changes it.")
            )

    def _open_kept(self):
        """Return the bytes as a seekable stream; a large upload is never in memory."""
        self.ensure_one()
        if self.store_fname:
            return open(self._full_path(self.store_fname), "rb")
        return io.BytesIO(self.raw or b"")

    @api.model
    def _file_write(self, bin_value, checksum):
        """List the files that a sample adds to the store."""
        added = self.env.cr.cache.get("pulse_sample_files")
        if added is None:
            return super()._file_write(bin_value, checksum)
        _name, path = self._get_path(bin_value, checksum)
        is_new = not os.path.exists(path)
        name = super()._file_write(bin_value, checksum)
        if is_new:
            added.append(name)
        return name

    @api.model
    @api.private
    def _forget_files(self, names):
        """Remove files of the store that no attachment has; call it right after a
        commit.

        Nobody may add an attachment meanwhile; while somebody does, Odoo's own nightly
        collection is left to do it.
        """
        if not names:
            return
        try:
            with self.env.cr.savepoint(), mute_logger("odoo.sql_db"):
                self.env.cr.execute("SET LOCAL lock_timeout TO '10s'")
                self.env.cr.execute("LOCK ir_attachment IN SHARE MODE")
        except LockNotAvailable:
            return
        found = self.env.execute_query(
            SQL(
                "SELECT DISTINCT store_fname FROM ir_attachment"
                " WHERE store_fname = ANY(%s)",
                names,
            )
        )
        for name in set(names).difference(fname for (fname,) in found):
            for path in (self._full_path(name), self._full_path(f"checklist/{name}")):
                if os.path.exists(path):
                    os.unlink(path)
