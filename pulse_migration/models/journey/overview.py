"""Migrations at a glance: a lamp, how far each is, and what it waits for."""

from odoo import api, fields, models

from ..migration.run import DONE, FAILED, UNDONE

LAMPS = [
    ("grey", "Nothing received"),
    ("amber", "In work"),
    ("red", "Needs you"),
    ("green", "Done"),
]


class Migration(models.Model):
    _inherit = "pulse.migration"

    lamp = fields.Selection(LAMPS, compute="_compute_lamp")
    next_text = fields.Char("What to do next", compute="_compute_lamp")
    progress = fields.Float("Rows Settled", compute="_compute_lamp")
    problem_count = fields.Integer("Not Loaded", compute="_compute_lamp")

    @api.depends("run_ids.state")
    def _compute_lamp(self):
        for migration in self:
            run = migration.run_id
            migration.lamp = migration._find_lamp(run)
            migration.next_text = run.next_text if run else migration._first_step()
            migration.progress = run.progress if run else 0.0
            migration.problem_count = run.problem_count if run else 0

    def _first_step(self):
        return self.env._("Receive an export: drop the files that Pulse gave you.")

    def _find_lamp(self, run):
        """Green is proven; red is what differs, or keeps it from being loaded.

        Deciding what columns and physicians mean is ordinary work.
        """
        if not run or run.state == UNDONE:
            return "grey"
        if run.state == DONE:
            return "green"
        found = run._find_next()
        is_stopped = found.is_blocked and found.button and found.step != "map"
        return "red" if run.state == FAILED or is_stopped else "amber"

    def action_open_problems(self):
        """Open the rows of the current run that do not load."""
        self.ensure_one()
        return self.run_id.action_open_problems()
