"""A load at a time, or only in some hours: begins, rests and goes on by itself."""

from datetime import datetime, time
from unittest.mock import patch

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import new_test_user

from odoo.addons.pulse_migration.models.load import batch as batch_module

from .common import PATIENTS, PulseCase, appointment

TABLES = {
    "patients": PATIENTS,
    "appointments": [appointment(1, "P1", "2024-03-05")],
}
NOON = "2026-11-26 06:30:00"  # in UTC; the clinic is 5:30 ahead
EVENING = "2026-11-26 14:30:00"
NIGHT = "2026-11-26 20:00:00"
MORNING = "2026-11-27 01:30:00"
NEXT_EVENING = "2026-11-27 14:30:00"
HOURS = (time(20), time(7))


class ScheduleCase(PulseCase):
    def setUp(self):
        super().setUp()
        self.run_ = self.approve(self.plan(**TABLES))

    def cron(self, at):
        cron = self.env["ir.cron"]
        with (
            freeze_time(at),
            patch.object(type(cron), "_commit_progress", return_value=5.0),
        ):
            self.env["pulse.run"]._cron_load()

    def schedule(self, at=NOON, **when):
        with freeze_time(at):
            self.run_._schedule(**when)

    def done(self):
        return self.run_.batch_ids.filtered(lambda batch: batch.state == "done")


class TestAtATime(ScheduleCase):
    def test_tonight_is_tonight_on_the_clinics_clock(self):
        self.schedule(clock=time(22))
        self.assertEqual(self.run_.start_at, datetime(2026, 11, 26, 16, 30))
        self.assertEqual(self.run_.state, "approved")
        self.assertIn("2026-11-26 22:00 (Asia/Kolkata)", self.run_.next_text)
        self.assertIn("2026-11-26 22:00 (Asia/Kolkata)", self.run_.schedule_text)

    def test_the_lanes_are_called_then(self):
        triggers = self.env["ir.cron.trigger"]
        lanes = self.run_._lane_crons()
        triggers.search([("cron_id", "in", lanes.ids)]).unlink()
        self.schedule(clock=time(22))
        called = triggers.search([("cron_id", "in", lanes.ids)])
        self.assertEqual(called.cron_id, lanes)
        self.assertEqual(set(called.mapped("call_at")), {self.run_.start_at})

    def test_it_starts_by_itself_and_not_before(self):
        self.schedule(clock=time(22))
        self.cron("2026-11-26 16:29:00")
        self.assertEqual((self.run_.state, len(self.done())), ("approved", 0))
        self.cron("2026-11-26 16:31:00")
        self.assertEqual(self.run_.state, "done")
        self.assertFalse(self.run_.start_at)

    def test_another_day(self):
        self.schedule(clock=time(22), day="2026-12-01")
        self.assertEqual(self.run_.start_at, datetime(2026, 12, 1, 16, 30))
        with self.assertRaisesRegex(UserError, "over"):
            self.schedule(clock=time(22), day="2026-11-25")

    def test_a_cancelled_schedule_starts_nothing(self):
        self.schedule(clock=time(22))
        self.run_.action_unschedule()
        self.cron("2026-11-26 16:31:00")
        self.assertEqual(self.run_.state, "approved")
        self.assertFalse(self.run_.schedule_text)

    def test_who_loads_now_needs_no_schedule_any_more(self):
        self.schedule(clock=time(22))
        self.run_.action_load()
        self.assertEqual(self.run_.state, "running")
        self.assertFalse(self.run_.start_at)

    def test_a_void_approval_does_not_start_and_says_so(self):
        self.schedule(clock=time(22))
        city = self.run_.mapping_ids.filtered(lambda m: m.header == "city")
        city.field_name = False
        self.assertEqual(self.run_.state, "draft")
        self.cron("2026-11-26 16:31:00")
        self.assertEqual((self.run_.state, len(self.done())), ("draft", 0))
        self.assertIn("did not start", self.run_.next_text)
        self.assertIn(
            "refuse_load",
            self.env["pulse.audit"]
            .search([("run_id", "=", self.run_.id)])
            .mapped("verb"),
        )

    def test_what_changed_without_a_trace_does_not_start_either(self):
        self.schedule(clock=time(22))
        self.run_.sudo().approval_hash = "of something else"
        self.cron("2026-11-26 16:31:00")
        self.assertEqual((self.run_.state, len(self.done())), ("approved", 0))
        self.assertIn("did not start", self.run_.next_text)

    def test_only_what_may_load_is_scheduled(self):
        self.run_._void_approval()
        with self.assertRaisesRegex(UserError, "approved first"):
            self.schedule(clock=time(22))

    def test_nobody_writes_the_schedule_past_its_checks(self):
        user = new_test_user(
            self.env, "planner", groups="pulse_migration.group_operator"
        )
        for vals in (
            {"start_at": NOON},
            {"window_from": 20.0},
            {"rest_code": "hours"},
            {"failed_before": 1000},
        ):
            with self.subTest(vals), self.assertRaises(UserError):
                self.run_.with_user(user).write(vals)


