"""What a run waits for: its step, one sentence, and the button that goes on."""

from typing import NamedTuple

from odoo import api, fields, models

from ..load.schedule import BY_APPROVAL, BY_ERROR, BY_FAILURES, BY_STOP
from ..mapping.physician import UNDECIDED
from ..migration.run import (
    APPROVED,
    DONE,
    FAILED,
    PAUSED,
    RUNNING,
    SAMPLED,
    UNDOING,
    UNDONE,
)


class Next(NamedTuple):
    """What comes next; ``button`` is a method of the run, empty where none helps."""

    step: str
    text: str
    button: str = ""
    is_blocked: bool = False  # somebody has to settle something first


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
        "lane_verb",
        "lane_failure",
        "sample_ids.is_under_way",
        "sample_ids.compared_count",
    )
    @api.depends_context("lang", "uid")
    def _compute_next(self):
        for run in self:
            run.next_text = run._find_next().text
            run.is_ready = run._is_open() and not run._find_open()

    def _find_next(self):
        """Return what the run waits for."""
        self.ensure_one()
        if not self._is_open():
            return self._next_after()
        if self.lane_verb:
            return self._next_in_lanes()
        found = self._next_unread() or self._find_open() or self._next_approval()
        told = (self._refused_text(), self._failure_text(), found.text)
        return found._replace(text=" ".join(filter(None, told)))

    def _next_in_lanes(self):
        """Return what is being done before there is anything to decide."""
        if self._stale_files():
            text = self.env._("The rows are being staged. You may close this page.")
            return Next("receive", text)
        if self.lane_verb == "stage":
            text = self.env._("The rows are being checked. You may close this page.")
            return Next("receive", text)
        text = self.env._("It is being planned. You may close this page.")
        return Next("check", text)

    def _refused_text(self):
        if self.rest_code != BY_APPROVAL:
            return ""
        return self.env._(
            "The load did not start by itself: it was no longer as approved."
        )

    def _next_unread(self):
        """Return what comes before there are rows; None once there are some."""
        tables = self._find_files(("kind", "!=", "document"))
        if "staged" in tables.mapped("state"):
            return None
        if not tables and not self._find_files():
            return Next("receive", self.migration_id._first_step(), "action_receive")
        if not any(tables.mapped("object_name")):
            text = self.env._(
                "None of the files was recognised as one of Pulse. Say what a file "
                "holds (Mapping beside it), or receive others."
            )
            return Next("receive", text, "action_receive", True)
        stage = self.env._("Stage: turn the files' rows into values, and check.")
        text = " ".join(filter(None, (self._received_text(), stage)))
        return Next("receive", text, "action_start_stage")

    def _next_approval(self):
        """Return what stands before the approval; red lines may be of before a fix."""
        if self.red_count:
            text = self.env._(
                "Settle the red lines of the pre-flight (%s), then check again.",
                self.red_count,
            )
            return Next("check", text, "action_open_preflight", True)
        if self.row_count and self.problem_count == self.row_count:
            text = self.env._(
                "None of the rows would load (%s stay out). See why, then correct rows "
                "or mapping, or receive other files.",
                f"{self.problem_count:,}",
            )
            return Next("check", text, "action_open_problems", True)
        if self.state != SAMPLED:
            return Next("sample", self._sample_text(), "action_open_sample")
        return self._next_person()

    def _sample_text(self):
        """Say what would stay out before anybody goes on."""
        text = self.env._("Take a sample and look at it. Approve afterwards.")
        if not self.problem_count:
            return text
        out = self.env._(
            "%(out)s of %(all)s rows would stay out: see why first, under Pre-flight.",
            out=f"{self.problem_count:,}",
            all=f"{self.row_count:,}",
        )
        return f"{out} {text}"

    def _next_person(self):
        """Return who has to approve: this person, or another one."""
        standing = self.sudo().approval_ids._standing()
        if self.env.user in standing.user_id:
            text = self.env._(
                "You approved it. Now a second approver has to approve the same."
            )
            return Next("approve", text, is_blocked=True)
        if not self.env.user.has_group("pulse_migration.group_approver"):
            text = self.env._("It waits for somebody who may approve.")
            return Next("approve", text, is_blocked=True)
        text = self.env._("Approve, after a look at the sample and the pre-flight.")
        return Next("approve", text, "action_approve")

    def _find_open(self):
        """Return what has to be settled before an approval, the first of it."""
        waiting = self._waiting_files()
        if waiting:
            return self._next_mapping(waiting)
        undecided = self.migration_id.physician_ids.filtered_domain(UNDECIDED)
        if undecided:
            text = self.env._(
                "Who takes over whose patients? Choose a user for each physician, let "
                "users be created, or give all to the fallback user. Physicians "
                "without a user: %s.",
                len(undecided),
            )
            return Next("map", text, "action_open_physicians", True)
        if not self.planned_at:
            text = self.env._("Plan: see what will become of every row.")
            return Next("check", text, "action_start_plan")
        return None

    def _next_mapping(self, waiting):
        """Return what the files wait for: a person's look, or a word for all."""
        if self._unsure_files():
            text = self.env._(
                "Look at what the columns mean (Mapping beside each file) and confirm. "
                "Files that wait: %s.",
                len(waiting),
            )
            return Next("map", text, "action_open_waiting", True)
        text = self.env._(
            "What every column means was recognised. Confirm it, after a look (Mapping "
            "beside each file). Files that wait: %s.",
            len(waiting),
        )
        return Next("map", text, "action_confirm_mapping")

    def _next_after(self):
        """Return what comes next from the approval on."""
        by_state = {
            APPROVED: self._next_approved,
            RUNNING: self._next_running,
            PAUSED: self._next_paused,
            FAILED: self._next_failed,
            DONE: self._next_done,
            UNDOING: self._next_undoing,
            UNDONE: self._next_undone,
        }
        return by_state[self.state]()

    def _next_approved(self):
        if self.start_at:
            text = self.env._("It loads by itself: %s", self.schedule_text)
        elif self.rest_code == BY_APPROVAL:
            return Next("check", self._refused_text(), "action_start_plan", True)
        else:
            text = self.env._("Load: it runs in the background.")
        return Next("load", text, "action_open_load")

    def _next_running(self):
        if not self.loaded_at:
            text = self.env._("It is loading. You may close this page.")
            return Next("load", text)
        if self.verify_token:
            text = self.env._("It is being read back. You may close this page.")
            return Next("verify", text)
        text = self.env._("Verify: read back what was loaded.")
        return Next("verify", text, "action_start_verify")

    def _next_done(self):
        text = self.env._(
            "Every row is accounted for. “After the move” shows what is left; Undo "
            "takes it all back."
        )
        if self.problem_count:
            text = self.env._(
                "Every row is accounted for. Rows that stay out, each with its reason: "
                "%s. “After the move” shows what else is left; Undo takes it all back.",
                f"{self.problem_count:,}",
            )
        return Next("done", text, "action_open_after")

    def _next_paused(self):
        """Return why it rests, and what makes it go on."""
        if self.start_at:
            text = self.env._("It goes on by itself: %s", self.schedule_text)
            return Next("load", text, "action_open_load")
        texts = {
            BY_FAILURES: self.env._(
                "Paused, because too many rows failed. Look at what did not load and "
                "why; Load goes on, or raise the limit first."
            ),
            BY_APPROVAL: self.env._(
                "Paused: it is no longer what was approved. Plan and approve again."
            ),
            BY_STOP: self.env._("Stopped; what is there is being verified."),
            BY_ERROR: self.env._(
                "Paused, because a batch failed as a whole: the server's log says "
                "where. Load goes on where it was paused."
            ),
        }
        text = texts.get(
            self.rest_code, self.env._("Load goes on where it was paused.")
        )
        if self.rest_code == BY_APPROVAL:
            return Next("check", text, "action_start_plan", True)
        is_blocked = self.rest_code in (BY_FAILURES, BY_ERROR)
        return Next("load", text, "action_open_load", is_blocked)

    def _next_failed(self):
        if self.left_count:
            text = self.env._(
                "Stopped. Rows that were not loaded: %s. Load the rest, or Undo.",
                f"{self.left_count:,}",
            )
            return Next("load", text, "action_open_load", True)
        if stays := self._count_undone_but():
            text = self.env._(
                "Taken back, but for records that stay, each with its reason: %s. "
                "Settle what is in the way and undo again, or leave them and plan "
                "anew.",
                f"{stays:,}",
            )
            return Next("load", text, "action_open_undo", True)
        text = self.env._("See under Verification what differs, then verify again.")
        return Next("verify", text, "action_open_checks", True)

    def _count_undone_but(self):
        """Return how many records stayed when the run was taken back last, and since
        then nothing was verified."""
        plan = self.env["pulse.undo.plan"].sudo().search([("run_id", "=", self.id)])[:1]
        if plan.scope != "run" or not plan.proved_at:
            return 0
        checks = self.sudo().check_ids
        is_verified_since = any(one.create_date > plan.proved_at for one in checks)
        return 0 if is_verified_since else plan.listed_count

    def _next_undoing(self):
        text = self.env._("It is being taken back. You may close this page.")
        return Next("load", text, "action_open_undo")

    def _next_undone(self):
        text = self.env._("Everything was taken back. Plan to load it again.")
        return Next("check", text, "action_start_plan")
