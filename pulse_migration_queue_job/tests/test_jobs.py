"""What a job does with its batch, and what it says when it cannot.

That hosts share the jobs is tested with real ones, by ``scripts/tests``.
"""

import traceback
from datetime import datetime
from unittest.mock import patch

import psycopg2
from freezegun import freeze_time

from odoo import SUPERUSER_ID
from odoo.fields import Command
from odoo.tests import new_test_user

from odoo.addons.pulse_migration.models.load.batch import Batch
from odoo.addons.pulse_migration.models.plan import batches as plan_batches
from odoo.addons.pulse_migration.tests.common import PATIENTS, PulseCase, appointment
from odoo.addons.queue_job.exception import FailedJobError, RetryableJobError

TABLES = {
    "patients": PATIENTS,
    "appointments": [appointment(n, "P1", f"2024-03-{n:02d}") for n in range(1, 4)],
}


class TestJobs(PulseCase):
    def setUp(self):
        super().setUp()
        self.startPatcher(patch.object(plan_batches, "BATCH_ROWS", 1))
        self.runner = self.startPatcher(
            patch.object(type(self.env["pulse.run"]), "_has_job_runner")
        )
        self.runner.return_value = True
        self.run_ = self.approve(self.plan(**TABLES))

    def jobs(self, **values):
        jobs = self.env["queue.job"].search([("model_name", "=", "pulse.batch")])
        for name, value in values.items():
            jobs = jobs.filtered(lambda job, n=name, v=value: job[n] == v)
        return jobs.sorted("id")

    def batches(self, object_name):
        return self.run_.batch_ids.filtered(lambda b: b.object_name == object_name)

    def perform(self, job):
        """Do what a host does with a job."""
        job.state = "started"
        job.records._load_by_job()
        job.state = "done"

    def perform_all(self):
        while pending := self.jobs(state="pending"):
            self.perform(pending[0])

    def cron(self):
        cron = self.env["ir.cron"]
        with patch.object(type(cron), "_commit_progress", return_value=5.0):
            self.env["pulse.run"]._cron_load()

    def failing(self, error, place=(Batch, "_load")):
        """Return how a job of the first batch ends when ``place`` raises ``error``."""
        self.run_.action_load()
        job = self.jobs()
        loading = patch.object(*place, side_effect=error)
        waiting = patch("odoo.addons.pulse_migration.loaders.transient.time.sleep")
        rollback = patch.object(self.env.cr, "rollback")
        with loading, waiting, rollback, self.assertRaises(Exception) as caught:
            job.records._load_by_job()
        return caught.exception

    # which jobs there are

    def test_an_object_has_jobs_when_the_one_before_it_is_loaded(self):
        self.run_.action_load()
        seen = []
        while pending := self.jobs(state="pending"):
            names = {batch.object_name for job in pending for batch in job.records}
            self.assertEqual(len(names), 1)
            seen.extend(names.difference(seen))
            self.perform(pending[0])
        self.assertEqual(seen, ["physician", "patient", "appointment"])
        self.assertEqual(set(self.run_.batch_ids.mapped("state")), {"done"})
        self.assertEqual(len(self.jobs()), len(self.run_.batch_ids))

    def test_the_same_batch_is_never_queued_twice(self):
        self.run_.action_load()
        job = self.jobs()
        self.assertEqual(job.identity_key, f"pulse.batch,{job.records.id}")
        for state in ("pending", "enqueued", "started"):
            job.state = state
            self.run_.action_load()
            self.run_._make_jobs()
            self.assertEqual(self.jobs(), job, state)

    def test_a_batch_whose_job_was_cancelled_gets_another(self):
        self.run_.action_load()
        self.jobs().state = "cancelled"
        self.run_._make_jobs()
        self.assertEqual(self.jobs().mapped("state"), ["cancelled", "pending"])

    def test_a_job_has_its_channel_its_clinic_and_no_person(self):
        other = self.env["res.company"].create({"name": "Not of the clinic"})
        self.env.ref("base.user_root").write(
            {"company_ids": [Command.link(other.id)], "company_id": other.id}
        )
        clinic = self.migration.company_id
        operator = new_test_user(
            self.env,
            "operator",
            groups="pulse_migration.group_operator",
            company_id=clinic.id,
            company_ids=[Command.set(clinic.ids)],
        )
        self.run_.with_user(operator).action_load()
        job = self.jobs()
        self.assertEqual(job.channel, "root.pulse")
        self.assertEqual(job.company_id, clinic)
        self.assertEqual(job.user_id.id, SUPERUSER_ID)
        self.assertEqual(
            job.name, f"Load batch {self.batches('physician').id}: physician"
        )

    def test_a_batch_that_is_gone_is_no_failure(self):
        batch = self.batches("physician")
        batch.unlink()
        self.assertFalse(batch._load_by_job())

    # pausing

    def test_a_paused_run_loads_nothing_by_its_jobs(self):
        self.run_.action_load()
        self.run_.action_pause()
        self.perform_all()
        self.assertEqual(set(self.run_.batch_ids.mapped("state")), {"planned"})
        self.run_.action_load()
        self.perform_all()
        self.assertEqual(set(self.run_.batch_ids.mapped("state")), {"done"})

    # the crons beside jobs

    def test_the_crons_load_nothing_beside_jobs(self):
        self.run_._start_load()
        self.cron()
        self.assertEqual(self.jobs().records, self.batches("physician"))
        self.assertEqual(set(self.run_.batch_ids.mapped("state")), {"planned"})

    def test_the_crons_close_what_the_jobs_loaded(self):
        self.run_.action_load()
        triggers = self.env["ir.cron.trigger"]
        triggers.search([]).unlink()
        self.perform_all()
        lanes = self.run_._lane_crons()
        self.assertEqual(triggers.search([]).cron_id, lanes)
        self.assertEqual(self.run_.state, "running")
        self.cron()
        self.assertEqual(self.run_.state, "done")

    def test_without_a_job_runner_the_crons_load(self):
        self.runner.return_value = False
        self.run_.action_load()
        self.assertFalse(self.jobs())
        self.cron()
        self.assertEqual(self.run_.state, "done")

    def test_a_load_here_and_now_leaves_nothing_to_the_jobs(self):
        self.run_.action_load()
        self.run_._load()
        self.perform_all()
        self.run_.action_verify()
        self.assertEqual(self.run_.state, "done")

    def test_a_later_moment_makes_no_jobs_yet(self):
        self.run_._start_load()
        self.env["pulse.run"]._trigger_lanes(datetime(2036, 1, 1, 20))
        self.assertFalse(self.jobs())

    # failures

    def test_what_fails_for_a_moment_is_tried_again_later_and_later(self):
        error = self.failing(psycopg2.OperationalError("Asha Rao"))
        self.assertIsInstance(error, RetryableJobError)
        self.assertNotIn("Asha", str(error))
        config = self.env["queue.job.function"].job_config("<pulse.batch>._load_by_job")
        waits = [wait for _tries, wait in sorted(config.retry_pattern.items())]
        self.assertEqual(waits, sorted(set(waits)))
        self.assertGreater(self.jobs().max_retries, max(config.retry_pattern))

    def test_a_failure_names_its_place_and_no_value(self):
        error = self.failing(ValueError("Asha Rao"), (type(self.run_), "_may_go_on"))
        self.assertIsInstance(error, FailedJobError)
        told = "".join(traceback.format_exception(error))
        self.assertIn("ValueError at mock.py", told)
        self.assertNotIn("Asha", told)

    def test_a_failure_pauses_the_run(self):
        error = self.failing(ValueError("Asha Rao"), (type(self.run_), "_may_go_on"))
        name = f"{type(error).__module__}.{type(error).__name__}"
        self.jobs().records._pause_by_job(exc_name=name, exc_message=str(error))
        self.assertEqual(self.run_.state, "paused")
        self.assertEqual(self.run_.rest_code, "job")
        self.assertIn("a job failed", self.run_.next_text)

    def test_a_batch_that_fails_as_a_whole_pauses_the_run_as_in_a_lane(self):
        self.run_.action_load()
        job = self.jobs()
        with (
            patch.object(Batch, "_load", side_effect=ValueError("Asha Rao")),
            patch.object(self.env.cr, "rollback"),
            self.assertLogs("odoo.addons.pulse_migration", "WARNING") as log,
        ):
            self.perform(job)
        self.assertNotIn("Asha", "".join(log.output))
        self.assertEqual((self.run_.state, self.run_.rest_code), ("paused", "error"))

    def test_a_batch_whose_host_was_lost_is_begun_with_care(self):
        self.run_.action_load()
        job = self.jobs()
        job.retry = 1
        self.perform(job)
        self.assertTrue(job.records.begun_by)
        self.assertEqual(job.records.state, "done")

    def test_out_of_its_hours_a_run_loads_nothing_by_its_jobs(self):
        self.run_.action_load()
        self.run_.sudo().write({"window_from": 20, "window_to": 7})
        with freeze_time("2026-03-05 08:00"):  # half past one in the afternoon
            self.perform_all()
        self.assertEqual(set(self.run_.batch_ids.mapped("state")), {"planned"})
        self.assertEqual(self.run_.rest_code, "hours")
        with freeze_time("2026-03-05 15:00"):
            self.cron()
            self.perform_all()
        self.assertEqual(set(self.run_.batch_ids.mapped("state")), {"done"})

    def test_what_is_no_longer_as_approved_loads_nothing_by_its_jobs(self):
        self.run_.action_load()
        self.run_.sudo().approval_hash = "of something else"
        self.perform_all()
        self.assertEqual(set(self.run_.batch_ids.mapped("state")), {"planned"})
        self.assertEqual(self.run_.rest_code, "approval")

    def test_a_lost_connection_pauses_nothing(self):
        self.run_.action_load()
        job = self.jobs()
        job.records._pause_by_job(exc_name="psycopg2.InterfaceError")
        self.assertEqual(self.run_.state, "running")
        job.state = "failed"
        self.cron()
        self.assertEqual(self.jobs(state="pending").records, job.records)


class TestRunner(PulseCase):
    def test_nobody_is_taken_for_a_job_runner(self):
        """The lock of another database, or of anything else, is none of its own."""
        run = self.env["pulse.run"]
        self.assertFalse(run._has_job_runner())
        self.env.cr.execute("SELECT pg_advisory_xact_lock(2293787760715711917)")
        self.assertFalse(run._has_job_runner())
        self.env.cr.execute("SELECT pg_advisory_xact_lock(2293787760715711918)")
        self.assertTrue(run._has_job_runner())
