"""One delivery of an export: its state, its counts, and who may change them.

What a run can do lies in one file a verb beside this one: receive, stage, plan,
approve, load, verify, undo. Each extends the run with the verb's button.
"""

import resource
import time
from contextlib import contextmanager

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.modules import module
from odoo.tools import SQL

from ..target import form_of

DRAFT = "draft"
SAMPLED = "sampled"
APPROVED = "approved"
RUNNING = "running"
PAUSED = "paused"
DONE = "done"
FAILED = "failed"
UNDOING = "undoing"
UNDONE = "undone"

# until the approval everything may still be changed
OPEN_STATES = (DRAFT, SAMPLED)

_TRANSITIONS = {
    DRAFT: {SAMPLED, APPROVED, UNDOING},
    SAMPLED: {DRAFT, APPROVED, UNDOING},
    APPROVED: {DRAFT, RUNNING, UNDOING},
    RUNNING: {PAUSED, DONE, FAILED, UNDOING},
    PAUSED: {DRAFT, RUNNING, FAILED, DONE, UNDOING},
    FAILED: {DRAFT, RUNNING, DONE, UNDOING},
    DONE: {DRAFT, RUNNING, UNDOING, FAILED},
    UNDOING: {UNDONE, FAILED},
    UNDONE: {DRAFT, UNDOING},
}


