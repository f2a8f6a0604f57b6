"""The journey of a clinic, step by step: what is done, what is next, what blocks.

Told by what the current run waits for (``run_next``); its buttons are
the run's own (``buttons``).
"""

from odoo import api, fields, models

from ...texts.journey import BUTTON_TEXTS, CONFIRM_TEXTS, STATE_TEXTS, STEP_TEXTS
from ..source.source import CLOSED, DRAFT
from ..target import form_of
from .run_next import Next

STEPS = tuple(STEP_TEXTS)
_OF_MIGRATION = frozenset(
    ("action_receive", "action_open_after", "action_open_source", "action_open_run")
)
# for whoever may only look
_LOOKING = frozenset(name for name in BUTTON_TEXTS if name.startswith("action_open_"))
_WRITING_OPEN = frozenset(("action_open_load", "action_open_sample"))


class Migration(models.Model):
    _inherit = "pulse.migration"

    journey = fields.Json(compute="_compute_journey")

    @api.depends(
        "run_ids.next_text", "run_ids.state", "run_ids.left_count", "run_ids.lane_verb"
    )
    @api.depends_context("lang", "uid")
    def _compute_journey(self):
        for migration in self:
            migration.journey = migration._find_journey()

    def action_open_journey(self):
        """Open the clinic's page, where its journey goes on."""
        self.ensure_one()
        # it is where one came from: no trail of pages behind it
        return form_of(self, target="main")

    def action_receive(self):
        """Ask for the files of this clinic."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "pulse_migration.pulse_receive_action"
        )
        return {**action, "context": {"default_migration_id": self.id}}

    def _find_journey(self):
        """Return the steps as the screen shows them; JSON, nothing of a patient."""
        found = self._find_next_step()
        names = self.run_id._step_buttons() if self.run_id else {}
        names.setdefault("delta", []).append("action_open_source")
        states = self._find_states(found)
        return {
            "current": found.step,
            "steps": [
                self._prepare_step(step, states[step], found, names.get(step, []))
                for step in STEPS
            ],
        }

    def _find_next_step(self):
        """Return what the clinic waits for; its server counts once all is loaded."""
        if not self.run_id:
            return Next("receive", self._first_step(), "action_receive")
        found = self.run_id._find_next()
        source = self.source_ids[:1].sudo()
        if found.step == "done" and source and source.state not in (DRAFT, CLOSED):
            text = source.waiting_text or self.env._(
                "The Pulse server is asked for changes. Once the clinic has stopped "
                "working in Pulse, do the final delta."
            )
            return Next("delta", text, "action_open_source")
        return found

    def _find_states(self, found):
        """Return {step: state}: done before the current one, later after it."""
        current = STEPS.index(found.step)
        states = {
            step: "done" if index < current else "later"
            for index, step in enumerate(STEPS)
        }
        states[found.step] = self._state_now(found)
        if found.step == "done":
            states["done"] = "done"
            states["delta"] = "done" if self._has_delta() else "open"
        if states["sample"] == "done" and not self.run_id.sudo()._last_sample():
            states["sample"] = "skipped"
        return states

    def _state_now(self, found):
        """Return whether it goes on, stands, or stands until somebody else does it."""
        if not found.is_blocked:
            return "now"
        is_ours = found.button and self._may_press(found.button)
        return "blocked" if is_ours else "waits"

    def _has_delta(self):
        """Whether something was loaded after the first load, or nothing can be."""
        loaded = self.run_ids.filtered("loaded_at")
        return len(loaded) > 1 or CLOSED in self.source_ids.sudo().mapped("state")

    def _prepare_step(self, step, state, found, names):
        label, about = map(self.env._, STEP_TEXTS[step])
        is_current = step == found.step
        if is_current:
            names = [found.button, *names] if found.button else names
        return {
            "key": step,
            "label": label,
            "about": about,
            "state": state,
            "state_label": self.env._(STATE_TEXTS[state]),
            "text": found.text if is_current else self._step_text(step, state, found),
            "buttons": [
                self._prepare_button(name, is_current and name == found.button)
                for name in dict.fromkeys(names)
                if self._may_press(name)
            ],
        }

    def _step_text(self, step, state, found):
        """Return what is to be known of a step that is not the current one."""
        if state == "later":
            label = self.env._(STEP_TEXTS[found.step][0])
            return self.env._("First comes: %s.", label)
        if state == "open":
            return self.env._(
                "Nothing changed since, as far as Odoo knows. Receive a newer export, "
                "or let the Pulse server be asked."
            )
        if state == "skipped":
            return self.env._("It was approved without a sample.")
        return self.run_id._step_told(step) if self.run_id else ""

    def _may_press(self, name):
        """Whether this person is offered the button; the server refuses by itself."""
        if name in _LOOKING - _WRITING_OPEN:
            return True
        if name == "action_approve":
            return self.env.user.has_group("pulse_migration.group_approver")
        return self.has_access("write")

    def _prepare_button(self, name, is_primary):
        record = self if name in _OF_MIGRATION else self.run_id
        question = ""
        if name in CONFIRM_TEXTS:
            question = self.env._(CONFIRM_TEXTS[name])
            question = question % record._confirm_numbers()
        return {
            "name": name,
            "label": self.env._(BUTTON_TEXTS[name]),
            "model": record._name,
            "id": record.id,
            "is_primary": is_primary,
            "confirm": question,
        }
