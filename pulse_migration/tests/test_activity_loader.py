"""Appointments and campaigns become activities under their own dates."""

from datetime import date, datetime

from freezegun import freeze_time

from odoo.tests import new_test_user

from .common import PATIENTS, PulseCase, appointment


@freeze_time("2024-06-15 12:00:00")
class TestActivityLoader(PulseCase):
    def load_one(self, *args, **kwargs):
        run = self.migrate(
            patients=PATIENTS, appointments=[appointment(1, *args, **kwargs)]
        )
        return run, self.activities()

    def test_a_completed_appointment_is_done_on_its_own_day(self):
        _run, activity = self.load_one("P1", "2024-03-05", "23:45")
        self.assertFalse(activity.active)
        self.assertEqual(activity.date_done, date(2024, 3, 5))
        self.assertEqual(activity.date_deadline, date(2024, 3, 5))
        self.assertEqual(
            activity.x_studio_appointment_time, datetime(2024, 3, 5, 18, 15)
        )
        self.assertEqual(activity.user_id.login, "meera@clinic.example")
        self.assertEqual(activity.x_studio_appointment_duration, 15)
        self.assertEqual(activity.res_id, self.partner("P1").id)
        self.assertIn("Cough", activity.note)

    def test_the_clinics_clock_is_read_west_of_greenwich_too(self):
        self.migration.write({"tz": "America/New_York"})
        _run, activity = self.load_one("P1", "2024-03-05", "23:45")
        self.assertEqual(activity.date_done, date(2024, 3, 5))
        self.assertEqual(
            activity.x_studio_appointment_time, datetime(2024, 3, 6, 4, 45)
        )

    def test_a_future_appointment_stays_open(self):
        _run, activity = self.load_one("P1", "2024-06-20", status="Scheduled")
        self.assertTrue(activity.active)
        self.assertFalse(activity.date_done)

    def test_a_past_scheduled_one_is_archived_and_flagged(self):
        run, activity = self.load_one("P1", "2024-06-10", status="Scheduled")
        self.assertFalse(activity.active)
        self.assertEqual(activity.date_done, date(2024, 6, 10))
        self.assertIn(
            "past_scheduled_archived", self.rows(run, "appointment").issue_codes
        )

    def test_the_policy_may_keep_it_open(self):
        self.migration.past_scheduled_policy = "keep"
        _run, activity = self.load_one("P1", "2024-06-10", status="Scheduled")
        self.assertTrue(activity.active)

    def test_cancelled_and_missed_ones_are_closed(self):
        for status in ("Cancelled", "No-Show"):
            with self.subTest(status):
                _run, activity = self.load_one("P1", "2024-03-05", status=status)
                self.assertFalse(activity.active)
                self.assertEqual(activity.x_studio_appointment_stage_id.name, status)
                self.migration.run_id._undo()

    def test_a_status_of_the_clinics_own_gets_a_stage(self):
        _run, activity = self.load_one("P1", "2024-06-20", status="In Chair")
        self.assertEqual(activity.x_studio_appointment_stage_id.name, "In Chair")
        self.assertEqual(activity.x_studio_appointment_status, "In Chair")

    def test_types_follow_the_value_map_and_the_original_stays_readable(self):
        self.migrate(
            patients=PATIENTS,
            appointments=[
                appointment(1, "P1", "2024-03-05", type="Consultation"),
                appointment(2, "P1", "2024-03-06", type="Follow-up"),
                appointment(3, "P1", "2024-03-07", type="Procedure"),
                appointment(4, "P1", "2024-03-08", type="Zumba"),
            ],
        )
        self.assertEqual(
            [
                (a.x_studio_appointment_id, a.activity_type_id.name, a.summary)
                for a in self.activities().sorted("x_studio_appointment_id")
            ],
            [
                ("A1", "Call", "Consultation"),
                ("A2", "Meeting", "Follow-up"),
                ("A3", "To-Do", "Procedure"),
                ("A4", "To-Do", "Zumba"),
            ],
        )

    def test_why_the_patient_came_is_for_the_medical_group_only(self):
        desk = new_test_user(self.env, "pulse_desk", groups="base.group_user")
        self.migrate(
            patients=PATIENTS,
            appointments=[appointment(1, "P1", "2024-09-05", reason="Migraine")],
        )
        activity = self.activities()
        activity.sudo().user_id = desk
        self.assertEqual(activity.x_studio_appointment_medical, "Reason: Migraine")
        seen = activity.with_user(desk).read()[0]
        self.assertNotIn("Migraine", str(seen))

    def test_a_physician_without_user_leaves_the_work_to_the_fallback(self):
        run = self.plan(
            patients=PATIENTS[2:], appointments=[appointment(1, "P3", "2024-03-05")]
        )
        self.migration.physician_ids._decide("fallback")
        run.file_ids.action_confirm_mapping()
        run.action_approve()
        run._load()
        self.assertEqual(self.activities().user_id, self.migration.fallback_user_id)
        self.assertEqual(self.activities().x_studio_physician_name, "Dr. Meera Shah")

    def test_a_physician_found_by_name_alone_is_said_so(self):
        named = appointment(2, "P1", "2024-03-06", physician_email="")
        run = self.migrate(
            patients=PATIENTS, appointments=[appointment(1, "P1", "2024-03-05"), named]
        )
        rows = self.rows(run, "appointment")
        self.assertEqual(len(set(self.activities().user_id)), 1)
        self.assertEqual(
            [code for code, _column, _how in rows[1].issues], ["physician_by_name"]
        )
        self.assertEqual(rows[1].issues[0][1], "physician_email")
        self.assertFalse(rows[0].issues)

    def test_the_list_of_staff_knows_whose_name_it_is(self):
        visits = [
            appointment(1, "P1", "2024-03-05"),
            appointment(2, "P1", "2024-03-06", physician_email=""),
            appointment(3, "P1", "2024-03-07", physician_email="guest@else.example"),
        ]
        staff = [{"name": "Dr. Meera Shah", "email": "meera@clinic.example"}]
        run = self.plan(patients=PATIENTS, appointments=visits, physicians=staff)
        keys = self.rows(run, "appointment").mapped("physician_key")
        meera = "meera@clinic.example"
        self.assertEqual(keys, [meera, meera, "guest@else.example"])

    def test_a_name_of_two_without_a_list_of_staff_is_not_guessed(self):
        visits = [
            appointment(1, "P1", "2024-03-05", physician_email=""),
            appointment(2, "P1", "2024-03-06", physician_email="guest@else.example"),
        ]
        run = self.plan(patients=PATIENTS, appointments=visits)
        keys = self.rows(run, "appointment").mapped("physician_key")
        self.assertEqual(keys, ["name:meera shah", "guest@else.example"])

    def test_without_a_time_no_moment_is_stored(self):
        run = self.migrate(
            patients=PATIENTS, appointments=[appointment(1, "P1", "2024-03-05", "")]
        )
        activity = self.activities()
        self.assertFalse(activity.x_studio_appointment_time)
        self.assertEqual(str(activity.date_deadline), "2024-03-05")
        self.assertIn("time_missing", self.rows(run, "appointment").issue_codes)

    def test_an_appointment_without_id_is_still_itself_next_time(self):
        plain = appointment(1, "P1", "2024-03-05")
        del plain["appointment_id"]
        self.migrate(patients=PATIENTS, appointments=[plain])
        run = self.migrate(patients=PATIENTS, appointments=[plain])
        self.assertEqual(self.rows(run, "appointment").state, "unchanged")
        self.assertEqual(len(self.activities()), 1)

    def test_a_campaign_touch_is_done_on_its_day(self):
        self.migrate(
            patients=PATIENTS,
            campaigns=[
                {
                    "campaign_id": "C1",
                    "name": "Flu drive",
                    "patient_id": "P1",
                    "channel": "SMS",
                    "sent_at": "2024-01-10 10:00:00",
                    "status": "Delivered",
                },
                {
                    "campaign_id": "C1",
                    "name": "Flu drive",
                    "patient_id": "P2",
                    "channel": "SMS",
                    "sent_at": "2024-01-10 10:00:00",
                    "status": "Delivered",
                },
            ],
        )
        touches = self.env["mail.activity"].with_context(active_test=False)
        touches = touches.search([("x_studio_campaign_name", "=", "Flu drive")])
        self.assertEqual(len(touches), 2)
        self.assertEqual(set(touches.mapped("date_done")), {date(2024, 1, 10)})
        self.assertFalse(any(touches.mapped("active")))

    def test_what_was_open_and_is_completed_now_is_closed(self):
        _run, activity = self.load_one("P1", "2024-06-20", status="Scheduled")
        self.assertTrue(activity.active)
        with freeze_time("2024-06-25 12:00:00"):
            run, same = self.load_one("P1", "2024-06-20", status="Completed")
        self.assertEqual(same, activity)
        self.assertFalse(activity.active)
        self.assertEqual(activity.date_done, date(2024, 6, 20))
        self.assertEqual(activity.x_studio_appointment_stage_id.name, "Completed")
        self.assertEqual(run.state, "done")

    def test_what_was_cancelled_and_is_booked_again_is_open(self):
        _run, activity = self.load_one("P1", "2024-06-20", status="Cancelled")
        self.assertFalse(activity.active)
        run, same = self.load_one("P1", "2024-06-22", status="Scheduled")
        self.assertEqual(same, activity)
        self.assertTrue(activity.active)
        self.assertFalse(activity.date_done)
        self.assertEqual(activity.date_deadline, date(2024, 6, 22))
        self.assertEqual(run.state, "done")

    def test_what_a_person_marked_done_is_not_opened_again(self):
        _run, activity = self.load_one("P1", "2024-06-20", status="Scheduled")
        activity.active = False
        run, _same = self.load_one("P1", "2024-06-20", status="Scheduled", notes="New")
        self.assertFalse(activity.active)
        self.assertIn("New", activity.note)
        self.assertIn("edited_in_odoo", self.rows(run, "appointment").issue_codes)
        self.assertEqual(run.state, "done")

    def test_a_note_that_became_empty_is_emptied(self):
        _run, activity = self.load_one("P1", "2024-03-05")
        self.assertIn("Cough", activity.note)
        run, activity = self.load_one("P1", "2024-03-05", notes="", type="Follow-up")
        self.assertFalse(activity.note)
        self.assertEqual(activity.activity_type_id.name, "Meeting")
        self.assertEqual(run.state, "done")

    def test_a_cancelled_one_of_the_future_is_closed(self):
        _run, activity = self.load_one("P1", "2024-06-20", status="Cancelled")
        self.assertFalse(activity.active)
        self.assertEqual(activity.date_deadline, date(2024, 6, 20))
        self.assertEqual(activity.x_studio_appointment_stage_id.state, "cancelled")

    def test_past_begins_at_the_clinics_midnight(self):
        # 12:00 UTC is the 16th in Auckland: the 15th is past there and nowhere else
        for zone, is_open in (("Pacific/Auckland", False), ("America/New_York", True)):
            with self.subTest(zone):
                self.migration.tz = zone
                _run, activity = self.load_one("P1", "2024-06-15", status="Scheduled")
                self.assertEqual(activity.active, is_open)
                self.migration.run_id._undo()

    def test_just_after_midnight_is_the_day_before_in_utc(self):
        _run, activity = self.load_one("P1", "2024-03-05", "00:15")
        self.assertEqual(
            activity.x_studio_appointment_time, datetime(2024, 3, 4, 18, 45)
        )
        self.assertEqual(activity.date_done, date(2024, 3, 5))

    def test_the_clock_change_is_the_clinics(self):
        self.migration.tz = "America/New_York"
        for day, hour in (("2024-03-09", 15), ("2024-03-10", 14)):
            with self.subTest(day):
                _run, activity = self.load_one("P1", day, "10:00")
                self.assertEqual(activity.x_studio_appointment_time.hour, hour)
                self.migration.run_id._undo()

    def test_a_physicians_user_is_found_by_e_mail(self):
        user = self.env["res.users"].with_context(no_reset_password=True)
        user = user.create({"name": "Someone", "login": "meera@clinic.example"})
        _run, activity = self.load_one("P1", "2024-03-05", physician="Another Name")
        self.assertEqual(activity.user_id, user)
