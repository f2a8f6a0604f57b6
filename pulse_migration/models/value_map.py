"""The clinic's words for a type or status, and what they become in Odoo."""

from odoo import api, fields, models
from odoo.tools import SQL

from ..engine import value_maps

_TYPES = {
    "consultation": "mail.mail_activity_data_call",
    "follow_up": "mail.mail_activity_data_meeting",
    "procedure": "mail.mail_activity_data_todo",
}
_UNKNOWN_TYPE = "mail.mail_activity_data_todo"
_STAGES = {
    meaning: f"pulse_migration.appointment_stage_{meaning}"
    for meaning in ("scheduled", "completed", "cancelled", "no_show")
}
# kind -> (object, field of its rows)
KINDS = {
    "appointment_type": ("appointment", "type"),
    "appointment_status": ("appointment", "status"),
}


class ValueMap(models.Model):
    """One distinct value of one column of meaning, with its target."""

    _name = "pulse.value.map"
    _description = "Value Map"
    _order = "kind, row_count desc, id"
    _rec_name = "source_value"

    migration_id = fields.Many2one(
        "pulse.migration", required=True, ondelete="cascade", index=True
    )
    kind = fields.Selection(
        [
            ("appointment_type", "Appointment type"),
            ("appointment_status", "Appointment status"),
        ],
        required=True,
        readonly=True,
    )
    source_value = fields.Char("In Pulse", required=True, readonly=True)
    row_count = fields.Integer("Rows", readonly=True)
    activity_type_id = fields.Many2one("mail.activity.type", "Activity type")
    stage_id = fields.Many2one("pulse.appointment.stage")
    state = fields.Selection(
        [("sure", "Sure"), ("look", "Please look")], required=True, default="look"
    )

    _value_unique = models.UniqueIndex("(migration_id, kind, source_value)")

    @api.model
    def _collect(self, run):
        """Add the distinct values of the run's rows that have no line yet."""
        for kind, (object_name, field_name) in KINDS.items():
            counts = self._count_values(run, object_name, field_name)
            known = self.search(
                [("migration_id", "=", run.migration_id.id), ("kind", "=", kind)]
            )
            for line in known:
                line.row_count = counts.pop(line.source_value, 0)
            self.create(
                [
                    self._prepare_map_vals(run.migration_id, kind, text, count)
                    for text, count in counts.items()
                ]
            )

    def _count_values(self, run, object_name, field_name):
        rows = self.env.execute_query(
            SQL(
                """SELECT values->>%(field)s, count(*) FROM pulse_row
                    WHERE run_id = %(run)s AND object_name = %(object)s
                      AND values->>%(field)s IS NOT NULL
                    GROUP BY 1""",
                field=field_name,
                run=run.id,
                object=object_name,
            )
        )
        return dict(rows)

    def _prepare_map_vals(self, migration, kind, text, count):
        meaning = value_maps.propose(kind, text)
        vals = {
            "migration_id": migration.id,
            "kind": kind,
            "source_value": text,
            "row_count": count,
            "state": "sure" if meaning else "look",
        }
        if kind == "appointment_type":
            xml_id = _TYPES.get(meaning, _UNKNOWN_TYPE)
            vals["activity_type_id"] = self.env.ref(xml_id).id
        else:
            vals["stage_id"] = self._find_stage(meaning, text).id
        return vals

    def _find_stage(self, meaning, text):
        """Return the stage of Pulse's own, or the custom one of this name, made new."""
        stages = self.env["pulse.appointment.stage"].sudo()
        if meaning:
            return self.env.ref(_STAGES[meaning])
        return stages.search([("name", "=ilike", text)], limit=1) or stages.create(
            {"name": text}
        )

    @api.model
    def _targets(self, migration, kind):
        """Return {source value: target id} of one kind, and the default id."""
        field_name = "activity_type_id" if kind == "appointment_type" else "stage_id"
        lines = self.search([("migration_id", "=", migration.id), ("kind", "=", kind)])
        return {line.source_value: line[field_name] for line in lines}
