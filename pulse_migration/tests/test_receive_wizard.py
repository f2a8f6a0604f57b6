"""The upload door."""

import io
import os
import zipfile
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user

from odoo.addons.pulse_migration.models.receive import file_content as file_module

from .common import PDF, PulseCase
from .test_file import CSV

LATIN = "patient_id;name\r\nP1;José Peña\r\n".encode("cp1252")


class TestReceiveWizard(PulseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = new_test_user(
            cls.env, "pulse_up", groups="pulse_migration.group_operator"
        )

    def wizard(self, **vals):
        wizards = self.env["pulse.receive"].with_user(self.user)
        return wizards.create({"name": "New clinic", **vals})

    def upload(self, wizard, **files):
        """Attach files as the browser does: to the wizard that is still open."""
        attachments = self.env["ir.attachment"].with_user(self.user)
        wizard.attachment_ids = attachments.create(
            [
                {
                    "name": name.replace("_dot_", "."),
                    "raw": content,
                    "res_model": "pulse.receive",
                }
                for name, content in files.items()
            ]
        )
        return wizard.attachment_ids

    def receive(self, wizard=None, **files):
        wizard = wizard or self.wizard()
        self.upload(wizard, **files)
        action = wizard.action_receive()
        return self.env[action["res_model"]].browse(action["res_id"]).run_id

    def test_uploads_become_files_of_a_run(self):
        run = self.receive(patients_dot_csv=CSV, notes_dot_bin=b"\x00\x01\x02")
        self.assertEqual(run.migration_id.name, "New clinic")
        self.assertEqual(
            {file.name: file.state for file in run.file_ids},
            {"patients.csv": "received", "notes.bin": "unused"},
        )

    def test_the_upload_itself_is_gone(self):
        wizard = self.wizard()
        uploads = self.upload(wizard, patients_dot_csv=CSV, a_dot_pdf=PDF)
        wizard.action_receive()
        self.assertFalse(uploads.exists())
        self.assertFalse(
            self.env["ir.attachment"].search([("res_model", "=", "pulse.receive")])
        )

    def test_bytes_are_kept_as_they_were(self):
        large = os.urandom(100_003)
        files = {
            "latin_dot_csv": LATIN,
            "a_dot_pdf": PDF,
            "large_dot_bin": large,
            "bom_dot_csv": b"\xef\xbb\xbf" + CSV,
        }
        with patch.object(file_module, "PART_BYTES", 4096):
            run = self.receive(**files)
            kept = {file.name: file._read_content() for file in run.file_ids}
        for name, content in files.items():
            self.assertEqual(kept[name.replace("_dot_", ".")], content, name)

    def test_a_part_boundary_changes_nothing(self):
        for size in (1, len(CSV) - 1, len(CSV), len(CSV) + 1):
            with patch.object(file_module, "PART_BYTES", size):
                run = self.receive(
                    self.wizard(name=f"Parts of {size}"), patients_dot_csv=CSV
                )
                self.assertEqual(run.file_ids._read_content(), CSV)
                self.assertEqual(run.file_ids.row_count, 2)

    def test_a_zip_is_its_members(self):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as package:
            package.writestr("patients.csv", CSV)
            package.writestr("files/a.pdf", PDF)
        run = self.receive(export_dot_zip=buffer.getvalue())
        self.assertEqual(
            {file.name: file.kind for file in run.file_ids},
            {
                "export.zip": "archive",
                "patients.csv": "table",
                "files/a.pdf": "document",
            },
        )
        run.with_user(self.user).action_stage()
        self.assertEqual(len(self.rows(run)), 2)

    def test_the_clinic_that_is_chosen_gets_the_files(self):
        run = self.receive(
            self.wizard(migration_id=self.migration.id), patients_dot_csv=CSV
        )
        self.assertEqual(run.migration_id, self.migration)
        again = self.receive(
            self.wizard(migration_id=self.migration.id), more_dot_csv=LATIN
        )
        self.assertEqual(again, run)
        self.assertEqual(len(run.file_ids), 2)

    def test_from_the_clinics_own_page_one_stays_there(self):
        wizard = self.wizard(migration_id=self.migration.id)
        self.upload(wizard, patients_dot_csv=CSV)
        action = wizard.with_context(
            active_model="pulse.migration", active_id=self.migration.id
        ).action_receive()
        self.assertEqual(action["type"], "ir.actions.act_window_close")
        self.assertEqual(self.migration.run_file_ids.mapped("row_count"), [2])

    def test_files_of_a_folder_keep_their_path_and_leave_it_nowhere(self):
        wizard = self.wizard()
        names = {
            "files/scans/a_dot_pdf": PDF,
            "../../etc/b_dot_pdf": PDF + b"b",
            "C:\\x\\c_dot_pdf": PDF + b"c",
        }
        self.upload(wizard, **names)
        migration = self.env["pulse.migration"].browse(
            wizard.action_receive()["res_id"]
        )
        self.assertEqual(
            set(migration.run_id.file_ids.mapped("name")),
            {"files/scans/a.pdf", "etc/b.pdf", "C:/x/c.pdf"},
        )

    def of_omaha(self):
        """A company that Odoo says is in the United States; its clinics need not be."""
        self.env.company.country_id = self.env.ref("base.us")

    def test_a_new_clinic_is_where_its_company_is_until_the_export_says_so(self):
        self.of_omaha()
        wizard = self.wizard()
        self.assertEqual(wizard.country_id.code, "US")
        self.assertEqual(wizard.currency_id.name, "USD")
        self.assertIn("(+1)", wizard.settings_text)
        wizard.country_id = self.env.ref("base.in")
        self.assertEqual((wizard.tz, wizard.currency_id.name), ("Asia/Kolkata", "INR"))

    def phones(self, *numbers):
        lines = [f"P{number},A B,{phone}" for number, phone in enumerate(numbers)]
        return "\n".join(["patient_id,name,phone", *lines]).encode()

    def test_indian_phones_of_a_company_elsewhere_are_read_as_indian(self):
        self.of_omaha()
        numbers = [f"98765432{end}" for end in range(10, 20)]
        run = self.receive(patients_dot_csv=self.phones(*numbers))
        migration = run.migration_id
        self.assertEqual(migration.country_id.code, "IN")
        self.assertEqual(migration.tz, "Asia/Kolkata")
        self.assertEqual(migration.currency_id.name, "INR")
        self.assertIn("+91", migration.settings_text)
        self.assertFalse(migration.settings_warning)
        run.action_stage()
        self.assertEqual(self.rows(run)[0].values["phone"], "+919876543210")

    def test_a_country_that_a_person_chose_stays_and_what_speaks_against_it_is_said(
        self,
    ):
        self.of_omaha()
        numbers = [f"98765432{end}" for end in range(10, 20)]
        wizard = self.wizard(country_id=self.env.ref("base.ae").id)
        run = self.receive(wizard, patients_dot_csv=self.phones(*numbers))
        migration = run.migration_id.with_user(self.user)
        self.assertEqual(migration.country_id.code, "AE")
        self.assertEqual(migration.tz, "Asia/Dubai")
        self.assertRegex(
            migration.settings_warning,
            "United Arab Emirates, but of the 10 phone numbers .* 10 are of India",
        )
        run.action_stage()
        run.action_plan()
        self.assertIn("country_doubtful", run.preflight_ids.mapped("code"))
        migration.action_take_country()
        self.assertEqual(migration.country_id.code, "IN")
        self.assertEqual(migration.tz, "Asia/Kolkata")
        self.assertFalse(migration.settings_warning)
        self.assertEqual(run.file_ids.state, "received")

    def test_who_only_looks_changes_no_country(self):
        run = self.receive(patients_dot_csv=CSV)
        auditor = new_test_user(
            self.env, "pulse_up_reader", groups="pulse_migration.group_auditor"
        )
        with self.assertRaises(AccessError):
            run.migration_id.with_user(auditor).action_take_country()

    def test_nothing_to_receive_is_said(self):
        with self.assertRaisesRegex(UserError, "Add at least one file"):
            self.wizard().action_receive()
        self.assertFalse(
            self.env["pulse.migration"].search([("name", "=", "New clinic")])
        )

    def test_a_clinic_without_a_name_is_said(self):
        with self.assertRaisesRegex(UserError, "Name the clinic"):
            self.receive(self.wizard(name=False), patients_dot_csv=CSV)

    def test_an_empty_file_is_kept_and_says_so(self):
        run = self.receive(empty_dot_csv=b"", blank_dot_csv=b" \n\n")
        self.assertEqual(sum(run.file_ids.mapped("size")), 3)
        self.assertEqual(
            set(run.file_ids.mapped("error_text")),
            {"The file is empty. Export it again."},
        )

    def test_what_is_no_table_is_not_told_to_be_mapped(self):
        """There are no columns to choose an object for."""
        run = self.receive(notes_dot_bin=b"\x00\x01\x02")
        self.assertIn("save it as CSV or XLSX", run.file_ids.error_text)

    def test_the_door_is_for_operators(self):
        auditor = new_test_user(
            self.env, "pulse_up_auditor", groups="pulse_migration.group_auditor"
        )
        with self.assertRaises(AccessError):
            self.env["pulse.receive"].with_user(auditor).create({"name": "x"})
