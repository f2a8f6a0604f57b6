"""Sample, pre-flight, two approvals, and a change that voids them, in a browser."""

import io

from odoo.exceptions import UserError
from odoo.tests import HttpCase, new_test_user, tagged

PATIENTS = (
    b"patient_id,name,phone,city\n"
    b"P1,Asha Rao,9876543210,Pune\n"
    b"P2,Ravi Iyer,9876543211,Pune\n"
)


@tagged("post_install", "-at_install")
class TestApprovalTour(HttpCase):
    def setUp(self):
        super().setUp()
        migration = self.env["pulse.migration"].create(
            {"name": "Approval clinic", "is_four_eyes": True}
        )
        self.run_ = migration._open_run()
        self.run_._receive_stream("patients.csv", io.BytesIO(PATIENTS))
        self.run_.action_stage()
        self.run_.action_plan()
        self.run_.file_ids.action_confirm_mapping()
        for name in ("first_approver", "second_approver"):
            new_test_user(self.env, name, groups="pulse_migration.group_approver")
        new_test_user(self.env, "an_operator", groups="pulse_migration.group_operator")

    def walk(self, tour, login):
        self.start_tour(f"/odoo/pulse.run/{self.run_.id}", tour, login=login)
        self.env.invalidate_all()

    def test_two_persons_approve_and_a_change_voids_it_visibly(self):
        self.walk("pulse_approval_first_tour", "first_approver")
        self.assertEqual(self.run_.state, "sampled")
        self.walk("pulse_approval_second_tour", "second_approver")
        self.assertEqual(self.run_.state, "approved")
        operator = self.env["res.users"].search([("login", "=", "an_operator")])
        city = self.run_.mapping_ids.filtered(lambda m: m.header == "city")
        city.with_user(operator).field_name = False
        self.env.flush_all()
        self.walk("pulse_approval_void_tour", "first_approver")
        with self.assertRaisesRegex(UserError, "city"):
            self.run_.action_load()
