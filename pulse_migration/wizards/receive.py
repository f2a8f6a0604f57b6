"""The door for uploads: several files, or a ZIP, at once."""

from odoo import fields, models
from odoo.exceptions import UserError

from ..models.target import form_of


class Receive(models.TransientModel):
    """Files on their way from the admin's desk to a run."""

    _name = "pulse.receive"
    _description = "Receive an Export"

    migration_id = fields.Many2one("pulse.migration", string="Clinic")
    name = fields.Char("New Clinic")
    is_whole = fields.Boolean(
        "This Is the Whole Export",
        help="Of a newer export: it holds all that the source has. What was loaded and "
        "is not in it is reported as deleted there; Odoo keeps it.",
    )
    attachment_ids = fields.Many2many("ir.attachment", string="Files")
    is_uploading = fields.Boolean(help="Files are still on their way to the server.")
    has_clinics = fields.Boolean(compute="_compute_has_clinics")

    def _compute_has_clinics(self):
        """The first export has no clinic to choose."""
        self.has_clinics = bool(self.env["pulse.migration"].search_count([], limit=1))

    def action_receive(self):
        """Receive the files and show the clinic: what each was recognised as."""
        self.ensure_one()
        if not self.attachment_ids:
            raise UserError(self.env._("Add at least one file."))
        if not (self.migration_id or self.name):
            raise UserError(self.env._("Name the clinic, or choose one."))
        migration = self.migration_id or self.env["pulse.migration"].create(
            {"name": self.name}
        )
        run = migration._open_run()
        if self.is_whole:
            run.is_whole = True
        run._receive_attachments(self.attachment_ids)
        self.attachment_ids.unlink()
        asked_on = [self.env.context.get(f"active_{what}") for what in ("model", "id")]
        if asked_on == [migration._name, migration.id]:
            return {"type": "ir.actions.act_window_close"}  # its page is read again
        return form_of(migration)
