"""Start the load: what it will write, and when; the question before the answer."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..engine import catalog
from ..engine.estimate import duration_text
from ..engine.window import clock_of
from ..models.target import form_of
from ..texts.labels import words_of

NOW = "now"
AT = "at"
BETWEEN = "between"
_TONIGHT = 22.0
_EVENING, _MORNING = 20.0, 7.0


class Load(models.TransientModel):
    """What an operator is asked before a run loads."""

    _name = "pulse.load"
    _description = "Load a Run"

    run_id = fields.Many2one("pulse.run", required=True)
    question = fields.Text(compute="_compute_question")
    when = fields.Selection(
        [(NOW, "Now"), (AT, "At a time"), (BETWEEN, "Only between two times")],
        required=True,
        default=NOW,
    )
    at = fields.Float("Time", default=_TONIGHT)
    day = fields.Date(help="Empty: the next time the clock shows it.")
    window_from = fields.Float("From", default=_EVENING)
    window_to = fields.Float("Until", default=_MORNING)
    tz = fields.Selection(related="run_id.migration_id.tz", string="On the clock of")
    failure_share_limit = fields.Float("Pause when so many % of the rows fail")
    failure_count_limit = fields.Integer("Pause when so many rows fail")

    @api.model
    def _open(self, run):
        """Return the action that asks; what was chosen for the run last is chosen."""
        run.check_access("write")
        vals = {
            "run_id": run.id,
            "failure_share_limit": run.failure_share_limit,
            "failure_count_limit": run.failure_count_limit,
        }
        if run._window():
            vals |= {
                "when": BETWEEN,
                "window_from": run.window_from,
                "window_to": run.window_to,
            }
        return form_of(self.create(vals), name=self.env._("Load"), target="new")

    @api.depends("run_id")
    def _compute_question(self):
        for wizard in self:
            wizard.question = wizard.run_id and wizard._question()

    def action_load(self):
        """Load as chosen."""
        self.ensure_one()
        run = self.run_id
        if self.failure_share_limit < 0 or self.failure_count_limit < 0:
            raise UserError(self.env._("A limit is a number above zero, or zero."))
        run.write(
            {
                "failure_share_limit": self.failure_share_limit,
                "failure_count_limit": self.failure_count_limit,
            }
        )
        if self.when == AT:
            run._schedule(clock=clock_of(self.at), day=self.day)
        elif self.when == BETWEEN:
            hours = (clock_of(self.window_from), clock_of(self.window_to))
            run._schedule(hours=hours)
        else:
            run.action_load()
        return {"type": "ir.actions.act_window_close"}

    def _question(self):
        """Return how many rows of what will be loaded, what will not, how long."""
        run = self.run_id
        counts = {
            name: by_state["planned"]
            for name, by_state in run._count_batch_rows().items()
            if by_state.get("planned")
        }
        parts = [
            f"{words_of(self.env, catalog.OBJECTS[name].label)}: {rows:,}"
            for name, rows in counts.items()
        ]
        lines = [
            self.env._(
                "Rows to be written into Odoo: %(rows)s (%(objects)s).",
                rows=f"{sum(counts.values()):,}",
                objects=", ".join(parts) or "0",
            )
        ]
        if run.problem_count:
            lines.append(
                self.env._(
                    "Rows that wait or are rejected: %s.", f"{run.problem_count:,}"
                )
            )
        if estimate := run._estimate():
            lines.append(self._duration(*estimate.seconds))
        lines.append(self.env._("Nobody gets mail. Undo takes all of it back."))
        return "\n".join(lines)

    def _duration(self, low, high):
        """Return in words how long it takes; one span where both read the same."""
        low, high = duration_text(low), duration_text(high)
        if low == high:
            return self.env._("On this server it takes about %s.", low)
        return self.env._(
            "On this server it takes between %(low)s and %(high)s.", low=low, high=high
        )
