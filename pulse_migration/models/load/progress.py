"""How far a load is: told by the batches that are committed, not guessed."""

import time

from odoo import api, fields, models
from odoo.tools import SQL

from ...engine.estimate import duration_text
from ...engine.pace import RECENT, Slice, recent, seconds_left
from ...exceptions import text_of
from ..migration.run import RUNNING
from .batch import PHASES

CHANNEL = "pulse_migration.run_"  # and the id: what a screen asks to be told about
TOLD_EVERY = 0.3  # seconds
_told = {}  # (database, run): when this process last told of it


def _rows_left(counts):
    return {name: by_state.get("planned", 0) for name, by_state in counts.items()}


def _time_left(pace, left, costs):
    """Return in words how long the rest will take, "" when nobody knows."""
    if not any(left.values()):
        return ""
    seconds = seconds_left(pace, left, costs)
    return "" if seconds is None else duration_text(seconds)


class Run(models.Model):
    _inherit = "pulse.run"

    progress_info = fields.Json("Load so far", compute="_compute_progress_info")
    left_count = fields.Integer("Rows left", compute="_compute_left_count")

    failed_count = fields.Integer("Failed while loading", compute="_compute_left_count")

    def _compute_left_count(self):
        for run in self:
            counts = run._count_batch_rows().values()
            run.left_count = sum(by_state.get("planned", 0) for by_state in counts)
            run.failed_count = run._count_failed()[0]

    def _compute_progress_info(self):
        for run in self:
            run.progress_info = run._progress_info()

    def _progress_info(self):
        """Return what the screen shows of the load; JSON, without a patient's data."""
        counts = self._count_batch_rows()
        pace, costs = self._find_pace(), self._row_costs()
        phases = [
            phase
            for name in PHASES
            if (phase := self._phase_info(name, counts, pace, costs))
        ]
        failed, _rows = self._count_failed()
        return {
            "run": self.id,
            "state": self.state,
            "is_running": self.state == RUNNING and not self.loaded_at,
            "phases": phases,
            "done": sum(phase["done"] for phase in phases),
            "left": sum(phase["left"] for phase in phases),
            "failed": failed,
            "channel": f"{CHANNEL}{self.id}",
            "rate": round(pace.rate, 1) if pace else 0,
            "time_left": _time_left(pace, _rows_left(counts), costs),
            **self._last_failure(),
        }

    def _phase_info(self, phase, counts, pace, costs):
        """Return a phase's rows and the time that its rest will take, {} without."""
        own = {name: counts[name] for name in PHASES[phase] if name in counts}
        done = sum(by_state.get("done", 0) for by_state in own.values())
        left = _rows_left(own)
        if not done and not any(left.values()):
            return {}
        return {
            "label": self.env["pulse.batch"]._phase_label(phase),
            "done": done,
            "left": sum(left.values()),
            "time_left": _time_left(pace, left, costs),
        }

    def _count_batch_rows(self):
        """Return {object: {state of its batches: rows}}."""
        counts = {}
        for name, state, rows in self.env["pulse.batch"]._read_group(
            [("run_id", "=", self.id), ("sample_id", "=", False)],
            ["object_name", "state"],
            ["row_count:sum"],
        ):
            counts.setdefault(name, {})[state] = rows
        return counts

    def _find_pace(self):
        """Return how fast it goes of late, None while it is not loading."""
        if self.state != RUNNING or self.loaded_at:
            return None
        now = fields.Datetime.now()
        return recent(self._recent_slices(now - RECENT), now)

    def _recent_slices(self, since):
        done = [("run_id", "=", self.id), ("state", "=", "done")]
        batches = self.env["pulse.batch"].search_fetch(
            [*done, ("done_at", ">=", since)], ["row_count", "seconds", "done_at"]
        )
        return [Slice(b.row_count, b.seconds, b.done_at) for b in batches]

    def _row_costs(self):
        """Return {object: seconds of a lane per row}: as loaded, else as measured."""
        costs = {
            name: numbers[1] / numbers[0]
            for name, numbers in self._measures().items()
            if numbers[0]
        }
        for name, seconds, rows in self.env["pulse.batch"]._read_group(
            [
                ("run_id", "=", self.id),
                ("state", "=", "done"),
                ("sample_id", "=", False),
            ],
            ["object_name"],
            ["seconds:sum", "row_count:sum"],
        ):
            if rows:
                costs[name] = seconds / rows
        return costs

    def _last_failure(self):
        """Return the reason of the row that failed last, as the catalogue says it."""
        found = self.env.execute_query(
            SQL(
                """SELECT r.reason, b.done_at FROM pulse_batch b
                     JOIN pulse_row r ON r.batch_id = b.id
                    WHERE b.id = (
                          SELECT id FROM pulse_batch
                           WHERE run_id = %s AND state = 'done'
                             AND (coalesce((counts->>'held')::int, 0) > 0
                               OR coalesce((counts->>'rejected')::int, 0) > 0)
                           ORDER BY done_at DESC, id DESC LIMIT 1)
                      AND r.state IN ('held', 'rejected') AND r.reason IS NOT NULL
                    ORDER BY r.id DESC LIMIT 1""",
                self.id,
            )
        )
        if not found:
            return {"error": "", "error_at": ""}
        code, done_at = found[0]
        return {
            "error": str(text_of(self.env, code)),
            "error_at": fields.Datetime.to_string(done_at),
        }

    def _tell_screens(self):
        """Let the screens that show these runs look again, once this is committed.

        They are told that something changed, not what: each reads it as its user.
        """
        for run in self:
            self.env["bus.bus"]._sendone(run, "pulse_progress", {"run": run.id})

    def _tell_progress(self):
        """Tell them as often as a person can see it; the end of it is told anyway.

        Each time is a row and a connection more, and batches are quick.
        """
        key, now = (self.env.cr.dbname, self.id), time.monotonic()
        if now >= _told.get(key, 0.0) + TOLD_EVERY:
            _told[key] = now
            self._tell_screens()

    def _set_state(self, state, **vals):
        result = super()._set_state(state, **vals)
        self._tell_screens()
        return result


class Batch(models.Model):
    _inherit = "pulse.batch"

    @api.model
    def _phase_label(self, phase):
        return dict(self._fields["phase"]._description_selection(self.env))[phase]
