"""Files dropped in a real browser: sent, stopped, broken off, sent again."""

from odoo.tests import HttpCase, new_test_user, tagged


@tagged("post_install", "-at_install")
class TestUploadTour(HttpCase):
    def test_what_is_stopped_or_broken_off_is_sent_again(self):
        new_test_user(self.env, "pulse_drops", groups="pulse_migration.group_operator")
        action = self.env.ref("pulse_migration.pulse_receive_action")
        self.start_tour(
            f"/odoo/action-{action.id}", "pulse_upload_tour", login="pulse_drops"
        )
        migration = self.env["pulse.migration"]._find_by_name("Dropped clinic")
        self.assertEqual(
            {file.name: file.row_count for file in migration.run_id.file_ids},
            {"patients.csv": 2, "appointments.csv": 1}
            | dict.fromkeys(("scan.pdf", "files/page.pdf"), 0),
        )
