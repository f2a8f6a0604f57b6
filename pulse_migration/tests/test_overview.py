"""The overview: a lamp for each clinic, and figures that add up."""

import json

from odoo.tests import new_test_user

from .common import PATIENTS, PulseCase, appointment


class TestOverview(PulseCase):
    def test_a_clinic_without_an_export_says_what_to_do(self):
        self.assertEqual(self.migration.lamp, "grey")
        self.assertIn("Receive an export", self.migration.next_text)

    def test_the_lamp_follows_the_run(self):
        run = self.plan(patients=PATIENTS)
        self.assertEqual(self.migration.lamp, "amber")
        self.approve(run)
        run._load()
        run.action_verify()
        self.migration.invalidate_recordset()
        self.assertEqual(
            (self.migration.lamp, self.migration.progress), ("green", 100.0)
        )
        run.sudo().write({"state": "failed"})
        self.migration.invalidate_recordset()
        self.assertEqual(self.migration.lamp, "red")

    def test_outcomes_and_throughput_add_up_to_the_rows(self):
        run = self.load(
            patients=PATIENTS, appointments=[appointment(1, "P9", "2024-03-05")]
        )
        self.env.flush_all()
        outcomes = self.env["pulse.outcome"].search([("run_id", "=", run.id)])
        self.assertEqual(
            {(o.object_name, o.state): o.row_count for o in outcomes},
            {
                (name, state): count
                for name, states in run._count_by("state").items()
                for state, count in states.items()
            },
        )
        paces = self.env["pulse.pace"].search([("run_id", "=", run.id)])
        self.assertEqual(sum(paces.mapped("row_count")), len(PATIENTS))
        self.assertEqual(self.migration.row_count, 4)

    def test_figures_are_of_own_companies(self):
        self.load(patients=PATIENTS)
        self.env.flush_all()
        other = self.env["res.company"].create({"name": "Elsewhere"})
        auditor = new_test_user(
            self.env,
            "pulse_elsewhere",
            groups="pulse_migration.group_auditor",
            company_id=other.id,
            company_ids=[(6, 0, other.ids)],
        )
        for model in ("pulse.outcome", "pulse.pace"):
            self.assertFalse(self.env[model].with_user(auditor).search([]))


class TestReview(PulseCase):
    def compared(self, row):
        return {line["header"]: line for line in row._compare_lines()}

    def test_rows_to_look_at_stand_first(self):
        run = self.plan(
            patients=[*PATIENTS, {"patient_id": "P4"}],
            appointments=[appointment(1, "P9", "2024-03-05")],
        )
        self.env.flush_all()
        rows = self.env["pulse.row"].search(
            [("run_id", "=", run.id)], order="attention, id"
        )
        self.env.invalidate_all()
        ranks = rows.mapped("attention")
        self.assertEqual(ranks, sorted(ranks))
        self.assertIn(rows[0].state, ("held", "rejected"))
        self.assertEqual(rows[-1].attention, 3)

    def test_a_staged_row_shows_source_meaning_and_value(self):
        run = self.plan(patients=PATIENTS)
        cells = self.compared(self.rows(run, "patient")[0])
        self.assertEqual(cells["blood_group"]["source"], "O +ve")
        self.assertEqual(cells["blood_group"]["meaning"], "Blood group")
        self.assertEqual(cells["blood_group"]["value"], "O+")

    def test_a_loaded_row_shows_what_odoo_holds_by_its_label(self):
        run = self.load(patients=PATIENTS)
        cells = self.compared(self.rows(run, "patient")[0])
        self.assertEqual(cells["date_of_birth"]["stored"], "1984-02-29")
        self.assertEqual(cells["date_of_birth"]["target"], "Date of Birth")
        self.assertEqual(cells["blood_group"]["verdict"], "transformed")

    def test_the_page_has_no_technical_name_and_escapes_what_it_shows(self):
        patients = [{**PATIENTS[0], "name": "<b>Asha</b>"}]
        run = self.load(patients=patients)
        html = self.rows(run, "patient").compare_html
        self.assertNotIn("x_studio_", html)
        self.assertNotIn("<b>Asha", html)
        self.assertIn("&lt;b&gt;Asha", html)

    def test_cells_are_for_the_medical_group_only(self):
        run = self.plan(patients=PATIENTS)
        auditor = new_test_user(
            self.env, "pulse_reader", groups="pulse_migration.group_auditor"
        )
        rows = self.env["pulse.row"].with_user(auditor)
        names = set(rows.fields_get())
        self.assertFalse(names & {"compare_html", "said_name", "said_about"})
        found = rows.search([("run_id", "=", run.id)])
        self.assertNotIn("Asha", json.dumps(found.read(), default=str))

    def test_what_to_do_with_a_row_is_free_of_what_a_rule_changed(self):
        patients = [{**PATIENTS[0], "blood_group": "O +ve", "date_of_birth": "x"}]
        visits = [appointment(1, "P9", "2024-03-05")]
        run = self.plan(patients=patients, appointments=visits)
        patient = self.rows(run, "patient")
        self.assertIn("Blood group", patient.issue_text)
        self.assertNotIn("Blood group", patient.todo_text)
        self.assertIn("date_of_birth: ", patient.todo_text)
        lost = self.rows(run, "appointment").todo_text
        self.assertEqual(lost.count("No patient with this id"), 1)

    def test_each_object_has_its_own_columns(self):
        run = self.plan(
            patients=PATIENTS, appointments=[appointment(1, "P1", "2024-03-05")]
        )
        patient = self.rows(run, "patient")[0]
        self.assertEqual(
            (patient.said_name, patient.said_when), ("Asha Rao", "1984-02-29")
        )
        visit = self.rows(run, "appointment")
        self.assertEqual(visit.said_when, "2024-03-05 10:00")
        self.assertEqual(visit.said_physician, "Dr. Meera Shah")

    def test_the_newest_runs_rows_open_by_object(self):
        run = self.plan(
            patients=PATIENTS, appointments=[appointment(1, "P1", "2024-03-05")]
        )
        action = self.env["pulse.row"].action_open_newest("appointment")
        self.assertEqual(action["context"]["search_default_run_id"], run.id)
        found = self.env["pulse.row"].search(action["domain"])
        self.assertEqual(set(found.mapped("object_name")), {"appointment"})

    def test_a_samples_line_names_fields_as_people_do(self):
        run = self.plan(patients=PATIENTS)
        sample = self.env["pulse.sample"].create({"run_id": run.id})
        sample.action_sample()
        labels = sample.line_ids.mapped("target_label")
        self.assertIn("Date of Birth", labels)
        technical = [label for label in labels if label and "_" in label]
        self.assertFalse(technical)
