"""A row that breaks its whole batch, or its process, is found; the others load."""

from contextlib import suppress
from unittest.mock import patch

from psycopg2.errors import LockNotAvailable

from odoo.addons.pulse_migration.loaders import noise, transient
from odoo.addons.pulse_migration.models.load import batch as batch_module
from odoo.addons.pulse_migration.models.load import broken

from .common import PulseCase

PEOPLE = [
    {"patient_id": f"P{n}", "name": f"Person {n}", "phone": f"98200111{n}"}
    for n in range(10, 30)
]
BAD = "P17"


class Killed(BaseException):
    """Ends a load the way a killed process does: nothing catches it."""


class TestBroken(PulseCase):
    def setUp(self):
        super().setUp()
        self.run_ = self.approve(self.plan(patients=PEOPLE))
        self.run_.failure_share_limit = 0

    def is_bad(self, batch):
        return BAD in batch.row_ids.filtered("batch_id").mapped("external_id")

    def outcomes(self):
        """Return {(state, reason): patients}."""
        found = {}
        for row in self.rows(self.run_, "patient"):
            found.setdefault((row.state, row.reason), set()).add(row.external_id)
        return found

    def assertOnlyBadFailed(self, reason):
        others = {row["patient_id"] for row in PEOPLE} - {BAD}
        expected = {("created", False): others, ("rejected", reason): {BAD}}
        self.assertEqual(self.outcomes(), expected)
        self.assertTrue(self.run_.loaded_at)
        batches = self.run_.batch_ids.filtered(lambda b: b.object_name == "patient")
        self.assertEqual(sum(batches.mapped("row_count")), len(PEOPLE))
        self.assertEqual(sum(batches.mapped("rejected_count")), 1)

    # what no loader could deal with

    def break_at_the_end(self, is_bad):
        since = noise.since

        def fail(env, before, batch):
            if is_bad(batch):
                raise ValueError("Person 17 is impossible")
            return since(env, before, batch)

        load = batch_module.Batch._load

        def transaction(batch):
            with self.env.cr.savepoint():
                return load(batch)

        with (
            patch.object(noise, "since", fail),
            patch.object(batch_module.Batch, "_load", transaction),
            patch.object(self.env.cr, "rollback"),
            self.assertLogs(broken.__name__, "WARNING") as log,
        ):
            self.run_._load()
        return "\n".join(log.output)

    def test_what_breaks_the_transaction_is_halved_down_to_its_row(self):
        told = self.break_at_the_end(self.is_bad)
        self.assertOnlyBadFailed("refused_by_odoo")
        self.assertIn("ValueError at test_broken.py", told)
        self.assertNotIn("Person", told)

    def test_a_batch_that_no_row_tells_pauses_the_run(self):
        self.break_at_the_end(lambda batch: not batch.row_ids)
        self.assertEqual((self.run_.state, self.run_.rest_code), ("paused", "error"))
        self.assertIn("batch failed", self.run_.next_text)

    # what takes the process along

    def load_until_killed(self):
        """Load; return whether the process was killed meanwhile."""
        load = batch_module.Batch._load

        def transaction(batch):
            with self.env.cr.savepoint():
                done = load(batch)
                if self.is_bad(batch):
                    raise Killed
            return done

        with patch.object(batch_module.Batch, "_load", transaction):
            with suppress(Killed):
                self.run_._load()
                return False
        self.env.invalidate_all()
        return True

    def test_a_row_that_kills_its_process_time_and_again_is_found(self):
        kills = 0
        while self.load_until_killed():
            kills += 1
            self.assertLess(kills, 20)
        self.assertOnlyBadFailed("ends_the_server")

    def test_few_kills_are_nobodys_fault(self):
        for _time in range(3):
            self.assertTrue(self.load_until_killed())
        batches = len(self.run_.batch_ids)
        self.run_._load()
        self.assertEqual({state for state, _reason in self.outcomes()}, {"created"})
        self.assertEqual(len(self.run_.batch_ids), batches)

    def test_the_screen_says_what_is_tried_again_and_again(self):
        for _time in range(4):
            self.assertFalse(self.run_.progress_info["trouble"])
            self.assertTrue(self.load_until_killed())
        self.assertIn("broken off", self.run_.progress_info["trouble"])
        self.run_._load()
        self.assertFalse(self.run_.progress_info["trouble"])

    def test_a_lane_takes_care_once_its_last_call_was_killed(self):
        cron = self.env["pulse.run"]._lane_crons()[0]
        progress = self.env["ir.cron.progress"].create({"cron_id": cron.id})

        def is_careful(**context):
            runs = self.env["pulse.run"].with_context(
                cron_id=cron.id, ir_cron_progress_id=progress.id, **context
            )
            return bool(runs._warned().env.context.get("pulse_is_careful"))

        # Odoo counts the call that begins
        progress.timed_out_counter = 1
        self.assertFalse(is_careful())
        progress.timed_out_counter = 2
        self.assertTrue(is_careful())
        self.assertFalse(is_careful(pulse_is_reconnected=True))

    def test_what_is_refused_for_ever_is_found_as_well(self):
        """Somebody keeps a lock, say, that another addon does not wait for."""
        load = batch_module.Batch._load

        def refuse(batch):
            if self.is_bad(batch):
                raise LockNotAvailable
            return load(batch)

        calls = 0
        with (
            patch.object(batch_module.Batch, "_load", refuse),
            patch.object(self.env.cr, "rollback"),
            patch.object(transient.time, "sleep"),
        ):
            while not self.run_.loaded_at:
                calls += 1
                self.assertLess(calls, 20)
                with suppress(LockNotAvailable):
                    self.run_._load()
        self.assertGreater(calls, 5)
        self.assertOnlyBadFailed("ends_the_server")
