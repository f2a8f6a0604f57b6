"""Who may be one person: said with its evidence, never merged."""

from freezegun import freeze_time

from .common import appointment
from .quality_common import QualityCase, patient

SHARED = "+91 98765 43210"


class TestPeople(QualityCase):
    def test_name_and_birth_date_hint_at_one_person(self):
        run = self.stage(
            patients=[
                patient("P1", "Mrs. Asha Rao", date_of_birth="1984-02-29"),
                patient("P2", "RAO, ASHA", date_of_birth="1984-02-29"),
                patient("P3", "Asha Rao", date_of_birth="1990-01-13"),
                patient("P4", "Asha Rao"),
            ]
        )
        self.assertEqual(
            self.saying(run, "same_name_and_birth_date"),
            {"P1": ("warning", ""), "P2": ("warning", "")},
        )

    def test_homonyms_are_nobodys_duplicate(self):
        run = self.stage(patients=[patient(f"P{n}", "Asha Rao") for n in range(9)])
        self.assertFalse({c for c in self.codes(run) if c.startswith("same_name")})

    def test_name_and_phone_hint_at_one_person_in_whichever_column(self):
        run = self.stage(
            patients=[
                patient("P1", "Asha Rao", phone=SHARED, mobile=""),
                patient("P2", "Asha  Rao", phone="", mobile="098765-43210"),
                patient("P3", "Asha Rao", phone="+91 98765 43299", mobile=""),
            ]
        )
        self.assertEqual(set(self.saying(run, "same_name_and_phone")), {"P1", "P2"})
        self.assertNotIn("shared_phone", self.codes(run))

    def test_name_and_email_hint_at_one_person(self):
        run = self.stage(
            patients=[
                patient("P1", "Asha Rao", email="Asha@Example.com"),
                patient("P2", "Asha Rao", email="asha@example.com"),
                patient("P3", "Ravi Rao", email="asha@example.com"),
            ]
        )
        self.assertEqual(set(self.saying(run, "same_name_and_email")), {"P1", "P2"})

    def test_a_shared_phone_is_a_family(self):
        run = self.stage(
            patients=[
                patient("P1", "Asha Rao", phone=SHARED),
                patient("P2", "Ravi Rao", phone=SHARED),
                patient("P3", "Lata Iyer", phone="+91 98765 43299"),
            ]
        )
        self.assertEqual(
            self.saying(run, "shared_phone"),
            {"P1": ("info", "phone"), "P2": ("info", "phone")},
        )
        self.assertNotIn("same_name_and_phone", self.codes(run))

    def test_a_probable_duplicate_is_never_merged(self):
        twins = [
            patient("P1", "Asha Rao", date_of_birth="1984-02-29"),
            patient("P2", "Asha Rao", date_of_birth="1984-02-29"),
        ]
        run = self.migrate(patients=twins)
        self.assertEqual(self.rows(run).mapped("state"), ["created", "created"])
        self.assertTrue(self.partner("P1") and self.partner("P2"))

    def test_what_endangers_a_patient_has_a_code_of_its_own(self):
        run = self.stage(
            patients=[
                patient(
                    "P1",
                    "Asha Rao",
                    phone=SHARED,
                    date_of_birth="1984-02-29",
                    gender="F",
                    blood_group="O+",
                ),
                patient(
                    "P2",
                    "Asha Rao",
                    phone=SHARED,
                    date_of_birth="1985-02-28",
                    gender="M",
                    blood_group="A+",
                ),
            ]
        )
        for code, column in {
            "birth_date_conflict": "date_of_birth",
            "gender_conflict": "gender",
            "blood_group_conflict": "blood_group",
        }.items():
            self.assertEqual(
                self.saying(run, code),
                {"P1": ("warning", column), "P2": ("warning", column)},
            )

    def test_rows_of_one_id_conflict_too(self):
        run = self.stage(
            patients=[
                patient("P1", "Asha Rao", blood_group="O+", gender="F"),
                patient("P1", "Asha Rao", blood_group="B+", gender="F"),
            ]
        )
        self.assertEqual(set(self.saying(run, "blood_group_conflict")), {"P1"})
        self.assertNotIn("gender_conflict", self.codes(run))

    def test_a_blank_conflicts_with_nothing(self):
        run = self.stage(
            patients=[
                patient("P1", "Asha Rao", phone=SHARED, blood_group="O+"),
                patient("P2", "Asha Rao", phone=SHARED, blood_group=""),
                patient("P3", "Ravi Rao", phone=SHARED, blood_group="B+"),
            ]
        )
        self.assertNotIn("blood_group_conflict", self.codes(run))

    def test_somebody_of_an_earlier_load_counts(self):
        born = "1984-02-29"
        self.migrate(patients=[patient("P1", "Asha Rao", date_of_birth=born)])
        run = self.stage(patients=[patient("P9", "Asha Rao", date_of_birth=born)])
        self.assertEqual(set(self.saying(run, "same_name_and_birth_date")), {"P9"})

    def test_the_same_patient_again_is_no_duplicate_of_themselves(self):
        row = patient("P1", "Asha Rao", date_of_birth="1984-02-29", phone=SHARED)
        self.migrate(patients=[row])
        run = self.stage(patients=[{**row, "city": "Pune"}])
        self.assertFalse({c for c in self.codes(run) if c.startswith("same_name")})

    def test_somebody_of_another_clinic_does_not(self):
        born = "1984-02-29"
        self.migrate(patients=[patient("P1", "Asha Rao", date_of_birth=born)])
        run = self.migration.copy({"name": "Elsewhere"})._open_run()
        run._receive_path(
            self.export(patients=[patient("P9", "Asha Rao", date_of_birth=born)])
        )
        run.action_stage()
        self.assertNotIn("same_name_and_birth_date", self.codes(run))

    def test_a_patient_nobody_can_reach_is_said(self):
        run = self.stage(
            patients=[
                patient("P1", "Asha", email="", phone="", mobile=""),
                patient("P2", "Ravi", email="", phone="", mobile=SHARED),
                patient("P3", "Lata", phone="", mobile=""),
                patient("P4", "Mira", email="", phone="not given", mobile=""),
            ]
        )
        self.assertEqual(
            self.saying(run, "contact_missing"),
            {"P1": ("warning", "phone"), "P4": ("warning", "phone")},
        )


