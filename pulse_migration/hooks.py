"""Coming and going: migrated data belongs to the clinic, not to this addon."""

from odoo.tools import SQL

ADDON = "pulse_migration"
KEPT = "pulse_migration_kept"  # who owns the fields while the addon is away
# what stays when the addon goes: fields, their page, their group and their rules
_KEPT_MODELS = (
    "ir.model.fields",
    "ir.model.fields.selection",
    "res.groups",
    "res.groups.privilege",
    "ir.module.category",
    "ir.rule",
    "ir.ui.view",
)


def pre_init_hook(env):
    """Take back what an earlier installation left with the clinic."""
    env.cr.execute(
        SQL("UPDATE ir_model_data SET module = %s WHERE module = %s", ADDON, KEPT)
    )


def post_init_hook(env):
    """Nothing yet beyond data; kept so that an upgrade finds the door."""


def uninstall_hook(env):
    """Hand fields, form pages, group and rules over, so that they stay in force."""
    env.cr.execute(
        SQL(
            """UPDATE ir_model_data SET module = %s
                WHERE module = %s AND (
                   (model = 'ir.model.fields' AND name LIKE 'field_%%_x_studio_%%')
                OR (model IN ('res.groups', 'res.groups.privilege',
                              'ir.module.category'))
                OR (model = 'ir.rule' AND name LIKE 'ir_attachment_%%')
                OR (model = 'ir.ui.view' AND name LIKE 'kept_%%'))""",
            KEPT,
            ADDON,
        )
    )
