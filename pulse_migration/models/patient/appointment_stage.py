"""Stages of an appointment, in Pulse's order; Odoo's activities have none."""

from odoo import api, fields, models

from ...engine.value_maps import key_of


class AppointmentStage(models.Model):
    """Where an appointment stands, in the clinic's own words."""

    _name = "pulse.appointment.stage"
    _description = "Appointment Stage"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=100)
    state = fields.Selection(
        [("open", "To come"), ("done", "Done"), ("cancelled", "Did not take place")],
        required=True,
        default="open",
        help="Done and not-taken-place appointments are archived with their date.",
    )

    migration_id = fields.Many2one(
        "pulse.migration",
        ondelete="set null",
        index=True,
        readonly=True,
        help="The clinic it was made for: a whole undo removes it when unused.",
    )

    _name_unique = models.Constraint("UNIQUE(name)", "This stage exists already.")

    def write(self, vals):
        """Whether a stage closes its appointments decides what loads."""
        changed = self.browse()
        if "state" in vals:
            changed = self.filtered(lambda stage: stage.state != vals["state"])
        lines = (
            self.env["pulse.value.map"].sudo().search([("stage_id", "in", changed.ids)])
        )
        lines.migration_id._check_not_loading()
        result = super().write(vals)
        for migration in lines.migration_id:
            migration._void_plans()
        return result

    def _by_key(self):
        """Return {key of its name: stage}, by the untranslated name."""
        stages = self.with_context(lang="en_US").search([], order="id desc")
        return {key_of(stage.name): stage.with_env(self.env) for stage in stages}

    @api.model
    def _find_or_create(self, names, migration=None):
        """Return {name: stage}; names that differ by case and blanks are one stage.

        The first of them is its name.
        """
        found = self._by_key()
        new = {}
        for name in names:
            if key_of(name) not in found:
                new.setdefault(key_of(name), name)
        created = self.create(
            [
                {"name": name, "migration_id": migration and migration.id}
                for name in new.values()
            ]
        )
        found.update(zip(new, created, strict=True))
        return {name: found[key_of(name)] for name in names}
