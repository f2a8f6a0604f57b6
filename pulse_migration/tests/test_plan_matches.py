"""Contacts that may be patients: found by rules, held in doubt, undone exactly."""

from odoo.tests import new_test_user

from odoo.addons.pulse_migration.loaders import stored

from .common import PATIENTS, PulseCase, appointment

ASHA = {"name": "Asha Rao", "email": "asha@example.com"}
RAVI = {
    "name": "Mr. Ravi O'Brien",
    "phone": "098765 43211",
    "x_studio_date_of_birth": "1990-12-01",
}
# what a load may write on a contact
FIELDS = (
    "name",
    "email",
    "phone",
    "phone_sanitized",
    "city",
    "comment",
    "user_id",
    "is_company",
    "active",
    "x_studio_patient_id",
    "x_studio_date_of_birth",
    "x_studio_gender",
    "x_studio_blood_group",
    "x_studio_blood_group_other",
    "x_studio_allergy_notes",
    "x_studio_medical_history",
)


class MatchCase(PulseCase):
    def setUp(self):
        super().setUp()
        self.migration.write({"is_email_matched": True, "is_phone_matched": True})

    def contact(self, base=None, **vals):
        return self.env["res.partner"].create({**(base or ASHA), **vals})

    def patient(self, run, patient_id="P1"):
        return self.rows(run, "patient").filtered(
            lambda row: row.external_id == patient_id
        )

    def plan_patient(self, patient_id="P1", patients=PATIENTS):
        return self.patient(self.plan(patients=patients), patient_id)

    def assertMatched(self, row, contact, reason):
        self.assertEqual(
            (row.action, row.plan_reason, row.res_model, row.res_id),
            ("update", reason, "res.partner", contact.id),
        )

    def assertHeld(self, row, reason="target_ambiguous"):
        self.assertEqual((row.state, row.action, row.reason), ("held", "hold", reason))
        self.assertEqual(row.plan_reason, reason)

    def assertNew(self, row):
        self.assertEqual((row.action, row.plan_reason), ("create", "new_record"))
        self.assertFalse(row.res_id)


