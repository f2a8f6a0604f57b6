"""What did not load as a workbook: every row with its reason, safe and private."""

import io

import openpyxl

from odoo.exceptions import AccessError
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from odoo.addons.pulse_migration.models.load import failed_sheet

from .common import PATIENTS, PulseCase, appointment

FORMULA = "=HYPERLINK(0)"


@tagged("post_install", "-at_install")
class TestFailedSheet(HttpCase, PulseCase):
    def setUp(self):
        super().setUp()
        self.run_ = self.migrate(
            patients=PATIENTS,
            appointments=[
                appointment(1, "P1", "2024-03-05"),
                appointment(2, "P1", FORMULA),
                appointment(3, "P9", "2024-03-05"),
            ],
        )
        self.users = {
            name: new_test_user(self.env, f"failed_{name}", groups=groups)
            for name, groups in {
                "auditor": "pulse_migration.group_auditor",
                "medic": "pulse_migration.group_auditor,pulse_migration.group_medical",
                "desk": "base.group_user",
            }.items()
        }

    def lines(self, stream):
        sheet = openpyxl.load_workbook(stream)["Not loaded"]
        header, *lines = sheet.iter_rows()
        names = [cell.value for cell in header]
        return {line[2].value: dict(zip(names, line, strict=True)) for line in lines}

    def book(self, name):
        stream = io.BytesIO()
        self.run_.with_user(self.users[name])._write_failed(stream)
        stream.seek(0)
        return self.lines(stream)

    def test_each_row_names_its_place_and_its_reason(self):
        lines = self.book("medic")
        self.assertEqual(sorted(lines), ["A2", "A3"])
        rejected, held = lines["A2"], lines["A3"]
        self.assertEqual(rejected["File"].value, "appointments.csv")
        self.assertEqual(rejected["Row"].value, self.bad("A2").line)
        self.assertEqual(rejected["Column"].value, "appointment_date")
        self.assertEqual(rejected["State"].value, "Rejected")
        why = rejected["Why, and what to do"].value
        self.assertTrue(why.startswith(self.bad("A2").reason_text), why)
        self.assertGreater(len(why), len(self.bad("A2").reason_text))
        self.assertEqual(held["State"].value, "Held")
        self.assertEqual(held["Why, and what to do"].value, self.bad("A3").reason_text)

    def bad(self, external_id):
        rows = self.rows(self.run_, "appointment")
        return rows.filtered(lambda row: row.external_id == external_id)

    def test_no_cell_of_an_export_is_a_formula(self):
        cell = self.book("medic")["A2"]["Current text"]
        self.assertEqual((cell.value, cell.data_type), (FORMULA, "s"))

    def test_what_cells_say_is_for_the_medical_group(self):
        lines = self.book("auditor")
        self.assertEqual(len(lines), 2)
        self.assertFalse([li for li in lines.values() if li["Current text"].value])

    def test_who_may_not_read_the_run_gets_nothing(self):
        with self.assertRaises(AccessError):
            self.book("desk")

    @mute_logger("odoo.http")
    def test_it_is_downloaded(self):
        url = self.run_.action_download_failed()["url"]
        self.authenticate("failed_medic", "failed_medic")
        answer = self.url_open(url)
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(sorted(self.lines(io.BytesIO(answer.content))), ["A2", "A3"])
        self.assertEqual(answer.headers["Cache-Control"], "no-store")
        self.authenticate("failed_desk", "failed_desk")
        self.assertEqual(self.url_open(url).status_code, 403)

    def test_filled_in_it_corrects(self):
        """It is read by the door for corrected problem sheets."""
        self.assertIn("pulse_key", self.book("medic")["A2"])

    def test_many_rows_are_read_in_slices(self):
        self.patch(failed_sheet, "_SLICE", 1)
        self.assertEqual(sorted(self.book("medic")), ["A2", "A3"])
