"""Files: kept byte for byte, recognised by what they hold."""

import io
import zipfile
from unittest.mock import patch

from odoo.addons.pulse_migration.models import file as file_module

from .common import PATIENTS, PDF, PulseCase

CSV = b"patient_id,name,phone\nP1,Asha Rao,9876543210\nP2,Ravi B,9876543211\n"


class TestFile(PulseCase):
    def receive(self, **files):
        run = self.migration._open_run()
        for name, content in files.items():
            run._receive_stream(name.replace("_dot_", "."), io.BytesIO(content))
        return run

    def test_bytes_are_kept_in_parts(self):
        with patch.object(file_module, "PART_BYTES", 7):
            run = self.receive(patients_dot_csv=CSV)
            file = run.file_ids
            self.assertEqual(len(file.content_ids), -(-len(CSV) // 7))
            self.assertEqual(file._read_content(), CSV)
            with file._open() as stream:
                stream.seek(9)
                self.assertEqual(stream.read(20), CSV[9:29])

    def test_the_same_file_twice_is_one(self):
        run = self.receive(patients_dot_csv=CSV)
        run._receive_stream("patients.csv", io.BytesIO(CSV))
        self.assertEqual(len(run.file_ids), 1)

    def test_a_corrected_file_replaces_the_draft_one(self):
        run = self.receive(patients_dot_csv=CSV)
        run._receive_stream("patients.csv", io.BytesIO(CSV + b"P3,Lata I,\n"))
        self.assertEqual(run.file_ids.row_count, 3)

    def test_a_strange_file_is_kept_and_not_used(self):
        run = self.receive(
            stock_dot_csv=b"SKU,Item,Batch,Qty on hand\n1,Gloves,B1,20\n"
        )
        self.assertEqual(run.file_ids.state, "unused")
        self.assertTrue(run.file_ids.error_text)
        self.assertTrue(run.file_ids.content_ids)

    def test_a_damaged_file_says_why(self):
        run = self.receive(patients_dot_xlsx=b"PK\x03\x04 not a workbook at all")
        self.assertEqual(run.file_ids.state, "unreadable")
        self.assertTrue(run.file_ids.error_text)

    def test_members_of_a_zip_are_files(self):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as package:
            package.writestr("export/patients.csv", CSV)
            package.writestr("export/files/a.pdf", PDF)
        run = self.receive(export_dot_zip=buffer.getvalue())
        by_name = {file.name: file for file in run.file_ids}
        self.assertEqual(by_name["export/patients.csv"].object_name, "patient")
        self.assertEqual(by_name["export/files/a.pdf"]._read_content(), PDF)
        run.action_stage()
        self.assertEqual(len(self.rows(run)), 2)

    def test_each_sheet_is_a_table_of_its_own(self):
        from openpyxl import Workbook

        book = Workbook()
        book.active.title = "Patients"
        for row in (("patient_id", "name", "phone"), ("P1", "Asha Rao", "9876543210")):
            book.active.append(row)
        sheet = book.create_sheet("Appointments")
        for row in (
            ("appointment_id", "patient_id", "appointment_date", "status", "type"),
            ("A1", "P1", "2024-03-05", "Completed", "Consultation"),
        ):
            sheet.append(row)
        buffer = io.BytesIO()
        book.save(buffer)
        run = self.receive(export_dot_xlsx=buffer.getvalue())
        self.assertEqual(
            {file.table: file.object_name for file in run.file_ids},
            {"Patients": "patient", "Appointments": "appointment"},
        )
        run.action_stage()
        self.assertEqual(len(self.rows(run)), 2)

    def test_every_row_knows_its_line(self):
        run = self.plan(patients=PATIENTS)
        self.assertEqual(self.rows(run).mapped("line"), [2, 3, 4])

    def test_the_exports_country_reads_its_phones(self):
        self.migration = self.env["pulse.migration"].create({"name": "Omaha"})
        run = self.plan(
            patients=[
                {
                    "patient_id": "P1",
                    "name": "A B",
                    "phone": "402-481-1111",
                    "country": "US",
                }
            ]
        )
        self.assertEqual(self.migration.country_id.code, "US")
        self.assertEqual(self.rows(run).values["phone"], "+14024811111")

    def test_settings_that_somebody_chose_stay(self):
        self.plan(
            patients=[
                {
                    "patient_id": "P1",
                    "name": "A B",
                    "phone": "9876543210",
                    "country": "US",
                }
            ]
        )
        self.migration.are_settings_chosen = True
        self.assertEqual(self.migration.tz, "America/New_York")
        self.migration.tz = "Asia/Kolkata"
        run = self.migration._open_run()
        run._preselect_settings()
        self.assertEqual(self.migration.tz, "Asia/Kolkata")
