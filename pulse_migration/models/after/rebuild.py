"""What stays behind in Pulse and has to be built again in Odoo: the checklist."""

from odoo import api, fields, models

from ...engine import rebuild

KINDS = [
    ("workflow", "Workflow"),
    ("automation", "Automation"),
    ("reminder", "Reminder rule"),
    ("report", "Report"),
    ("dashboard", "Dashboard"),
]
FEATURES = [
    ("activity_plan", "Activity plan"),
    ("automation_rule", "Automation rule"),
    ("reminder", "Calendar reminder"),
    ("marketing", "Email or SMS marketing"),
    ("follow_up", "Payment follow-up"),
    ("favorite", "Saved filter with graph or pivot"),
    ("dashboard", "Dashboard"),
    ("none", "Not needed any more"),
]


class Rebuild(models.Model):
    """One workflow, automation, reminder rule, report or dashboard of the clinic."""

    _name = "pulse.rebuild"
    _inherit = "pulse.protected"
    _description = "To Rebuild"
    _order = "state desc, kind, name, id"
    _server_fields = frozenset({"origin", "evidence"})
    _fixed_fields = frozenset({"migration_id"})

    migration_id = fields.Many2one(
        "pulse.migration", "Clinic", required=True, ondelete="cascade", index=True
    )
    name = fields.Char("In Pulse", required=True)
    kind = fields.Selection(KINDS, required=True, default="workflow")
    description = fields.Text("What it does")
    origin = fields.Selection(
        [
            ("entered", "Entered"),
            ("imported", "Imported"),
            ("proposed", "Seen in the data"),
        ],
        required=True,
        default="entered",
        readonly=True,
    )
    evidence = fields.Char("Seen", readonly=True)
    feature = fields.Selection(
        FEATURES,
        "Odoo Feature",
        compute="_compute_feature",
        store=True,
        readonly=False,
        help="What replaces it in Odoo; a proposal until somebody chooses.",
    )
    user_id = fields.Many2one("res.users", "Owner", domain=[("share", "=", False)])
    due_on = fields.Date("Due")
    state = fields.Selection(
        [("todo", "To do"), ("doing", "In work"), ("done", "Done")],
        required=True,
        default="todo",
    )

    _named_once = models.UniqueIndex("(migration_id, kind, lower(name))")

    @api.depends("kind", "name", "description")
    def _compute_feature(self):
        for item in self:
            text = f"{item.name or ''} {item.description or ''}"
            item.feature = item.feature or rebuild.feature_of(item.kind, text)

    def action_done(self):
        """Tick it off: it was rebuilt in Odoo."""
        self.write({"state": "done"})

    @api.model
    def _list_new(self, migration, origin, vals_list):
        """Create what is not on the list yet, by kind and name; return the new ones."""
        known = {
            (item.kind, item.name.lower())
            for item in self.search([("migration_id", "=", migration.id)])
        }
        new = []
        for vals in vals_list:
            key = vals["kind"], vals["name"].lower()
            if key not in known:
                known.add(key)
                new.append({**vals, "migration_id": migration.id, "origin": origin})
        return self.sudo().create(new).sudo(False)


class Migration(models.Model):
    _inherit = "pulse.migration"

    rebuild_ids = fields.One2many("pulse.rebuild", "migration_id", "To Rebuild")
    rebuild_open_count = fields.Integer(compute="_compute_rebuild_open_count")

    @api.depends("rebuild_ids.state")
    def _compute_rebuild_open_count(self):
        for migration in self:
            items = migration.rebuild_ids
            migration.rebuild_open_count = len(items) - len(
                items.filtered(lambda item: item.state == "done")
            )

    def action_import_rebuild(self):
        """Open the door for a list of what the clinic built."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Import a List"),
            "res_model": "pulse.rebuild.import",
            "view_mode": "form",
            "target": "new",
            "context": {"default_migration_id": self.id},
        }