class TestPlanMatches(MatchCase):
    def test_without_a_rule_nobody_is_matched(self):
        self.migration.write({"is_email_matched": False, "is_phone_matched": False})
        self.contact()
        self.contact(RAVI)
        run = self.plan(patients=PATIENTS)
        for row in self.rows(run):
            self.assertNew(row)

    def test_the_rules_are_off_by_default(self):
        migration = self.env["pulse.migration"].create({"name": "Another"})
        self.assertFalse(migration.is_email_matched or migration.is_phone_matched)

    def test_email_and_name_find_the_contact(self):
        contact = self.contact(email=" ASHA@Example.com ", name="Mrs. RAO, Asha")
        self.assertMatched(self.plan_patient(), contact, "matched_email")

    def test_each_rule_works_alone(self):
        contact = self.contact()
        other = self.contact(RAVI)
        for is_email in (True, False):
            self.migration.write(
                {"is_email_matched": is_email, "is_phone_matched": not is_email}
            )
            run = self.migration.run_id or self.plan(patients=PATIENTS)
            run.action_plan()
            matched = self.rows(run).filtered(lambda row: row.action == "update")
            self.assertEqual(matched.res_id, (contact if is_email else other).id)
            self.assertEqual(len(matched), 1)

    def test_an_email_among_others_counts(self):
        contact = self.contact(email='"Asha" <asha@example.com>; home@example.com')
        self.assertMatched(self.plan_patient(), contact, "matched_email")

    def test_the_email_alone_is_a_family(self):
        self.contact(name="Vikram Rao")
        self.assertNew(self.plan_patient())

    def test_the_name_alone_is_a_homonym(self):
        self.contact(email=False)
        self.contact(email="other@example.com")
        self.assertNew(self.plan_patient())

    def test_phone_name_and_birth_date_find_the_contact(self):
        for written in (
            "098765 43211",
            "+91 98765-43211",
            "9876543211",
            "+919876543211",
        ):
            with self.subTest(written):
                contact = self.contact(RAVI, phone=written)
                run = self.plan(patients=PATIENTS)
                self.assertMatched(self.patient(run, "P2"), contact, "matched_phone")
                run.unlink()
                contact.unlink()

    def test_a_number_that_odoo_could_not_read_is_compared_by_its_digits(self):
        contact = self.contact(RAVI)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE res_partner SET phone_sanitized = NULL WHERE id = %s",
            (contact.id,),
        )
        self.env.invalidate_all()
        self.assertMatched(self.plan_patient("P2"), contact, "matched_phone")

    def test_a_second_number_counts(self):
        contact = self.contact(
            RAVI, phone="020 1234567", x_studio_phone_alternate="98765 43211"
        )
        self.assertMatched(self.plan_patient("P2"), contact, "matched_phone")

    def test_the_phone_of_a_family_is_no_match(self):
        for vals in (
            {"name": "Meena O'Brien"},
            {"x_studio_date_of_birth": "1990-12-02"},
            {"x_studio_date_of_birth": False},
            {"phone": "98765 43212"},
        ):
            with self.subTest(vals):
                contact = self.contact(RAVI, **vals)
                run = self.plan(patients=PATIENTS)
                self.assertNew(self.patient(run, "P2"))
                run.unlink()
                contact.unlink()

    def test_two_contacts_are_held_with_all_that_is_the_patients(self):
        self.contact()
        self.contact(active=False)
        run = self.plan(
            patients=PATIENTS, appointments=[appointment(1, "P1", "2024-03-05")]
        )
        self.assertHeld(self.patient(run))
        self.assertFalse(self.patient(run).res_id)
        self.assertEqual(self.rows(run, "appointment").reason, "patient_held")

    def test_two_rules_that_lead_to_two_contacts_are_held(self):
        patient = {**PATIENTS[1], "email": "ravi@example.com"}
        self.contact(RAVI)
        self.contact(name="Ravi O'Brien", email="ravi@example.com")
        self.assertHeld(self.plan_patient("P2", [patient]))

    def test_two_rules_that_lead_to_one_contact_match(self):
        patient = {**PATIENTS[1], "email": "ravi@example.com"}
        contact = self.contact(RAVI, email="ravi@example.com")
        self.assertMatched(self.plan_patient("P2", [patient]), contact, "matched_email")

    def test_two_patients_of_one_contact_are_both_held(self):
        self.contact()
        twin = {**PATIENTS[0], "patient_id": "P7"}
        run = self.plan(patients=[*PATIENTS, twin])
        for patient_id in ("P1", "P7"):
            self.assertHeld(self.patient(run, patient_id))

    def test_a_patient_who_is_held_still_claims_the_contact(self):
        self.contact()
        twins = [{**PATIENTS[0], "patient_id": "P7", "city": c} for c in ("A", "B")]
        run = self.plan(patients=[*PATIENTS, *twins])
        self.assertHeld(self.patient(run))
        self.assertHeld(self.patient(run, "P7")[0], "duplicate_id")

    def test_a_row_said_twice_matches_once(self):
        contact = self.contact()
        run = self.plan(patients=[PATIENTS[0], PATIENTS[0]])
        first, again = self.patient(run)
        self.assertMatched(first, contact, "matched_email")
        self.assertEqual((again.action, again.plan_reason), ("merge", "repeats_row"))
        self.assertEqual(again.head_id, first)

    def test_a_conflict_is_held(self):
        for vals in (
            {"x_studio_date_of_birth": "1950-01-01"},
            {"x_studio_gender": "male"},
            {"x_studio_blood_group": "AB-"},
        ):
            with self.subTest(vals):
                contact = self.contact(**vals)
                run = self.plan(patients=PATIENTS)
                self.assertHeld(self.patient(run), "clinical_conflict")
                self.assertEqual(self.patient(run).res_id, contact.id, "to look at")
                run.unlink()
                contact.unlink()

    def test_the_patient_id_goes_before_every_rule(self):
        self.contact()
        contact = self.contact({"name": "A. R."}, x_studio_patient_id="P1")
        self.assertMatched(self.plan_patient(), contact, "matched_patient_id")


