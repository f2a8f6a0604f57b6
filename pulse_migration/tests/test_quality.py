"""The data-quality report: what it counts, and that a count opens its rows."""

import ast
from pathlib import Path
from unittest import TestCase

from odoo.exceptions import AccessError
from odoo.tests import new_test_user
from odoo.tools import SQL

from odoo.addons.pulse_migration.models.quality.quality import CODES
from odoo.addons.pulse_migration.texts import TEXTS

from .common import PATIENTS, PDF, appointment, bill
from .quality_common import QualityCase, patient
from .test_document_loader import drug
from .test_quality_references import item

QUALITY = Path(__file__).parents[1] / "models" / "quality"


class TestCodes(TestCase):
    def test_what_a_rule_marks_is_taken_off_before_the_rules_look_again(self):
        """A code that is forgotten would stay on a row whatever became of it."""
        marked = set()
        for path in QUALITY.glob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and len(node.args) > 1:
                    name = getattr(node.func, "attr", "")
                    code = getattr(node.args[1], "value", None)
                    if name in ("_mark", "_mark_bills") and isinstance(code, str):
                        marked.add(code)
        self.assertGreater(len(marked), 20)
        self.assertLessEqual(marked, set(CODES))


class TestIds(QualityCase):
    def test_the_same_row_again_is_told_and_no_more(self):
        run = self.stage(patients=[patient("P1", "Asha Rao")] * 2)
        self.assertEqual(self.saying(run, "duplicate_row"), {"P1": ("info", "")})
        self.assertNotIn("duplicate_id", self.codes(run))
        self.assertNotIn("same_name_and_email", self.codes(run))

    def test_one_id_with_two_meanings_is_an_error(self):
        run = self.stage(
            patients=[patient("P1", "Asha Rao"), patient("P1", "Ravi Iyer")]
        )
        self.assertEqual(self.saying(run, "duplicate_id"), {"P1": ("error", "")})
        issue = run.issue_ids.filtered(lambda i: i.code == "duplicate_id")
        self.assertEqual((issue.row_count, issue.lines), (2, "2, 3"))
        self.assertNotIn("duplicate_row", self.codes(run))

    def test_physicians_of_one_id_merge_and_are_looked_at(self):
        run = self.stage(
            physicians=[
                {"name": "Dr. Meera Shah", "email": "m@x.example", "role": "Doctor"},
                {"name": "Meera Shah", "email": "m@x.example", "role": "Owner"},
            ]
        )
        self.assertEqual(
            self.saying(run, "duplicate_id"), {"m@x.example": ("warning", "")}
        )
        run.action_plan()
        self.assertNotIn("held", self.rows(run).mapped("state"))

    def test_an_id_of_two_files_is_one_id(self):
        run = self.stage(
            patients_a=[patient("P1", "Asha Rao")],
            patients_b=[patient("P1", "Asha Rao", city="Pune")],
        )
        self.assertEqual(
            self.rows(run).mapped("issue_codes"), ["duplicate_id", "duplicate_id"]
        )

    def test_ids_of_different_objects_do_not_meet(self):
        run = self.stage(
            patients=[patient("7", "Asha Rao")],
            appointments=[{**appointment(1, "7", "2024-03-05"), "appointment_id": "7"}],
        )
        self.assertFalse({"duplicate_id", "duplicate_row"} & self.codes(run))

    def test_two_lines_of_one_kind_are_no_mistake(self):
        run = self.stage(
            patients=[patient("P1", "Asha Rao")],
            bills=[bill(1, "P1", "2024-03-05", "200.00", "0.00")],
            bill_items=[item("B1"), item("B1")],
        )
        self.assertNotIn("row_repeated", self.codes(run))

    def test_a_payment_that_stands_twice_is_looked_at(self):
        payment = {
            "payment_id": "R1",
            "patient_id": "P1",
            "bill_id": "B1",
            "payment_date": "2024-03-05",
            "amount_paid": "50.00",
            "payment_mode": "Cash",
        }
        run = self.stage(
            patients=[patient("P1", "Asha Rao")],
            bills=[bill(1, "P1", "2024-03-05", "100.00", "100.00")],
            payments=[payment, payment, {**payment, "payment_id": "R2"}],
        )
        self.assertEqual(self.saying(run, "row_repeated"), {"R1": ("warning", "")})


