"""What a run waits for, in one sentence: the next thing that somebody should do."""

from odoo import api, fields, models

from .physician import UNDECIDED
from .run import APPROVED, DONE, FAILED, PAUSED, RUNNING, UNDONE
from .schedule import BY_APPROVAL, BY_FAILURES, BY_STOP


class Run(models.Model):
    _inherit = "pulse.run"

    next_text = fields.Char(
        "What to do next", compute="_compute_next", help="Empty: nothing."
    )
    is_ready = fields.Boolean(
        compute="_compute_next",
        help="Nothing but the pre-flight, checked anew, and the approval is missing.",
    )

    @api.depends(
        "state",
        "planned_at",
        "file_ids.state",
        "file_ids.object_name",
        "file_ids.is_confirmed",
        "migration_id.physician_ids.decision",
        "migration_id.physician_ids.user_id",
        "preflight_ids.level",
        "start_at",
        "window_from",
        "window_to",
        "rest_code",
    )
    def _compute_next(self):
        for run in self:
            run.next_text = run._next_before() or run._next_after()
            run.is_ready = run._is_open() and not run._find_open()

    def _next_before(self):
        """Return what comes next before the approval."""
        if not self._is_open():
            return ""
        return " ".join(filter(None, (self._refused_text(), self._next_open())))

    def _refused_text(self):
        if self.rest_code != BY_APPROVAL:
            return ""
        return self.env._(
            "The load did not start by itself: it was no longer as approved."
        )

    def _next_open(self):
        if "staged" not in self.file_ids.mapped("state"):
            return self.env._("Stage: turn the files' rows into values, and check.")
        return self._find_open() or self._next_approval()

    def _next_approval(self):
        """Return what stands before the approval; red lines may be of before a fix."""
        if self.red_count:
            return self.env._(
                "Settle the red lines of the pre-flight (%s), then check again.",
                self.red_count,
            )
        return self.env._("Approve, after a look at the sample and the pre-flight.")

    def _find_open(self):
        """Return what has to be settled before an approval, the first of it."""
        waiting = self._waiting_files()
        if waiting:
            return self.env._(
                "Look at what the columns mean (Mapping beside each file) and confirm. "
                "Files that wait: %s.",
                len(waiting),
            )
        undecided = self.migration_id.physician_ids.filtered_domain(UNDECIDED)
        if undecided:
            return self.env._(
                "Under Mapping, Physicians, choose a user for each, or tick the lines "
                "to create users. Physicians without a user: %s.",
                len(undecided),
            )
        if not self.planned_at:
            return self.env._("Plan: see what will become of every row.")
        return ""

    def _next_after(self):
        """Return what comes next from the approval on."""
        texts = {
            APPROVED: self._next_approved(),
            RUNNING: self.env._("It is loading. You may close this page."),
            PAUSED: self._next_paused(),
            FAILED: self._next_failed(),
            DONE: self._next_done(),
            UNDONE: self.env._("Everything was taken back. Plan to load it again."),
        }
        return texts.get(self.state, "")

    def _next_approved(self):
        if self.start_at:
            return self.env._("It loads by itself: %s", self.schedule_text)
        if self.rest_code == BY_APPROVAL:
            return self._refused_text()
        return self.env._("Load: it runs in the background.")

    def _next_done(self):
        if self.problem_count:
            return self.env._(
                "Every row is accounted for. Rows that stay out, each with its reason: "
                "%s. “After the move” on the clinic's page shows what else is left; "
                "Undo takes it all back.",
                f"{self.problem_count:,}",
            )
        return self.env._(
            "Every row is accounted for. “After the move” on the clinic's page shows "
            "what is left; Undo takes it all back."
        )

    def _next_paused(self):
        """Return why it rests, and what makes it go on."""
        if self.start_at:
            return self.env._("It goes on by itself: %s", self.schedule_text)
        texts = {
            BY_FAILURES: self.env._(
                "Paused, because too many rows failed. Look at what did not load and "
                "why; Load goes on, or raise the limit first."
            ),
            BY_APPROVAL: self.env._(
                "Paused: it is no longer what was approved. Plan and approve again."
            ),
            BY_STOP: self.env._("Stopped; what is there is being verified."),
        }
        return texts.get(
            self.rest_code, self.env._("Load goes on where it was paused.")
        )

    def _next_failed(self):
        if self.left_count:
            return self.env._(
                "Stopped. Rows that were not loaded: %s. Load the rest, or Undo.",
                self.left_count,
            )
        return self.env._("See under Verification what differs, then verify again.")