class TestPlanStrangers(MatchCase):
    """Contacts who are no patient, or not this clinic's."""

    def test_a_company_is_nobody(self):
        self.contact(is_company=True)
        self.assertNew(self.plan_patient())

    def test_a_company_with_the_patients_id_is_held(self):
        self.contact(is_company=True, x_studio_patient_id="P1")
        self.assertHeld(self.plan_patient(), "target_not_a_person")

    def test_an_address_is_nobody_but_a_companys_contact_is(self):
        company = self.env["res.partner"].create({"name": "Works", "is_company": True})
        self.contact(parent_id=company.id, type="invoice")
        person = self.contact(parent_id=company.id)
        self.assertMatched(self.plan_patient(), person, "matched_email")

    def test_a_colleague_is_never_a_patient_by_likeness(self):
        user = new_test_user(self.env, "asha", groups="base.group_user")
        user.partner_id.write(ASHA)
        self.assertNew(self.plan_patient())
        user.active = False
        run = self.migration.run_id
        run.action_plan()
        self.assertNew(self.patient(run))

    def test_a_patient_with_a_portal_login_is_found_but_no_physician(self):
        user = new_test_user(self.env, "asha", groups="base.group_portal")
        user.partner_id.write(ASHA)
        self.assertMatched(self.plan_patient(), user.partner_id, "matched_email")
        self.migration.physician_ids[:1].user_id = user
        self.migration.run_id.action_plan()
        self.assertNew(self.patient(self.migration.run_id))

    def test_another_companys_contact_is_not_ours(self):
        other = self.env["res.company"].create({"name": "Other clinic"})
        self.contact(company_id=other.id)
        self.contact({"name": "X"}, company_id=other.id, x_studio_patient_id="P2")
        run = self.plan(patients=PATIENTS)
        self.assertNew(self.patient(run))
        self.assertNew(self.patient(run, "P2"))

    def test_the_own_companys_contact_is_ours(self):
        contact = self.contact(company_id=self.migration.company_id.id)
        self.assertMatched(self.plan_patient(), contact, "matched_email")

    def test_a_parent_companys_contact_is_ours(self):
        contact = self.contact(company_id=self.migration.company_id.id)
        branch = self.env["res.company"].create(
            {"name": "Branch", "parent_id": self.migration.company_id.id}
        )
        self.migration.company_id = branch
        self.assertMatched(self.plan_patient(), contact, "matched_email")

    def test_another_clinics_patient_is_not_ours_and_is_said(self):
        self.migrate(patients=PATIENTS)
        self.migration = self.migration.copy({"name": "Second branch"})
        run = self.plan(patients=[{**PATIENTS[0], "patient_id": "X1"}])
        self.assertNew(self.patient(run, "X1"))
        self.assertIn("match_taken", self.patient(run, "X1").issue_codes)

    def test_another_patients_contact_beside_a_free_one_is_a_doubt(self):
        self.contact(x_studio_patient_id="P9")
        self.contact()
        self.assertHeld(self.plan_patient())

    def test_a_contact_of_another_row_of_this_clinic_is_held(self):
        self.migrate(patients=PATIENTS)
        self.partner("P1").x_studio_patient_id = "P8"
        self.assertHeld(self.plan_patient("P8", [{**PATIENTS[0], "patient_id": "P8"}]))

    def test_an_archived_contact_is_said(self):
        contact = self.contact(active=False)
        run = self.migrate(patients=PATIENTS)
        row = self.patient(run)
        self.assertEqual((row.state, row.res_id), ("updated", contact.id))
        self.assertIn("match_archived", row.issue_codes)
        self.assertFalse(contact.active)
        self.assertEqual(contact.x_studio_allergy_notes, "Penicillin")

    def test_planning_again_says_it_once_and_takes_it_back(self):
        contact = self.contact(active=False)
        run = self.plan(patients=PATIENTS)
        run.action_plan()
        self.assertEqual(self.patient(run).issue_codes.count("match_archived"), 1)
        contact.active = True
        run.action_plan()
        self.assertNotIn("match_archived", self.patient(run).issue_codes or "")