class TestOnlyBetween(ScheduleCase):
    def test_before_its_hours_it_waits(self):
        self.schedule(hours=HOURS)
        self.assertEqual(self.run_.state, "approved")
        self.assertIn("between 20:00 and 07:00", self.run_.next_text)
        self.cron("2026-11-26 14:29:00")
        self.assertFalse(self.done())
        self.cron(EVENING)
        self.assertEqual(self.run_.state, "done")

    def test_within_its_hours_it_starts_at_once(self):
        self.schedule(NIGHT, hours=HOURS)
        self.cron(NIGHT)
        self.assertEqual(self.run_.state, "done")

    def test_when_they_end_the_batch_in_hand_is_the_last(self):
        self.schedule(NIGHT, hours=HOURS)
        load = batch_module.Batch._load
        with freeze_time(NIGHT) as clock:

            def load_long(batch):
                done = load(batch)
                clock.move_to(MORNING)
                return done

            with (
                patch.object(batch_module.Batch, "_load", load_long),
                patch.object(
                    type(self.env["ir.cron"]), "_commit_progress", return_value=5.0
                ),
            ):
                self.env["pulse.run"]._cron_load()
        self.assertEqual((self.run_.state, len(self.done())), ("paused", 1))
        self.assertEqual(str(self.run_.start_at), NEXT_EVENING)
        self.assertIn("goes on by itself", self.run_.next_text)
        self.cron("2026-11-27 09:00:00")
        self.assertEqual((self.run_.state, len(self.done())), ("paused", 1))
        self.cron(NEXT_EVENING)
        self.assertEqual(self.run_.state, "done")

    def test_between_two_evenings_the_approval_may_get_void(self):
        self.schedule(NIGHT, hours=HOURS)
        self.run_._start_load()
        with freeze_time(MORNING):
            self.assertFalse(self.run_._may_go_on())
        self.run_.sudo().approval_hash = "of something else"
        self.cron(NEXT_EVENING)
        self.assertEqual((self.run_.state, len(self.done())), ("paused", 0))
        self.assertIn("no longer what was approved", self.run_.next_text)

    def test_who_pauses_it_pauses_the_evenings_too(self):
        self.schedule(NIGHT, hours=HOURS)
        self.run_._start_load()
        self.run_.action_pause()
        self.cron(NEXT_EVENING)
        self.assertEqual(self.run_.state, "paused")

    def test_two_times_must_differ(self):
        with self.assertRaisesRegex(UserError, "different"):
            self.schedule(hours=(time(20), time(20)))


class TestLoadWizard(ScheduleCase):
    def open(self):
        action = self.run_.action_open_load()
        return self.env[action["res_model"]].browse(action["res_id"])

    def test_the_question_has_the_numbers(self):
        question = self.open().question
        self.assertIn("Rows to be written into Odoo: 4", question)
        self.assertIn("Patient: 3", question)
        self.assertIn("Appointment: 1", question)

    def test_now(self):
        self.open().action_load()
        self.assertEqual(self.run_.state, "running")

    def test_at_a_time(self):
        wizard = self.open()
        wizard.write({"when": "at", "at": 22.0})
        with freeze_time(NOON):
            wizard.action_load()
        self.assertEqual(self.run_.start_at, datetime(2026, 11, 26, 16, 30))

    def test_between_and_again_what_was_chosen(self):
        wizard = self.open()
        wizard.write({"when": "between", "window_to": 6.5, "failure_count_limit": 7})
        with freeze_time(NOON):
            wizard.action_load()
        self.assertEqual(str(self.run_.start_at), EVENING)
        self.assertEqual(self.run_.failure_count_limit, 7)
        again = self.open()
        self.assertEqual((again.when, again.window_to), ("between", 6.5))

    def test_it_asks_nobody_who_may_not_load(self):
        user = new_test_user(self.env, "looks", groups="pulse_migration.group_auditor")
        with self.assertRaises(UserError):
            self.run_.with_user(user).action_open_load()
        with self.assertRaises(UserError):
            self.env["pulse.load"].with_user(user).create({"run_id": self.run_.id})


class TestScheduleByCommand(ScheduleCase):
    def test_as_told(self):
        with freeze_time(NOON):
            self.run_._schedule_as_told(at="22:00")
            self.assertEqual(self.run_.start_at, datetime(2026, 11, 26, 16, 30))
            self.run_._schedule_as_told(between="20:00-07:00")
        self.assertEqual(str(self.run_.start_at), EVENING)
        with self.assertRaisesRegex(UserError, "22:00"):
            self.run_._schedule_as_told(at="tonight")
