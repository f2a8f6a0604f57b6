"""One person's approval of a run: of what exactly, and until when it counts."""

from odoo import api, fields, models


class Approval(models.Model):
    """Given by one user for one state of files, mapping, maps, people and options.

    It counts until anything of that changes; then it stays here, void, and says what
    has changed.
    """

    _name = "pulse.approval"
    _description = "Approval"
    _order = "id desc"
    _rec_name = "user_id"

    run_id = fields.Many2one(
        "pulse.run", required=True, ondelete="cascade", index=True, readonly=True
    )
    user_id = fields.Many2one(
        "res.users", "Approved by", required=True, ondelete="restrict", readonly=True
    )
    given_at = fields.Datetime("Approved on", required=True, readonly=True)
    comment = fields.Char(readonly=True)
    hash = fields.Char("Fingerprint", required=True, readonly=True)
    facts = fields.Json(
        readonly=True, help="Fingerprints of the parts, to tell what has changed."
    )
    voided_at = fields.Datetime("Void since", readonly=True)
    voided_by = fields.Many2one("res.users", ondelete="set null", readonly=True)
    changes = fields.Char("What has changed", compute="_compute_changes")

    @api.depends("voided_at", "facts")
    @api.depends_context("lang")
    def _compute_changes(self):
        """Compare with the next approval of the run, or with how things are now."""
        for approval in self:
            approval.changes = approval.voided_at and (
                approval._describe_changes() or self.env._("It was planned anew.")
            )

    def _describe_changes(self):
        """Return in plain words what is not as it was approved, "" when all is."""
        self.ensure_one()
        later = self.run_id.sudo().approval_ids.filtered(
            lambda other: other.id > self.id and other.hash != self.hash
        )
        facts = later[-1:].facts or self.run_id._fact_parts()
        return self.run_id._describe_facts(self.sudo().facts or {}, facts)

    def _standing(self):
        """Return those that count still."""
        return self.filtered(lambda approval: not approval.voided_at)

    def _void(self):
        """What they approved is no longer so; who changed it is on record."""
        standing = self.sudo()._standing()
        for approval in standing:
            approval.run_id._log("void_approval", hash=approval.hash)
        standing.write({"voided_at": fields.Datetime.now(), "voided_by": self.env.uid})
