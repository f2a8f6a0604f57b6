"""Too many rows that fail pause the run, and it says so."""

from unittest.mock import patch

from psycopg2.errors import CheckViolation

from odoo.exceptions import UserError, ValidationError
from odoo.tools import mute_logger

from odoo.addons.pulse_migration.loaders.activity import ActivityLoader
from odoo.addons.pulse_migration.models.load import failures
from odoo.addons.pulse_migration.models.plan import batches as plan_batches

from .common import PATIENTS, PulseCase, appointment

ROWS = 40


class TestFailures(PulseCase):
    def setUp(self):
        super().setUp()
        self.startPatcher(patch.object(plan_batches, "BATCH_ROWS", 10))
        self.startPatcher(patch.object(failures, "_LEAST_ROWS", 10))
        self.run_ = self.approve(
            self.plan(
                patients=PATIENTS,
                appointments=[
                    appointment(n, "P1", f"2024-03-{1 + n % 28:02d}")
                    for n in range(ROWS)
                ],
            )
        )

    def load(self, refused):
        prepare = ActivityLoader._prepare_vals

        def refuse(loader, unit, scope):
            if unit.key in refused:
                raise ValidationError("refused")
            return prepare(loader, unit, scope)

        with patch.object(ActivityLoader, "_prepare_vals", refuse):
            self.run_._load()

    def limit(self, share=0, count=0):
        self.run_.write({"failure_share_limit": share, "failure_count_limit": count})

    def failed(self):
        return len(self.rows(self.run_).filtered(lambda r: r.state == "rejected"))

    every = {f"A{n}" for n in range(ROWS)}

    def test_a_count_pauses_after_its_batch(self):
        self.limit(count=5)
        self.load(self.every)
        self.assertEqual((self.run_.state, self.failed()), ("paused", 10))
        self.assertEqual(self.run_.rest_code, "failures")
        self.assertIn("too many rows failed", self.run_.next_text)
        entry = self.env["pulse.audit"].search(
            [("run_id", "=", self.run_.id), ("verb", "=", "rest")]
        )
        self.assertEqual(entry.details, {"why": "failures"})

    def test_a_share_pauses(self):
        self.limit(share=50)
        self.load(self.every)
        self.assertEqual((self.run_.state, self.failed()), ("paused", 10))

    def test_below_the_limits_it_loads_to_the_end(self):
        self.limit(share=50, count=5)
        self.load({"A1", "A2", "A3", "A4"})
        self.assertEqual((self.run_.state, self.failed()), ("running", 4))
        self.assertTrue(self.run_.loaded_at)

    def test_zero_is_no_limit(self):
        self.limit()
        self.load(self.every)
        self.assertEqual((self.run_.state, self.failed()), ("running", ROWS))

    def test_by_default_there_are_limits(self):
        self.assertTrue(self.run_.failure_share_limit)
        self.assertTrue(self.run_.failure_count_limit)
        self.load(self.every)
        self.assertEqual(self.run_.state, "paused")

    def test_who_goes_on_has_seen_what_failed(self):
        self.limit(count=25)
        self.load(self.every)
        self.assertEqual((self.run_.state, self.failed()), ("paused", 30))
        self.load(self.every)
        self.assertEqual((self.run_.state, self.failed()), ("running", ROWS))

    def test_a_lane_knows_the_limit_that_was_raised_while_it_was_at_work(self):
        """What it read when it began is not what holds."""
        self.limit(count=5)
        self.run_._set_state("running")
        self.env.flush_all()
        self.assertEqual(self.run_.failure_count_limit, 5)
        with patch.object(type(self.run_), "_count_failed", lambda run: (10, 20)):
            self.env.cr.execute("UPDATE pulse_run SET failure_count_limit = 0")
            self.run_._pause_when_too_many_fail()
        self.assertEqual(self.run_.state, "running")

    def test_few_rows_have_no_share(self):
        self.startPatcher(patch.object(failures, "_LEAST_ROWS", 100))
        self.limit(share=1)
        self.load(self.every)
        self.assertEqual(self.run_.state, "running")

    def test_a_limit_is_no_negative_number(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(CheckViolation):
            self.limit(count=-1)
            self.env.flush_all()
        with self.assertRaises(UserError):
            self.env["pulse.load"].create(
                {"run_id": self.run_.id, "failure_count_limit": -1}
            ).action_load()
