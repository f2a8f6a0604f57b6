"""Law 9: another birth date, sex or blood group never merges by itself."""

from .common import PATIENTS, PulseCase, appointment


class TestClinicalConflict(PulseCase):
    def contact(self, **vals):
        return self.env["res.partner"].create(
            {"name": "Asha R.", "x_studio_patient_id": "P1", **vals}
        )

    def migrate_patients(self):
        run = self.migrate(
            patients=PATIENTS, appointments=[appointment(1, "P1", "2024-03-05")]
        )
        return run, self.rows(run, "patient")[0]

    def test_a_contact_who_is_somebody_else_is_not_filled_in(self):
        for vals in (
            {"x_studio_date_of_birth": "1950-01-01"},
            {"x_studio_gender": "male"},
            {"x_studio_blood_group": "AB-"},
        ):
            with self.subTest(vals):
                contact = self.contact(**vals)
                run, row = self.migrate_patients()
                self.assertEqual((row.state, row.reason), ("held", "clinical_conflict"))
                self.assertEqual(self.rows(run, "appointment").reason, "patient_held")
                self.assertFalse(contact.x_studio_allergy_notes)
                self.assertFalse(contact.email)
                self.assertFalse(self.activities())
                self.assertAccounted(run)
                run._undo()
                contact.unlink()

    def test_a_contact_who_agrees_is_filled_in(self):
        contact = self.contact(
            x_studio_date_of_birth="1984-02-29", x_studio_blood_group="O+"
        )
        row = self.migrate_patients()[1]
        self.assertEqual(row.state, "updated")
        self.assertEqual(contact.x_studio_allergy_notes, "Penicillin")

    def test_what_a_person_changed_since_a_load_stays_and_is_flagged(self):
        self.migrate(patients=PATIENTS)
        self.partner("P1").x_studio_blood_group = "AB-"
        run = self.migrate(patients=[{**PATIENTS[0], "city": "Nashik"}])
        self.assertEqual(self.rows(run).state, "updated")
        self.assertIn("edited_in_odoo", self.rows(run).issue_codes)
        self.assertEqual(self.partner("P1").x_studio_blood_group, "AB-")
        self.assertEqual(self.partner("P1").city, "Nashik")

    def test_what_the_source_changed_is_written_and_flagged(self):
        self.migrate(patients=PATIENTS)
        run = self.migrate(patients=[{**PATIENTS[0], "blood_group": "A+"}])
        self.assertEqual(self.partner("P1").x_studio_blood_group, "A+")
        self.assertIn("clinical_changed", self.rows(run).issue_codes)

    def test_what_the_source_adds_is_no_change(self):
        self.migrate(patients=PATIENTS)
        run = self.migrate(patients=[{**PATIENTS[2], "blood_group": "A+"}])
        self.assertEqual(self.partner("P3").x_studio_blood_group, "A+")
        self.assertNotIn("clinical_changed", self.rows(run).issue_codes or "")

    def test_a_contact_of_another_clinic_is_no_conflict(self):
        self.migrate(patients=PATIENTS)
        self.migration = self.migration.copy({"name": "Second branch"})
        run = self.plan(patients=[{**PATIENTS[0], "blood_group": "A+"}])
        self.assertEqual(self.rows(run).action, "create")
