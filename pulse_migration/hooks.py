"""Coming and going: migrated data belongs to the clinic, not to this addon.

While the addon is away, its fields, the pages that show them, the medical group and the
rule that hides medical documents belong to ``pulse_migration_kept``, which is a name
and no module: nothing can update or uninstall it. What needs more than another owner
(stages, the protection of medical fields) is in ``handover.py``.
"""

from odoo.modules import Manifest
from odoo.tools import SQL

from . import handover

ADDON = "pulse_migration"
KEPT = "pulse_migration_kept"
GUARD = "pulse_migration_guard"


def pre_init_hook(env):
    """Take back what an earlier installation left with the clinic."""
    handover.lift_masks(env)
    _hand_over(env, KEPT, ADDON)


def post_init_hook(env):
    """Stages that were kept go back where the addon has them."""
    if handover.KEPT_STAGES in env:
        handover.take_stages_back(env)


def uninstall_hook(env):
    """Leave fields, pages, group, rule and stages with the clinic, in force."""
    env.flush_all()
    handover.keep_stages(env)
    _hand_over(env, ADDON, KEPT)
    handover.mask_medical_fields(env, f"{KEPT}.group_medical")
    _leave_guard(env)
    env.cr.execute(SQL("DROP TABLE IF EXISTS pulse_audit_key"))


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
    _rename_group(env, kept, f"{old}.group_medical", f"{new}.group_medical")
    handover.forget_caches(env)


def _rename_group(env, kept, *names):
    """Put the medical group's new name where pages and rules say the old one."""
    # the file a view came from goes with the addon
    env.cr.execute(
        SQL(
            """UPDATE ir_ui_view SET arch_fs = NULL,
                      arch_db = replace(arch_db::text, %s, %s)::jsonb
                WHERE id = ANY(%s)""",
            *names,
            kept.get("ir.ui.view", []),
        )
    )
    env.cr.execute(
        SQL(
            """UPDATE ir_rule SET domain_force = replace(domain_force, %s, %s)
                WHERE id = ANY(%s)""",
            *names,
            kept.get("ir.rule", []),
        )
    )


def _leave_guard(env):
    """Install the guard, where it is at hand, in the reload that follows."""
    if not Manifest.for_addon(GUARD, display_warning=False):
        return
    modules = env["ir.module.module"]
    modules.update_list()
    guard = modules.search([("name", "=", GUARD), ("state", "=", "uninstalled")])
    guard.button_install()
    env.flush_all()
