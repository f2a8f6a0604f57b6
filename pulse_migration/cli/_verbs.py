"""What each verb of ``odoo pulse`` does: its options in, JSON out.

Odoo takes no file with such a name for a command of its own.
"""

import sys

from odoo.exceptions import UserError


class Verbs:
    """One method a verb; each returns (JSON-able result, all well)."""

    def __init__(self, env, options):
        self.env = env
        self.options = options
        self.run = None  # another than the last one

    @property
    def migration(self):
        """The clinic that ``--migration`` names, or the only one; else UserError."""
        return self.env["pulse.migration"]._find_by_name(self.options.migration)

    @property
    def last_run(self):
        """The run at hand; UserError before an export was received."""
        run = self.run or self.migration.run_id
        if not run:
            raise UserError(self.env._("Receive an export first."))
        return run

    def receive(self):
        """Receive a file, folder or ZIP: {run, files: [{name, object, rows}]}."""
        if not self.options.path:
            raise UserError(self.env._("Say which file or folder to receive."))
        run = self._find_or_create()._open_run()
        run._receive_path(self.options.path)
        return {
            "run": run.id,
            "files": [
                {"name": f.display_name, "object": f.object_name, "rows": f.row_count}
                for f in run.file_ids
            ],
        }, True

    def _find_or_create(self):
        migrations = self.env["pulse.migration"]
        if not self.options.migration:
            raise UserError(self.env._("Name the clinic: --migration NAME"))
        found = migrations.search([("name", "=", self.options.migration)], limit=1)
        if found:
            return found
        return migrations._create_for_export(
            self.options.migration,
            country_code=self.options.country,
            tz=self.options.time_zone,
            currency_code=self.options.currency,
        )

    def stage(self):
        """Type the last run's rows: {run, rows: {object: {state: n}}, problems}."""
        run = self.last_run
        if self.options.fresh_company:
            run._settle_fresh_company()
        run.action_stage()
        return {
            "run": run.id,
            "rows": run._count_by("state"),
            "problems": self.env["pulse.issue"]._counts(run),
        }, True

    def plan(self):
        """Plan the last run: {run, actions, reasons, preflight, grade}, with counts."""
        run = self.last_run
        if run._is_open():  # else an interrupted load goes on as planned
            run.action_plan()
        return {
            "run": run.id,
            "actions": run._count_by("action"),
            "reasons": run._count_by("plan_reason"),
            "preflight": run._count_preflight(),
            "grade": run.grade,
        }, True

    def approve(self):
        """Confirm what the options decide, and approve: {run, hash}.

        Not well while a second person has to approve as well.
        """
        run = self.last_run
        physicians = self.migration.physician_ids.filtered(lambda p: not p.decision)
        if self.options.physicians:
            physicians._decide(self.options.physicians)
        run.file_ids.action_accept_date_orders()
        self._exclude(run)
        run.file_ids.action_confirm_mapping()
        run.approval_comment = self.options.comment
        run.action_approve()
        # a confirmed column may have become a field: servers that run shall know it
        self.env.registry.signal_changes()
        waits = {"waits_for": "second person"} if run.is_half_approved else {}
        return {"run": run.id, "hash": run.approval_hash, **waits}, not waits

    def _exclude(self, run):
        for name in self.options.exclude:
            files = run.file_ids.filtered(
                lambda f, name=name: name in (f.name, f.display_name)
            )
            if not files:
                raise UserError(self.env._("There is no file %s to leave out.", name))
            files.action_exclude()

    def load(self):
        """Load, or set when to: {run, rows}, or {run, start_at, when}.

        Not well when it came to rest before the end; ``state`` and ``next`` say why.
        """
        run = self.last_run
        if self.options.again and run.failed_count:
            run._load_again(is_background=False)
        if run.state in ("done", "failed") and run.loaded_at:
            return {"run": run.id, "rows": run._count_by("state")}, True
        if self.options.at or self.options.between:
            run._schedule_as_told(self.options.at, self.options.between)
            when = {"start_at": run.start_at, "when": run.schedule_text}
            return {"run": run.id, **when}, True
        run._load()
        result = {"run": run.id, "rows": run._count_by("state")}
        if run.loaded_at:
            return result, True
        return {**result, "state": run.state, "next": run.next_text}, False

    def verify(self):
        """Read everything back; return the run's report, and write it where told."""
        run = self.last_run
        run.action_verify()
        if self.options.report:
            with open(self.options.report, "w", encoding="utf-8") as out:
                run._write_report(out)
        sys.stderr.write(run._report_text())
        return run.report, run.state == "done"

    def undo(self):
        """Everything, newest run first; or a part of the last run; or only a plan."""
        runs = self.migration.run_ids.sorted("id", reverse=True)
        # planning anew makes a draft of a run that is loaded in part
        loaded = runs.filtered(lambda run: not run._is_open() or run._has_changes())
        scope = self._undo_scope()
        if scope:
            loaded = loaded[:1]
        if self.options.is_plan:
            return self._plan_undo(loaded, scope), True
        plans = loaded._undo(**scope)
        blocked = self.env["pulse.change"].search_count(
            [("run_id", "in", loaded.ids), ("undo_state", "=", "blocked")]
        )
        names = ("touched_count", "equal_count", "listed_count")
        proof = {name: sum(plans.mapped(name)) for name in names}
        return {"runs": loaded.ids, "blocked": blocked, "proof": proof}, not blocked

    def _undo_scope(self):
        """Return the fields of an undo plan that the options choose."""
        chosen = {
            name: value
            for name, value in (
                ("phase", self.options.phase),
                ("object", self.options.object),
                ("patient", self.options.patient),
            )
            if value
        }
        if len(chosen) > 1:
            raise UserError(self.env._("Choose a phase, an object or a patient."))
        fields = {"phase": "phase", "object": "object_name", "patient": "patient_key"}
        for name, value in chosen.items():
            field = self.env["pulse.undo.plan"]._fields[fields[name]]
            if field.type == "selection" and value not in field.get_values(self.env):
                raise UserError(self.env._("There is no %s of that name.", name))
            return {"scope": name, fields[name]: value}
        return {}

    def _plan_undo(self, runs, scope):
        """Return what an undo would do, by object; touches nothing."""
        found = {}
        for run in runs.filtered("id"):
            plan = self.env["pulse.undo.plan"].create({"run_id": run.id, **scope})
            plan._start_plan()
            while plan._plan_next():
                run._commit()
            found[run.id] = [
                {
                    "object": line.object_name,
                    "model": line.res_model,
                    "fate": line.fate,
                    "reason": line.reason or None,
                    "records": line.count,
                    "fields": line.details or None,
                }
                for line in plan.line_ids
            ]
        return {"plans": found}

    def delta(self):
        """A newer export, or what the server changed, is a run of its own."""
        if not self.options.path:
            return self._delta_of_server()
        result, _good = self.receive()
        for verb in (self.stage, self.plan, self.approve, self.load):
            verb()
        result["report"], is_good = self.verify()
        return result, is_good

    def _delta_of_server(self):
        source = self.migration.source_ids
        if not source:
            raise UserError(self.env._("Name an export, or enter the clinic's server."))
        errors = source._receive()
        self.run = source._waiting_delta()
        result = {"run": self.run.id, "errors": errors}
        if self.run:
            self.run.action_plan()
            self.approve()
            self.load()
            result["report"], is_good = self.verify()
            return result, is_good and not errors
        return result, not errors
