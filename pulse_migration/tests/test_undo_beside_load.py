"""Lanes beside an undo, over connections of their own: one waits for the other."""

import threading
import time

from psycopg2.errors import LockNotAvailable, SerializationFailure

from odoo import SUPERUSER_ID, api
from odoo.sql_db import db_connect
from odoo.tools import mute_logger

from .common import PATIENTS, PulseCase


class TestUndoBesideLoad(PulseCase):
    """What a test's own transaction holds nobody else sees: these commit for real."""

    def setUp(self):
        super().setUp()
        self.lane, self.other = self.connect(), self.connect()
        migration = self.lane["pulse.migration"].create({"name": "Two at once"})
        run = self.lane["pulse.run"].create({"migration_id": migration.id})
        batch = self.lane["pulse.batch"].create(
            {"run_id": run.id, "phase": "partners", "object_name": "patient"}
        )
        run._set_state("approved")
        run._set_state("running")
        self.batch = batch
        self.lane.cr.commit()
        self.addCleanup(self.forget, migration.id)
        self.run_ = self.other["pulse.run"].browse(run.id)

    def connect(self):
        cursor = db_connect(self.env.cr.dbname).cursor()
        self.addCleanup(cursor.close)
        return api.Environment(cursor, SUPERUSER_ID, {})

    def forget(self, migration_id):
        env = self.connect()
        for lane in (self.lane, self.other):
            lane.cr.rollback()
        migration = env["pulse.migration"].browse(migration_id)
        migration.run_ids.unlink()
        migration.unlink()
        env.cr.commit()

    def change_state(self, state):
        self.other.cr.execute("SET LOCAL lock_timeout = '300ms'")
        self.run_._set_state(state)
        self.other.flush_all()

    @mute_logger("odoo.sql_db")
    def test_an_undo_waits_for_the_batch_in_hand(self):
        self.assertTrue(self.batch._claim())
        self.assertTrue(self.batch._hold_run())
        with self.assertRaises(LockNotAvailable):
            self.change_state("undoing")
        self.other.cr.rollback()
        self.lane.cr.commit()
        self.change_state("undoing")

    @mute_logger("odoo.sql_db")
    def test_a_slice_of_an_undo_waits_for_the_batch_in_hand(self):
        plan = self.other["pulse.undo.plan"].create({"run_id": self.run_.id})
        self.other.cr.commit()
        self.assertTrue(self.batch._hold_run())
        undo = self.other["pulse.undo"]
        slice_ = threading.Thread(target=undo._lock, args=[plan])
        slice_.start()
        self.wait_for_lock(self.connect())
        self.lane.cr.commit()
        slice_.join(10)
        self.assertFalse(slice_.is_alive())
        self.assertFalse(self.run_.with_env(self.lane).try_lock_for_update())
        self.other.cr.rollback()

    @mute_logger("odoo.sql_db")
    def test_a_batch_is_not_loaded_into_a_run_that_is_undone(self):
        self.assertTrue(self.batch._claim())  # as the run was when it began
        self.change_state("undoing")
        self.other.cr.commit()
        with self.assertRaises(SerializationFailure):
            self.batch._hold_run()
        self.lane.cr.rollback()
        self.lane.invalidate_all()
        self.assertFalse(self.batch._load_with_retries())
        self.assertEqual(self.batch.state, "planned")

    def test_lanes_hold_the_run_together(self):
        self.assertTrue(self.batch._hold_run())
        beside = self.other["pulse.batch"].browse(self.batch.id)
        self.other.cr.execute("SET LOCAL lock_timeout = '300ms'")
        self.assertTrue(beside._hold_run())

    @mute_logger("odoo.sql_db")
    def test_no_lane_overtakes_who_waits_to_pause(self):
        self.assertTrue(self.batch._hold_run())
        pause = threading.Thread(target=self.run_._set_state, args=["paused"])
        pause.start()
        beside = self.connect()
        self.wait_for_lock(beside)
        run = beside["pulse.run"].browse(self.run_.id)
        beside.cr.execute("SET LOCAL lock_timeout = '300ms'")
        with self.assertRaises(LockNotAvailable):
            run._queue(is_shared=True)
        beside.cr.rollback()
        self.lane.cr.commit()
        pause.join(10)
        self.assertFalse(pause.is_alive())
        self.assertEqual(self.run_.state, "paused")

    def wait_for_lock(self, env):
        for _time in range(50):
            env.cr.execute(
                """SELECT 1 FROM pg_locks WHERE locktype = 'advisory'
                      AND objid = %s AND NOT granted""",
                [self.run_.id],
            )
            if env.cr.fetchone():
                return
            time.sleep(0.1)
        self.fail("nobody waits")


class TestUndoneAgain(PulseCase):
    def test_what_is_left_of_an_undone_run_is_taken_back(self):
        run = self.load(patients=PATIENTS)
        run._set_state("undoing")
        run._set_state("undone")
        run._undo()
        self.assertEqual(run.state, "undone")
        self.assertFalse(self.partner("P1"))
        run._undo()
        self.assertEqual(run.state, "undone")

    def test_nothing_is_loaded_in_a_state_that_does_not_load(self):
        run = self.approve(self.plan(patients=PATIENTS))
        self.assertFalse(run.batch_ids[:1]._load())
        self.assertFalse(self.partner("P1"))
