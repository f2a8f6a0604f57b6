"""What the value maps make of an export's rows, and what a change of them voids."""

from odoo import api, models

from ...engine import value_maps
from .value_map import TARGET_OF_KIND


class ValueMap(models.Model):
    _inherit = "pulse.value.map"

    def _effects(self):
        """Return {line: what it makes of its rows now}.

        What becomes a value while staging is staging's own answer until somebody
        accepts another; a stage still to be made is the stage of its name.
        """
        return {line: line._effect() for line in self}

    def _effect(self):
        if value_maps.KINDS[self.kind].verb == "stage":
            own = value_maps.applied(self.kind, self.source_value)
            meaning = (self.meaning or own) if self.is_confirmed else own
            return (meaning, self.record_key or "") if self.record_key else meaning
        if self.kind == "tax_rate":
            return self.record_key if self.is_confirmed else False
        if self.kind == "appointment_status":
            name = self.stage_id.name or self.source_value
            return value_maps.key_of(name)
        return self.activity_type_id.id

    def _void_where_changed(self, before):
        """Void plans and approvals; stage anew where values come out differently."""
        changed = self.filtered(lambda line: line._effect() != before[line])
        for migration in changed.migration_id:
            lines = changed.filtered(lambda line, m=migration: line.migration_id == m)
            migration._void_plans(set(lines.mapped("kind")))

    @api.model
    def _targets(self, migration, kind):
        """Return {key of a text: target record} of one kind that loading looks up."""
        lines = self.search([("migration_id", "=", migration.id), ("kind", "=", kind)])
        return {line.key: line[TARGET_OF_KIND[kind]] for line in lines}

    @api.model
    def _choices(self, migration):
        """Return {kind: value_maps.Choices} of what persons decided, for staging."""
        lines = self.search(
            [
                ("migration_id", "=", migration.id),
                ("is_confirmed", "=", True),
                ("meaning", "!=", False),
            ]
        )
        return value_maps.choices(
            (line.kind, line.source_value, line.meaning) for line in lines
        )

    @api.model
    def _settle_open(self, migration):
        """Accept what the approval accepts: every proposal that takes effect anyway.

        Stages are made here, so that whoever only looks at an export leaves none.
        """
        lines = self.search(
            [("migration_id", "=", migration.id), ("is_confirmed", "=", False)]
        )
        as_proposed = lines.filtered(
            lambda line: (
                line.target
                # whether a tax of Odoo is used is for a person to say
                and not (line.kind == "tax_rate" and line.record_key)
                and (
                    line._target_field() != "meaning"
                    or line.meaning == value_maps.applied(line.kind, line.source_value)
                )
            )
        )
        as_proposed._confirm()
