"""Forget the source data: the question, and the typed name that answers it."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.target import form_of


class PurgeWizard(models.TransientModel):
    """Asked before anything is forgotten; nothing brings it back."""

    _name = "pulse.purge.ask"
    _description = "Forget Source Data"

    migration_id = fields.Many2one("pulse.migration", required=True)
    confirm_name = fields.Char("Name of the Migration")
    waiting_count = fields.Integer(
        compute="_compute_waiting_count",
        help="Rows that are held or rejected: what they say is forgotten as well.",
    )

    @api.depends("migration_id")
    def _compute_waiting_count(self):
        for wizard in self:
            runs = wizard.migration_id.run_ids.filtered(lambda run: not run.purged_at)
            waiting = [("state", "in", ("held", "rejected"))]
            wizard.waiting_count = self.env["pulse.row"].search_count(
                [("run_id", "in", runs.ids), *waiting]
            )

    @api.model
    def _open(self, migration):
        migration.check_access("write")
        wizard = self.create({"migration_id": migration.id})
        return form_of(wizard, name=self.env._("Forget Source Data"), target="new")

    def action_purge(self):
        """Forget; open the certificate."""
        self.ensure_one()
        if (self.confirm_name or "").strip() != self.migration_id.name:
            raise UserError(self.env._("Type the name of the migration to confirm."))
        purge = self.migration_id._purge()
        return form_of(purge)


class Migration(models.Model):
    _inherit = "pulse.migration"

    def action_purge(self):
        """Ask whether to forget the staged source data."""
        self.ensure_one()
        self._check_purgeable()
        return self.env["pulse.purge.ask"]._open(self)
