"""A field that the source emptied since is emptied here, where nobody else wrote it."""

from .common import PATIENTS, PulseCase, appointment
from .source_common import SourceCase

FIRST = {
    **PATIENTS[0],
    "street": "1 Main Road",
    "notes": "Calls in the evening",
    "updated_at": "2026-03-05T06:00:00Z",
}


class TestClearing(PulseCase):
    def setUp(self):
        super().setUp()
        self.others = [{**FIRST, **row, "street": "2 Side"} for row in PATIENTS[1:]]
        self.visits = [
            appointment(1, "P1", "2024-03-20", room="4", cancel_reason="Ill"),
            appointment(2, "P2", "2024-03-21", room="5", cancel_reason="Late"),
        ]
        self.migrate(patients=[FIRST, *self.others], appointments=self.visits)

    def newer(self, **values):
        """Load an export in which the first patient says something else."""
        return self.migrate(patients=[{**FIRST, **values}, *self.others])

    def flags(self, run, code="cleared_at_source"):
        found = []
        for row in self.rows(run):
            found += [issue[1] for issue in row.issues or [] if issue[0] == code]
        return found

    def test_a_blank_that_was_a_value_is_written_and_said(self):
        plan = self.plan(patients=[{**FIRST, "city": "", "email": ""}, *self.others])
        row = self.rows(plan, "patient").filtered(lambda row: row.external_id == "P1")
        self.assertEqual(set(row.plan_fields.split(", ")), {"city", "email"})
        self.assertIn("Pune → –", row.plan_change_text)
        self.approve(plan)._load()
        plan.action_verify()
        partner = self.partner("P1")
        self.assertEqual((partner.city, partner.email), (False, False))
        self.assertEqual(partner.street, "1 Main Road")
        self.assertEqual(self.flags(plan), ["city, email"])
        self.assertEqual(plan.state, "done", plan.check_ids.mapped("code"))
        plan._undo()
        self.assertEqual((partner.city, partner.email), ("Pune", "asha@example.com"))

    def test_what_was_emptied_is_verified(self):
        run = self.newer(city="")
        self.partner("P1").city = "Back"
        run.action_verify()
        differing = run.check_ids.filtered(lambda c: c.code == "field_differs")
        self.assertEqual(differing.mapped("field_name"), ["city"])

    def test_it_stays_empty_and_the_same_again_writes_nothing(self):
        self.newer(city="")
        again = self.newer(city="")
        self.assertEqual(set(self.rows(again).mapped("state")), {"unchanged"})
        self.newer(city="", street="3 New Road")
        self.assertFalse(self.partner("P1").city)
        self.newer(city="Thane")
        self.assertEqual(self.partner("P1").city, "Thane")

    def test_a_column_that_a_part_lacks_empties_nothing(self):
        run = self.migrate(
            patients=[{"patient_id": "P1", "name": "Asha Rao", "phone": "98765 43999"}]
        )
        partner = self.partner("P1")
        self.assertEqual(partner.phone[-5:], "43999")
        self.assertEqual((partner.city, partner.street), ("Pune", "1 Main Road"))
        self.assertFalse(self.flags(run))
        # nor does the part hide what a whole export says then
        self.newer(city="")
        self.assertFalse(partner.city)

    def test_a_column_that_nobody_fills_in_a_long_table_empties_nothing(self):
        rows = [
            {**FIRST, "patient_id": f"P{n}", "city": "", "notes": f"Note {n}"}
            for n in range(1, 25)
        ]
        self.migrate(patients=rows)
        self.assertEqual(self.partner("P1").city, "Pune")

    def test_what_a_person_wrote_is_asked_about(self):
        self.partner("P1").city = "Goa"
        run = self.newer(city="")
        self.assertEqual(self.partner("P1").city, "Goa")
        conflict = run.conflict_ids
        self.assertEqual(
            (conflict.field_name, conflict.last_value, conflict.odoo_value),
            ("city", "Pune", "Goa"),
        )
        self.assertFalse(conflict.source_value)
        conflict.action_source()
        self.assertFalse(self.partner("P1").city)

    def test_what_a_person_emptied_too_is_no_question(self):
        self.partner("P1").city = False
        run = self.newer(city="")
        self.assertFalse(run.conflict_ids)
        self.assertFalse(self.flags(run))

    def test_what_could_hurt_a_patient_is_never_emptied_by_itself(self):
        run = self.newer(allergy_notes="", blood_group="", date_of_birth="", gender="")
        partner = self.partner("P1")
        self.assertEqual(partner.x_studio_allergy_notes, "Penicillin")
        self.assertEqual(partner.x_studio_blood_group, "O+")
        self.assertEqual(
            sorted(run.conflict_ids.mapped("field_name")),
            [
                "x_studio_allergy_notes",
                "x_studio_blood_group",
                "x_studio_date_of_birth",
                "x_studio_gender",
            ],
        )
        again = self.newer(
            allergy_notes="", blood_group="", date_of_birth="", gender="", city="Goa"
        )
        self.assertEqual(len(again.conflict_ids), 4)
        again.conflict_ids.action_odoo()
        self.newer(
            allergy_notes="", blood_group="", date_of_birth="", gender="", city="Thane"
        )
        self.assertEqual(partner.x_studio_allergy_notes, "Penicillin")
        self.assertFalse(self.migration._count_conflicts())

    def test_the_name_stays(self):
        run = self.newer(name="")
        self.assertTrue(self.partner("P1").name)
        self.assertFalse(self.flags(run))

    def test_a_text_made_of_several_cells_loses_what_was_emptied(self):
        self.assertIn("evening", self.partner("P1").comment)
        self.newer(notes="")
        self.assertNotIn("evening", self.partner("P1").comment or "")

    def test_a_cell_that_cannot_be_read_is_no_blank(self):
        self.newer(email="not an address at all")
        self.assertEqual(self.partner("P1").email, "asha@example.com")

    def test_what_an_appointment_no_longer_says_goes(self):
        first = self.activities().filtered(lambda a: a.x_studio_appointment_id == "A1")
        self.assertEqual(first.x_studio_appointment_duration, 15)
        run = self.migrate(
            appointments=[{**self.visits[0], "type": "", "notes": ""}, self.visits[1]]
        )
        self.assertFalse(first.x_studio_appointment_type)
        self.assertNotIn("Cough", first.note)
        self.assertEqual(run.state, "done", run.check_ids.mapped("code"))


