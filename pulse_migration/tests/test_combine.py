"""Parts that make one value, and what a record is named by."""

from unittest import TestCase

from odoo.addons.pulse_migration.engine.combine import combine, external_id, join_name


def combined(object_name, **values):
    combine(object_name, values)
    return values


class TestCombine(TestCase):
    def test_a_name_comes_from_its_parts(self):
        for parts, name in (
            ({"first_name": "Asha", "last_name": "Rao"}, "Asha Rao"),
            (
                {"last_name": "Rao", "middle_name": "K.", "first_name": "Asha"},
                "Asha K. Rao",
            ),
            ({"last_name": "Rao"}, "Rao"),
        ):
            for object_name in ("patient", "physician"):
                self.assertEqual(combined(object_name, **parts)["name"], name)

    def test_a_whole_name_stays_and_so_do_the_parts(self):
        values = combined("patient", name="Dr. A. Rao", first_name="Asha")
        self.assertEqual(values, {"name": "Dr. A. Rao", "first_name": "Asha"})

    def test_without_parts_there_is_no_name(self):
        self.assertNotIn("name", combined("patient", patient_id="P1"))
        self.assertEqual(join_name({}), "")

    def test_people_of_an_appointment(self):
        values = combined(
            "appointment",
            patient_first_name="Asha",
            patient_last_name="Rao",
            physician_first_name="Meera",
            physician_last_name="Shah",
        )
        self.assertEqual(values["patient_name"], "Asha Rao")
        self.assertEqual(values["physician_name"], "Meera Shah")
        self.assertNotIn("start", values)

    def test_start_of_an_appointment(self):
        for given, start, day in (
            (
                {"date": "2024-03-05", "time": "16:30:00"},
                "2024-03-05T16:30:00",
                "2024-03-05",
            ),
            # nobody came at midnight: no time of day is no time of day
            ({"date": "2024-03-05"}, "2024-03-05", "2024-03-05"),
            ({"date": "2024-03-05T00:00:00"}, "2024-03-05", "2024-03-05T00:00:00"),
            (
                {"start": "2024-03-05T00:00:00", "time": "16:30:00"},
                "2024-03-05T16:30:00",
                "2024-03-05",
            ),
            (
                {"date": "2024-03-05T00:00:00", "time": "09:00:00"},
                "2024-03-05T09:00:00",
                "2024-03-05T00:00:00",
            ),
            ({"start": "2024-03-05T09:00:00"}, "2024-03-05T09:00:00", "2024-03-05"),
            (
                {"start": "2024-03-05T09:00:00", "date": "2024-03-05", "time": "08:00"},
                "2024-03-05T09:00:00",
                "2024-03-05",
            ),
        ):
            values = combined("appointment", **given)
            self.assertEqual((values["start"], values["date"]), (start, day), given)

    def test_the_moment_of_a_message(self):
        values = combined("message", sent_at="2024-03-05", time="16:30:00")
        self.assertEqual(values, {"sent_at": "2024-03-05T16:30:00"})

    def test_an_object_without_parts_is_left_alone(self):
        self.assertEqual(combined("bill", date="2024-03-05"), {"date": "2024-03-05"})


class TestExternalId(TestCase):
    def test_the_sources_own_id_wins(self):
        self.assertEqual(external_id("patient", {"patient_id": "0007"}), "0007")
        self.assertEqual(external_id("bill", {"bill_id": "B/1"}), "B/1")

    def test_ids_keep_their_case_and_addresses_lose_it(self):
        self.assertEqual(external_id("patient", {"patient_id": "pA1"}), "pA1")
        self.assertEqual(
            external_id("physician", {"email": "M@X.in", "name": "Meera"}), "m@x.in"
        )

    def test_a_physician_is_named_by_what_there_is(self):
        self.assertEqual(external_id("physician", {"name": "Meera"}), "Meera")
        self.assertEqual(
            external_id("physician", {"name": "Meera", "physician_id": "D1"}), "D1"
        )

    def test_without_an_id_equal_keys_have_one_digest(self):
        values = {"patient_id": "P1", "start": "2024-03-05T09:00:00"}
        first = external_id("appointment", values)
        self.assertRegex(first, r"^~[0-9a-f]{24}$")
        self.assertEqual(
            external_id("appointment", {**values, "status": "Completed"}), first
        )
        self.assertNotEqual(
            external_id("appointment", {**values, "start": "2024-03-05T09:15:00"}),
            first,
        )

    def test_a_digest_tells_fields_apart(self):
        self.assertNotEqual(
            external_id("medical_record", {"patient_id": "P1", "diagnosis": "Cough"}),
            external_id("medical_record", {"patient_id": "P1", "notes": "Cough"}),
        )

    def test_nothing_names_an_empty_row(self):
        for object_name in ("patient", "appointment", "bill", "bill_item", "message"):
            self.assertEqual(external_id(object_name, {}), "")
        self.assertEqual(external_id("patient", {"name": "Asha Rao"}), "")
