"""What helps at a step of the journey, besides the one button that goes on."""

from odoo import models

from ..migration.run import (
    APPROVED,
    DONE,
    FAILED,
    OPEN_STATES,
    PAUSED,
    RUNNING,
    SAMPLED,
    UNDONE,
)
from ..target import form_of


class Run(models.Model):
    _inherit = "pulse.run"

    def action_open_checks(self):
        """Open what verification found."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "pulse_migration.pulse_check_action"
        )
        return {**action, "domain": [("run_id", "=", self.id)]}

    def action_open_undo(self):
        """Open the undo that is under way, or was the last."""
        self.ensure_one()
        plan = self.env["pulse.undo.plan"].search([("run_id", "=", self.id)], limit=1)
        return form_of(plan)

    def _step_buttons(self):
        """Return {step: methods} of what helps at a step besides the next one."""
        found = {
            "receive": self._receive_buttons(),
            "map": self._map_buttons(),
            "check": self._check_buttons(),
            "sample": self._sample_buttons(),
            "approve": [(self.checked_at, "action_open_run")],
            "load": self._load_buttons(),
            "verify": self._verify_buttons(),
            "delta": [(self.state in self._ENDED, "action_receive")],
            "done": [(self.state == DONE, "action_plan_undo")],
        }
        return {
            step: [name for is_useful, name in pairs if is_useful]
            for step, pairs in found.items()
        }

    # (whether it is of use, method), in the order of the screen

    def _receive_buttons(self):
        may_receive = self.state in OPEN_STATES or self.state in self._ENDED
        return [
            (may_receive, "action_receive"),
            (self.lane_verb, "action_stop_lanes"),
        ]

    def _map_buttons(self):
        migration = self.migration_id
        return [
            (self._find_files(("state", "=", "staged")), "action_open_columns"),
            (migration.physician_ids, "action_open_physicians"),
            (migration.value_map_ids, "action_open_value_maps"),
        ]

    def _check_buttons(self):
        return [
            (self.issue_ids, "action_open_issues"),
            (self.planned_at, "action_open_plan"),
            (self.checked_at, "action_open_preflight"),
            (self.problem_count, "action_open_problems"),
            (self._is_planned(), "action_start_plan"),
            (self.lane_verb, "action_stop_lanes"),
        ]

    def _sample_buttons(self):
        is_planned = self._is_planned()
        may_skip = self.is_ready and not self.red_count and self.state != SAMPLED
        return [
            (self.sample_ids or is_planned, "action_open_sample"),
            (is_planned, "action_open_preflight"),
            (is_planned and self.problem_count, "action_open_problems"),
            (may_skip, "action_approve"),
        ]

    def _load_buttons(self):
        is_loading = self.state == RUNNING and not self.loaded_at
        may_stop = self.state == PAUSED and self.rest_code != "stop"
        is_waiting = self.state in (APPROVED, PAUSED)
        may_try_again = self.state in (PAUSED, FAILED, DONE)
        return [
            (is_loading, "action_pause"),
            (is_loading or may_stop, "action_stop"),
            (self.start_at and is_waiting, "action_unschedule"),
            (self.problem_count, "action_open_problems"),
            (self.failed_count and may_try_again, "action_load_again"),
            (self.state in (RUNNING, PAUSED, FAILED), "action_plan_undo"),
            (self.state == FAILED and self._count_undone_but(), "action_start_plan"),
            (self.state == UNDONE, "action_open_undo"),
        ]

    def _verify_buttons(self):
        return [
            (self.check_ids, "action_open_checks"),
            (self.money_open_count, "action_open_money"),
            (self.state == DONE, "action_start_verify"),
        ]

    def _is_planned(self):
        """Whether there is a plan that nobody has approved yet."""
        return self.state in OPEN_STATES and bool(self.planned_at)

    def _confirm_numbers(self):
        """Return the numbers of the questions."""
        info = self._progress_info()
        return {name: f"{info[name]:,}" for name in ("done", "left", "failed")}
