"""The upload door."""

from odoo.exceptions import UserError
from odoo.tests import new_test_user

from .common import PulseCase
from .test_file import CSV


class TestReceiveWizard(PulseCase):
    def test_uploads_become_files_of_a_run(self):
        user = new_test_user(
            self.env, "pulse_up", groups="pulse_migration.group_operator"
        )
        wizard = (
            self.env["pulse.receive"].with_user(user).create({"name": "New clinic"})
        )
        uploads = (
            self.env["ir.attachment"]
            .with_user(user)
            .create(
                [
                    {
                        "name": "patients.csv",
                        "raw": CSV,
                        "res_model": "pulse.receive",
                        "res_id": wizard.id,
                    },
                    {"name": "notes.bin", "raw": b"\x00\x01\x02"},
                ]
            )
        )
        wizard.attachment_ids = uploads
        action = wizard.action_receive()
        run = self.env["pulse.run"].browse(action["res_id"])
        self.assertEqual(run.migration_id.name, "New clinic")
        self.assertEqual(
            {file.name: file.state for file in run.file_ids},
            {"patients.csv": "received", "notes.bin": "unused"},
        )
        self.assertFalse(uploads.exists())

    def test_nothing_to_receive_is_said(self):
        wizard = self.env["pulse.receive"].create({"name": "New clinic"})
        with self.assertRaises(UserError):
            wizard.action_receive()
