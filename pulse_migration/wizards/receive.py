"""The door for uploads: several files, or a ZIP, at once."""

from odoo import fields, models
from odoo.exceptions import UserError


class Receive(models.TransientModel):
    """Files on their way from the admin's desk to a run."""

    _name = "pulse.receive"
    _description = "Receive an Export"

    migration_id = fields.Many2one("pulse.migration", string="Clinic")
    name = fields.Char("New Clinic")
    attachment_ids = fields.Many2many("ir.attachment", string="Files")

    def action_receive(self):
        """Receive the files and open the run that holds them."""
        self.ensure_one()
        if not self.attachment_ids:
            raise UserError(self.env._("Add at least one file."))
        if not (self.migration_id or self.name):
            raise UserError(self.env._("Name the clinic, or choose one."))
        migration = self.migration_id or self.env["pulse.migration"].create(
            {"name": self.name}
        )
        run = migration._open_run()
        run._receive_attachments(self.attachment_ids)
        self.attachment_ids.unlink()
        return {
            "type": "ir.actions.act_window",
            "res_model": "pulse.run",
            "res_id": run.id,
            "view_mode": "form",
        }
