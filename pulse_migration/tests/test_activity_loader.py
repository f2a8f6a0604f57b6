"""Appointments and campaigns become activities under their own dates."""

from datetime import date, datetime

from freezegun import freeze_time

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
                self.migration.run_id.action_undo()

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

    def test_a_physician_without_user_leaves_the_work_to_the_fallback(self):
        run = self.plan(
            patients=PATIENTS[2:], appointments=[appointment(1, "P3", "2024-03-05")]
        )
        self.migration.physician_ids._decide("fallback")
        run.action_approve()
        run._load()
        self.assertEqual(self.activities().user_id, self.migration.fallback_user_id)
        self.assertEqual(self.activities().x_studio_physician_name, "Dr. Meera Shah")

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
