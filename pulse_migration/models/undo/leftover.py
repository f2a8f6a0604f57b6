"""What a load needed beside its records: stages, words, fields; gone when unused."""

import logging

from odoo import models
from odoo.tools import SQL

from ...engine import value_maps
from ...engine.decision import CREATE
from ...loaders.private import name_of
from ..mapping.custom_field import TARGETS
from ..mapping.value_map_targets import Targets
from ..migration.run import UNDONE

_logger = logging.getLogger(__name__)


class Run(models.Model):
    _inherit = "pulse.run"

    def action_plan(self):
        """Words that an undo removed are collected anew."""
        for run in self.filtered(lambda run: run.state == UNDONE):
            self.env["pulse.value.map"].sudo()._collect(run)
        return super().action_plan()


class Leftover(models.AbstractModel):
    """Looks after a whole run was taken back; whatever anybody uses stays."""

    _name = "pulse.leftover"
    _description = "What an Undo Leaves Behind"

    def _remove(self, run):
        """Remove what was made for the run and serves nothing now; return counts."""
        migration = run.migration_id
        if self._is_loaded(migration):
            return {}
        counts = {
            "stages": self._remove_stages(migration),
            "value_maps": self._remove_value_maps(migration),
            "fields": self._remove_fields(run),
        }
        return {name: count for name, count in counts.items() if count}

    def _is_loaded(self, migration):
        """Another run of the clinic is in Odoo: all of this is for that one, too."""
        return migration.run_ids._has_changes()

    def _remove_stages(self, migration):
        """Stages that no appointment has, and no other clinic's words mean."""
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """SELECT s.id FROM pulse_appointment_stage s
                    WHERE s.migration_id = %(migration)s
                      AND NOT EXISTS (SELECT 1 FROM mail_activity a
                           WHERE a.x_studio_appointment_stage_id = s.id)
                      AND NOT EXISTS (SELECT 1 FROM pulse_value_map v
                           WHERE v.stage_id = s.id
                             AND v.migration_id <> %(migration)s)
                      AND NOT EXISTS (SELECT 1 FROM ir_model_data d
                           WHERE d.model = 'pulse.appointment.stage'
                             AND d.res_id = s.id)""",
                migration=migration.id,
            )
        )
        stages = self.env["pulse.appointment.stage"].browse(id_ for (id_,) in rows)
        lines = self.env["pulse.value.map"].search([("stage_id", "in", stages.ids)])
        lines.unlink()
        stages.unlink()
        return len(rows)

    def _remove_value_maps(self, migration):
        """Words that mean what they would be proposed to mean: nobody decided on one.

        The next plan collects them again.
        """
        targets = Targets(self.env)
        lines = self.env["pulse.value.map"].search(
            [("migration_id", "=", migration.id), ("kind", "in", _plain_kinds())]
        )
        proposed = lines.filtered(lambda line: _is_as_proposed(line, targets))
        count = len(proposed)
        proposed.unlink()
        return count

    def _remove_fields(self, run):
        """Fields made for a column, empty everywhere and mapped by no other run."""
        count = 0
        for model in set(TARGETS.values()):
            fields = self.env["ir.model.fields"]._custom_fields(model)
            for field in fields.filtered(lambda field: field._is_made()):
                mappings = self.env["pulse.mapping"].search(
                    [("field_name", "=", field.name)]
                )
                mine = mappings.filtered(lambda mapping: mapping.treatment == CREATE)
                if mine and mappings.run_id == run and not self._is_filled(field):
                    count += self._remove_field(field, mine)
        return count

    def _is_filled(self, field):
        model = self.env[field.model]
        column = SQL.identifier(field.name)
        rows = self.env.execute_query(
            SQL(
                "SELECT 1 FROM %s WHERE %s IS NOT NULL LIMIT 1",
                SQL.identifier(model._table),
                column,
            )
        )
        return bool(rows)

    def _remove_field(self, field, mappings):
        """Remove one; what else shows or uses it in Odoo refuses, and keeps it."""
        model = field.model
        data = self.env.ref(field._custom_xml_id(field))
        try:
            with self.env.cr.savepoint():
                self.env["ir.model.data"].search(
                    [("model", "=", "ir.model.fields"), ("res_id", "=", data.id)]
                ).unlink()
                self.env["ir.model.fields"]._place_custom(model)
                field.unlink()
                self.env.flush_all()
        except Exception as error:
            _logger.info("field stays: %s", name_of(error))
            self.env.invalidate_all()
            return 0
        # whoever loads again confirms again, and that makes the field
        mappings.file_id._unconfirm()
        return 1


def _plain_kinds():
    return [
        kind
        for kind in ("appointment_type", "appointment_status", "blood_group", "gender")
        if kind in value_maps.KINDS
    ]


def _is_as_proposed(line, targets):
    meaning, _is_sure = value_maps.propose(line.kind, line.source_value)
    wanted = targets.vals(line.kind, meaning, line.key)
    name = line._target_field()
    field = line._fields[name]
    held = field.convert_to_write(line[name], line)
    return (held or False) == (wanted.get(name) or False)
