"""A file that a person leaves out by name: the only way that one does not count."""

from odoo import fields, models
from odoo.exceptions import UserError


class File(models.Model):
    _inherit = "pulse.file"

    is_excluded = fields.Boolean(
        "Left out",
        readonly=True,
        copy=False,
        help="A person decided that nothing of this file is needed.",
    )
    excluded_by = fields.Many2one("res.users", readonly=True, copy=False)
    excluded_at = fields.Datetime(readonly=True, copy=False)

    def action_exclude(self):
        """Leave files out that cannot be used; what can be read is mapped instead."""
        self.check_access("write")
        for file in self.filtered(lambda f: not f.is_excluded):
            if file.state not in ("unused", "unreadable"):
                raise UserError(
                    self.env._(
                        "%s is used. Only a file that cannot be used is left out.",
                        file._safe_name(),
                    )
                )
            file._set_excluded("exclude", True)

    def action_include(self):
        """Let files count again."""
        self.check_access("write")
        for file in self.filtered("is_excluded"):
            file._set_excluded("include", False)

    def _set_excluded(self, verb, is_excluded):
        self.sudo().write(
            {
                "is_excluded": is_excluded,
                "excluded_by": is_excluded and self.env.uid,
                "excluded_at": is_excluded and fields.Datetime.now(),
            }
        )
        self.run_id._log(verb, file=self.id)
