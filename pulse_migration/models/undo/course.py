"""The course of a confirmed undo: it begins, goes on whatever breaks, and is proved."""

from odoo import fields, models

from .plan import DONE, PLANNING, RUNNING


class UndoPlan(models.Model):
    _inherit = "pulse.undo.plan"

    def _start_undo(self):
        """From here on the background goes on with it, whatever breaks."""
        self.ensure_one()
        run = self.run_id
        if not self.scope_key:
            self._freeze_scope()
        if self.scope == "run":
            run._start_undo()
        self.env["pulse.undo"].sudo()._reopen(self)
        self._set_state(
            RUNNING,
            confirmed_by=self.env.uid,
            started_at=fields.Datetime.now(),
            total_count=self._count_open(),
        )
        run._log("start_undo", plan=self.id, **self._facts())
        run._commit()

    def _undo_to_the_end(self):
        """Take back slice by slice, each one transaction; then prove."""
        self.ensure_one()
        with self.run_id._timed("undo"):
            while self._undo_next():
                self.run_id._commit()
        self._finish_undo()

    def _go_on(self):
        """Plan or undo slice by slice; return False when the time is up."""
        self.ensure_one()
        is_planning = self.state == PLANNING
        while self._plan_next() if is_planning else self._undo_next():
            # what is left is not told: see the lanes of a load
            if not self.env["ir.cron"]._commit_progress(1, remaining=0):
                return False
        if not is_planning:
            self._finish_undo()
        return True

    def _undo_next(self):
        return self.env["pulse.undo"].sudo()._undo_slice(self.sudo())

    def _finish_undo(self):
        """Close the books, prove, and tell the run; all in one transaction."""
        self.ensure_one()
        if self.state != RUNNING:  # another process was faster
            return
        run = self.run_id
        blocked = self.env["pulse.undo"].sudo()._finish(self.sudo())
        removed = {}
        if self.scope == "run" and not blocked:
            removed = self.env["pulse.leftover"].sudo()._remove(run)
        self.env["pulse.proof"].sudo()._prove(self.sudo())
        self._set_state(DONE, proved_at=fields.Datetime.now())
        if self.scope == "run":
            run._close_undo(blocked)
        facts = self._facts(is_proved=True)
        if removed:
            facts["removed"] = removed
        run._log("undo", plan=self.id, blocked=blocked, **facts)
        if self.scope == "batch" and self.is_deleting and not blocked:
            chosen = self.scope_key["batches"]
            self.env["pulse.batch"].browse(chosen).exists()._delete_undone()
        run._commit()

    def _choices(self):
        """Return {(object, model, operation, reason): what to do instead}."""
        return {
            (line.object_name, line.res_model, line.operation, line.reason): line.choice
            for line in self.sudo().line_ids
            if line.fate == "blocked" and line.choice != "leave"
        }

    def _facts(self, is_proved=False):
        """What the audit trail says of it: counts, no patient."""
        facts = {"scope": self.scope, "changes": self.total_count}
        for name in ("phase", "object_name"):
            if self[name]:
                facts[name] = self[name]
        if is_proved:
            facts |= {
                "touched": self.touched_count,
                "equal": self.equal_count,
                "listed": self.listed_count,
            }
        return facts
