"""Physicians: who is sure, who is only suggested, and who waits for a decision."""

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import new_test_user

from .common import PATIENTS, PulseCase, appointment, bill

MEERA = "meera@clinic.example"


def seen_by(number, name, email="", **more):
    return appointment(
        number, "P3", "2024-03-05", physician=name, physician_email=email, **more
    )


class TestPhysician(PulseCase):
    def physician(self, key):
        return self.migration.physician_ids.filtered(lambda p: p.key == key)

    def new_user(self, name, login, **vals):
        users = self.env["res.users"].with_context(no_reset_password=True)
        return users.create({"name": name, "login": login, **vals})

    def plan_names(self, *names):
        """Plan one appointment a name; return the run."""
        return self.plan(
            patients=PATIENTS[2:],
            appointments=[seen_by(n, name) for n, name in enumerate(names)],
        )

    # by e-mail

    def test_the_user_of_the_e_mail_is_taken(self):
        user = self.new_user("M", MEERA)
        self.plan(patients=PATIENTS)
        found = self.physician(MEERA)
        self.assertEqual((found.decision, found.user_id), ("map", user))
        self.assertEqual(found.suggestion_code, "physician_email_matches")

    def test_two_users_with_one_e_mail_wait_for_a_person(self):
        self.new_user("One", "one", email=MEERA)
        self.new_user("Two", "two", email=MEERA)
        self.plan(patients=PATIENTS)
        found = self.physician(MEERA)
        self.assertFalse(found.decision or found.user_id or found.suggested_user_id)
        self.assertEqual(found.suggestion_code, "physician_email_of_several")

    def test_an_archived_user_is_only_suggested(self):
        user = self.new_user("M", MEERA, active=False)
        self.plan(patients=PATIENTS)
        found = self.physician(MEERA)
        self.assertFalse(found.decision)
        self.assertEqual(found.suggested_user_id, user)
        self.assertEqual(found.suggestion_code, "physician_user_archived")

    def test_a_portal_user_takes_no_appointments(self):
        portal = self.env.ref("base.group_portal")
        self.new_user("M", MEERA, group_ids=[(6, 0, portal.ids)])
        run = self.plan(patients=PATIENTS)
        found = self.physician(MEERA)
        self.assertFalse(found.decision or found.suggested_user_id)
        self.assertIn("portal user", found.suggestion)
        with self.assertRaisesRegex(UserError, "No user can be created"):
            self.approve(run)
        self.assertEqual(run.state, "draft")

    def test_another_companys_user_is_only_suggested(self):
        company = self.env["res.company"].create({"name": "Elsewhere"})
        user = self.new_user(
            "M", MEERA, company_id=company.id, company_ids=[(6, 0, company.ids)]
        )
        self.plan(patients=PATIENTS)
        found = self.physician(MEERA)
        self.assertFalse(found.decision)
        self.assertEqual(found.suggested_user_id, user)
        self.assertEqual(found.suggestion_code, "physician_user_elsewhere")

    # by name

    def test_a_name_is_a_suggestion_and_never_more(self):
        user = self.new_user("Anil Rao", "anil.login")
        run = self.plan_names("Dr. A. Rao")
        found = self.physician("name:a rao")
        self.assertFalse(found.decision or found.user_id)
        self.assertEqual(found.suggested_user_id, user)
        self.assertIn("Anil Rao", found.suggestion)
        run.file_ids.action_confirm_mapping()
        with self.assertRaisesRegex(UserError, r"Physicians without a user \(1\)"):
            run.action_approve()
        found.action_accept_suggestions()
        run.action_approve()
        run._load()
        self.assertEqual(self.activities().user_id, user)

    def test_two_users_of_nearly_this_name_are_nobody(self):
        self.new_user("Anil Rao", "anil.login")
        self.new_user("Asha Rao", "asha.login")
        self.plan_names("Dr. A. Rao")
        found = self.physician("name:a rao")
        self.assertFalse(found.suggested_user_id)
        self.assertEqual(found.suggestion_code, "physician_several_alike")

    def test_two_spellings_are_suggested_to_be_one(self):
        run = self.plan_names("Dr. Anil Rao", "Anil Rao", "Dr. A. Rao", "Dr. B. Sen")
        first, second = self.physician("name:anil rao"), self.physician("name:a rao")
        self.assertEqual((first.row_count, second.suggested_same_id), (2, first))
        self.assertFalse(first.suggested_same_id or second.decision)
        (first | second | self.physician("name:b sen")).action_accept_suggestions()
        self.assertEqual((second.decision, second.same_as_id), ("same", first))
        run = self.approve(run)
        run._load()
        run.action_verify()
        self.assertEqual(run.state, "done")
        user = first.user_id
        self.assertEqual(user.name, "Dr. Anil Rao")
        mine = self.activities().filtered(lambda a: a.user_id == user)
        self.assertEqual(len(mine), 3)

    def test_nobody_is_the_same_as_themselves_or_as_a_third(self):
        self.plan_names("Dr. Anil Rao", "Anil Rao", "Dr. A. Rao", "Rao Anil K")
        one, two, three = self.migration.physician_ids
        two.write({"decision": "same", "same_as_id": one.id})
        for physician, main in ((three, two), (one, one), (one, three)):
            with self.assertRaises(ValidationError):
                physician.write({"decision": "same", "same_as_id": main.id})
        with self.assertRaises(ValidationError):
            three.decision = "same"

    def test_a_suggestion_comes_with_the_user_who_came_later(self):
        run = self.plan_names("Dr. Anil Rao")
        self.assertFalse(self.physician("name:anil rao").suggestion_code)
        user = self.new_user("Anil Rao", "anil.login")
        run.action_stage()
        self.assertEqual(self.physician("name:anil rao").suggested_user_id, user)

    def test_nothing_to_accept_says_so(self):
        self.plan_names("Dr. Nobody Known")
        with self.assertRaisesRegex(UserError, "Nothing is suggested"):
            self.migration.physician_ids.action_accept_suggestions()

    # what a person sees

    def test_rows_are_counted_by_object_and_open(self):
        run = self.plan(
            patients=PATIENTS,
            appointments=[appointment(1, "P1", "2024-03-05")],
            bills=[bill(1, "P1", "2024-03-05", "5.00", "5.00", physician="Meera Shah")],
            staff=[{"name": "Dr. Meera Shah", "email": MEERA}],
        )
        found = self.physician(MEERA)
        self.assertEqual(found.counts, {"patient": 2, "appointment": 1, "bill": 1})
        self.assertEqual(found.row_count, 4)
        self.assertIn("2 × Patient", found.counts_text)
        rows = self.env["pulse.row"].search(found.action_open_rows()["domain"])
        self.assertEqual(len(rows), 5, "the staff list's own row too")
        self.assertEqual(run.undecided_count, 1)

    def test_the_refusal_names_who_waits(self):
        run = self.plan_names(*(f"Dr. Number{n} Alpha{n}" for n in range(12)))
        run.file_ids.action_confirm_mapping()
        with self.assertRaises(UserError) as caught:
            run.action_approve()
        text = caught.exception.args[0]
        self.assertIn("Physicians without a user (12)", text)
        self.assertIn("Number3", text)
        self.assertIn("…", text)
        action = run.action_open_physicians()
        self.assertEqual(action["context"]["search_default_undecided"], 1)

    def test_collecting_takes_as_many_queries_for_many_physicians(self):
        def queries(count):
            rows = [
                row
                for n in range(count)
                for row in (
                    seen_by(2 * n, f"Dr. Q{n} Zed{n}", f"q{count}.{n}@x.example"),
                    seen_by(2 * n + 1, f"Q{n} Zed{n}"),
                )
            ]
            run = self.plan(patients=PATIENTS[2:], appointments=rows)
            self.migration.physician_ids.unlink()
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            self.env["pulse.physician"]._collect(run)
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        queries(2)
        few = queries(5)
        self.assertLessEqual(queries(100), few + 2)
        self.assertLess(few, 20)

    # what a decision voids

    def test_no_user_is_made_before_the_load(self):
        users = self.env["res.users"].search_count([])
        run = self.approve(self.plan(patients=PATIENTS))
        self.assertEqual(self.env["res.users"].search_count([]), users)
        run._load()
        self.assertEqual(self.env["res.users"].search_count([]), users + 1)

    def test_the_first_decision_keeps_the_plan_another_voids_it(self):
        run = self.plan(patients=PATIENTS)
        self.physician(MEERA)._decide("create")
        self.assertTrue(run.planned_at)
        self.physician(MEERA)._decide("fallback")
        self.assertFalse(run.planned_at)

    def test_another_user_updates_the_physicians_rows(self):
        tables = {
            "patients": PATIENTS,
            "appointments": [appointment(1, "P1", "2024-03-05")],
            "staff": [{"name": "Dr. Meera Shah", "email": MEERA}],
        }
        self.migrate(**tables)
        user = self.new_user("Other", "other.login")
        self.physician(MEERA).user_id = user
        self.physician(MEERA).decision = "map"
        run = self.migrate(**tables)
        self.assertEqual(
            self.rows(run, "patient").mapped("state"),
            ["updated", "updated", "unchanged"],
        )
        self.assertEqual(self.activities().user_id, user)
        self.assertEqual(self.partner("P1").user_id, user)
        self.assertEqual(self.rows(run, "physician").res_id, user.id)
        self.assertEqual(run.state, "done")
        again = self.migrate(**tables)
        self.assertEqual(set(self.rows(again).mapped("state")), {"unchanged"})

    def test_with_none_chosen_all_of_the_clinic_are_decided(self):
        self.plan_names("Dr. One", "Dr. Two", "Dr. Three")
        first = self.migration.physician_ids[0]
        first._decide("create")
        here = {"default_migration_id": self.migration.id}
        nobody = self.env["pulse.physician"].with_context(**here)
        action = nobody.action_use_fallback()
        self.assertEqual(
            (action["res_model"], action["res_id"]),
            ("pulse.migration", self.migration.id),
            "nobody is left to decide on: the journey goes on",
        )
        others = self.migration.physician_ids - first
        self.assertEqual(set(others.mapped("decision")), {"fallback"})
        self.assertEqual(first.decision, "create")

    def test_while_somebody_waits_the_list_stays(self):
        self.plan_names("Dr. One", "Dr. Two")
        here = {"default_migration_id": self.migration.id}
        first = self.migration.physician_ids[0].with_context(**here)
        self.assertEqual(first.action_use_fallback()["tag"], "soft_reload")

    def test_with_none_chosen_and_no_clinic_nothing_is_decided(self):
        self.plan_names("Dr. One")
        for method in ("action_create_users", "action_use_fallback"):
            with self.subTest(method), self.assertRaisesRegex(UserError, "Tick"):
                getattr(self.env["pulse.physician"], method)()
        self.assertFalse(self.migration.physician_ids.decision)

    # who may

    def test_an_auditor_reads_only(self):
        self.plan(patients=PATIENTS)
        auditor = new_test_user(
            self.env, "people_auditor", groups="pulse_migration.group_auditor"
        )
        found = self.physician(MEERA).with_user(auditor)
        self.assertEqual(found.row_count, 2)
        for method in ("action_create_users", "action_accept_suggestions"):
            with self.subTest(method), self.assertRaises(AccessError):
                getattr(found, method)()

    def test_an_operator_decides_but_forges_nothing(self):
        self.plan(patients=PATIENTS)
        operator = new_test_user(
            self.env, "people_operator", groups="pulse_migration.group_operator"
        )
        found = self.physician(MEERA).with_user(operator)
        found.action_use_fallback()
        self.assertEqual(found.decision, "fallback")
        for name in sorted(found._every_server_field()):
            with self.subTest(name), self.assertRaises(AccessError):
                found.write({name: found.read([name])[0][name]})
