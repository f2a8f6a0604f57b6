"""What of the addon needs more than another owner when it leaves, and the way back.

Stages are records of a Python model: they go on in a custom model under the same ids.

Medical fields are manual fields, and Odoo itself does not heed the groups of those. So
they become masks: computed, read-only, empty for everybody outside the group; the
columns with the data are not touched. The addon ``pulse_migration_guard`` makes them
ordinary fields for the group again; without it the mask holds.
"""

from odoo.fields import Command
from odoo.tools import SQL

from .models.patient.ir_model_fields import MEDICAL_FIELDS, PULSE_FIELDS

STAGES = "pulse.appointment.stage"
KEPT_STAGES = "x_pulse_appointment_stage"
# how the guard knows a mask
MASK = "# pulse_migration: for the medical group only"
_MASK_CODE = """{mark}
found = {{}}
if self.env.user.has_group('{group}'):
    self.env.cr.execute(
        'SELECT id, {name} FROM {table} WHERE id = ANY(%s)', [self.ids])
    found = dict(self.env.cr.fetchall())
for record in self:
    record['{name}'] = found.get(record._origin.id) or False
"""


def forget_caches(env):
    """After SQL on what the ORM has read."""
    env.invalidate_all()
    env.registry.clear_all_caches()


# medical fields


def mask_medical_fields(env, group):
    """Show the medical fields to ``group`` (an external id) only, by data alone."""
    for model, name in _find_medical_fields(env, group):
        code = _MASK_CODE.format(
            mark=MASK, group=group, name=name, table=env[model]._table
        )
        env.cr.execute(
            SQL(
                """UPDATE ir_model_fields
                      SET compute = %s, store = false, readonly = true
                    WHERE model = %s AND name = %s AND state = 'manual'""",
                code,
                model,
                name,
            )
        )
    forget_caches(env)


def _find_medical_fields(env, group):
    """The addon's own, and those made for a clinic's columns; (model, name)."""
    found = env["ir.model.fields"].search(
        [
            ("state", "=", "manual"),
            ("model", "in", list(PULSE_FIELDS)),
            ("name", "=like", r"x\_studio\_%"),
            ("groups", "in", env.ref(group).ids),
        ]
    )
    return MEDICAL_FIELDS | {(field.model, field.name) for field in found}


def lift_masks(env):
    """Make masks stored fields again; the addon's own protection takes over."""
    env.cr.execute(
        SQL(
            """UPDATE ir_model_fields
                  SET compute = NULL, store = true, readonly = false
                WHERE state = 'manual' AND compute LIKE %s""",
            f"{MASK}%",
        )
    )
    forget_caches(env)


# stages


def keep_stages(env):
    """Copy the stages into a custom model under the same ids and point there."""
    env["ir.model"].create(_prepare_stage_model_vals(env))
    env.flush_all()
    env.cr.execute(
        """
        INSERT INTO x_pulse_appointment_stage
               (id, x_name, x_sequence, x_state, create_date, write_date)
        SELECT id, name, sequence, state, now(), now() FROM pulse_appointment_stage;
        SELECT setval('x_pulse_appointment_stage_id_seq',
                      (SELECT coalesce(max(id), 1) FROM x_pulse_appointment_stage))
        """
    )
    _drop_foreign_key(env)
    _point_stage_field_at(env, STAGES, KEPT_STAGES)


def take_stages_back(env):
    """Match the kept stages by name, make what is missing, drop the custom model."""
    env.flush_all()
    _drop_foreign_key(env)
    env.cr.execute(
        """
        UPDATE pulse_appointment_stage AS s
           SET name = k.x_name, sequence = k.x_sequence, state = k.x_state
          FROM (SELECT DISTINCT ON (x_name->>'en_US') *
                  FROM x_pulse_appointment_stage ORDER BY x_name->>'en_US', id) AS k
         WHERE s.name->>'en_US' = k.x_name->>'en_US';
        INSERT INTO pulse_appointment_stage
               (name, sequence, state, create_date, write_date)
        SELECT DISTINCT ON (x_name->>'en_US') x_name, x_sequence, x_state, now(), now()
          FROM x_pulse_appointment_stage k
         WHERE x_name->>'en_US' <> ''
           AND NOT EXISTS (SELECT 1 FROM pulse_appointment_stage s
                            WHERE s.name->>'en_US' = k.x_name->>'en_US')
         ORDER BY x_name->>'en_US', id;
        UPDATE mail_activity AS a SET x_studio_appointment_stage_id =
               (SELECT s.id FROM pulse_appointment_stage s
                  JOIN x_pulse_appointment_stage k
                    ON s.name->>'en_US' = k.x_name->>'en_US'
                 WHERE k.id = a.x_studio_appointment_stage_id)
         WHERE x_studio_appointment_stage_id IS NOT NULL
        """
    )
    _point_stage_field_at(env, KEPT_STAGES, STAGES)
    env["ir.model"]._get(KEPT_STAGES).unlink()


def _drop_foreign_key(env):
    env.cr.execute(
        """ALTER TABLE mail_activity DROP CONSTRAINT IF EXISTS
           mail_activity_x_studio_appointment_stage_id_fkey"""
    )


def _point_stage_field_at(env, old, new):
    """Give the activities' stage field another model, and the database its key."""
    env.cr.execute(
        SQL(
            """UPDATE ir_model_fields SET relation = %s
                WHERE model = 'mail.activity' AND relation = %s
                  AND name = 'x_studio_appointment_stage_id'""",
            new,
            old,
        )
    )
    env.cr.execute(
        SQL(
            """ALTER TABLE mail_activity ADD CONSTRAINT
               mail_activity_x_studio_appointment_stage_id_fkey
               FOREIGN KEY (x_studio_appointment_stage_id) REFERENCES %s(id)
               ON DELETE SET NULL""",
            SQL.identifier(new.replace(".", "_")),
        )
    )
    forget_caches(env)


def _prepare_stage_model_vals(env):
    states = env[STAGES]._fields["state"].selection
    choices = [Command.create({"value": v, "name": name}) for v, name in states]
    return {
        "name": "Appointment Stage",
        "model": KEPT_STAGES,
        "state": "manual",
        "order": "x_sequence, id",
        "field_id": [
            _field("x_name", "char", "Name", required=True, translate="standard"),
            _field("x_sequence", "integer", "Sequence"),
            _field("x_state", "selection", "State", True, selection_ids=choices),
        ],
        "access_ids": [
            _access(env.ref("base.group_user"), is_writer=False),
            _access(env.ref("base.group_system"), is_writer=True),
        ],
    }


def _field(name, ttype, label, required=False, **extra):
    return Command.create(
        {
            "name": name,
            "ttype": ttype,
            "field_description": label,
            "required": required,
            **extra,
        }
    )


def _access(group, is_writer):
    return Command.create(
        {
            "name": "Appointment stages",
            "group_id": group.id,
            "perm_read": True,
            "perm_write": is_writer,
            "perm_create": is_writer,
            "perm_unlink": is_writer,
        }
    )