class Run(models.Model):
    """Files received together, planned, approved, loaded, verified; undone alone."""

    _name = "pulse.run"
    _inherit = "pulse.protected"
    _description = "Migration Run"
    _order = "id desc"

    _ENDED = (DONE, UNDONE)
    _server_fields = frozenset(
        {
            "state",
            "planned_at",
            "planned_hash",
            "loaded_at",
            "reference_on",
            "approval_hash",
            "approved_by",
            "approved_at",
            "seconds",
            "peak_rss_mb",
            "report",
            "is_report_stale",
            "checked_at",
            "measures",
            "scope",
            "grade",
        }
    )
    _fixed_fields = frozenset({"migration_id"})

    migration_id = fields.Many2one(
        "pulse.migration", required=True, ondelete="cascade", index=True
    )
    state = fields.Selection(
        [
            (DRAFT, "Draft"),
            (SAMPLED, "Sampled"),
            (APPROVED, "Approved"),
            (RUNNING, "Running"),
            (PAUSED, "Paused"),
            (DONE, "Done"),
            (FAILED, "Differences found"),
            (UNDOING, "Being undone"),
            (UNDONE, "Undone"),
        ],
        required=True,
        default=DRAFT,
        readonly=True,
        copy=False,
    )
    file_ids = fields.One2many("pulse.file", "run_id")
    batch_ids = fields.One2many("pulse.batch", "run_id")
    check_ids = fields.One2many("pulse.check", "run_id")
    sample_ids = fields.One2many("pulse.sample", "run_id")
    mapping_ids = fields.One2many("pulse.mapping", "run_id")
    planned_at = fields.Datetime(readonly=True, copy=False)
    planned_hash = fields.Char(readonly=True, copy=False)
    loaded_at = fields.Datetime(readonly=True, copy=False)
    reference_on = fields.Date(
        readonly=True,
        copy=False,
        help="The day that past and future were told by when loading began.",
    )
    approved_by = fields.Many2one("res.users", readonly=True, copy=False)
    approved_at = fields.Datetime(readonly=True, copy=False)
    approval_hash = fields.Char(readonly=True, copy=False)
    approval_comment = fields.Char(copy=False)
    seconds = fields.Json(readonly=True, copy=False, help="Wall time per verb.")
    peak_rss_mb = fields.Integer(readonly=True, copy=False)
    report = fields.Json(readonly=True, copy=False, prefetch=False)
    # one look at the rows for all that counts them, a million of them at times
    state_counts = fields.Json(compute="_compute_state_counts")
    row_count = fields.Integer(compute="_compute_progress")
    open_count = fields.Integer(compute="_compute_progress")
    problem_count = fields.Integer(compute="_compute_progress")
    progress = fields.Float(compute="_compute_progress")

    @api.depends("migration_id.name")
    def _compute_display_name(self):
        for run in self:
            run.display_name = f"{run.migration_id.name} #{run.id}"

    def _compute_state_counts(self):
        groups = (
            self.env["pulse.row"]
            .sudo()
            ._read_group([("run_id", "in", self.ids)], ["run_id", "state"], ["__count"])
        )
        counts = {}
        for run, state, count in groups:
            counts.setdefault(run.id, {})[state] = count
        for run in self:
            run.state_counts = counts.get(run.id, {})

    @api.depends("state_counts")
    def _compute_progress(self):
        for run in self:
            states = run.state_counts or {}
            run.row_count = sum(states.values())
            run.open_count = states.get("staged", 0)
            run.problem_count = states.get("held", 0) + states.get("rejected", 0)
            done = run.row_count - run.open_count
            run.progress = 100.0 * done / run.row_count if run.row_count else 0.0

    # state

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_loaded(self):
        """The journal goes with its run, and with the journal every undo."""
        if self._has_changes():
            raise UserError(
                self.env._("The run was loaded. Undo it first, or archive its clinic.")
            )

    def _has_changes(self):
        """Tell whether anything that the runs wrote is still in Odoo."""
        changes = self.env["pulse.change"].sudo()
        return bool(
            changes.search_count(
                [("run_id", "in", self.ids), ("undo_state", "!=", "undone")], limit=1
            )
        )

    def unlink(self):
        self.check_access("unlink")
        self.file_ids._check_unloaded()
        # not left to the database, as the files are: their bytes are attachments
        self.file_ids.sudo().content_ids.unlink()
        return super().unlink()

    def _check_may_run(self):
        """Verbs write as superuser: who may not write the run may not start one."""
        self.check_access("write")

    def _set_state(self, state, **vals):
        """The one place where a run's state changes."""
        self.ensure_one()
        if state != self.state and state not in _TRANSITIONS[self.state]:
            raise UserError(
                self.env._(
                    "A run that is “%(old)s” cannot become “%(new)s”.",
                    old=self._state_label(),
                    new=self._state_label(state),
                )
            )
        self._queue()
        self.sudo().write({"state": state, **vals})

    def _state_label(self, state=None):
        """Return how the screens call the state, or another one."""
        return dict(self._select_states())[state or self.state]

    def _select_states(self):
        return self._fields["state"]._description_selection(self.env)

    def _queue(self, is_shared=False):
        """Wait for one's turn at the run: batches share it, a change of state does not.

        A row lock alone would let lanes overtake whoever waits to pause them, for ever.
        """
        self.env.cr.execute(
            SQL(
                "SELECT %s('pulse_run'::regclass::oid::int, %s)",
                SQL(
                    "pg_advisory_xact_lock_shared"
                    if is_shared
                    else "pg_advisory_xact_lock"
                ),
                self.id,
            )
        )

    def _reopen(self, is_correction=False):
        """Something that the plan and the approval rest on changes: both are void.

        :param is_correction: of rows that did not load; those that did stay
        """
        self.ensure_one()
        states = (*OPEN_STATES, APPROVED)
        if is_correction and self == self.migration_id.run_id:
            states += (PAUSED, FAILED, DONE)
        if self.state not in states:
            raise UserError(
                self.env._(
                    "The run was loaded already. Receive a newer export instead."
                )
            )
        self._void_approval()
        self.sudo().write({"planned_at": False, "planned_hash": False})

    def _void_approval(self):
        """Back to a draft; an approval that was given counts no longer."""
        self.approval_ids._void()
        self._set_state(
            DRAFT, approved_by=False, approved_at=False, approval_hash=False
        )

    def _is_open(self):
        """Whether what was received may still be mapped otherwise."""
        return bool(self) and self.state in OPEN_STATES

    def _commit(self):
        """Commit between batches; a test's, or an installation's, is its own."""
        self.env.flush_all()
        if not (module.current_test or self.env.context.get("pulse_no_commit")):
            self.env.cr.commit()  # pylint: disable=invalid-commit

    @contextmanager
    def _timed(self, verb, before=0):
        """Add the wall time of a verb, and the process's peak memory, to the run.

        :param before: seconds that it took already
        """
        started = time.monotonic() - before
        yield
        seconds = dict(self.seconds or {})
        spent = seconds.get(verb, 0) + time.monotonic() - started
        seconds[verb] = round(spent, 2)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        self.sudo().write(
            {"seconds": seconds, "peak_rss_mb": max(self.peak_rss_mb, peak)}
        )

    def _log(self, verb, **details):
        self.env["pulse.audit"].sudo()._append(self, verb, **details)

    # counts

    def _count_by(self, field_name):
        """Return {object: {value: rows}}."""
        counts = {}
        for name, value, count in self.env["pulse.row"]._read_group(
            [("run_id", "=", self.id)], ["object_name", field_name], ["__count"]
        ):
            counts.setdefault(name, {})[value or "none"] = count
        return counts

    def action_open_sample(self):
        """Open the last sample, or a new one."""
        self.ensure_one()
        sample = self.sample_ids[:1]
        if not sample:
            self._check_may_run()
            sample = self.env["pulse.sample"].sudo().create({"run_id": self.id})
        return form_of(sample)

    def action_open_rows(self):
        """Open the rows of the run."""
        self.ensure_one()
        return self.env["pulse.row"]._action_open([("run_id", "=", self.id)])

    def action_open_problems(self):
        """Open the rows of this run that do not load."""
        self.ensure_one()
        return self.env["pulse.row"]._action_open(
            [("run_id", "=", self.id), ("state", "in", ("held", "rejected"))],
            self.env._("Not Loaded"),
        )