class TestReport(QualityCase):
    def messy(self):
        return self.stage(
            patients=[
                *PATIENTS,
                patient("P7", "JosÃ© GÃ³mez", date_of_birth="31-02-1980"),
                patient("P8", "", date_of_birth="1980-02-01"),
                patient("P9", "Test Test"),
            ],
            appointments=[
                appointment(1, "P1", "2024-03-05"),
                appointment(2, "P77", "2024-03-05", type="Zumba"),
            ],
            prescriptions=[drug(1, "P1", "Amoxicillin", file="rx/gone.pdf")],
            bills=[bill(1, "P1", "2024-03-05", "100.00", "100.00")],
        )

    def test_a_count_opens_exactly_the_rows_that_say_it(self):
        run = self.messy()
        counted = run.issue_ids.filtered("lines")
        self.assertGreater(len(counted), 8)
        for issue in counted:
            with self.subTest(issue.code):
                action = issue.action_open_rows()
                rows = self.env[action["res_model"]].search(action["domain"])
                self.assertEqual(len(rows), issue.row_count)
                shown = {int(line) for line in issue.lines.split(", ")}
                self.assertLessEqual(shown, set(rows.mapped("line")))

    def test_every_issue_of_every_row_is_counted_once(self):
        run = self.messy()
        said = sum(len(row.issues or ()) for row in self.rows(run))
        rejected = self.rows(run).filtered(lambda r: r.state == "rejected")
        self.assertEqual(rejected.mapped("reason"), ["name_missing"])
        self.assertEqual(
            sum(run.issue_ids.filtered("lines").mapped("row_count")),
            said + len(rejected),
        )

    def test_findings_of_the_engine_are_in_it(self):
        codes = self.codes(self.messy())
        for code in (
            "impossible_date",
            "unknown_blood_group",
            "test_patient",
            "mojibake_repaired",
            "name_missing",
        ):
            self.assertIn(code, codes)

    def test_staging_again_says_nothing_twice(self):
        run = self.messy()
        before = {row.id: row.issues for row in self.rows(run)}
        counts = sorted(run.issue_ids.mapped(lambda i: (i.code, i.row_count)))
        run.action_stage()
        self.assertEqual({row.id: row.issues for row in self.rows(run)}, before)
        run.action_plan()
        run.action_stage()
        for row in self.rows(run):
            self.assertCountEqual(row.issues or [], before[row.id] or [])
        run.invalidate_recordset()
        self.assertEqual(
            sorted(run.issue_ids.mapped(lambda i: (i.code, i.row_count))), counts
        )

    def test_what_is_no_longer_so_is_no_longer_said(self):
        run = self.stage(appointments=[appointment(1, "P1", "2024-03-05")])
        self.assertIn("patient_unknown", self.codes(run))
        run._receive_path(self.export(patients=PATIENTS))
        run.action_stage()
        self.assertNotIn("patient_unknown", self.codes(run))
        row = self.rows(run, "appointment")
        self.assertFalse(row.issues)
        self.assertFalse(row.issue_codes)
        self.assertFalse(row.severity)

    def test_a_flag_never_makes_a_row_look_better(self):
        run = self.stage(patients=[patient("P1", "Asha", date_of_birth="31-02-1980")])
        rows = self.env["pulse.row"]
        row = self.rows(run)
        self.assertEqual(row.severity, "error")
        row._flag("shared_phone", self.where(row), severity="info")
        self.assertEqual(row.severity, "error")
        row._flag("file_absent", self.where(row), severity="warning")
        self.assertEqual(row.severity, "error")
        rows._unflag(run, ["impossible_date"])
        self.assertEqual(row.severity, "warning")
        self.assertEqual(row.issue_codes, "file_absent, shared_phone")

    def test_a_code_inside_another_ones_name_is_said_too(self):
        run = self.stage(patients=[patient("P1", "Asha")])
        row = self.rows(run)
        row._flag("patient_unreferenced", self.where(row))
        row._flag("patient", self.where(row))
        row._flag("patient", self.where(row))
        self.assertEqual(
            [i[0] for i in row.issues], ["patient_unreferenced", "patient"]
        )

    def where(self, row):
        return SQL("id = %s", row.id)

    def test_rows_are_found_by_code_and_by_column(self):
        run = self.stage(
            patients=[
                patient("P1", "Asha", phone="none of yours", mobile="nor mine"),
                patient("P2", "Ravi", phone="none of yours"),
            ]
        )
        rows = self.env["pulse.row"]
        domain = [("run_id", "=", run.id)]
        for text, ids in {
            "not_a_phone": ["P1", "P2"],
            "not_a_phone: phone": ["P1", "P2"],
            "not_a_phone: mobile": ["P1"],
            "not_a_phone:": [],
            "not_a": [],
        }.items():
            with self.subTest(text):
                found = rows.search([*domain, ("issue", "=", text)])
                self.assertEqual(found.mapped("external_id"), ids)

    def test_the_search_by_code_can_use_its_index(self):
        self.messy()
        self.env.cr.execute("SET LOCAL enable_seqscan = off")
        query = self.env["pulse.row"]._search([("issue", "=", "mojibake")])
        self.env.cr.execute("EXPLAIN " + query.select().code, query.select().params)
        plan = " ".join(line for (line,) in self.env.cr.fetchall())
        self.assertIn("pulse_row_issues", plan)

    def test_statements_do_not_grow_with_the_rows(self):
        found = []
        for count in (3, 60):
            migration = self.migration.copy({"name": f"Clinic {count}"})
            run = migration._open_run()
            people = [patient(f"P{n}", f"Asha {n}") for n in range(count)] * 2
            run._receive_path(
                self.export(
                    patients=people,
                    appointments=[
                        appointment(n, f"P{n * 2}", "2024-03-05") for n in range(count)
                    ],
                )
            )
            run.action_stage()
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            self.env["pulse.quality"]._check(run)
            found.append(self.env.cr.sql_log_count - before)
        self.assertEqual(found[0], found[1])

    def test_every_rule_has_its_sentence(self):
        for code in CODES:
            self.assertIn(code, TEXTS)

    def test_it_shows_counts_but_no_values_to_an_auditor(self):
        run = self.messy()
        auditor = new_test_user(
            self.env, "pulse_looks", groups="pulse_migration.group_auditor"
        )
        issues = run.issue_ids.with_user(auditor)
        said = str(issues.read())
        for value in ("Asha", "Gómez", "Bombay", "Zumba", "31-02-1980"):
            self.assertNotIn(value, said)
        with self.assertRaises(AccessError):
            issues[:1].unlink()
        with self.assertRaises(AccessError):
            self.rows(run).with_user(auditor).read(["person_key"])

    def test_another_company_does_not_see_it(self):
        run = self.messy()
        company = self.env["res.company"].create({"name": "Other clinic"})
        user = new_test_user(
            self.env,
            "pulse_other",
            groups="pulse_migration.group_approver",
            company_id=company.id,
            company_ids=[(6, 0, company.ids)],
        )
        self.assertFalse(self.env["pulse.issue"].with_user(user).search([]))
        self.assertTrue(run.issue_ids)


