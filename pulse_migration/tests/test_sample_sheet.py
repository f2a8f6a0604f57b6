"""The sample as a workbook and as a page: whole, safe, and private."""

import io
import zipfile

import openpyxl
from lxml import html

from odoo.exceptions import AccessError
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from .common import PATIENTS, PulseCase, appointment

FORMULA = "=HYPERLINK(0)"


@tagged("post_install", "-at_install")
class TestSampleSheet(HttpCase, PulseCase):
    def setUp(self):
        super().setUp()
        rows = [
            {**PATIENTS[0], "city": FORMULA, "shoe_colour_xyz": "blue"},
            {**PATIENTS[1], "shoe_colour_xyz": "0007"},
        ]
        self.run_ = self.plan(
            patients=rows, appointments=[appointment(1, "P1", "2024-03-05")]
        )
        self.sample = self.env["pulse.sample"].create({"run_id": self.run_.id})
        self.sample.action_sample()
        self.users = {
            name: new_test_user(self.env, f"sheet_{name}", groups=groups)
            for name, groups in {
                "auditor": "pulse_migration.group_auditor",
                "medic": "pulse_migration.group_auditor,pulse_migration.group_medical",
                "desk": "base.group_user",
            }.items()
        }

    def book(self, name):
        stream = io.BytesIO()
        self.sample.with_user(self.users[name])._write_sheet(stream)
        stream.seek(0)
        return openpyxl.load_workbook(stream), stream

    def table(self, book, name):
        """Return the sheet's lines as dicts by header."""
        header, *lines = book[name].iter_rows(values_only=True)
        return [dict(zip(header, line, strict=True)) for line in lines]

    def test_it_holds_coverage_verdicts_problems_and_every_cell(self):
        book, _stream = self.book("medic")
        self.assertEqual(
            book.sheetnames, ["Coverage", "Verdicts", "Problems", "Every cell"]
        )
        self.assertEqual(len(self.table(book, "Every cell")), len(self.sample.line_ids))
        self.assertEqual(
            len(self.table(book, "Coverage")), len(self.sample.coverage_ids)
        )
        verdicts = self.table(book, "Verdicts")
        self.assertEqual(len(verdicts), len(self.sample.verdict_ids))
        counted = sum(line["Lost"] for line in verdicts)
        self.assertEqual(counted, self.sample._count_verdicts()["lost"])

    def test_problems_are_what_is_lost_lossy_or_flagged(self):
        book, _stream = self.book("medic")
        lines = self.table(book, "Problems")
        self.assertEqual(
            {line["Verdict"] for line in lines} - {"Lost", "Lossy", "Flagged"}, set()
        )
        shoe = [line for line in lines if line["Column"] == "shoe_colour_xyz"]
        self.assertEqual(sorted(line["In Pulse"] for line in shoe), ["0007", "blue"])
        self.assertTrue(all(line["Rule"] for line in shoe))

    def test_no_cell_becomes_a_formula(self):
        book, stream = self.book("medic")
        cells = [line["In Pulse"] for line in self.table(book, "Every cell")]
        self.assertIn(FORMULA, cells)
        with zipfile.ZipFile(stream) as package:
            for name in package.namelist():
                if name.startswith("xl/worksheets/"):
                    self.assertNotIn(b"<f>", package.read(name))

    def test_what_cells_say_is_for_the_medical_group(self):
        book, _stream = self.book("auditor")
        lines = self.table(book, "Every cell")
        self.assertEqual(len(lines), len(self.sample.line_ids))
        for name in ("In Pulse", "In Odoo"):
            self.assertEqual({line[name] for line in lines}, {None})
        shown = str(lines)
        self.assertNotIn("Asha Rao", shown)

    def test_strangers_get_nothing(self):
        with self.assertRaises(AccessError):
            self.book("desk")

    def fetch(self, name, url):
        login = self.users[name].login
        self.authenticate(login, login)
        with mute_logger("odoo.http"):
            return self.url_open(url)

    def test_it_is_downloaded_by_its_button(self):
        url = self.sample.action_download()["url"]
        answer = self.fetch("auditor", url)
        self.assertEqual(answer.status_code, 200)
        self.assertIn("spreadsheetml", answer.headers["Content-Type"])
        self.assertEqual(answer.headers["Cache-Control"], "no-store")
        self.assertIn("Verdicts", openpyxl.load_workbook(io.BytesIO(answer.content)))
        self.assertEqual(self.fetch("desk", url).status_code, 403)
        self.assertEqual(
            self.fetch("auditor", "/pulse_migration/sample/999999999").status_code, 404
        )

    def test_it_prints_with_texts_for_the_medical_group_only(self):
        url = f"/report/html/pulse_migration.sample_page/{self.sample.id}"
        self.assertEqual(
            self.sample.action_print()["report_name"], "pulse_migration.sample_page"
        )
        medic = self.fetch("medic", url).text
        for word in ("Coverage", "Verdicts by column", "shoe_colour_xyz", "blue"):
            self.assertIn(word, medic)
        auditor = self.fetch("auditor", url).text
        self.assertIn("shoe_colour_xyz", auditor)
        self.assertNotIn(">blue<", auditor)
        self.assertIn("medical group only", auditor)
        for text in (medic, auditor):
            for table in html.fromstring(text).iter("table"):
                widths = {len(row.findall("*")) for row in table.iter("tr")}
                self.assertEqual(len(widths), 1, widths)

    def test_a_long_list_of_problems_is_cut_visibly_on_paper(self):
        from odoo.addons.pulse_migration.report import sample_page

        most, sample_page.MOST_LINES = sample_page.MOST_LINES, 1
        self.addCleanup(setattr, sample_page, "MOST_LINES", most)
        values = self.env["report.pulse_migration.sample_page"]._get_report_values(
            self.sample.ids
        )
        sheet = values["sheets"][0]
        self.assertEqual(len(sheet["problems"]), 1)
        self.assertTrue(sheet["is_cut"])
        self.assertGreater(sheet["problem_count"], 1)
