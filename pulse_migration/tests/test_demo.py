"""The demo data can be installed, and show something on every screen."""

from odoo.tests import TransactionCase


class TestDemo(TransactionCase):
    def test_a_clinic_has_moved_and_a_branch_waits(self):
        migrations = self.env["pulse.migration"]
        migrations._load_demo()
        clinic, branch = migrations.search([("name", "like", "Demo %")], order="id")
        self.assertEqual((clinic.run_state, clinic.lamp), ("done", "green"))
        self.assertEqual(clinic.orphan_count, 1)
        self.assertTrue(clinic.rebuild_ids)
        self.assertEqual(branch.run_state, "draft")
        patient = self.env["res.partner"].search([("x_studio_patient_id", "=", "D001")])
        kinds = set(patient.timeline_ids.mapped("kind"))
        self.assertLessEqual(
            {"appointment", "prescription", "medical_record", "bill", "message"}, kinds
        )
        self.assertTrue(patient.timeline_ids.filtered("is_open"))
