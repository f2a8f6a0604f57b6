"""The report as a workbook: what is in it for whom, and its way back."""

import base64
import io

import openpyxl

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from .common import appointment
from .quality_common import QualityCase, patient

PEOPLE = [
    patient("P1", "Asha", date_of_birth="31-02-1984", phone="=2+3"),
    patient("P2", "Ravi", date_of_birth="28-02-1990", phone="call me"),
    patient("P3", "", date_of_birth="27-02-1990", phone="98765 43210"),
]


class SheetCase(QualityCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        groups = "pulse_migration.group_operator"
        cls.blind = new_test_user(cls.env, "pulse_blind2", groups=groups)
        groups += ",pulse_migration.group_medical"
        cls.operator = new_test_user(cls.env, "pulse_sheets", groups=groups)

    def book(self, run, user=None):
        stream = io.BytesIO()
        run.with_user(user or self.operator)._write_quality(stream)
        stream.seek(0)
        return openpyxl.load_workbook(stream)

    def lines(self, workbook):
        header, *rows = workbook["Problems"].iter_rows(values_only=True)
        return [dict(zip(header, row, strict=True)) for row in rows]

    def fill(self, workbook, **texts):
        """Write correct values by "id column"; return the saved workbook."""
        sheet = workbook["Problems"]
        header = [cell.value for cell in sheet[1]]
        at = header.index("Correct value")
        for row in sheet.iter_rows(min_row=2):
            said = {name: cell.value for name, cell in zip(header, row, strict=True)}
            key = f"{said['ID'] or said['Row']}_{said['Column'] or ''}"
            if key in texts:
                row[at].value = texts[key]
        saved = io.BytesIO()
        workbook.save(saved)
        return saved.getvalue()

    def upload(self, run, content, user=None):
        wizard = self.env["pulse.correct.upload"].with_user(user or self.operator)
        wizard = wizard.create(
            {
                "run_id": run.id,
                "content": base64.b64encode(content),
                "file_name": "back.xlsx",
            }
        )
        wizard.action_upload()
        return wizard

    def fixes(self):
        return self.env["pulse.fix"].search([("migration_id", "=", self.migration.id)])


class TestSheet(SheetCase):
    def test_the_clinic_reads_what_is_wrong_where(self):
        run = self.stage(patients=PEOPLE)
        workbook = self.book(run)
        self.assertEqual(workbook.sheetnames, ["Summary", "Columns", "Problems"])
        lines = self.lines(workbook)
        found = {(n["Row"], n["Column"]): n for n in lines}
        line = found[2, "date_of_birth"]
        self.assertEqual(line["File"], "patients.csv")
        self.assertEqual((line["ID"], line["Severity"]), ("P1", "Error"))
        self.assertIn("no such day", line["What is wrong, what to do"])
        self.assertEqual(line["Current text"], "31-02-1984")
        self.assertIsNone(line["Correct value"])
        self.assertEqual(found[2, "phone"]["Current text"], "=2+3")

    def test_a_row_that_is_rejected_names_the_cell_to_fill(self):
        run = self.stage(patients=PEOPLE)
        lines = [n for n in self.lines(self.book(run)) if n["ID"] == "P3"]
        self.assertEqual([n["Column"] for n in lines], ["name"])

    def test_what_a_rule_changed_asks_nobody_for_anything(self):
        run = self.stage(patients=PEOPLE)
        severities = {line["Severity"] for line in self.lines(self.book(run))}
        self.assertEqual(severities, {"Error", "Please look"})
        self.assertIn("info", run.issue_ids.mapped("severity"))

    def test_the_summary_counts_all_of_it(self):
        run = self.stage(patients=PEOPLE)
        rows = list(self.book(run)["Summary"].iter_rows(min_row=2, values_only=True))
        self.assertIn((None, "Patient", "patients.csv", None, 3, None), rows)
        counted = sum(row[4] for row in rows if row[0])
        self.assertEqual(counted, sum(run.issue_ids.mapped("row_count")))

    def test_the_columns_say_what_they_hold(self):
        run = self.stage(patients=PEOPLE)
        rows = self.book(run)["Columns"].iter_rows(min_row=2, values_only=True)
        by_column = {row[1]: row for row in rows}
        self.assertEqual(by_column["date_of_birth"][4:7], (3, 3, "Day first"))
        self.assertEqual(by_column["date_of_birth"][7], "proven dmy")
        self.assertIsNone(by_column["name"][6])

    def test_an_id_that_nobody_wrote_is_not_shown(self):
        run = self.stage(
            patients=PEOPLE,
            appointments=[
                {**appointment(1, "P9", "2024-03-05"), "appointment_id": ""},
            ],
        )
        lines = [n for n in self.lines(self.book(run)) if "app" in n["File"]]
        self.assertTrue(lines)
        self.assertEqual({line["ID"] for line in lines}, {None})

    def test_texts_of_cells_are_for_the_medical_group(self):
        run = self.stage(patients=PEOPLE)
        workbook = self.book(run, self.blind)
        lines = self.lines(workbook)
        self.assertTrue(lines)
        self.assertFalse([n for n in lines if n["Current text"]])
        said = str([list(sheet.values) for sheet in workbook])
        for value in ("Asha", "31-02-1984", "call me", "example.com"):
            self.assertNotIn(value, said)

    def test_nobody_else_gets_it(self):
        run = self.stage(patients=PEOPLE)
        desk = new_test_user(self.env, "pulse_desk3", groups="base.group_user")
        for call in (
            lambda: run.with_user(desk).action_download_quality(),
            lambda: self.book(run, desk),
        ):
            with self.assertRaises(AccessError):
                call()


class TestWayBack(SheetCase):
    def test_a_filled_sheet_becomes_corrections(self):
        run = self.stage(patients=PEOPLE)
        content = self.fill(
            self.book(run),
            P1_date_of_birth="29-02-1984",
            P1_phone="98765 43211",
            P3_name="Lata Iyer",
        )
        wizard = self.upload(run, content)
        self.assertEqual(wizard.correction_count, 3)
        self.assertFalse(wizard.problem_ids or wizard.content)
        self.assertTrue(wizard.is_done)
        first, _second, third = self.rows(run)
        self.assertEqual(first.values["date_of_birth"], "1984-02-29")
        self.assertEqual(first.values["phone"], "+919876543211")
        self.assertEqual((third.values["name"], third.state), ("Lata Iyer", "staged"))
        self.assertEqual(set(self.fixes().mapped("row_key")), {"P1", "P3"})

    def test_it_comes_back_after_the_files_were_staged_again(self):
        run = self.stage(patients=PEOPLE)
        content = self.fill(self.book(run), P1_date_of_birth="29-02-1984")
        run.file_ids._set_stale()
        run.action_stage()
        self.assertEqual(self.upload(run, content).correction_count, 1)

    def test_a_row_that_moved_is_found_by_what_it_says(self):
        run = self.stage(patients=PEOPLE)
        content = self.fill(self.book(run), P1_date_of_birth="29-02-1984")
        run._receive_path(self.export(patients=[patient("P0", "New"), *PEOPLE]))
        run.action_stage()
        self.assertEqual(self.upload(run, content).correction_count, 1)
        row = self.rows(run).filtered(lambda r: r.external_id == "P1")
        self.assertEqual(row.values["date_of_birth"], "1984-02-29")

    def test_a_row_that_is_gone_is_listed_not_dropped(self):
        run = self.stage(patients=PEOPLE)
        content = self.fill(
            self.book(run), P1_date_of_birth="29-02-1984", P2_phone="98765 43211"
        )
        changed = [{**PEOPLE[0], "name": "Asha Rao"}, *PEOPLE[1:]]
        run._receive_path(self.export(patients=changed))
        run.action_stage()
        wizard = self.upload(run, content)
        self.assertEqual(wizard.correction_count, 1)
        self.assertEqual(wizard.problem_ids.mapped("code"), ["correction_row_unknown"])
        self.assertTrue(wizard.problem_ids.line)
        self.assertIn("no longer", wizard.problem_ids.text)

    def test_every_line_that_cannot_be_used_says_why(self):
        run = self.stage(
            patients=[
                *PEOPLE,
                patient("P7", "Dev Rao", date_of_birth="1990-02-01"),
                patient("P8", "Dev Rao", date_of_birth="1990-02-01"),
            ]
        )
        workbook = self.book(run)
        sheet = workbook["Problems"]
        sheet.append([None, None, None, None, None, None, None, "lost"])
        content = self.fill(
            workbook,
            P1_phone="=2+3",
            P2_phone="98765 43211",
            P7_="merge with P8",
        )
        wizard = self.upload(run, content)
        self.assertEqual(wizard.correction_count, 1)
        self.assertEqual(
            set(wizard.problem_ids.mapped("code")),
            {
                "correction_not_needed",
                "correction_without_column",
                "correction_keys_missing",
            },
        )

    def test_two_different_corrections_of_a_cell_are_none(self):
        people = [patient("P1", "Test Test7", phone="call me")]
        run = self.stage(patients=people)
        workbook = self.book(run)
        sheet = workbook["Problems"]
        named = [row for row in sheet.iter_rows(min_row=2) if row[3].value == "name"]
        self.assertGreater(len(named), 1)
        for number, row in enumerate(named):
            row[7].value = f"Asha {number}"
        saved = io.BytesIO()
        workbook.save(saved)
        wizard = self.upload(run, saved.getvalue())
        self.assertEqual(
            wizard.problem_ids.mapped("code"), ["correction_conflict"] * len(named)
        )
        self.assertFalse(self.fixes())

    def test_what_is_no_sheet_is_refused_in_words(self):
        run = self.stage(patients=PEOPLE)
        for content in (b"PK\3\4 nothing", b"a,b\n1,2\n", b"no table at all"):
            with self.subTest(content), self.assertRaises(UserError):
                self.upload(run, content)

    def test_a_sheet_without_values_is_refused(self):
        run = self.stage(patients=PEOPLE)
        with self.assertRaises(UserError):
            self.upload(run, self.fill(self.book(run)))

    def test_only_who_may_correct_uploads(self):
        run = self.stage(patients=PEOPLE)
        content = self.fill(self.book(run), P1_date_of_birth="29-02-1984")
        with self.assertRaises(AccessError):
            self.upload(run, content, self.blind)

    def test_an_upload_voids_the_approval(self):
        run = self.stage(patients=PEOPLE)
        content = self.fill(self.book(run), P1_date_of_birth="29-02-1984")
        run.action_plan()
        self.approve(run)
        self.upload(run, content)
        self.assertEqual(run.state, "draft")


@tagged("post_install", "-at_install")
class TestDownload(HttpCase, SheetCase):
    def test_the_operator_downloads_it(self):
        run = self.stage(patients=PEOPLE)
        self.authenticate("pulse_sheets", "pulse_sheets")
        answer = self.url_open(run.action_download_quality()["url"])
        self.assertEqual(answer.status_code, 200)
        self.assertIn("attachment", answer.headers["Content-Disposition"])
        self.assertEqual(answer.headers["Cache-Control"], "no-store")
        workbook = openpyxl.load_workbook(io.BytesIO(answer.content))
        self.assertEqual(len(self.lines(workbook)), 4)

    def test_nobody_else_does(self):
        run = self.stage(patients=PEOPLE)
        url = run.action_download_quality()["url"]
        new_test_user(self.env, "pulse_desk4", groups="base.group_user")
        self.authenticate("pulse_desk4", "pulse_desk4")
        with mute_logger("odoo.http"):
            self.assertEqual(self.url_open(url).status_code, 403)
        self.authenticate(None, None)
        answer = self.url_open(url, allow_redirects=False)
        self.assertEqual(answer.status_code, 303)

    def test_a_run_that_is_not_there_is_not_found(self):
        self.authenticate("pulse_sheets", "pulse_sheets")
        answer = self.url_open("/pulse_migration/quality/999999999")
        self.assertEqual(answer.status_code, 404)
