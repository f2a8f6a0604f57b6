"""A patient's timeline in a real browser, as front desk and as physician."""

import io
import json
from unittest.mock import patch

from odoo import fields
from odoo.http import Response
from odoo.tests import HttpCase, new_test_user, tagged

FILES = {
    "patients.csv": (
        b"patient_id,name,phone,allergy_notes,blood_group\n"
        b"P1,Asha Rao,9876543210,Penicillin,O+\n"
    ),
    "appointments.csv": (
        b"appointment_id,patient_id,appointment_date,status,type,reason\n"
        b"A1,P1,2024-03-05,Completed,Consultation,Migraine with aura\n"
    ),
    "prescriptions.csv": (
        b"prescription_id,patient_id,date,medication\nR1,P1,2024-03-05,Amoxicillin\n"
    ),
    "medical_records.csv": (
        b"record_id,patient_id,date,diagnosis\nM1,P1,2024-03-04,Migraine\n"
    ),
    "campaigns.csv": (
        b"campaign_id,name,patient_id,channel,sent_at\n"
        b"C1,Flu shot,P1,sms,2024-02-01 09:00\n"
    ),
}
SECRETS = ("Penicillin", "Migraine", "aura", "Amoxicillin", "Prescription 2024")
DESK = "base.group_user,base.group_partner_manager"


@tagged("post_install", "-at_install")
class TestTimelineTour(HttpCase):
    def setUp(self):
        super().setUp()
        migration = self.env["pulse.migration"].create({"name": "Timeline clinic"})
        run = migration._open_run()
        for name, content in FILES.items():
            run._receive_stream(name, io.BytesIO(content))
        run.action_stage()
        run.action_plan()
        migration.physician_ids._decide("fallback")
        run.file_ids.action_confirm_mapping()
        run.action_approve()
        run._load()
        self.partner = self.env["res.partner"].search(
            [("x_studio_patient_id", "=", "P1")]
        )

    def walk(self, tour, groups):
        """Walk the tour as a user of the groups; return the data of every answer."""
        new_test_user(self.env, "pulse_reader", groups=groups)
        answers = []
        send = Response.__call__

        def keep(response, environ, start_response):
            if response.mimetype == "application/json":
                answers.append(response.get_data(as_text=True))
            return send(response, environ, start_response)

        with patch.object(Response, "__call__", keep):
            url = f"/odoo/res.partner/{self.partner.id}"
            self.start_tour(url, tour, login="pulse_reader")
        self.assertTrue(any(self.partner.name in answer for answer in answers))
        return [json.dumps(json.loads(a).get("result", "")) for a in answers if a]

    def test_the_front_desk_is_sent_nothing_medical(self):
        for answer in self.walk("pulse_timeline_desk_tour", DESK):
            for secret in SECRETS:
                self.assertNotIn(secret, answer)

    def test_the_calendar_shows_an_appointment_at_its_hour(self):
        physician = new_test_user(self.env, "pulse_hours", groups=DESK, tz="UTC")
        today = fields.Date.today()
        activity = self.env["mail.activity"].with_context(active_test=False)
        activity = activity.search([("x_studio_appointment_id", "=", "A1")])
        activity.write(
            {
                "user_id": physician.id,
                "date_deadline": today,
                "x_studio_appointment_time": f"{today} 11:30:00",
            }
        )
        self.start_tour(
            "/odoo/action-pulse_migration.mail_activity_action_appointments",
            "pulse_calendar_tour",
            login="pulse_hours",
        )

    def test_a_physician_sees_allergies_and_the_whole_history(self):
        groups = f"{DESK},pulse_migration.group_medical"
        text = "".join(self.walk("pulse_timeline_physician_tour", groups))
        for secret in ("Penicillin", "Migraine", "Prescription 2024"):
            self.assertIn(secret, text)
