"""What a file holds, chosen by a person: another object, or nothing to load."""

from odoo import api, models
from odoo.exceptions import UserError


class File(models.Model):
    _inherit = "pulse.file"

    def write(self, vals):
        """Another object proposes the columns anew; none sets the file aside."""
        if "object_name" not in vals:
            return super().write(vals)
        name = vals["object_name"]
        changed = self.filtered(lambda file: (file.object_name or False) != name)
        changed._check_has_columns()
        changed._set_stale()
        result = super().write(vals)
        self.sudo()._write_proposed({"is_object_settled": True})
        for file in changed:
            file._unconfirm()
            file._take_object(name)
        return result

    @api.private
    def _write_proposed(self, vals):
        """Set what was recognised; no person chose it."""
        return super().write(vals)

    def _check_has_columns(self):
        if self.filtered(lambda file: not file.has_columns):
            raise UserError(self.env._("Only a table has columns to load."))

    def _take_object(self, object_name):
        """Make the file one of ``object_name``; its lines are proposed for that."""
        self.env["pulse.row"].sudo()._forget_staged(self)
        file = self.sudo()
        if not object_name:
            file._write_proposed({"state": "unused", "error_code": "set_aside"})
            return
        file._write_proposed({"state": "received", "error_code": False})
        file.mapping_ids._preselect({"is_touched": False, "is_confirmed": False})
        file._propose_columns(object_name)
        file.run_id._log("object", file=file.id, object=object_name)

    def action_set_aside(self):
        """Do not use the file; it is kept and listed."""
        self.write({"object_name": False})
