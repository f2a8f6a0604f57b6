"""Merging contacts: the migration follows the one that stays, and undo spares it."""

from .common import PATIENTS, PulseCase, appointment


class TestPartnerMerge(PulseCase):
    def setUp(self):
        super().setUp()
        self.own = self.env["res.partner"].create(
            {"name": "Asha Rao", "city": "Mumbai", "comment": "Since 2011"}
        )
        self.run_ = self.migrate(
            patients=PATIENTS, appointments=[appointment(1, "P1", "2024-03-05")]
        )
        self.patient = self.partner("P1")

    def merge(self, source, survivor):
        wizard = self.env["base.partner.merge.automatic.wizard"]
        wizard._merge((source | survivor).ids, survivor)
        self.assertFalse(source.exists())
        self.env.flush_all()

    def assertFollows(self, gone, survivor):
        for name in ("link", "change", "row"):
            records = self.env[f"pulse.{name}"].search(
                [("res_model", "=", "res.partner"), ("object_name", "=", "patient")]
            )
            targets = set(records.mapped("res_id"))
            self.assertNotIn(gone.id, targets, name)
            self.assertIn(survivor.id, targets, name)

    def undo(self):
        self.run_._undo()
        self.env.invalidate_all()

    def test_links_journal_and_rows_follow_the_survivor(self):
        gone = self.patient
        self.merge(gone, self.own)
        self.assertFollows(gone, self.own)
        self.assertEqual(self.own.x_studio_patient_id, "P1")

    def test_past_appointments_survive(self):
        activity = self.activities()
        self.assertFalse(activity.active)
        self.merge(self.patient, self.own)
        self.assertEqual(self.activities(), activity)
        self.assertEqual(activity.res_id, self.own.id)
        self.assertEqual(activity.res_name, self.own.name)

    def test_next_load_finds_the_survivor_and_makes_nobody(self):
        self.merge(self.patient, self.own)
        before = self.env["res.partner"].search_count([])
        changed = [{**PATIENTS[0], "allergy_notes": "Penicillin, nuts"}, *PATIENTS[1:]]
        self.migrate(patients=changed)
        self.assertEqual(self.env["res.partner"].search_count([]), before)
        self.assertEqual(self.own.x_studio_allergy_notes, "Penicillin, nuts")

    def test_undo_gives_the_clinics_own_contact_back_as_it_was(self):
        self.merge(self.patient, self.own)
        self.undo()
        self.assertTrue(self.own.exists())
        self.assertEqual(self.own.city, "Mumbai")
        self.assertIn("Since 2011", self.own.comment)
        self.assertFalse(self.own.x_studio_patient_id)
        self.assertFalse(self.own.x_studio_allergy_notes)

    def test_undo_keeps_a_patient_that_took_in_a_contact_of_the_clinic(self):
        self.merge(self.own, self.patient)
        self.undo()
        self.assertTrue(self.patient.exists())
        self.assertEqual(self.patient.city, "Mumbai")
        self.assertFalse(self.patient.x_studio_patient_id)

    def test_undo_of_two_merged_patients_deletes_no_other(self):
        other = self.partner("P3")
        self.merge(other, self.patient)
        self.assertFollows(other, self.patient)
        self.undo()
        self.assertTrue(self.own.exists())
        self.assertFalse(self.partner("P2"))

    def test_undo_takes_the_appointments_from_the_survivor(self):
        """Odoo moved them there: nobody edited them."""
        self.merge(self.patient, self.own)
        self.assertTrue(self.activities())
        self.undo()
        self.assertFalse(self.activities())
        self.assertEqual(self.run_.state, "undone")
        self.assertTrue(self.own.exists())
