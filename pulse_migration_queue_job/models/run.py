"""A run on many machines: jobs load its batches, the crons only start and close it.

One of the hosts runs OCA's job runner, which hands each job to a host that is free.
Where no runner is at work on the database, the crons' lanes load as ever.
"""

from odoo import SUPERUSER_ID, api, fields, models
from odoo.tools import SQL

from odoo.addons.pulse_migration.loaders.private import private_log
from odoo.addons.pulse_migration.loaders.transient import with_retries
from odoo.addons.pulse_migration.models.journey.run_next import Next
from odoo.addons.pulse_migration.models.load.batch import PHASES
from odoo.addons.pulse_migration.models.migration.run import RUNNING
from odoo.addons.queue_job.job import ENQUEUED, PENDING, STARTED
from odoo.addons.queue_job.jobrunner.runner import PG_ADVISORY_LOCK_ID

BY_JOB = "job"
_AT_WORK = (PENDING, ENQUEUED, STARTED)


class Run(models.Model):
    _inherit = "pulse.run"

    rest_code = fields.Selection(
        selection_add=[(BY_JOB, "A job failed")], ondelete={BY_JOB: "set null"}
    )

    def _next_paused(self):
        if self.rest_code != BY_JOB or self.start_at:
            return super()._next_paused()
        text = self.env._(
            "Paused, because a job failed: the job queue says why. Load goes on where "
            "it was paused."
        )
        return Next("load", text, "action_open_load", True)

    @api.model
    def _trigger_lanes(self, at=None):
        """Make the jobs of what is running; at a later moment the crons do so."""
        if not at and self._has_job_runner():
            runs = self.with_env(self.env(user=SUPERUSER_ID, context={}))
            for run in runs.search([("state", "=", RUNNING)]):
                run._make_jobs()
        self._call_crons(at)

    @api.model
    def _call_crons(self, at=None):
        return super()._trigger_lanes(at)

    @api.model
    def _cron_load(self):
        """Beside jobs: make those that are missing, and close what is loaded."""
        by_jobs = self.with_context(pulse_by_jobs=self._has_job_runner())
        return super(Run, by_jobs)._cron_load()

    def _load_next(self, batches=None, *arguments, **options):
        if batches is None and self.env.context.get("pulse_by_jobs"):
            self._make_jobs()
            return False
        return super()._load_next(batches, *arguments, **options)

    @api.model
    def _has_job_runner(self):
        """Whether a job runner is at work here: it holds a lock as long as it lives."""
        return bool(
            self.env.execute_query(
                SQL(
                    """SELECT 1 FROM pg_locks
                        WHERE locktype = 'advisory' AND objsubid = 1 AND granted
                          AND (classid::bigint << 32) + objid::bigint = %s
                          AND database = (SELECT oid FROM pg_database
                                           WHERE datname = current_database())""",
                    PG_ADVISORY_LOCK_ID,
                )
            )
        )

    def _make_jobs(self):
        """Make a job for each open batch of the first open object that has none.

        The next object's jobs are made when this one is loaded: by the job that loaded
        its last batch. Should two think that they are the last, the second finds the
        first one's mark on the batches and looks again.
        """
        run = self.with_env(self.env(user=SUPERUSER_ID, context={}))
        with_retries(run.env, run._make_missing_jobs, f"run {run.id}")

    @private_log()  # two that finish together are nothing to report
    def _make_missing_jobs(self):
        for batch in self._find_jobless_batches():
            batch._make_job()
        self._commit()

    def _find_jobless_batches(self):
        batches = self.env["pulse.batch"]
        open_ = [("run_id", "=", self.id), ("state", "=", "planned")]
        names = {name for (name,) in batches._read_group(open_, ["object_name"])}
        order = (name for phase in PHASES.values() for name in phase)
        return batches.search(
            [
                *open_,
                ("object_name", "=", next((n for n in order if n in names), False)),
                "|",
                ("job_id", "=", False),
                ("job_id.state", "not in", _AT_WORK),
            ],
            order="sequence, id",
        )
