"""Coming and going: migrated data belongs to the clinic, not to this addon.

While the addon is away, its fields, the pages that show them, the medical group and the
rule that hides medical documents belong to ``pulse_migration_kept``; appointment stages
live on in a custom model, since the addon's own goes with it.
"""

from odoo.fields import Command
from odoo.tools import SQL

ADDON = "pulse_migration"
KEPT = "pulse_migration_kept"
STAGE_MODEL = "pulse.appointment.stage"
KEPT_STAGE_MODEL = "x_pulse_appointment_stage"
_MEDICAL_GROUP = "%s.group_medical"


def pre_init_hook(env):
    """Take back what an earlier installation left with the clinic."""
    _hand_over(env, KEPT, ADDON)


def post_init_hook(env):
    """Stages that were kept go back where the addon has them."""
    if KEPT_STAGE_MODEL in env:
        _take_stages_back(env)


def uninstall_hook(env):
    """Leave fields, pages, group, rule and stages with the clinic, in force."""
    _keep_stages(env)
    _hand_over(env, ADDON, KEPT)


def _hand_over(env, old, new):
    """Give what is kept another owner, and its texts the owner's name."""
    env.cr.execute(
        SQL(
            """
            UPDATE ir_model_data SET module = %s
             WHERE module = %s AND (name LIKE 'field_%%x_studio_%%'
                OR name LIKE 'kept_%%' OR name = 'ir_attachment_rule_medical'
                OR name IN ('group_medical', 'privilege_medical',
                            'module_category_pulse_migration'))
            RETURNING model, res_id
            """,
            new,
            old,
        )
    )
    kept = {}
    for model, res_id in env.cr.fetchall():
        kept.setdefault(model, []).append(res_id)
    old_group, new_group = _MEDICAL_GROUP % old, _MEDICAL_GROUP % new
    env.cr.execute(
        SQL(
            """UPDATE ir_ui_view
                  SET arch_db = replace(arch_db::text, %s, %s)::jsonb
                WHERE id = ANY(%s)""",
            old_group,
            new_group,
            kept.get("ir.ui.view", []),
        )
    )
    env.cr.execute(
        SQL(
            """UPDATE ir_rule SET domain_force = replace(domain_force, %s, %s)
                WHERE id = ANY(%s)""",
            old_group,
            new_group,
            kept.get("ir.rule", []),
        )
    )
    env.invalidate_all()
    env.registry.clear_all_caches()


def _keep_stages(env):
    """Copy the stages into a custom model under the same ids and point there."""
    env["ir.model"].create(
        {
            "name": "Appointment Stage",
            "model": KEPT_STAGE_MODEL,
            "state": "manual",
            "order": "x_sequence",
            "field_id": [
                Command.create(
                    {"name": name, "ttype": ttype, "field_description": label}
                )
                for name, ttype, label in (
                    ("x_name", "char", "Name"),
                    ("x_sequence", "integer", "Sequence"),
                    ("x_state", "char", "State"),
                )
            ],
            "access_ids": [
                Command.create(
                    {
                        "name": "Appointment stages",
                        "group_id": env.ref("base.group_user").id,
                        "perm_read": True,
                        "perm_write": False,
                        "perm_create": False,
                        "perm_unlink": False,
                    }
                )
            ],
        }
    )
    env.flush_all()
    env.cr.execute(
        """INSERT INTO x_pulse_appointment_stage
                  (id, x_name, x_sequence, x_state, create_date, write_date)
           SELECT id, coalesce(name->>'en_US', ''), sequence, state, now(), now()
             FROM pulse_appointment_stage"""
    )
    env.cr.execute(
        """SELECT setval('x_pulse_appointment_stage_id_seq',
                         (SELECT coalesce(max(id), 1) FROM x_pulse_appointment_stage))
        """
    )
    _point_stage_field_at(env, STAGE_MODEL, KEPT_STAGE_MODEL)


def _take_stages_back(env):
    """Match the kept stages by name, make what is missing, drop the custom model."""
    stages = env[STAGE_MODEL].with_context(lang="en_US")
    by_name = {stage.name: stage for stage in stages.search([])}
    activities = env["mail.activity"].with_context(active_test=False)
    env.cr.execute(
        "SELECT id, x_name, x_sequence, x_state FROM x_pulse_appointment_stage"
    )
    target = {}
    for kept_id, name, sequence, state in env.cr.fetchall():
        stage = by_name.get(name) or stages.create(
            {"name": name, "sequence": sequence, "state": state or "open"}
        )
        target[kept_id] = stage.id
    env.cr.execute(
        "SELECT x_studio_appointment_stage_id, array_agg(id) FROM mail_activity "
        "WHERE x_studio_appointment_stage_id IS NOT NULL GROUP BY 1"
    )
    moved = env.cr.fetchall()
    _point_stage_field_at(env, KEPT_STAGE_MODEL, STAGE_MODEL)
    for kept_id, activity_ids in moved:
        env.cr.execute(
            SQL(
                """UPDATE mail_activity SET x_studio_appointment_stage_id = %s
                    WHERE id = ANY(%s)""",
                target.get(kept_id),
                activity_ids,
            )
        )
    activities.invalidate_model()
    env["ir.model"]._get(KEPT_STAGE_MODEL).unlink()


def _point_stage_field_at(env, old, new):
    """Give the activities' stage field another model; its values stay as they are."""
    env.cr.execute(
        """ALTER TABLE mail_activity DROP CONSTRAINT IF EXISTS
           mail_activity_x_studio_appointment_stage_id_fkey"""
    )
    env.cr.execute(
        SQL(
            """UPDATE ir_model_fields SET relation = %s
                WHERE model = 'mail.activity' AND relation = %s
                  AND name = 'x_studio_appointment_stage_id'""",
            new,
            old,
        )
    )
    env.invalidate_all()
    env.registry.clear_all_caches()
