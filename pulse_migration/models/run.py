"""One delivery of an export through the six verbs."""

import io
import logging
import os
import resource
import time
from contextlib import contextmanager
from pathlib import Path

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.modules import module
from odoo.tools import SQL

from ..engine import fingerprint
from ..engine.staging import Stager

_logger = logging.getLogger(__name__)

DRAFT = "draft"
SAMPLED = "sampled"
APPROVED = "approved"
RUNNING = "running"
PAUSED = "paused"
DONE = "done"
FAILED = "failed"
UNDONE = "undone"

_TRANSITIONS = {
    DRAFT: {SAMPLED, APPROVED, UNDONE},
    SAMPLED: {DRAFT, APPROVED, UNDONE},
    APPROVED: {DRAFT, RUNNING, UNDONE},
    RUNNING: {PAUSED, DONE, FAILED, UNDONE},
    PAUSED: {RUNNING, FAILED, UNDONE},
    FAILED: {RUNNING, DONE, UNDONE},
    DONE: {UNDONE, FAILED},
    UNDONE: {DRAFT},
}
_SERVER_FIELDS = {
    "state",
    "planned_at",
    "loaded_at",
    "approval_hash",
    "approved_by",
    "approved_at",
    "seconds",
    "peak_rss_mb",
    "report",
}


