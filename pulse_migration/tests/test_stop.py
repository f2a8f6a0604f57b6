"""Pause, go on, stop; and two people who press start at once."""

import threading
from unittest.mock import patch

from psycopg2.errors import SerializationFailure

from odoo import SUPERUSER_ID, api
from odoo.sql_db import db_connect
from odoo.tools import SQL, mute_logger

from odoo.addons.pulse_migration.models.load import batch as batch_module

from .common import PulseCase
from .test_load import TABLES


class TestStop(PulseCase):
    def setUp(self):
        super().setUp()
        self.run_ = self.approve(self.plan(**TABLES))

    def cron(self):
        cron = self.env["ir.cron"]
        with patch.object(type(cron), "_commit_progress", return_value=5.0):
            self.env["pulse.run"]._cron_load()

    def load_and(self, verb):
        """Load; ``verb`` is pressed while the patients are in hand."""
        load = batch_module.Batch._load

        def press(batch):
            done = load(batch)
            if batch.object_name == "patient":
                getattr(batch.run_id, verb)()
            return done

        with patch.object(batch_module.Batch, "_load", press):
            self.run_._load()

    def test_a_pause_ends_with_the_batch_in_hand(self):
        self.load_and("action_pause")
        self.assertEqual(self.run_.state, "paused")
        self.assertTrue(self.partner("P1"))
        self.assertFalse(self.activities())
        self.cron()
        self.assertFalse(self.activities(), "it went on without being asked")
        self.run_.action_load()
        self.cron()
        self.assertEqual((self.run_.state, len(self.activities())), ("done", 1))

    def test_what_is_stopped_is_verified_and_says_what_did_not_load(self):
        self.load_and("action_stop")
        self.cron()
        self.assertEqual(self.run_.state, "failed")
        unloaded = self.run_.check_ids.filtered(lambda c: c.code == "rows_unaccounted")
        self.assertEqual(
            [(c.object_name, c.count) for c in unloaded], [("appointment", 1)]
        )
        self.assertIn("Rows that were not loaded: 1", self.run_.next_text)
        self.cron()
        self.assertFalse(self.activities(), "it went on by itself")

    def test_the_rest_of_what_was_stopped_can_be_loaded(self):
        self.load_and("action_stop")
        self.cron()
        self.run_.action_load()
        self.cron()
        self.assertEqual((self.run_.state, len(self.activities())), ("done", 1))

    def test_what_was_stopped_can_be_undone(self):
        self.load_and("action_stop")
        self.cron()
        self.run_._undo()
        self.assertEqual(self.run_.state, "undone")
        self.assertFalse(self.partner("P1"))

    def test_what_was_paused_can_be_stopped(self):
        self.load_and("action_pause")
        self.run_.action_stop()
        self.assertIn("being verified", self.run_.next_text)
        self.cron()
        self.assertEqual(self.run_.state, "failed")

    def test_start_is_pressed_twice_and_starts_once(self):
        self.run_.action_load()
        self.run_.sudo().failed_before = 7  # what a second start would count anew
        self.run_.action_load()
        self.assertEqual(self.run_.failed_before, 7)
        audit = self.env["pulse.audit"].search([("run_id", "=", self.run_.id)])
        self.assertEqual(audit.mapped("verb").count("start_load"), 1)


class TestTwoPeople(PulseCase):
    """Over connections of their own: these commit for real."""

    def setUp(self):
        super().setUp()
        self.envs = [self.connect(), self.connect()]
        migration = self.envs[0]["pulse.migration"].create({"name": "Two people"})
        run = self.envs[0]["pulse.run"].create({"migration_id": migration.id})
        run._set_state("approved")
        self.envs[0].cr.commit()
        self.addCleanup(self.forget, migration.id)
        self.run_id = run.id
        checks = type(run)
        self.startPatcher(patch.object(checks, "_check_approved", lambda run: None))
        self.startPatcher(patch.object(checks, "_trigger_lanes", lambda *_a: None))

    def connect(self):
        cursor = db_connect(self.env.cr.dbname).cursor()
        self.addCleanup(cursor.close)
        return api.Environment(cursor, SUPERUSER_ID, {})

    def forget(self, migration_id):
        env = self.connect()
        for other in self.envs:
            other.cr.rollback()
        migration = env["pulse.migration"].browse(migration_id)
        migration.run_ids.unlink()
        migration.unlink()
        env.cr.commit()

    def test_a_batch_that_another_lane_was_faster_with_is_no_error(self):
        first, second = (env["pulse.run"].browse(self.run_id) for env in self.envs)
        vals = {"run_id": self.run_id, "phase": "partners", "object_name": "patient"}
        batch = first.env["pulse.batch"].create(vals)
        first.env.cr.commit()
        self.assertEqual(second._count_open_batches(), 1)
        batch.state = "done"
        first.env.cr.commit()
        with self.assertNoLogs("odoo.sql_db", "ERROR"):
            with self.assertRaises(SerializationFailure):
                second._claim_batch(None, SQL())
        second.env.cr.rollback()

    @mute_logger("odoo.sql_db")
    def test_two_people_press_start_and_one_run_starts(self):
        first, second = (env["pulse.run"].browse(self.run_id) for env in self.envs)
        self.assertEqual((first.state, second.state), ("approved", "approved"))
        first.action_load()  # not committed: the second one waits for it
        failures = []

        def press():
            try:
                second.action_load()
            except SerializationFailure as error:  # Odoo tries such a call again
                failures.append(error)
                second.env.cr.rollback()
                second.env.invalidate_all()
                second.action_load()
            second.env.cr.commit()

        other = threading.Thread(target=press)
        other.start()
        first.env.cr.commit()
        other.join(30)
        self.assertFalse(other.is_alive())
        look = self.connect()
        run = look["pulse.run"].browse(self.run_id)
        self.assertEqual(run.state, "running")
        audit = look["pulse.audit"].search([("run_id", "=", self.run_id)])
        self.assertEqual(audit.mapped("verb").count("start_load"), 1)
