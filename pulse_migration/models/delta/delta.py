"""A delta: a run of what changed at the source since the run before it."""

from odoo import api, fields, models

from ..target import form_of


class Run(models.Model):
    _inherit = "pulse.run"
    _server_fields = frozenset({"source_id"})

    source_id = fields.Many2one(
        "pulse.source",
        ondelete="set null",
        index="btree_not_null",
        readonly=True,
        copy=False,
        help="The server whose changes it holds; empty for an export.",
    )
    is_delta = fields.Boolean(
        compute="_compute_is_delta", help="Something was loaded before it."
    )

    @api.depends("migration_id.run_ids.loaded_at")
    def _compute_is_delta(self):
        for run in self:
            run.is_delta = bool(run._earlier_runs().filtered("loaded_at"))

    def _earlier_runs(self):
        return self.migration_id.run_ids.filtered(lambda other: other.id < self.id)

    def unlink(self):
        """What was received from a server and is deleted here is asked for again."""
        self.check_access("unlink")
        self.file_ids._rewind_endpoints()
        return super().unlink()


class Migration(models.Model):
    _inherit = "pulse.migration"

    source_ids = fields.One2many("pulse.source", "migration_id")
    source_warning = fields.Char(compute="_compute_source_warning")

    @api.depends("source_ids.lamp")
    @api.depends_context("lang")
    def _compute_source_warning(self):
        for migration in self:
            migration.source_warning = migration.source_ids[:1].warning

    def _open_run(self):
        """An export is received beside the changes of a server, not among them."""
        self.ensure_one()
        run = self.run_ids.filtered(lambda run: not run.source_id).sorted("id")[-1:]
        if run and run.state not in run._ENDED:
            return run
        return self.env["pulse.run"].create({"migration_id": self.id})

    def action_open_source(self):
        """Open the clinic's server, a new one when there is none."""
        self.ensure_one()
        return form_of(self.source_ids[:1], context={"default_migration_id": self.id})
