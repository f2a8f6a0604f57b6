"""Every row has a planned action with its reason; counts open exactly the rows."""

from odoo.exceptions import AccessError
from odoo.tests import new_test_user

from odoo.addons.pulse_migration.texts import TEXTS

from .common import PATIENTS, PulseCase, appointment
from .test_document_loader import drug


class TestPlanReasons(PulseCase):
    def reasons(self, run, object_name):
        return [(row.action, row.plan_reason) for row in self.rows(run, object_name)]

    def plan_mixture(self):
        return self.plan(
            patients=[*PATIENTS, PATIENTS[0], {"patient_id": "P4", "phone": "98765"}],
            appointments=[
                appointment(1, "P1", "2024-03-05"),
                appointment(2, "P9", "2024-03-05"),
            ],
            prescriptions=[drug(1, "P1", "Amoxicillin"), drug(1, "P1", "Ibuprofen")],
        )

    def test_each_action_has_its_reason(self):
        run = self.plan_mixture()
        self.assertEqual(
            self.reasons(run, "patient"),
            [
                ("create", "new_record"),
                ("create", "new_record"),
                ("create", "new_record"),
                ("merge", "repeats_row"),
                ("reject", "name_missing"),
            ],
        )
        self.assertEqual(
            self.reasons(run, "appointment"),
            [("create", "new_record"), ("hold", "patient_unknown")],
        )
        self.assertEqual(
            self.reasons(run, "prescription"),
            [("create", "new_record"), ("create", "joins_record")],
        )

    def test_every_reason_is_said_in_words(self):
        for row in self.rows(self.plan_mixture()):
            self.assertIn(row.plan_reason, TEXTS)
            self.assertTrue(row.plan_reason_text.endswith("."))

    def test_a_row_that_joins_another_says_which(self):
        run = self.plan_mixture()
        patients, drugs = self.rows(run, "patient"), self.rows(run, "prescription")
        self.assertEqual(patients[3].head_id, patients[0])
        self.assertEqual(drugs[1].head_id, drugs[0])
        self.assertFalse((patients[0] | drugs[0]).head_id)

    def test_a_newer_export_says_what_is_the_same_and_what_changed(self):
        self.migrate(patients=PATIENTS)
        run = self.plan(
            patients=[PATIENTS[0], PATIENTS[0], {**PATIENTS[2], "city": "Nashik"}]
        )
        self.assertEqual(
            self.reasons(run, "patient"),
            [
                ("unchanged", "same_as_loaded"),
                ("unchanged", "same_as_loaded"),
                ("update", "source_changed"),
            ],
        )

    def test_what_was_taken_back_is_said(self):
        self.migrate(patients=PATIENTS)
        newer = [{**PATIENTS[2], "city": "Nashik"}]
        run = self.migrate(patients=newer)
        run._undo()
        run = self.plan(patients=newer)
        row = self.rows(run)
        self.assertEqual((row.action, row.plan_reason), ("update", "taken_back_before"))
        self.assertEqual(row.plan_fields, "city")

    def test_a_physician_is_as_decided_and_moves_with_the_decision(self):
        physicians = [{"name": "Dr. Meera Shah", "email": "meera@clinic.example"}]
        run = self.migrate(physicians=physicians, patients=PATIENTS)
        row = self.rows(run, "physician")
        self.assertEqual(row.plan_reason, "physician_as_decided")
        user = new_test_user(self.env, "meera2")
        self.migration.physician_ids.write({"decision": "map", "user_id": user.id})
        run = self.plan(physicians=physicians)
        self.assertEqual(
            self.reasons(run, "physician"), [("update", "physician_moved")]
        )

    def test_reasons_of_rows_that_are_loaded_stay(self):
        run = self.migrate(patients=PATIENTS)
        run.action_plan()
        self.assertEqual(self.reasons(run, "patient"), [("create", "new_record")] * 3)

    # counts

    def test_counts_open_exactly_their_rows(self):
        run = self.plan_mixture()
        lines = run.plan_line_ids
        self.assertEqual(sum(lines.mapped("row_count")), run.row_count)
        seen = self.env["pulse.row"]
        for line in lines:
            action = line.action_open_rows()
            rows = self.env["pulse.row"].search(action["domain"])
            self.assertEqual(len(rows), line.row_count)
            self.assertFalse(seen & rows)
            self.assertEqual(action["display_name"], line.reason_text)
            seen |= rows
        self.assertEqual(
            [(n.object_name, n.action, n.reason, n.row_count) for n in lines][:3],
            [
                ("patient", "create", "new_record", 3),
                ("patient", "merge", "repeats_row", 1),
                ("patient", "reject", "name_missing", 1),
            ],
        )

    def test_rows_that_are_no_records_are_counted_too(self):
        run = self.plan(patients=[*PATIENTS, {"patient_id": "Total", "name": "3"}])
        excluded = self.rows(run).filtered(lambda row: row.state == "excluded")
        lines = run.plan_line_ids.filtered(lambda line: line.action == "exclude")
        self.assertEqual(sum(lines.mapped("row_count")), len(excluded))
        for line in lines:
            rows = self.env["pulse.row"].search(line.action_open_rows()["domain"])
            self.assertEqual(len(rows), line.row_count)

    def test_planning_again_counts_anew(self):
        run = self.plan_mixture()
        before = run.plan_line_ids.mapped("row_count")
        run.action_plan()
        self.assertEqual(run.plan_line_ids.mapped("row_count"), before)

    def test_the_table_is_of_the_run(self):
        run = self.plan_mixture()
        action = run.action_open_plan()
        self.assertEqual(
            self.env["pulse.plan.line"].search(action["domain"]), run.plan_line_ids
        )

    # who

    def test_an_auditor_reads_the_plan_and_nobody_writes_it(self):
        line = self.plan_mixture().plan_line_ids[0]
        auditor = new_test_user(
            self.env, "plan_auditor", groups="pulse_migration.group_auditor"
        )
        approver = new_test_user(
            self.env, "plan_approver", groups="pulse_migration.group_approver"
        )
        desk = new_test_user(self.env, "plan_desk", groups="base.group_user")
        self.assertTrue(line.with_user(auditor).reason_text)
        self.assertTrue(line.with_user(auditor).action_open_rows()["domain"])
        with self.assertRaises(AccessError):
            line.with_user(desk).read(["row_count"])
        for call in (
            lambda: line.with_user(approver).write({"row_count": 7}),
            lambda: line.with_user(approver).unlink(),
            lambda: line.with_user(approver).create({"run_id": line.run_id.id}),
        ):
            with self.assertRaises(AccessError):
                call()

    def test_another_companys_plan_is_not_shown(self):
        self.plan_mixture()
        other = self.env["res.company"].create({"name": "Other clinic"})
        user = new_test_user(
            self.env,
            "plan_elsewhere",
            groups="pulse_migration.group_approver",
            company_id=other.id,
            company_ids=[(6, 0, other.ids)],
        )
        self.assertFalse(self.env["pulse.plan.line"].with_user(user).search_count([]))
