"""Conflicts resolved one by one and in bulk, then the cut-over, in a browser."""

from odoo.tests import HttpCase, tagged

from .common import PATIENTS
from .source_common import SourceCase

LOGIN = "admin"


@tagged("post_install", "-at_install")
class TestDeltaTour(HttpCase, SourceCase):
    def setUp(self):
        super().setUp()
        self.migrate(patients=PATIENTS)
        for key in ("P1", "P2", "P3"):
            self.partner(key).email = f"{key.lower()}@odoo.example"
        self.newer = [{**p, "email": f"{p['patient_id']}@a.example"} for p in PATIENTS]
        self.migrate(patients=self.newer)

    def walk(self, path, tour):
        self.env.flush_all()
        self.start_tour(f"/odoo/{path}", tour, login=LOGIN)
        self.env.invalidate_all()

    def test_conflicts_are_resolved_and_the_source_is_closed(self):
        self.walk("action-pulse_migration.pulse_conflict_action", "pulse_conflict_tour")
        conflicts = self.env["pulse.conflict"].search([])
        self.assertEqual(set(conflicts.mapped("state")), {"resolved"})
        self.assertEqual(
            sorted(conflicts.mapped("resolution")), ["odoo", "source", "source"]
        )
        rules = self.env["pulse.conflict.rule"].search([])
        self.assertEqual(rules.mapped("field_name"), ["email"])

        for patient in self.newer:
            self.clinic.put("patients", patient)
        self.clinic.delete("appointments", "A1")
        source = f"action-pulse_migration.pulse_source_action/{self.source.id}"
        self.walk(source, "pulse_final_tour")
        self.assertEqual(self.source.state, "closing")
        for _step in range(3):
            self.source._finish()
            run = self.source.run_ids[:1]
            if run._waiting_files():  # a column that no export had
                run.file_ids.action_confirm_mapping()
            if run.state == "running":
                run._load()
                run.action_verify()
        self.walk(source, "pulse_in_step_tour")
        self.assertEqual(self.source.state, "closed")