class TestLoadMatches(MatchCase):
    """The plan's contact is the one that is filled in, and given back."""

    def state_of(self, contact):
        self.env.flush_all()
        self.env.invalidate_all()
        return stored.of_records(contact.sudo(), FIELDS)[contact.id]

    def links_to(self, contact):
        return self.env["pulse.link"].search(
            [("res_model", "=", "res.partner"), ("res_id", "=", contact.id)]
        )

    def test_blanks_are_filled_and_nothing_is_overwritten(self):
        contact = self.contact(city="Mumbai", comment="Since 2011")
        run = self.migrate(
            patients=PATIENTS, appointments=[appointment(1, "P1", "2024-03-05")]
        )
        self.assertEqual(self.partner("P1"), contact)
        self.assertEqual(contact.city, "Mumbai")
        self.assertEqual(contact.comment, "<p>Since 2011</p>")
        self.assertEqual(contact.phone, "+919876543210")
        self.assertEqual(self.activities().res_id, contact.id)
        self.assertEqual(self.patient(run).state, "updated")
        self.assertEqual(run.state, "done")
        self.assertAccounted(run)

    def test_the_same_export_again_is_unchanged(self):
        contact = self.contact()
        self.migrate(patients=PATIENTS)
        before = self.state_of(contact)
        run = self.migrate(patients=PATIENTS)
        self.assertEqual(set(self.rows(run).mapped("state")), {"unchanged"})
        self.assertEqual(self.patient(run).plan_reason, "same_as_loaded")
        self.assertEqual(self.state_of(contact), before)

    def test_undo_gives_every_value_back_and_removes_the_link(self):
        contacts = [
            self.contact(city="Mumbai", phone="1234"),
            self.contact(RAVI, comment="Since 2011"),
            self.contact({"name": "Lata"}, x_studio_patient_id="P3", active=False),
        ]
        before = [self.state_of(contact) for contact in contacts]
        run = self.migrate(
            patients=PATIENTS, appointments=[appointment(1, "P1", "2024-03-05")]
        )
        self.assertEqual(set(self.rows(run, "patient").mapped("state")), {"updated"})
        self.assertNotEqual([self.state_of(c) for c in contacts], before)
        run._undo()
        self.assertEqual([self.state_of(contact) for contact in contacts], before)
        self.assertEqual(run.state, "undone")
        for contact in contacts:
            self.assertFalse(self.links_to(contact))
        run = self.migrate(patients=PATIENTS)
        self.assertEqual(self.partner("P1"), contacts[0])

    def test_undo_forgets_a_contact_that_needed_nothing(self):
        contact = self.contact(
            {"name": "Lata Iyer"}, x_studio_patient_id="P3", x_studio_gender="female"
        )
        run = self.migrate(patients=[PATIENTS[2]])
        self.assertEqual(self.rows(run).state, "updated")
        self.assertTrue(self.links_to(contact))
        run._undo()
        self.assertFalse(self.links_to(contact))
        self.assertEqual(self.rows(run).state, "undone")
        self.assertTrue(contact.exists())

    def test_relatives_keep_their_addresses(self):
        """Odoo would copy an address to parent and children, unjournalled."""
        company = self.env["res.partner"].create({"name": "Works", "is_company": True})
        contact = self.contact(parent_id=company.id)
        child = self.env["res.partner"].create(
            {"name": "Child", "parent_id": contact.id}
        )
        child.city = False
        run = self.migrate(patients=PATIENTS)
        self.assertEqual(contact.city, "Pune")
        self.assertFalse(child.city)
        self.assertFalse(company.city)
        child.with_context(_partners_skip_fields_sync=True)
        self.env.cr.execute(
            "UPDATE res_partner SET city = 'Thane' WHERE id IN %s",
            ((child.id, company.id),),
        )
        self.env.invalidate_all()
        run._undo()
        self.assertFalse(contact.city)
        self.assertEqual({child.city, company.city}, {"Thane"})

    def test_a_family_moves_together_where_no_load_writes(self):
        contact = self.contact()
        child = self.env["res.partner"].create(
            {"name": "Child", "parent_id": contact.id}
        )
        contact.city = "Nagpur"
        self.assertEqual(child.city, "Nagpur")

    def load_after(self, change):
        """Plan and approve, let ``change`` happen, load; return the patient's row."""
        run = self.approve(self.plan(patients=PATIENTS))
        change()
        self.env.flush_all()
        run._load()
        run.action_verify()
        self.assertAccounted(run)
        return self.patient(run)

    def test_a_contact_deleted_since_the_plan_is_not_made_anew(self):
        row = self.load_after(self.contact().unlink)
        self.assertEqual((row.state, row.reason), ("held", "target_deleted"))
        self.assertFalse(self.partner("P1"))

    def test_a_contact_who_became_somebody_else_is_held(self):
        contact = self.contact()
        row = self.load_after(lambda: contact.write({"x_studio_gender": "male"}))
        self.assertEqual((row.state, row.reason), ("held", "clinical_conflict"))
        self.assertFalse(contact.x_studio_patient_id)

    def test_a_contact_that_came_since_the_plan_makes_no_second_one(self):
        row = self.load_after(
            lambda: self.contact({"name": "Asha"}, x_studio_patient_id="P1")
        )
        self.assertEqual((row.state, row.reason), ("held", "target_appeared"))
        self.assertEqual(self.partner("P1").name, "Asha")

    def test_a_contact_that_another_clinic_took_is_held(self):
        contact = self.contact()
        other = self.migration.copy({"name": "Second branch"})

        def take():
            self.env["pulse.link"]._record(
                other._open_run(),
                [
                    {
                        "object_name": "patient",
                        "external_id": "Q1",
                        "res_model": "res.partner",
                        "res_id": contact.id,
                        "fingerprint": "x",
                        "values": [],
                    }
                ],
            )

        row = self.load_after(take)
        self.assertEqual((row.state, row.reason), ("held", "target_ambiguous"))
        self.assertFalse(contact.x_studio_allergy_notes)

    def test_a_contact_merged_since_the_plan_is_followed(self):
        contact, survivor = (
            self.contact(),
            self.env["res.partner"].create({"name": "Asha R."}),
        )

        def merge():
            wizard = self.env["base.partner.merge.automatic.wizard"]
            wizard._merge((contact | survivor).ids, survivor)

        row = self.load_after(merge)
        self.assertEqual((row.state, row.res_id), ("updated", survivor.id))

    def test_another_rule_voids_plan_and_approval(self):
        run = self.approve(self.plan(patients=PATIENTS))
        self.migration.is_email_matched = False
        self.assertEqual(run.state, "draft")
        self.assertFalse(run.planned_at)
