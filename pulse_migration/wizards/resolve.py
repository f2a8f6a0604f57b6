"""Many conflicts at once, and the same for those to come."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.delta.conflict import RESOLUTIONS


class Resolve(models.TransientModel):
    """One decision over chosen conflicts."""

    _name = "pulse.resolve"
    _description = "Resolve Conflicts"

    conflict_ids = fields.Many2many("pulse.conflict", default=lambda s: s._chosen())
    conflict_count = fields.Integer(compute="_compute_conflict_count")
    field_labels = fields.Char("Fields", compute="_compute_conflict_count")
    resolution = fields.Selection(RESOLUTIONS, required=True, default="source")
    is_rule = fields.Boolean(
        "From Now on",
        help="Conflicts of these fields that later loads find are resolved the same "
        "way.",
    )

    @api.model
    def _chosen(self):
        return self.env["pulse.conflict"].browse(self.env.context.get("active_ids", []))

    @api.depends("conflict_ids")
    def _compute_conflict_count(self):
        for wizard in self:
            waiting = wizard.conflict_ids.filtered(lambda c: c.state == "open")
            wizard.conflict_count = len(waiting)
            labels = dict.fromkeys(waiting.mapped("field_label"))
            wizard.field_labels = ", ".join(labels)

    def action_resolve(self):
        """Resolve, after the rules are made: what they cannot do is said first."""
        self.ensure_one()
        if not self.conflict_ids:
            raise UserError(self.env._("Choose conflicts first."))
        if self.is_rule:
            self._make_rules()
        return self.conflict_ids._resolve(self.resolution)

    def _make_rules(self):
        rules = self.env["pulse.conflict.rule"]
        for migration, res_model, name in {
            (c.migration_id, c.res_model, c.field_name) for c in self.conflict_ids
        }:
            place = {
                "migration_id": migration.id,
                "res_model": res_model,
                "field_name": name,
            }
            known = rules.search([(key, "=", value) for key, value in place.items()])
            if known:
                known.resolution = self.resolution
            else:
                rules.create({**place, "resolution": self.resolution})
