"""What a run still waits for: physicians without a user, words without a meaning."""

from odoo import fields, models

from ..mapping.physician import UNDECIDED


class Run(models.Model):
    _inherit = "pulse.run"

    undecided_count = fields.Integer(
        compute="_compute_open_decisions", help="Physicians; nothing loads before."
    )
    look_count = fields.Integer(
        compute="_compute_open_decisions", help="Values to look at."
    )

    def _compute_open_decisions(self):
        migrations = self.migration_id
        undecided = _count(migrations, "pulse.physician", UNDECIDED)
        look = _count(migrations, "pulse.value.map", [("state", "=", "look")])
        for run in self:
            run.undecided_count = undecided.get(run.migration_id, 0)
            run.look_count = look.get(run.migration_id, 0)

    def action_open_physicians(self):
        """Open the physicians of the clinic, the undecided ones first."""
        return self._open_decisions("pulse_physician_action", "undecided")

    def action_open_value_maps(self):
        """Open the value maps of the clinic."""
        return self._open_decisions("pulse_value_map_action", "by_kind")

    def _open_decisions(self, xml_id, filter_name):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            f"pulse_migration.{xml_id}"
        )
        action["domain"] = [("migration_id", "=", self.migration_id.id)]
        action["context"] = {
            f"search_default_{filter_name}": 1,
            "default_migration_id": self.migration_id.id,
        }
        return action


def _count(migrations, model, domain):
    """Return {migration: lines of the domain}."""
    return dict(
        migrations.env[model]._read_group(
            [("migration_id", "in", migrations.ids), *domain],
            ["migration_id"],
            ["__count"],
        )
    )
