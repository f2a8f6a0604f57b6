"""Files: kept byte for byte, recognised by what they hold."""

import io
import zipfile
from unittest.mock import patch

from openpyxl import Workbook

from odoo.addons.pulse_migration.engine.readers import archive
from odoo.addons.pulse_migration.models.receive import file_content as file_module

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

    def test_kept_bytes_are_no_text_to_search(self):
        """Odoo indexes text attachments: the whole export, readable beside its rows."""
        kept = self.receive(patients_dot_csv=CSV * 40).file_ids.content_ids
        self.assertFalse(any(kept.mapped("index_content")))

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

    def test_tables_without_headers_are_tables_of_their_own(self):
        book = Workbook()
        for line in (["P1", "Asha", 9876543210], ["P2", "Ravi", 9876543211]) * 2:
            book.active.append(line)
        bills = book.create_sheet("Bills")
        for line in (["B1", 500, "05/03/2024"], ["B2", 700, "06/03/2024"]) * 2:
            bills.append(line)
        stream = io.BytesIO()
        book.save(stream)
        files = self.receive(export_dot_xlsx=stream.getvalue()).file_ids
        self.assertEqual(files.mapped("table"), ["Sheet", "Bills"])
        self.assertEqual(files.mapped("row_count"), [4, 4])

    def test_chats_of_two_iphones_are_two_threads(self):
        """Each comes as an archive that names the contact, and holds a _chat.txt."""
        run = self.migration._open_run()
        for contact in ("+91 98765 43210", "Ravi B"):
            buffer = io.BytesIO()
            with zipfile.ZipFile(buffer, "w") as package:
                package.writestr("_chat.txt", "[05/03/2024, 10:14:33] A: Hello\n" * 3)
            run._receive_stream(f"WhatsApp Chat - {contact}.zip", buffer)
        chats = run.file_ids.filtered("is_chat").sorted("id")
        self.assertEqual(chats.mapped("table"), ["+91 98765 43210", "Ravi B"])
        first, second = (chat._constants() for chat in chats)
        self.assertNotEqual(first["thread_id"], second["thread_id"])
        self.assertEqual(first["patient_phone"], "+919876543210")
        self.assertEqual(second["patient_name"], "Ravi B")
        run.action_stage()
        self.assertEqual(
            set(run.file_ids.filtered("is_chat").mapped("state")), {"staged"}
        )

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

    def two_sheets(self):
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
        return buffer.getvalue()

    def test_each_sheet_is_a_table_of_its_own(self):
        run = self.receive(export_dot_xlsx=self.two_sheets())
        self.assertEqual(
            {file.table: file.object_name for file in run.file_ids},
            {"Patients": "patient", "Appointments": "appointment"},
        )
        run.action_stage()
        self.assertEqual(len(self.rows(run)), 2)

    def test_a_damaged_zip_has_a_code_and_keeps_its_bytes(self):
        content = b"PK\x03\x04" + b"\x00" * 40
        run = self.receive(export_dot_zip=content)
        self.assertEqual(
            (run.file_ids.state, run.file_ids.error_code),
            ("unreadable", "damaged_file"),
        )
        self.assertEqual(run.file_ids._read_content(), content)

    def test_a_member_that_is_locked_leaves_the_others(self):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as package:
            package.writestr("secret.csv", CSV)
            package.writestr("patients.csv", CSV)
        content = bytearray(buffer.getvalue())
        # the bit that says "encrypted", in the first member's two headers
        content[6] |= 1
        content[content.index(b"PK\x01\x02") + 8] |= 1
        run = self.receive(export_dot_zip=bytes(content))
        by_name = {file.name: file for file in run.file_ids}
        self.assertEqual(by_name["patients.csv"].state, "received")
        self.assertEqual(
            (by_name["secret.csv"].state, by_name["secret.csv"].error_code),
            ("unreadable", "password_protected"),
        )
        self.assertEqual(by_name["export.zip"].state, "received")

    def test_a_zip_inside_a_zip_is_opened(self):
        inner, outer = io.BytesIO(), io.BytesIO()
        with zipfile.ZipFile(inner, "w") as package:
            package.writestr("patients.csv", CSV)
        with zipfile.ZipFile(outer, "w") as package:
            package.writestr("branch.zip", inner.getvalue())
        run = self.receive(export_dot_zip=outer.getvalue())
        file = run.file_ids.filtered(lambda f: f.name == "branch.zip/patients.csv")
        self.assertEqual(file._read_content(), CSV)
        self.assertEqual(file.row_count, 2)

    def test_an_archive_of_another_kind_says_what_to_do(self):
        run = self.receive(export_dot_rar=b"Rar!\x1a\x07\x00" + bytes(range(64)))
        self.assertEqual(run.file_ids.state, "unreadable")
        self.assertTrue(run.file_ids.error_text)

    def test_a_zip_far_inside_is_opened_too(self):
        run = self.receive(export_dot_zip=self.nested(4))
        file = run.file_ids.filtered(lambda f: f.name.endswith("patients.csv"))
        self.assertEqual(file._read_content(), CSV)
        self.assertEqual(file.row_count, 2)

    def test_an_archive_too_deep_is_not_passed_over(self):
        run = self.receive(export_dot_zip=self.nested(archive.MAX_DEPTH + 2))
        deepest = run.file_ids.filtered("parent_id")
        self.assertEqual(
            (deepest.state, deepest.error_code), ("unreadable", "nested_archive")
        )

    def test_why_an_archive_inside_stays_shut_is_told(self):
        outer = io.BytesIO()
        with zipfile.ZipFile(outer, "w") as package:
            package.writestr("scans.rar", b"Rar!\x1a\x07\x00" + bytes(range(64)))
            package.writestr("may.zip", b"PK\x03\x04 and no more")
            package.writestr("patients.csv", CSV)
        files = self.receive(export_dot_zip=outer.getvalue()).file_ids
        self.assertEqual(
            {file.name: file.error_code for file in files if file.error_code},
            {"scans.rar": "other_archive", "may.zip": "damaged_file"},
        )

    @staticmethod
    def nested(depth):
        """Return a ZIP of a ZIP and so on, with a table in the last of ``depth``."""
        content, name = CSV, "patients.csv"
        for _level in range(depth):
            buffer = io.BytesIO()
            with zipfile.ZipFile(buffer, "w") as package:
                package.writestr(name, content)
            content, name = buffer.getvalue(), "branch.zip"
        return content

    def test_a_damaged_file_says_up_to_where_it_was_read(self):
        files = self.receive(
            people_dot_json=b'[{"id": 1, "name": "A"},\n{"id": 2,\n"na',
        ).file_ids
        self.assertEqual((files.state, files.error_line), ("unreadable", 2))
        self.assertIn("line 2", files.error_text)

    def test_a_workbook_in_a_zip_is_its_sheets(self):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as package:
            package.writestr("books/all.xlsx", self.two_sheets())
        run = self.receive(export_dot_zip=buffer.getvalue())
        run.action_stage()
        self.assertEqual(
            sorted(self.rows(run).mapped("object_name")), ["appointment", "patient"]
        )

    def test_a_size_beyond_two_gibibytes_can_be_stored(self):
        file = self.receive(patients_dot_csv=CSV).file_ids
        file.size = 5 << 30
        file.flush_recordset()
        file.invalidate_recordset()
        self.assertEqual(file.size, 5 << 30)

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