class Run(models.Model):
    """Files received together, planned, approved, loaded, verified; undone alone."""

    _name = "pulse.run"
    _description = "Migration Run"
    _order = "id desc"

    _ENDED = (DONE, UNDONE)

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
    mapping_ids = fields.One2many("pulse.mapping", "run_id")
    planned_at = fields.Datetime(readonly=True, copy=False)
    loaded_at = fields.Datetime(readonly=True, copy=False)
    approved_by = fields.Many2one("res.users", readonly=True, copy=False)
    approved_at = fields.Datetime(readonly=True, copy=False)
    approval_hash = fields.Char(readonly=True, copy=False)
    approval_comment = fields.Char(copy=False)
    seconds = fields.Json(readonly=True, copy=False, help="Wall time per verb.")
    peak_rss_mb = fields.Integer(readonly=True, copy=False)
    report = fields.Json(readonly=True, copy=False)
    row_count = fields.Integer(compute="_compute_progress")
    open_count = fields.Integer(compute="_compute_progress")
    problem_count = fields.Integer(compute="_compute_progress")
    progress = fields.Float(compute="_compute_progress")

    @api.depends("migration_id.name")
    def _compute_display_name(self):
        for run in self:
            run.display_name = f"{run.migration_id.name} #{run.id}"

    def _compute_progress(self):
        groups = self.env["pulse.row"]._read_group(
            [("run_id", "in", self.ids)], ["run_id", "state"], ["__count"]
        )
        counts = {}
        for run, state, count in groups:
            counts.setdefault(run.id, {})[state] = count
        for run in self:
            states = counts.get(run.id, {})
            run.row_count = sum(states.values())
            run.open_count = states.get("staged", 0)
            run.problem_count = states.get("held", 0) + states.get("rejected", 0)
            done = run.row_count - run.open_count
            run.progress = 100.0 * done / run.row_count if run.row_count else 0.0

    # state

    @api.model_create_multi
    def create(self, vals_list):
        # a default of the context becomes a value as well
        defaults = [key.removeprefix("default_") for key in self.env.context]
        for vals in ({*vals, *defaults} for vals in vals_list):
            self._check_server_fields(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._check_server_fields(vals)
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_loaded(self):
        """The journal goes with its run, and with the journal every undo."""
        if any(run.state in (RUNNING, PAUSED, FAILED, DONE) for run in self):
            raise UserError(
                self.env._("The run was loaded. Undo it first, or archive its clinic.")
            )

    def unlink(self):
        # not left to the database: the files' bytes are attachments
        self.file_ids.unlink()
        return super().unlink()

    def _check_server_fields(self, vals):
        """What verbs decide cannot be set from outside."""
        if _SERVER_FIELDS & set(vals) and not self.env.su:
            raise UserError(self.env._("A run's state follows from its buttons."))

    def _check_may_run(self):
        """Verbs write as superuser: who may not write the run may not start one."""
        self.check_access("write")

    def _set_state(self, state, **vals):
        """The one place where a run's state changes."""
        self.ensure_one()
        if state != self.state and state not in _TRANSITIONS[self.state]:
            raise UserError(
                self.env._(
                    "A run that is %(old)s cannot become %(new)s.",
                    old=self.state,
                    new=state,
                )
            )
        self.sudo().write({"state": state, **vals})

    def _commit(self):
        """Commit between batches; a test's transaction is the test's."""
        self.env.flush_all()
        if not module.current_test:
            self.env.cr.commit()  # pylint: disable=invalid-commit

    @contextmanager
    def _timed(self, verb):
        """Add the wall time of a verb, and the process's peak memory, to the run."""
        started = time.monotonic()
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

    # receive

    def _receive_path(self, path):
        """Receive a file or every file of a folder; what is here already stays."""
        root = Path(path)
        paths = sorted(p for p in root.rglob("*") if p.is_file())
        if root.is_file():
            root, paths = root.parent, [root]
        if not paths:
            raise UserError(self.env._("There is no file to receive."))
        with self._timed("receive"):
            for item in paths:
                with item.open("rb") as stream:
                    self._receive_stream(item.relative_to(root).as_posix(), stream)
            self._preselect_settings()
        self._log("receive", files=len(self.file_ids))
        self._commit()

    def _receive_attachments(self, attachments):
        """Receive uploaded files."""
        with self._timed("receive"):
            for attachment in attachments:
                stream = io.BytesIO(attachment.raw or b"")
                self._receive_stream(os.path.basename(attachment.name), stream)
            self._preselect_settings()
        self._log("receive", files=len(self.file_ids))

    def _receive_stream(self, name, stream):
        self._check_open(name, stream)
        stream.seek(0)
        self.env["pulse.file"]._receive(self, name, stream)
        self._commit()

    def _check_open(self, name, stream):
        """After approval a run takes no other files; the same again are welcome."""
        if self.state in (DRAFT, SAMPLED):
            return
        sha256, _size = fingerprint.of_stream(stream)
        if (name, sha256) not in {(f.name, f.sha256) for f in self.file_ids}:
            raise UserError(
                self.env._("This run is %s. Finish or undo it first.", self.state)
            )

    # stage

    def action_stage(self):
        """Turn the files' rows into typed values, physicians and value maps."""
        self._check_may_run()
        for run in self:
            if run.state not in (DRAFT, SAMPLED):
                continue
            with run._timed("stage"):
                for file in run.file_ids.filtered(
                    lambda f: f.kind == "table" and f.state == "received"
                ):
                    run._stage_file(file)
                    run._commit()
                # PostgreSQL would plan for an empty table for minutes otherwise
                run.env.cr.execute("ANALYZE pulse_row")
                run.env["pulse.physician"].sudo()._collect(run)
                run.env["pulse.value.map"].sudo()._collect(run)
            run._log("stage", rows=run.row_count)
            run._commit()

    def _stage_file(self, file):
        """Stage one file in one transaction; its rows are there whole or not at all."""
        plans = file.mapping_ids._column_plans(self.migration_id)
        stager = Stager(file.object_name, plans, file._constants())
        rows = self.env["pulse.row"].sudo()
        with file._open() as stream:
            table = file._open_table(stream)
            count = rows._copy_staged(
                file, ((row, stager.stage(row)) for row in table.rows)
            )
        file.write({"state": "staged", "row_count": count})
        file.mapping_ids.write({"is_confirmed": True})

    # plan and approve

    def action_plan(self):
        """Decide what will become of every row."""
        self._check_may_run()
        for run in self:
            if run.state not in (DRAFT, SAMPLED):
                continue
            with run._timed("plan"):
                run.env["pulse.plan"].sudo()._plan(run)
                run.sudo().planned_at = fields.Datetime.now()
            run._log("plan", actions=run._count_by("action"))
            run._commit()

    def action_approve(self):
        """Bind the approval to what was seen: files, mapping, maps, physicians."""
        self._check_may_run()
        if not self.env.user.has_group("pulse_migration.group_approver"):
            raise UserError(self.env._("Only an approver may approve a run."))
        for run in self:
            if run.state not in (DRAFT, SAMPLED):
                continue
            if not run.planned_at:
                raise UserError(self.env._("Plan the run first."))
            run.env["pulse.physician"].sudo()._check_decided(run.migration_id)
            run._set_state(
                APPROVED,
                approved_by=self.env.uid,
                approved_at=fields.Datetime.now(),
                approval_hash=run._approval_hash(),
            )
            run._log("approve", hash=run.approval_hash)
            run._commit()

    def _approval_hash(self):
        """Fingerprint of everything that decides what a load writes."""
        migration = self.migration_id
        return fingerprint.of_json(
            [
                sorted((f.name, f.sha256) for f in self.file_ids),
                sorted(
                    (m.file_id.id, m.header, m.field_name or "", m.date_order or "")
                    for m in self.mapping_ids
                ),
                sorted(
                    (v.kind, v.source_value, v.activity_type_id.id, v.stage_id.id)
                    for v in migration.value_map_ids
                ),
                sorted(map(self._physician_key, migration.physician_ids)),
                [
                    migration.tz,
                    migration.country_id.code,
                    migration.currency_id.name,
                    migration.past_scheduled_policy,
                    migration.bill_target,
                    migration.fallback_user_id.id,
                ],
            ]
        )

    def _physician_key(self, physician):
        """A user that the load itself will make is no part of the approval."""
        is_made = physician.decision == "create"
        user_id = 0 if is_made else physician.user_id.id or 0
        return (physician.key, physician.decision or "", user_id)

    # load

    def _check_loadable(self):
        self._check_may_run()
        for run in self:
            if run.state not in (APPROVED, RUNNING, PAUSED, FAILED):
                raise UserError(self.env._("Have the run approved first."))
            if run.approval_hash != run._approval_hash():
                raise UserError(
                    self.env._(
                        "Files, mapping, value maps, physicians or options changed "
                        "since the approval. Plan and approve again."
                    )
                )

    def action_load(self):
        """Start loading in the background; the list of batches shows how far it is."""
        self._check_loadable()
        for run in self:
            run._set_state(RUNNING)
        self.env.ref("pulse_migration.ir_cron_load").sudo()._trigger()

    @api.private
    def _load(self):
        """Load every open batch in order; safe to call again after any break."""
        self.ensure_one()
        self._check_loadable()
        self._set_state(RUNNING)
        with self._timed("load"):
            self._close_unchanged()
            self._commit()
            for batch in self.batch_ids.sorted("sequence"):
                if batch.state == "planned":
                    batch._load_with_retries()
        self._finish_load()

    def _finish_load(self):
        self.sudo().loaded_at = fields.Datetime.now()
        self._log("load", outcomes=self._count_by("state"))
        self._commit()

    def _close_unchanged(self):
        self.env["pulse.row"].flush_model()
        self.env.cr.execute(
            SQL(
                """UPDATE pulse_row SET state = 'unchanged'
                    WHERE run_id = %s AND state = 'staged' AND action = 'unchanged'""",
                self.id,
            )
        )
        self.env["pulse.row"].invalidate_model()

    @api.model
    def _cron_load(self):
        """Go on with what is running until the time is up, then ask to be called."""
        cron = self.env["ir.cron"]
        for run in self.search([("state", "=", RUNNING), ("loaded_at", "=", False)]):
            run._close_unchanged()
            open_batches = run.batch_ids.sorted("sequence").filtered(
                lambda batch: batch.state == "planned"
            )
            for done, batch in enumerate(open_batches, 1):
                batch._load_with_retries()
                left = len(open_batches) - done
                if not cron._commit_progress(1, remaining=left) and left:
                    self.env.ref("pulse_migration.ir_cron_load")._trigger()
                    return
            run._finish_load()
            run.action_verify()

    # verify

    def action_verify(self):
        """Read everything back; done when nothing differs, else say what does."""
        self._check_may_run()
        for run in self:
            with run._timed("verify"):
                report = run.env["pulse.verify"].sudo()._verify(run)
            run.sudo().report = {
                **report,
                "seconds": run.seconds,
                "peak_rss_mb": run.peak_rss_mb,
            }
            bad = run.check_ids.filtered(lambda check: check.severity == "error")
            run._set_state(FAILED if bad else DONE)
            run._log("verify", differences=len(bad))
            run._commit()

    # undo

    def _check_undoable(self):
        self._check_may_run()
        for run in self:
            if run.state in (DRAFT, SAMPLED):
                raise UserError(self.env._("Nothing was loaded yet."))

    def action_undo(self):
        """Take back everything the runs made; what people changed since stays."""
        self._check_undoable()
        for run in self:
            with run._timed("undo"):
                changes = self.env["pulse.change"].sudo()
                changes = changes.search([("run_id", "=", run.id)])
                blocked = run.env["pulse.undo"].sudo()._undo(changes, run)
            if not blocked:
                run._set_state(UNDONE)
            run._log("undo", blocked=blocked)
            run._commit()

    def _undo_rows(self, rows):
        """Take back what some rows made."""
        changes = self.env["pulse.change"].sudo()
        for row in rows.filtered("res_id"):
            changes |= changes.search(
                [
                    ("run_id", "=", row.run_id.id),
                    ("object_name", "=", row.object_name),
                    ("external_id", "in", (row.unit_key, f"{row.unit_key}#file-1")),
                ]
            )
        for run in changes.run_id:
            self.env["pulse.undo"].sudo()._undo(
                changes.filtered(lambda change, run=run: change.run_id == run), run
            )

    # counts

    def _count_by(self, field_name):
        """Return {object: {value: rows}}."""
        counts = {}
        for name, value, count in self.env["pulse.row"]._read_group(
            [("run_id", "=", self.id)], ["object_name", field_name], ["__count"]
        ):
            counts.setdefault(name, {})[value or "none"] = count
        return counts

    def action_open_rows(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "pulse_migration.pulse_row_action"
        )
        action["domain"] = [("run_id", "=", self.id)]
        return action
