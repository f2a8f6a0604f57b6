"""The mapping of all files of a run: confirm what is sure, say what waits."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...engine import catalog
from ..target import notice_of


class Run(models.Model):
    _inherit = "pulse.run"

    waiting_count = fields.Integer(
        compute="_compute_waiting_count", help="Files whose mapping is not confirmed."
    )

    @api.depends("file_ids.object_name", "file_ids.is_confirmed")
    def _compute_waiting_count(self):
        for run in self:
            run.waiting_count = len(run._waiting_files())

    def _find_files(self, *domain):
        """Return the files of the runs that meet a domain.

        Looked up, never read through: a clinic's documents are a hundred thousand.
        """
        return self.env["pulse.file"].search([("run_id", "in", self.ids), *domain])

    def _waiting_files(self):
        """Return what nobody confirmed yet, patients first."""
        waiting = self._find_files(
            ("object_name", "!=", False), ("is_confirmed", "=", False)
        )
        order = list(catalog.OBJECTS)
        return waiting.sorted(lambda file: (order.index(file.object_name), file.id))

    def _unsure_files(self):
        """Return the waiting files that a person has to look at one by one."""
        return self._waiting_files().filtered(
            lambda f: f.look_count or f.mapping_problems
        )

    def action_open_waiting(self):
        """Open the mapping of the first file that has to be looked at."""
        self.ensure_one()
        waiting = self._unsure_files() or self._waiting_files()
        if not waiting:
            raise UserError(self.env._("The mapping of every file is confirmed."))
        return waiting[0].action_open_mapping()

    def action_confirm_mapping(self):
        """Confirm the files whose every line is sure; say what the others wait for."""
        self._check_may_run()
        waiting = self._waiting_files()
        blocked = self._unsure_files()
        ready = waiting - blocked
        if blocked and not ready:
            raise UserError(self._blocked_text(blocked))
        ready.action_confirm_mapping()
        if not blocked:
            return None
        return notice_of(self._blocked_text(blocked), type="warning", sticky=True)

    def _blocked_text(self, files):
        """One line a file: how many lines want a look, what else is missing."""
        lines = [self.env._("Open these files and confirm each by itself:")]
        for file in files:
            parts = [file.mapping_problems] if file.mapping_problems else []
            if file.look_count:
                parts.append(self.env._("columns to look at: %s", file.look_count))
            lines.append(f"{file._safe_name()}: {'; '.join(parts)}")
        return "\n".join(lines)
