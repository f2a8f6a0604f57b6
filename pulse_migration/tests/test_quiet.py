"""Law 5: a load makes no mail, message, follower or notification."""

from .common import PATIENTS, PulseCase, appointment, bill
from .test_document_loader import drug, record

TABLES = ("mail_mail", "mail_message", "mail_followers", "mail_notification")


class TestQuiet(PulseCase):
    def count(self):
        self.env.flush_all()
        counts = {}
        for table in TABLES:
            self.env.cr.execute(f"SELECT count(*) FROM {table}")
            counts[table] = self.env.cr.fetchone()[0]
        return counts

    def test_a_load_is_silent(self):
        self.env["res.users"].with_context(no_reset_password=True).create(
            {
                "name": "Dr. Meera Shah",
                "login": "meera@clinic.example",
                "email": "meera@clinic.example",
            }
        )
        before = self.count()
        run = self.migrate(
            patients=PATIENTS,
            appointments=[
                appointment(1, "P1", "2024-03-05"),
                appointment(2, "P1", "2099-03-05", status="Scheduled"),
            ],
            prescriptions=[drug(1, "P1", "Amoxicillin")],
            medical_records=[record(1, "P1", "2024-03-05", "Cough")],
            bills=[bill(1, "P1", "2024-03-05", "500.00", "200.00")],
        )
        self.assertEqual(self.activities().user_id.login, "meera@clinic.example")
        self.assertEqual(self.count(), before)
        self.assertEqual(run.report["mails_queued"], 0)
        self.assertEqual(run.report["followers"], 0)

    def test_created_users_are_not_invited(self):
        before = self.count()["mail_mail"]
        self.migrate(patients=PATIENTS)
        user = self.env["res.users"].search([("login", "=", "meera@clinic.example")])
        self.assertTrue(user)
        self.assertEqual(self.count()["mail_mail"], before)

    def test_noise_would_be_found(self):
        run = self.load(patients=PATIENTS)
        self.partner("P1").message_subscribe(self.env.user.partner_id.ids)
        run.action_verify()
        self.assertEqual(run.report["followers"], 1)
        self.assertIn("followers_found", run.check_ids.mapped("code"))
