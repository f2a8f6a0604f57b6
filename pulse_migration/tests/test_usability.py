"""Which tables become records at all, and what is said of the others."""

from unittest import TestCase

from odoo.addons.pulse_migration.engine import matching
from odoo.addons.pulse_migration.engine.usability import problem_of


def problem(*header, file_name="export.csv"):
    return problem_of(matching.propose(header, {}, file_name=file_name))


class TestUsability(TestCase):
    def test_a_file_of_the_clinic_is_used(self):
        self.assertEqual(problem("patient_id", "name", "phone"), "")

    def test_a_list_of_one_column_is_nothing_by_its_header_alone(self):
        for header in ("notes", "value", "name", "message", "diagnosis", "body"):
            self.assertEqual(problem(header), "not_used", header)

    def test_a_list_of_one_column_may_say_by_its_name_what_it_is(self):
        self.assertEqual(problem("name", file_name="doctors.csv"), "")

    def test_what_names_no_record_says_what_is_missing(self):
        self.assertEqual(
            problem("name", "phone", "date_of_birth", "blood_group"),
            "required_unmapped",
        )