@freeze_time("2024-06-15")
class TestBirths(QualityCase):
    def test_a_birth_on_the_day_of_registration_is_looked_at(self):
        run = self.stage(
            patients=[
                patient(
                    "P1",
                    "Asha",
                    date_of_birth="2023-02-13",
                    created_at="2023-02-13 10:00",
                ),
                patient(
                    "P2",
                    "Ravi",
                    date_of_birth="1990-02-13",
                    created_at="2023-02-13 10:00",
                ),
            ]
        )
        self.assertEqual(set(self.saying(run, "birth_date_is_registration")), {"P1"})

    def test_older_than_anybody_is_looked_at_once(self):
        run = self.stage(
            patients=[
                patient("P1", "Asha", date_of_birth="1902-02-13", age=""),
                patient("P2", "Ravi", date_of_birth="1934-02-13", age=""),
                patient("P3", "Lata", date_of_birth="1880-02-13", age=""),
                patient("P4", "Mira", date_of_birth="", age="123"),
                patient("P5", "Dev", date_of_birth="", age="119"),
                patient("P6", "Om", date_of_birth="", age="2 months"),
            ]
        )
        self.assertEqual(
            self.saying(run, "age_over_120"),
            {"P1": ("warning", "date_of_birth"), "P4": ("warning", "age")},
        )
        self.assertEqual(set(self.saying(run, "birth_date_implausible")), {"P3"})

    def test_nothing_happens_before_birth(self):
        run = self.stage(
            patients=[
                patient("P1", "Asha", date_of_birth="2024-03-05"),
                patient("P2", "Ravi", date_of_birth="1984-02-29"),
                patient("P3", "Lata"),
            ],
            appointments=[
                appointment(1, "P1", "2024-03-04"),
                appointment(2, "P1", "2024-03-05"),
                appointment(3, "P2", "2024-03-04"),
                appointment(4, "P3", "1950-03-04"),
            ],
        )
        self.assertEqual(
            self.saying(run, "date_before_birth"),
            {"A1": ("warning", "appointment_date")},
        )
