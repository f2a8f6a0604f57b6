"""Law 5: a load makes no mail, message, follower or notification."""

from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import new_test_user

from odoo.addons.pulse_migration.loaders.applying import Loader
from odoo.addons.pulse_migration.loaders.partner import PartnerLoader

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

    def noisy(self, make):
        """Let loading patients make noise, as an automation rule could."""
        changed = Loader._write_changed

        def write_changed(loader, parts, records, changes):
            changed(loader, parts, records, changes)
            for partner in records:
                make(self.env["res.partner"].browse(partner.id))

        def finish(loader, units):
            for unit in units:
                make(self.env["res.partner"].browse(unit.record_id))

        return (
            patch.object(Loader, "_write_changed", write_changed),
            patch.object(PartnerLoader, "_finish_created", finish, create=True),
        )

    def assertFound(self, kind, make, patients):
        run = self.approve(self.plan(patients=patients))
        created, updated = self.noisy(make)
        with created, updated:
            run._load()
        run.action_verify()
        self.assertEqual(run.report[kind], len(patients))
        self.assertEqual(run.state, "failed")
        found = run.check_ids.filtered(lambda c: c.code == f"{kind}_found")
        self.assertEqual(found.mapped("severity"), ["error"])

    def test_noise_on_created_and_on_updated_records_is_found(self):
        template = {"summary": "Call", "user_id": self.env.user.id}
        noises = {
            "followers": lambda partner: partner.message_subscribe(
                partner.create({"name": "Follower"}).ids
            ),
            "messages": lambda partner: partner.message_post(body="Loaded"),
            "mails_queued": lambda partner: self.env["mail.mail"].create(
                {"model": "res.partner", "res_id": partner.id, "body_html": "Hello"}
            ),
            "activities": lambda partner: partner.activity_schedule(
                "mail.mail_activity_data_todo", **template
            ),
            "notifications": lambda partner: self.env["mail.notification"].create(
                {
                    "mail_message_id": partner.message_post(body="Loaded").id,
                    "res_partner_id": self.env.user.partner_id.id,
                }
            ),
            "meetings": lambda partner: self.env["calendar.event"].create(
                {"name": "Visit", "start": "2024-03-05", "stop": "2024-03-05"}
            ),
        }
        for kind, make in noises.items():
            with self.subTest(kind):
                patients = [{**row, "patient_id": f"{kind}1"} for row in PATIENTS[:1]]
                self.assertFound(kind, make, patients)
                self.migration.run_id._set_state("done")
                self.assertFound(kind, make, [{**patients[0], "city": "Nashik"}])
                self.migration.run_id._set_state("done")

    def test_a_load_and_its_undo_start_no_server_action(self):
        """An automation rule runs one for each record, in the load's own context."""
        action = self.env["ir.actions.server"].create(
            {
                "name": "Write to patients",
                "model_id": self.env.ref("base.model_res_partner").id,
                "state": "code",
                "code": "raise UserError('it ran')",
            }
        )

        def run_action(partner):
            action.with_env(partner.env).run()

        partners = self.env.registry["res.partner"]
        create, unlink = partners.create, partners.unlink

        def creating(records, vals_list):
            run_action(records)
            return create(records, vals_list)

        def unlinking(records):
            run_action(records)
            return unlink(records)

        with (
            patch.object(partners, "create", creating),
            patch.object(partners, "unlink", unlinking),
        ):
            run = self.migrate(patients=PATIENTS)
            self.assertEqual(run.state, "done")
            run._undo()
        self.assertEqual(run.state, "undone")
        with self.assertRaises(UserError):
            run_action(self.env["res.partner"])

    def test_what_people_do_before_and_after_is_no_noise(self):
        contact = self.env["res.partner"].create(
            {"name": "Asha Rao", "x_studio_patient_id": "P1"}
        )
        contact.message_post(body="She called")
        run = self.load(patients=PATIENTS)
        self.partner("P2").message_post(body="He called")
        self.partner("P2").message_subscribe(self.env.user.partner_id.ids)
        run.action_verify()
        self.assertEqual(run.state, "done")
        self.assertEqual(run.report["messages"], 0)

    def inbox(self, user):
        """What the badges of the user's screen count, and what waits on the bus.

        That a run moves on is told to those who look at it, on the run's own channel.
        """
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT count(*) FROM bus_bus WHERE channel NOT LIKE '%pulse.run%'"
        )
        sent = self.env.cr.fetchone()[0]
        # what the transaction would still send once it commits
        pending = self.env.cr.precommit.data.get("bus.bus.values", [])
        pending = [vals for vals in pending if "pulse.run" not in vals["channel"]]
        return user.partner_id._get_needaction_count(), sent, len(pending)

    def test_the_physicians_screen_stays_calm(self):
        """Every appointment belongs to somebody else than the one who loads."""
        user = new_test_user(
            self.env,
            "meera@clinic.example",
            email="meera@clinic.example",
            groups="base.group_user",
            notification_type="inbox",
        )
        # open and due: what Odoo would tell the screen about
        self.migration.past_scheduled_policy = "keep"
        run = self.approve(
            self.plan(
                patients=PATIENTS,
                appointments=[
                    appointment(n, "P1", "2024-03-05", status="Scheduled")
                    for n in range(5)
                ],
            )
        )
        counts, inbox = self.count(), self.inbox(user)
        run._load()
        self.assertEqual(self.activities().user_id, user)
        self.assertEqual(set(self.activities().mapped("state")), {"overdue"})
        self.assertEqual(self.count(), counts)
        self.assertEqual(self.inbox(user), inbox)

    def test_an_update_is_as_silent_as_a_creation(self):
        self.migrate(patients=PATIENTS, appointments=[self.open_one("09:00")])
        before = self.count()
        changed = [{**PATIENTS[0], "city": "Nagpur"}, *PATIENTS[1:]]
        self.migrate(patients=changed, appointments=[self.open_one("11:00")])
        self.assertEqual(self.partner("P1").city, "Nagpur")
        self.assertEqual(self.count(), before)

    def test_undo_is_silent(self):
        run = self.migrate(patients=PATIENTS, appointments=[self.open_one("09:00")])
        before = self.count()
        run._undo()
        self.assertFalse(self.partner("P1"))
        after = self.count()
        # a user that goes takes along what was the user's own
        for table in ("mail_mail", "mail_notification"):
            self.assertEqual(after[table], before[table])
        for table in ("mail_message", "mail_followers"):
            self.assertLessEqual(after[table], before[table])

    def open_one(self, time):
        return appointment(1, "P1", "2099-03-05", time, status="Scheduled")

    def test_created_users_can_be_invited_later(self):
        """No invitation means no password either: nobody can sign in meanwhile."""
        self.migrate(patients=PATIENTS)
        user = self.env["res.users"].search([("login", "=", "meera@clinic.example")])
        self.env.cr.execute("SELECT password FROM res_users WHERE id = %s", user.ids)
        self.assertFalse(self.env.cr.fetchone()[0])
        self.assertTrue(user.active)
