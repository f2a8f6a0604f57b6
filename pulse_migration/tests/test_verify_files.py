"""Law 1 for files: what nobody could read or use is never passed over."""

import io
import json
from collections import Counter
from dataclasses import replace
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user

from odoo.addons.pulse_migration.models.receive.file_content import File
from odoo.addons.pulse_migration.models.verify import issues as verify_issues

from .common import PATIENTS, PulseCase

BROKEN = b"PK\x03\x04 a broken workbook" * 20
STOCK = b"SKU,Item,Batch,Qty on hand\n1,Gloves,B1,20\n2,Masks,B2,5\n"


class TestVerifyFiles(PulseCase):
    def receive(self, **files):
        folder = self.export(patients=PATIENTS)
        for name, content in files.items():
            (folder / name.replace("_dot_", ".")).write_bytes(content)
        run = self.migration._open_run()
        run._receive_path(folder)
        run.action_stage()
        return run

    def verify(self, run):
        run.action_plan()
        self.approve(run)
        run._load()
        run.action_verify()
        return {
            check.code: (check.severity, check.file_id.name, check.count)
            for check in run.check_ids
        }

    def test_an_unreadable_file_keeps_the_run_from_being_done(self):
        run = self.receive(appointments_dot_xlsx=BROKEN)
        found = self.verify(run)
        self.assertEqual(run.state, "failed")
        self.assertEqual(found["file_unreadable"][:2], ("error", "appointments.xlsx"))
        issues = [i for i in run.report["issues"] if i["row"] is None]
        self.assertEqual(
            [(i["file"], i["code"], i["severity"]) for i in issues],
            [("appointments.xlsx", "damaged_file", "error")],
        )
        self.assertIn("appointments.xlsx", run._report_text())

    def test_a_file_that_is_no_record_of_pulse_is_listed(self):
        run = self.receive(stock_dot_csv=STOCK)
        found = self.verify(run)
        self.assertEqual(run.state, "done")
        self.assertEqual(found["file_unused"], ("warning", "stock.csv", 2))

    def test_a_file_without_content_is_listed(self):
        run = self.receive(campaigns_dot_csv=b"")
        self.verify(run)
        self.assertEqual(run.state, "done")
        self.assertEqual(run.check_ids.mapped("severity"), ["warning"])

    def test_a_person_leaves_an_unreadable_file_out(self):
        run = self.receive(appointments_dot_xlsx=BROKEN)
        operator = new_test_user(
            self.env, "olga", groups="pulse_migration.group_operator"
        )
        file = run.file_ids.filtered(lambda f: f.state == "unreadable")
        file.with_user(operator).action_exclude()
        self.assertEqual(file.excluded_by, operator)
        self.assertTrue(file.excluded_at)
        entry = self.env["pulse.audit"].search([("run_id", "=", run.id)], limit=1)
        self.assertEqual((entry.verb, entry.details["file"]), ("exclude", file.id))
        self.assertFalse(self.verify(run))
        self.assertEqual(run.state, "done")
        states = {f["name"]: f["state"] for f in run.report["files"]}
        self.assertEqual(states["appointments.xlsx"], "excluded")

    def test_it_can_count_again(self):
        run = self.receive(appointments_dot_xlsx=BROKEN)
        file = run.file_ids.filtered(lambda f: f.state == "unreadable")
        file.action_exclude()
        file.action_include()
        self.assertFalse(file.excluded_by)
        self.verify(run)
        self.assertEqual(run.state, "failed")

    def test_left_out_after_verifying_the_run_is_done(self):
        run = self.receive(appointments_dot_xlsx=BROKEN)
        self.verify(run)
        run.file_ids.filtered(lambda f: f.state == "unreadable").action_exclude()
        run.action_verify()
        self.assertEqual(run.state, "done")

    def test_a_used_file_is_not_left_out(self):
        run = self.receive()
        with self.assertRaises(UserError):
            run.file_ids.action_exclude()

    def test_an_auditor_leaves_nothing_out_and_nobody_forges_it(self):
        run = self.receive(appointments_dot_xlsx=BROKEN)
        file = run.file_ids.filtered(lambda f: f.state == "unreadable")
        auditor = new_test_user(self.env, "ada", groups="pulse_migration.group_auditor")
        with self.assertRaises(AccessError):
            file.with_user(auditor).action_exclude()
        operator = new_test_user(
            self.env, "olga", groups="pulse_migration.group_operator"
        )
        with self.assertRaises(AccessError):
            file.with_user(operator).is_excluded = True

    def test_a_row_that_staging_lost_is_found(self):
        """What was received is the truth, not what was staged."""
        open_table = File._open_table

        def fewer(file, stream):
            table = open_table(file, stream)
            return replace(table, rows=iter(list(table.rows)[:-1]))

        with patch.object(File, "_open_table", fewer):
            run = self.receive()
        self.assertEqual(run.file_ids.row_count, 3)
        found = self.verify(run)
        self.assertEqual(run.state, "failed")
        self.assertEqual(found["file_rows_differ"][1], "patients.csv")
        self.assertIn("rows_unaccounted", found)
        self.assertEqual(run.report["objects"]["patient"]["received"], 3)


