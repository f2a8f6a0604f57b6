"""A batch as a job: one of the hosts loads it, the way every lane does."""

import psycopg2

from odoo import api, fields, models

from odoo.addons.pulse_migration.loaders.private import told_of
from odoo.addons.pulse_migration.loaders.transient import is_transient
from odoo.addons.pulse_migration.models.migration.run import RUNNING
from odoo.addons.queue_job.exception import FailedJobError, RetryableJobError

from .run import BY_JOB

# with the pattern of the job's function: for half an hour
_TRIES = 10


class Batch(models.Model):
    _inherit = "pulse.batch"

    job_id = fields.Many2one(
        "queue.job",
        ondelete="set null",
        index="btree_not_null",
        readonly=True,
        copy=False,
        groups="queue_job.group_queue_job_manager",
    )

    def _make_job(self):
        """Have this batch loaded by whichever host is free."""
        self.ensure_one()
        company = self.migration_id.company_id
        job = self.with_context(company_id=company.id).with_delay(
            identity_key=f"pulse.batch,{self.id}",
            description=self.env._(
                "Load batch %(batch)s: %(object)s",
                batch=self.id,
                object=self.object_name,
            ),
            max_retries=_TRIES,
        )
        uuid = job._load_by_job().uuid
        self.job_id = self.env["queue.job"].search([("uuid", "=", uuid)])

    @api.private
    def _load_by_job(self):
        """Load this batch, unless it is done, and see to what comes next.

        The queue keeps the text of what failed: it says where and which kind of error,
        never a value.
        """
        batch = self.exists()
        if not batch:
            return False
        try:
            return batch._load_and_go_on()
        except Exception as error:
            told = f"batch {batch.id}: {told_of(error)}"
            if isinstance(error, psycopg2.Error) and is_transient(error):
                raise RetryableJobError(told) from None
            raise FailedJobError(told) from None

    def _load_and_go_on(self):
        run = self.run_id
        if self.sudo().job_id.retry or self.begun_by:  # it came to no end before
            run = run.with_context(pulse_lane=-1 - self.id)._with_care()
        if run.state == RUNNING and run._go_on_or_pause():
            while run._may_go_on() and run._load_next(self):
                pass
        if run.state != RUNNING:
            return f"The run is {run.state}."
        run._make_jobs()
        if not run._count_open_batches():
            run._call_crons()
        return False

    @api.private
    def _pause_by_job(self, exc_name="", **_failure):
        """What would fail again and again stops the run, and says so.

        A job that lost its connection fails as well; the crons make it a new one.
        """
        if exc_name.endswith(FailedJobError.__name__):
            self.run_id._rest(BY_JOB)
