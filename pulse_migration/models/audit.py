"""Who did what when; written once, never changed."""

from odoo import api, fields, models

from .bulk import insert_rows


class Audit(models.Model):
    """One verb on one migration, by one person."""

    _name = "pulse.audit"
    _inherit = "pulse.sealed"
    _description = "Audit Trail"
    _order = "id desc"
    _log_access = False

    migration_name = fields.Char(required=True, readonly=True)
    company_id = fields.Many2one("res.company", ondelete="restrict", readonly=True)
    run_id = fields.Many2one("pulse.run", ondelete="set null", readonly=True)
    user_id = fields.Many2one("res.users", ondelete="set null", readonly=True)
    user_login = fields.Char(readonly=True)
    done_at = fields.Datetime(required=True, readonly=True)
    verb = fields.Char(required=True, readonly=True)
    details = fields.Json(readonly=True, help="Counts and settings; no patient data.")

    @api.model
    @api.private
    def _append(self, run, verb, **details):
        """Add an entry; the only way that one comes into being."""
        insert_rows(
            self,
            [
                {
                    "migration_name": run.migration_id.name,
                    "company_id": run.migration_id.company_id.id,
                    "run_id": run.id,
                    "user_id": self.env.uid,
                    "user_login": self.env.user.login,
                    "done_at": fields.Datetime.now(),
                    "verb": verb,
                    "details": details,
                }
            ],
        )