class TestFilesAndValues(QualityCase):
    def test_a_file_named_but_absent_is_said_before_the_plan(self):
        run = self.stage(
            patients=PATIENTS,
            prescriptions=[
                drug(1, "P1", "Amoxicillin", file="rx/gone.pdf"),
                drug(2, "P1", "Ibuprofen", file="rx/here.pdf"),
            ],
            rx__here_pdf=PDF,
        )
        absent = self.saying(run, "file_absent")
        self.assertEqual(len(absent), 1)
        self.assertNotIn("document_unclaimed", self.codes(run))
        run.action_plan()
        self.assertEqual(self.saying(run, "file_absent"), absent)
        said = [i[0] for row in self.rows(run) for i in row.issues or ()]
        self.assertEqual(said.count("file_absent"), 1)

    def test_a_file_that_arrives_later_is_no_longer_absent(self):
        run = self.stage(
            patients=PATIENTS,
            prescriptions=[drug(1, "P1", "Amoxicillin", file="rx/late.pdf")],
        )
        self.assertIn("file_absent", self.codes(run))
        run._receive_path(self.export(rx__late_pdf=PDF))
        run.action_plan()
        row = self.rows(run, "prescription")
        self.assertTrue(row.document_id)
        self.assertNotIn("file_absent", row.issue_codes or "")

    def test_a_file_that_nobody_names_is_listed(self):
        run = self.stage(patients=PATIENTS, scans__xray_pdf=PDF)
        issue = run.issue_ids.filtered(lambda i: i.code == "document_unclaimed")
        self.assertEqual(issue.file_id.name, "scans/xray.pdf")
        self.assertEqual(issue.action_open_rows()["res_id"], issue.file_id.id)

    def test_a_file_that_cannot_be_used_is_listed(self):
        run = self.migration._open_run()
        run._receive_path(self.export(patients=PATIENTS, notes_pdf=b"\0\1\2 no pdf"))
        run.action_stage()
        unused = run.file_ids.filtered("error_code")
        self.assertEqual(
            run.issue_ids.filtered(lambda i: i.file_id == unused).mapped("code"),
            unused.mapped("error_code"),
        )

    def test_a_word_without_meaning_is_said_until_somebody_gives_it_one(self):
        run = self.stage(
            patients=PATIENTS,
            appointments=[
                appointment(1, "P1", "2024-03-05", status="Parked"),
                appointment(2, "P1", "2024-03-06", status="no show"),
            ],
        )
        found = self.saying(run, "value_unmapped")
        self.assertEqual(found.get("A1"), ("warning", "status"))
        self.assertNotIn("A2", found)
        self.migration.value_map_ids.filtered(
            lambda line: line.source_value == "Parked"
        ).action_accept()
        run.action_stage()
        self.assertNotIn("A1", self.saying(run, "value_unmapped"))

    def test_a_date_order_that_nothing_proves_is_asked_about(self):
        run = self.stage(
            patients=[patient("P1", "Asha", date_of_birth="03/04/1980")],
        )
        issue = run.issue_ids.filtered(lambda i: i.code == "date_order_unproven")
        self.assertEqual((issue.header, issue.row_count), ("date_of_birth", 1))
        run = self.migration.copy({"name": "Other"})._open_run()
        run._receive_path(
            self.export(patients=[patient("P1", "Asha", date_of_birth="23/04/1980")])
        )
        run.action_stage()
        self.assertNotIn("date_order_unproven", self.codes(run))
