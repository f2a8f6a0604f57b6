"""Patients become contacts: nothing invented, nothing overwritten."""

from .common import PATIENTS, PulseCase


class TestPartnerLoader(PulseCase):
    def test_a_patient_becomes_a_contact(self):
        self.migrate(patients=PATIENTS)
        partner = self.partner("P1")
        self.assertEqual(partner.name, "Asha Rao")
        self.assertEqual(partner.phone, "+919876543210")
        self.assertEqual(str(partner.x_studio_date_of_birth), "1984-02-29")
        self.assertEqual(partner.x_studio_gender, "female")
        self.assertEqual(partner.x_studio_blood_group, "O+")
        self.assertEqual(partner.x_studio_allergy_notes, "Penicillin")
        self.assertEqual(partner.user_id.login, "meera@clinic.example")
        self.assertFalse(partner.is_company)

    def test_what_the_file_does_not_say_stays_empty(self):
        self.migrate(patients=PATIENTS)
        partner = self.partner("P3")
        for name in ("phone", "email", "city", "user_id", "x_studio_date_of_birth"):
            self.assertFalse(partner[name], name)

    def test_an_unknown_blood_group_is_kept_word_for_word_and_flagged(self):
        run = self.migrate(patients=PATIENTS)
        partner = self.partner("P2")
        self.assertFalse(partner.x_studio_blood_group)
        self.assertEqual(partner.x_studio_blood_group_other, "Bombay")
        row = self.rows(run).filtered(lambda r: r.external_id == "P2")
        self.assertIn("unknown_blood_group", row.issue_codes)

    def test_blank_never_overwrites(self):
        self.migrate(patients=PATIENTS)
        self.migrate(patients=[{**PATIENTS[0], "allergy_notes": "", "city": "Nashik"}])
        partner = self.partner("P1")
        self.assertEqual(partner.x_studio_allergy_notes, "Penicillin")
        self.assertEqual(partner.city, "Nashik")

    def test_what_a_person_edited_stays_and_is_flagged(self):
        self.migrate(patients=PATIENTS)
        self.partner("P1").city = "Thane"
        run = self.migrate(patients=[{**PATIENTS[0], "city": "Nashik", "gender": "M"}])
        partner = self.partner("P1")
        self.assertEqual(partner.city, "Thane")
        self.assertEqual(partner.x_studio_gender, "male")
        self.assertIn("edited_in_odoo", self.rows(run).issue_codes)
        self.assertEqual(run.state, "done")

    def test_an_existing_contact_gets_what_it_lacks(self):
        contact = self.env["res.partner"].create(
            {"name": "Asha R.", "x_studio_patient_id": "P1", "city": "Mumbai"}
        )
        self.migrate(patients=PATIENTS)
        self.assertEqual(self.partner("P1"), contact)
        self.assertEqual(contact.city, "Mumbai", "not ours to change")
        self.assertEqual(contact.x_studio_allergy_notes, "Penicillin")

    def test_a_post_code_loses_what_a_spreadsheet_added(self):
        patient = {**PATIENTS[0], "pincode": "411021.0"}
        run = self.migrate(patients=[patient])
        self.assertEqual(self.partner("P1").zip, "411021")
        self.assertIn("float_artefact", self.rows(run).issue_codes)

    def test_a_second_number_is_kept(self):
        self.migrate(
            patients=[
                {
                    "patient_id": "P1",
                    "name": "A B",
                    "phone": "9876543210",
                    "alternate_phone": "9876543219",
                }
            ]
        )
        partner = self.partner("P1")
        self.assertEqual(partner.phone, "+919876543210")
        self.assertEqual(partner.x_studio_phone_alternate, "+919876543219")

    def test_a_script_in_a_note_runs_nowhere(self):
        self.migrate(
            patients=[
                {
                    "patient_id": "P1",
                    "name": "A B",
                    "phone": "9876543210",
                    "remarks": "<script>alert(1)</script>",
                }
            ]
        )
        self.assertNotIn("<script", str(self.partner("P1").comment))
        self.assertIn("&lt;script", str(self.partner("P1").comment))

    def test_the_second_export_changes_what_the_first_wrote(self):
        self.migrate(patients=PATIENTS)
        run = self.migrate(patients=[{**PATIENTS[0], "phone": "9876500000"}])
        self.assertEqual(self.partner("P1").phone, "+919876500000")
        self.assertEqual(self.rows(run).state, "updated")
        self.assertEqual(run.state, "done")

    def test_an_american_clinic_reads_its_own_numbers_and_days(self):
        self.migration.write(
            {"country_id": self.env.ref("base.us").id, "tz": "America/New_York"}
        )
        self.migrate(
            patients=[
                {
                    "patient_id": "P1",
                    "name": "Jo Smith",
                    "phone": "(212) 555-0142",
                    "date_of_birth": "12/31/1980",
                }
            ]
        )
        partner = self.partner("P1")
        self.assertEqual(partner.phone, "+12125550142")
        self.assertEqual(str(partner.x_studio_date_of_birth), "1980-12-31")

    def test_an_edit_back_to_the_sources_value_is_no_edit(self):
        self.migrate(patients=PATIENTS)
        self.partner("P1").city = "Thane"
        self.partner("P1").city = "Pune"
        run = self.migrate(patients=[{**PATIENTS[0], "city": "Nashik"}])
        self.assertEqual(self.partner("P1").city, "Nashik")
        self.assertNotIn("edited_in_odoo", self.rows(run).issue_codes or "")

    def test_an_edit_stays_through_every_later_export(self):
        self.migrate(patients=PATIENTS)
        self.partner("P1").city = "Thane"
        for city in ("Nashik", "Nagpur"):
            run = self.migrate(patients=[{**PATIENTS[0], "city": city}])
            self.assertEqual(self.partner("P1").city, "Thane")
            self.assertIn("edited_in_odoo", self.rows(run).issue_codes)
            self.assertEqual(run.state, "done")