class TestKeptColumns(PulseCase):
    def test_a_column_without_a_field_is_listed(self):
        patients = [
            {**row, "Locker": "L1" if n else "", "Blank": ""}
            for n, row in enumerate(PATIENTS)
        ]
        run = self.plan(patients=patients)
        found = run.mapping_ids.filtered(lambda m: m.header in ("Locker", "Blank"))
        found.write({"treatment": "keep"})
        run.action_plan()
        self.approve(run)._load()
        run.action_verify()
        self.assertEqual(run.state, "done")
        kept = run.check_ids.filtered(lambda check: check.code == "column_kept")
        self.assertEqual(
            [(c.severity, c.file_id, c.field_name, c.count) for c in kept],
            [("info", run.file_ids, "Locker", len(PATIENTS) - 1)],
        )
        self.assertIn("no field", kept.text)
        self.assertIn("column_kept Locker", run._report_text())

    def test_a_report_of_before_an_update_is_still_told(self):
        """It counted fewer kinds of what a load makes besides."""
        run = self.migrate(patients=PATIENTS)
        kinds = ("meetings", "text_messages", "notifications")
        run.sudo().report = {k: v for k, v in run.report.items() if k not in kinds}
        self.assertIn("text messages: 0, meetings: 0", run._report_text())


class TestListedIssues(PulseCase):
    """The run's own report lists the first issues, the file of the CLI all."""

    def setUp(self):
        super().setUp()
        patients = [
            {**PATIENTS[0], "patient_id": f"P{n}", "date_of_birth": "31-02-1984"}
            for n in range(1, 8)
        ]
        self.run_ = self.plan(patients=[*patients, {**PATIENTS[0], "patient_id": ""}])
        self.approve(self.run_)._load()

    def written(self):
        out = io.StringIO()
        self.run_._write_report(out)
        return json.loads(out.getvalue())

    def test_a_long_list_is_cut_and_counted(self):
        self.run_.action_verify()
        whole = self.run_.report
        self.assertGreater(len(whole["issues"]), 7)
        with (
            patch.object(verify_issues, "LISTED", 3),
            patch.object(verify_issues, "_FETCHED", 2),
        ):
            self.run_.action_verify()
            report = self.run_.report
            self.assertEqual(report["issues"], whole["issues"][:3])
            self.assertEqual(report["issue_counts"], whole["issue_counts"])
            written = self.written()
        self.assertEqual(written["issues"], whole["issues"])
        self.assertEqual(
            {key: value for key, value in written.items() if key != "issues"},
            {key: value for key, value in report.items() if key != "issues"},
        )

    def test_the_counts_are_of_all(self):
        self.run_.action_verify()
        report = self.run_.report
        self.assertEqual(
            report["issue_counts"],
            dict(Counter(issue["code"] for issue in report["issues"])),
        )
        self.assertEqual(report["issue_counts"]["impossible_date"], 7)

    def test_a_file_is_among_the_issues(self):
        self.run_.file_ids.sudo().state = "unreadable"
        self.run_.action_verify()
        self.assertEqual(self.run_.report["issue_counts"]["file_unreadable"], 1)
        self.assertIsNone(self.run_.report["issues"][0]["row"])
        self.assertEqual(self.written()["issues"], self.run_.report["issues"])

    def test_the_report_is_read_only_when_asked_for(self):
        self.assertFalse(self.run_._fields["report"].prefetch)
