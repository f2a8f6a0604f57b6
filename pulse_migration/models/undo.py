"""The undo verb: everything back to what it was, in slices that a break cannot hurt."""

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from .run import FAILED, OPEN_STATES, UNDOING, UNDONE


class Run(models.Model):
    _inherit = "pulse.run"

    def _check_undoable(self):
        self._check_may_run()
        for run in self:
            if run.state in OPEN_STATES and not run._has_changes():
                raise UserError(self.env._("Nothing was loaded yet."))

    def action_undo(self):
        """Take back everything the runs made, in the background."""
        self._check_undoable()
        for run in self:
            run._start_undo()
        self._trigger_undo()

    @api.model
    def _trigger_undo(self):
        self.env.ref("pulse_migration.ir_cron_undo").sudo()._trigger()

    @api.private
    def _undo(self):
        """Take back everything the runs made, here and now, to the end.

        Safe to call again after any break. What people changed since stays.
        """
        self._check_undoable()
        for run in self:
            if not run._start_undo():
                continue
            with run._timed("undo"):
                while run.env["pulse.undo"].sudo()._undo_slice(run):
                    run._commit()
            run._finish_undo()

    def _start_undo(self):
        """Return False for a run of which nothing is left to take back.

        What was blocked before is looked at again; a broken undo goes on.
        """
        self.ensure_one()
        if self.state == UNDONE and not self._has_changes():
            return False
        if self.state != UNDOING:
            self._set_state(UNDOING)
            self.env["pulse.undo"].sudo()._reopen(self)
        self._commit()
        return True

    def _finish_undo(self):
        blocked = self.env["pulse.undo"].sudo()._finish(self)
        self._set_state(FAILED if blocked else UNDONE)
        self._log("undo", blocked=blocked)
        self._commit()

    @api.model
    def _cron_undo(self):
        """Go on with what is being undone until the time is up; ask to be called."""
        for run in self.search([("state", "=", UNDOING)]):
            if not run.try_lock_for_update(allow_referencing=True):
                continue  # another process is at it
            while run.env["pulse.undo"].sudo()._undo_slice(run):
                if not self.env["ir.cron"]._commit_progress(1, remaining=1):
                    self._trigger_undo()
                    return
            run._finish_undo()

    def _undo_rows(self, rows):
        """Take back what some rows made; rows of one record go together."""
        for run in self:
            keys = {
                (row.unit_object, row.unit_key)
                for row in rows
                if row.run_id == run and row.res_id
            }
            if keys:
                run._undo_part(
                    SQL(
                        # a further record of a unit has its key and a suffix
                        """(object_name, regexp_replace(
                               external_id, '#file-[0-9]+$', '')) IN %s""",
                        tuple(keys),
                    )
                )

    def _undo_part(self, where):
        """Take back the changes that ``where`` chooses; return how many stay."""
        self.ensure_one()
        undo = self.env["pulse.undo"].sudo()
        undo._reopen(self, where)
        while undo._undo_slice(self, where):
            self._commit()
        blocked = undo._finish(self, where)
        self._log("undo", blocked=blocked)
        self._commit()
        return blocked
