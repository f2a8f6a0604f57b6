"""What the tables of one export hold is decided together; a person's word stays."""

from .common import PulseCase

CODES = [f"NC-{n:03}" for n in range(30)]
PEOPLE = [
    {"Code": code, "Name": f"Asha Rao {n}", "Phone": f"98230{n:05}"}
    for n, code in enumerate(CODES)
]
# what alone could be an attendance sheet; it comes before the list of people
REGISTER = [
    {"Code": code, "Date": f"2024-03-{1 + n % 28:02}", "Remark": "fever"}
    for n, code in enumerate(CODES * 2)
]


# what alone is nobody's, and beside the people is about them
TOKENS = [
    {"Code": code, "Date": f"2024-03-{1 + n % 28:02}", "Token": "7"}
    for n, code in enumerate(CODES * 2)
]


class TestRunObjects(PulseCase):
    def received(self, **tables):
        run = self.migration._open_run()
        run._receive_path(self.export(**tables))
        return {file.name: file for file in run.file_ids}

    def test_a_file_that_names_later_patients_is_about_them(self):
        files = self.received(a1=REGISTER, z9=PEOPLE)
        self.assertEqual(files["z9.csv"].object_name, "patient")
        register = files["a1.csv"]
        self.assertIn(register.object_name, ("appointment", "medical_record"))
        line = register.mapping_ids.filtered(lambda found: found.header == "Code")
        self.assertEqual(line.field_name, "patient_id")

    def test_what_a_person_chose_stays_when_more_files_come(self):
        staff = self.received(z9=PEOPLE)["z9.csv"]
        staff.object_name = "physician"
        files = self.received(a1=REGISTER)
        self.assertEqual(files["z9.csv"].object_name, "physician")
        self.assertTrue(files["z9.csv"].is_object_settled)

    def test_what_a_person_set_aside_stays_aside(self):
        self.received(z9=PEOPLE)["z9.csv"].action_set_aside()
        files = self.received(a1=REGISTER)
        self.assertFalse(files["z9.csv"].object_name)
        self.assertEqual(files["z9.csv"].error_code, "set_aside")

    def test_what_a_person_left_out_stays_out(self):
        tokens = self.received(a1=TOKENS)["a1.csv"]
        self.assertEqual(tokens.state, "unused")
        tokens.action_exclude()
        files = self.received(z9=PEOPLE)
        self.assertEqual((tokens.state, tokens.object_name), ("unused", False))
        self.assertNotIn(tokens, files["z9.csv"].run_id._waiting_files())
        self.assertTrue(tokens.is_excluded)

    def test_what_counts_again_is_proposed_with_the_next_files(self):
        tokens = self.received(a1=TOKENS)["a1.csv"]
        tokens.action_exclude()
        tokens.action_include()
        self.received(z9=PEOPLE)
        self.assertEqual(tokens.state, "received")
        self.assertTrue(tokens.object_name)

    def test_a_payroll_and_a_stock_list_are_not_used(self):
        pay = {"Staff Code": "S1", "Basic": "9000", "Allowances": "500", "Net Pay": "1"}
        stock = {"Batch No": "B1", "Expiry Date": "2025-01-01", "Stock Qty": "4"}
        files = self.received(m1=[pay] * 6, m2=[stock] * 6, z9=PEOPLE)
        for name in ("m1.csv", "m2.csv"):
            self.assertEqual(
                (files[name].state, files[name].error_code), ("unused", "not_used")
            )
