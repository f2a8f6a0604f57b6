"""One click takes a run back, in a browser: plan, typed name, progress, proof."""

import io
from unittest.mock import patch

from odoo.tests import HttpCase, new_test_user, tagged

from odoo.addons.pulse_migration.models.undo import plan as undo_plan

PATIENTS = (
    b"patient_id,name,phone,city\n"
    b"P1,Asha Rao,9876543210,Pune\n"
    b"P2,Ravi Iyer,9876543211,Pune\n"
)


@tagged("post_install", "-at_install")
class TestUndoTour(HttpCase):
    def setUp(self):
        super().setUp()
        migration = self.env["pulse.migration"].create({"name": "Undo clinic"})
        self.run_ = migration._open_run()
        self.run_._receive_stream("patients.csv", io.BytesIO(PATIENTS))
        self.run_.action_stage()
        self.run_.action_plan()
        self.run_.file_ids.action_confirm_mapping()
        self.run_.action_approve()
        self.run_._load()
        self.run_.action_verify()
        new_test_user(
            self.env, "tour_operator", groups="pulse_migration.group_operator"
        )

    def patient(self, key):
        return self.env["res.partner"].search([("x_studio_patient_id", "=", key)])

    def walk(self, path, tour):
        self.start_tour(path, tour, login="tour_operator")
        self.env.invalidate_all()

    def test_a_run_is_taken_back_by_one_click(self):
        self.patient("P1").city = "Thane"
        self.env.flush_all()
        self.walk(f"/odoo/pulse.run/{self.run_.id}", "pulse_undo_tour")
        self.assertTrue(self.patient("P1"))
        self.assertFalse(self.patient("P2"))
        self.assertEqual(self.run_.state, "failed")
        self.walk("/odoo/action-pulse_migration.pulse_audit_action", "pulse_audit_tour")

    def test_a_large_undo_shows_how_far_it_is(self):
        operator = self.env["res.users"].search([("login", "=", "tour_operator")])
        with patch.object(undo_plan, "AT_ONCE", 0):
            plan = (
                self.env["pulse.undo.plan"]
                .with_user(operator)
                .create({"run_id": self.run_.id})
            )
            plan.action_plan()
            while plan._plan_next():
                pass
            plan.confirm_name = "Undo clinic"
            plan.action_undo()
        self.assertEqual(plan.state, "running")
        self.env.flush_all()
        self.walk(f"/odoo/pulse.undo.plan/{plan.id}", "pulse_undo_running_tour")
        with patch.object(
            type(self.env["ir.cron"]), "_commit_progress", return_value=5.0
        ):
            self.env["pulse.run"]._cron_undo()
        self.assertEqual((plan.state, plan.listed_count), ("done", 0))
