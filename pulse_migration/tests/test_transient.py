"""Connections that break, and a server that has none to spare: the work goes on."""

from contextlib import closing, contextmanager
from unittest.mock import patch

import psycopg2
from psycopg2.pool import PoolError

from odoo import SUPERUSER_ID, api
from odoo.sql_db import db_connect
from odoo.tests import TransactionCase
from odoo.tools import mute_logger

from odoo.addons.base.models.ir_cron import IrCron as BaseCron
from odoo.addons.pulse_migration.loaders import transient
from odoo.addons.pulse_migration.models.load import lanes as load_lanes
from odoo.addons.pulse_migration.models.system import ir_cron


class ConnectionCase(TransactionCase):
    def connect(self):
        cursor = db_connect(self.env.cr.dbname).cursor()
        self.addCleanup(cursor.close)
        return api.Environment(cursor, SUPERUSER_ID, {})

    def break_off(self, env):
        """End the session of a cursor, as a restart of the server does."""
        pid = env.cr._cnx.get_backend_pid()
        with closing(db_connect("postgres").cursor()) as cr:
            cr.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])


class TestTransient(ConnectionCase):
    def test_a_lost_connection_does_not_try_again(self):
        env = self.connect()
        calls = []

        def work():
            calls.append(1)
            env.cr.execute("SELECT 1")

        self.break_off(env)
        with mute_logger("odoo.sql_db"), self.assertRaises(psycopg2.Error) as caught:
            transient.with_retries(env, work, "work")
        self.assertTrue(transient.is_transient(caught.exception))
        self.assertEqual(len(calls), 1)
        self.assertTrue(env.cr.closed)

    def test_a_connection_that_stands_is_rolled_back_only(self):
        env = self.connect()
        env.cr.execute("SELECT 1")
        self.assertFalse(transient.is_lost(env.cr))
        env.cr.execute("SELECT 1")

    def test_a_full_server_is_asked_again(self):
        answers = [psycopg2.OperationalError, PoolError, db_connect]

        def cursor():
            answer = answers.pop(0)
            if answer is not db_connect:
                raise answer
            return db_connect(self.env.cr.dbname).cursor()

        registry = type("Registry", (), {"cursor": staticmethod(cursor)})
        with patch.object(transient.time, "sleep") as sleep:
            with transient.new_cursor(registry, 60) as cr:
                cr.execute("SELECT 1")
        self.assertEqual(sleep.call_count, 2)

    def test_who_may_not_wait_is_refused_at_once(self):
        registry = type("Registry", (), {})
        registry.cursor = staticmethod(lambda: (_ for _ in ()).throw(PoolError))
        with self.assertRaises(PoolError), transient.new_cursor(registry, -1):
            self.fail("there is no cursor")

    @mute_logger("odoo.sql_db")
    def test_a_lane_goes_on_over_another_connection(self):
        env = self.connect()
        seen = []

        def be_lane(runs):
            seen.append(runs.env.cr)
            if len(seen) < 3:
                self.break_off(runs.env)
            runs.env.cr.execute("SELECT 1")

        with patch.object(load_lanes.Run, "_be_lane", be_lane):
            with self.assertRaises(psycopg2.Error):  # Odoo's job is lost all the same
                env["pulse.run"]._cron_load()
        self.assertEqual(len({id(cr) for cr in seen}), 3)

    def test_what_is_no_lost_connection_ends_the_lane(self):
        env = self.connect()
        error = psycopg2.errors.SerializationFailure
        with patch.object(load_lanes.Run, "_be_lane", side_effect=error) as be_lane:
            with self.assertRaises(error):
                env["pulse.run"]._cron_load()
        self.assertEqual(be_lane.call_count, 1)


class TestCronThread(ConnectionCase):
    def process(self, cr):
        """Let Odoo's part of a job fail; return the seconds that were waited for."""
        waits = []

        @contextmanager
        def new_cursor(_registry, seconds):
            waits.append(seconds)
            yield

        failing = classmethod(lambda *_arguments: cr.execute("SELECT 1/0"))
        with (
            patch.object(BaseCron, "_process_job", failing),
            patch.object(ir_cron, "new_cursor", new_cursor),
            mute_logger("odoo.sql_db"),
            self.assertRaises(psycopg2.Error),
        ):
            self.env.registry["ir.cron"]._process_job(cr, {})
        return waits

    def test_a_thread_waits_for_the_server_it_lost(self):
        env = self.connect()
        self.break_off(env)
        self.assertEqual(len(self.process(env.cr)), 1)

    def test_a_thread_whose_server_is_there_waits_for_nothing(self):
        self.assertFalse(self.process(self.connect().cr))


class TestAlarm(TransactionCase):
    def triggers(self, cron):
        return self.env["ir.cron.trigger"].search([("cron_id", "=", cron.id)])

    def test_a_lane_leaves_one_alarm_behind(self):
        cron = self.env["pulse.run"]._lane_crons()[0]
        self.triggers(cron).unlink()
        runs = self.env["pulse.run"].with_context(cron_id=cron.id)
        runs._leave_alarm()
        runs._leave_alarm()
        alarm = self.triggers(cron)
        self.assertEqual(len(alarm), 1)
        self.assertGreater(alarm.call_at, self.env.cr.now())

    def test_every_lane_has_its_cron(self):
        crons = self.env["pulse.run"]._lane_crons()
        self.assertEqual(len(crons), load_lanes.LANES)
        self.assertEqual(set(crons.mapped("code")), {"model._cron_load()"})
        every = self.env["ir.cron"].search([("code", "=", "model._cron_load()")])
        self.assertEqual(every, crons)