class TestClearingOverRest(SourceCase):
    def setUp(self):
        super().setUp()
        self.migrate(
            patients=[{**FIRST, **row, "street": "2 Side"} for row in PATIENTS],
        )
        for row in PATIENTS:
            self.clinic.put("patients", {**FIRST, **row, "street": "2 Side"})
        self.clinic.delete("appointments", "A1")
        self.change(phone="98765 43299")

    def change(self, without=(), **values):
        self.clock.tick(hours=1)
        record = {**self.clinic.tables["patients"]["P1"], **values}
        record.pop("updated_at")
        for name in without:
            del record[name]
        self.clinic.put("patients", record)
        self.poll()
        run = self.source.run_ids[:1]
        run.action_stage()
        run.action_plan()
        self.approve(run)._load()
        run.action_verify()
        self.assertEqual(run.state, "done", run.check_ids.mapped("code"))
        return run

    def test_a_key_that_a_record_omits_is_no_blank(self):
        self.change(without=["city"], street="4 Far")
        partner = self.partner("P1")
        self.assertEqual((partner.street, partner.city), ("4 Far", "Pune"))

    def test_null_and_an_empty_text_are_blanks(self):
        partner = self.partner("P1")
        for blank in (None, "", "  "):
            with self.subTest(repr(blank)):
                self.change(city=blank)
                self.assertFalse(partner.city)
                self.change(city="Pune")
                self.assertEqual(partner.city, "Pune")
