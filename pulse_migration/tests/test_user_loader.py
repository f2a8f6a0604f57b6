"""Physicians: users only for those somebody decided to create."""

from unittest.mock import patch

from odoo.exceptions import UserError, ValidationError

from odoo.addons.base.models.res_users import ResUsers

from .common import PATIENTS, PulseCase, appointment

MEERA = "meera@clinic.example"
STAFF = [
    {"name": "Dr. Meera Shah", "email": MEERA, "phone": "+91 98765 11111"},
    {"name": "Dr. Anil Desai", "email": "anil@clinic.example", "phone": ""},
]


class TestUserLoader(PulseCase):
    def user(self, login):
        users = self.env["res.users"].with_context(active_test=False)
        return users.search([("login", "=", login)])

    def physician(self, key):
        return self.migration.physician_ids.filtered(lambda p: p.key == key)

    def new_user(self, **vals):
        users = self.env["res.users"].with_context(no_reset_password=True)
        return users.create({"name": "Meera", "login": MEERA, **vals})

    def test_a_user_is_created_who_cannot_log_in_yet(self):
        run = self.migrate(patients=PATIENTS)
        user = self.user(MEERA)
        self.assertEqual(user.name, "Dr. Meera Shah")
        self.assertEqual(user.email, MEERA)
        self.assertEqual(user.tz, "Asia/Kolkata")
        self.assertTrue(user.has_group("base.group_user"))
        self.env.cr.execute("SELECT password FROM res_users WHERE id = %s", user.ids)
        self.assertFalse(self.env.cr.fetchone()[0])
        self.assertEqual(self.physician(MEERA).user_id, user)
        self.assertEqual(run.state, "done")

    def test_every_row_of_the_staff_list_has_an_outcome(self):
        run = self.migrate(patients=PATIENTS, staff=[*STAFF, STAFF[0]])
        self.assertEqual(
            self.rows(run, "physician").mapped("state"), ["created"] * 2 + ["merged"]
        )
        self.assertAccounted(run)
        self.assertEqual(self.user(MEERA).phone, "+919876511111")
        self.assertTrue(self.user("anil@clinic.example"))

    def test_a_user_of_this_e_mail_is_taken_and_stays_as_they_are(self):
        user = self.new_user(phone="555")
        run = self.migrate(patients=PATIENTS, staff=STAFF)
        self.assertEqual(self.physician(MEERA).decision, "map")
        self.assertEqual(self.physician(MEERA).user_id, user)
        self.assertEqual((user.name, user.phone), ("Meera", "555"))
        self.assertEqual(self.partner("P1").user_id, user)
        self.assertEqual(
            self.rows(run, "physician").mapped("state"), ["merged", "created"]
        )

    def test_capitals_of_an_e_mail_do_not_matter(self):
        user = self.new_user()
        self.plan(patients=[{**PATIENTS[0], "physician_email": MEERA.upper()}])
        self.assertEqual(self.migration.physician_ids.user_id, user)

    def test_an_archived_users_login_is_no_obstacle(self):
        user = self.new_user(active=False)
        run = self.migrate(patients=PATIENTS)
        self.assertEqual(self.user(MEERA), user)
        self.assertEqual(self.partner("P1").user_id, user)
        self.assertEqual(run.state, "done")
        run._undo()
        self.assertTrue(user.exists(), "not ours to delete")

    def test_a_name_alone_is_the_physician_of_that_name(self):
        self.migrate(
            patients=PATIENTS,
            appointments=[
                appointment(
                    1, "P1", "2024-03-05", physician="Meera Shah", physician_email=""
                )
            ],
        )
        self.assertEqual(self.migration.physician_ids.mapped("key"), [MEERA])
        self.assertEqual(self.activities().user_id, self.user(MEERA))

    def test_without_e_mail_the_login_cannot_be_guessed(self):
        self.migrate(
            patients=[{"patient_id": "P1", "name": "A", "physician": "Dr. No Mail"}]
        )
        user = self.migration.physician_ids.user_id
        self.assertRegex(user.login, r"^pulse-[0-9a-f]{12}$")
        self.assertFalse(user.email)

    def test_a_fallback_creates_nobody(self):
        users = self.env["res.users"].search_count([])
        run = self.plan(
            patients=PATIENTS,
            staff=STAFF,
            appointments=[appointment(1, "P1", "2024-03-05")],
        )
        self.migration.physician_ids._decide("fallback")
        run.file_ids.action_confirm_mapping()
        run.action_approve()
        run._load()
        run.action_verify()
        self.assertEqual(self.env["res.users"].search_count([]), users)
        self.assertEqual(self.activities().user_id, self.migration.fallback_user_id)
        self.assertEqual(
            [(r.state, r.reason) for r in self.rows(run, "physician")],
            [("excluded", "physician_fallback")] * 2,
        )
        self.assertEqual(run.state, "done")

    def test_nothing_loads_before_every_physician_is_decided(self):
        run = self.plan(patients=PATIENTS, staff=STAFF)
        self.physician(MEERA)._decide("create")
        run.file_ids.action_confirm_mapping()
        with self.assertRaisesRegex(UserError, "without a user .1."):
            run.action_approve()
        self.assertEqual(run.state, "draft")
        self.physician("anil@clinic.example")._decide("fallback")
        run.action_approve()
        self.assertEqual(run.state, "approved")

    def test_a_changed_decision_voids_the_approval(self):
        run = self.approve(self.plan(patients=PATIENTS))
        self.migration.physician_ids._decide("fallback")
        self.assertEqual((run.state, run.planned_at), ("draft", False))
        with self.assertRaisesRegex(UserError, "approved first"):
            run._load()

    def test_a_second_run_creates_no_second_user(self):
        self.migrate(patients=PATIENTS, staff=STAFF)
        users = self.env["res.users"].search_count([])
        run = self.migrate(patients=PATIENTS, staff=STAFF)
        self.assertEqual(self.env["res.users"].search_count([]), users)
        self.assertEqual(set(self.rows(run).mapped("state")), {"unchanged"})

    def load_refusing(self, login, **tables):
        """Load while Odoo refuses the user of one login; return the run."""
        run = self.approve(self.plan(**tables))
        create = ResUsers.create

        def refuse(users, vals_list):
            if any(vals["login"] == login for vals in vals_list):
                raise ValidationError("no")
            return create(users, vals_list)

        with patch.object(ResUsers, "create", refuse):
            run._load()
        run.action_verify()
        return run

    def test_a_refused_user_stops_nobody_else(self):
        run = self.load_refusing(MEERA, patients=PATIENTS, staff=STAFF)
        self.assertFalse(self.user(MEERA))
        self.assertTrue(self.user("anil@clinic.example"))
        self.assertEqual(
            [(r.state, r.reason) for r in self.rows(run, "physician")],
            [("rejected", "refused_by_odoo"), ("created", False)],
        )
        self.assertAccounted(run)

    def test_the_patients_of_a_refused_user_say_so(self):
        run = self.load_refusing(MEERA, patients=PATIENTS)
        self.assertEqual(self.partner("P1").user_id, self.migration.fallback_user_id)
        flagged = self.rows(run).filtered(
            lambda row: "user_refused" in (row.issue_codes or "")
        )
        self.assertEqual(flagged.mapped("external_id"), ["P1", "P2"])
        self.assertEqual(run.state, "done")

    def test_a_refused_user_is_created_by_the_next_run(self):
        self.load_refusing(MEERA, patients=PATIENTS, staff=STAFF)
        run = self.migrate(patients=PATIENTS, staff=STAFF)
        self.assertTrue(self.user(MEERA))
        self.assertEqual(
            self.rows(run, "physician").mapped("state"), ["created", "unchanged"]
        )

    def test_who_is_the_same_takes_the_others_new_user(self):
        run = self.plan(patients=PATIENTS, staff=STAFF)
        meera, anil = map(self.physician, (MEERA, "anil@clinic.example"))
        meera.write({"decision": "same", "same_as_id": anil.id})
        self.approve(run)._load()
        run.action_verify()
        user = self.user("anil@clinic.example")
        self.assertEqual(self.partner("P1").user_id, user)
        self.assertFalse(self.user(MEERA))
        self.assertFalse(meera.user_id, "one physician has the user")
        self.assertEqual(
            [(r.state, r.res_id) for r in self.rows(run, "physician")],
            [("merged", user.id), ("created", user.id)],
        )
        self.assertEqual(run.state, "done")

    def test_undo_takes_the_users_it_made_and_their_contacts(self):
        run = self.migrate(patients=PATIENTS, staff=STAFF)
        contact = self.user(MEERA).partner_id
        run._undo()
        self.assertEqual(run.state, "undone")
        self.assertFalse(self.user(MEERA))
        self.assertFalse(contact.exists())
        self.assertFalse(self.migration.physician_ids.user_id)
