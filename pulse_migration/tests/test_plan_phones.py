"""Whose conversation it is: one person's phone, or a family's."""

from .common import PATIENTS, PulseCase

PHONE = "+91 98765 43210"
CHILD = {"patient_id": "P7", "name": "Child Rao", "phone": PHONE}
MESSAGE = {
    "message_id": "M1",
    "phone": PHONE,
    "sent_at": "2024-03-05 10:00:00",
    "direction": "Outbound",
    "body": "The result is positive",
}


class TestPlanPhones(PulseCase):
    def message(self, run):
        row = self.rows(run, "message")
        return row.patient_key, row.state, row.reason

    def assertFamily(self, run):
        self.assertEqual(self.message(run), (False, "held", "phone_of_several"))

    def assertPatient(self, run, key):
        self.assertEqual(self.message(run), (key, "staged", False))

    def test_a_patient_of_this_export(self):
        self.assertPatient(self.plan(patients=PATIENTS, messages=[MESSAGE]), "P1")

    def test_a_patient_loaded_earlier(self):
        self.migrate(patients=PATIENTS)
        self.assertPatient(self.plan(messages=[MESSAGE]), "P1")

    def test_a_phone_of_a_patient_loaded_earlier_and_of_a_new_one(self):
        self.migrate(patients=PATIENTS[:1])
        self.assertFamily(self.plan(patients=[CHILD], messages=[MESSAGE]))

    def test_two_patients_loaded_earlier(self):
        self.migrate(patients=[PATIENTS[0], CHILD])
        self.assertFamily(self.plan(messages=[MESSAGE]))

    def test_a_family_that_shows_only_with_a_further_file(self):
        run = self.plan(patients=PATIENTS[:1], messages=[MESSAGE])
        self.assertPatient(run, "P1")
        run._receive_path(self.export(more_patients=[CHILD]))
        run.action_stage()
        run.action_plan()
        self.assertFamily(run)

    def test_the_same_patient_again_is_no_family(self):
        self.migrate(patients=PATIENTS)
        run = self.plan(patients=PATIENTS, messages=[MESSAGE])
        self.assertPatient(run, "P1")

    def test_a_second_number_counts(self):
        child = {**CHILD, "phone": "9876500000", "alternate_phone": "9876543210"}
        self.migrate(patients=[PATIENTS[0], child])
        self.assertFamily(self.plan(messages=[MESSAGE]))
        other = self.plan(messages=[{**MESSAGE, "phone": "9876500000"}])
        self.assertIn("P7", self.rows(other, "message").mapped("patient_key"))

    def test_what_a_person_typed_in_odoo_is_the_same_number(self):
        self.migrate(patients=PATIENTS)
        for typed in ("098765 43299", "+91-98765-43299", "9876543299"):
            self.partner("P3").phone = typed
            run = self.plan(messages=[{**MESSAGE, "phone": "+919876543299"}])
            self.assertPatient(run, "P3")
            run.unlink()

    def test_a_patient_without_id_is_somebody(self):
        nobody = {**CHILD, "patient_id": ""}
        self.assertFamily(self.plan(patients=[PATIENTS[0], nobody], messages=[MESSAGE]))

    def test_a_patient_who_waits_since_an_earlier_export_is_somebody(self):
        twin = {**CHILD, "name": "Another child"}
        self.migrate(patients=[PATIENTS[0], CHILD, twin])
        self.assertFamily(self.plan(messages=[MESSAGE]))

    def test_two_ids_of_one_contact_are_one_person(self):
        """Somebody merged the two contacts in Odoo."""
        self.migrate(patients=[PATIENTS[0], CHILD])
        self.env["base.partner.merge.automatic.wizard"]._merge(
            (self.partner("P1") | self.partner("P7")).ids, self.partner("P1")
        )
        self.assertEqual(self.rows(self.plan(messages=[MESSAGE])).state, "staged")

    def test_an_unknown_phone_waits(self):
        run = self.plan(
            patients=PATIENTS, messages=[{**MESSAGE, "phone": "9876500001"}]
        )
        self.assertEqual(self.message(run), (False, "held", "patient_missing"))

    def test_the_patients_id_says_more_than_the_phone(self):
        run = self.plan(patients=PATIENTS, messages=[{**MESSAGE, "patient_id": "P2"}])
        self.assertPatient(run, "P2")
        run.action_plan()
        self.assertPatient(run, "P2")
