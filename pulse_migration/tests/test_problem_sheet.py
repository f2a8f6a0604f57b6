"""The workbook for the clinic: written as text, read back as corrections."""

import io
import unittest
import zipfile
from unittest.mock import patch

import openpyxl

from odoo.addons.pulse_migration.engine import problem_sheet
from odoo.addons.pulse_migration.engine.errors import SourceError
from odoo.addons.pulse_migration.engine.problem_sheet import (
    KEYS,
    ProblemBook,
    read_corrections,
)

HEADER = ("File", "Current text", "Correct value", *KEYS)
WIDTHS = (20, 20, 20)


def book(*rows, header=HEADER):
    stream = io.BytesIO()
    with ProblemBook(stream) as made:
        made.add_sheet("Summary", ("What", "Rows"), [("Patients", 3)], (10, 10))
        made.add_sheet("Problems", header, rows, WIDTHS)
    stream.seek(0)
    return stream


def line(corrected, current="x", key="~1", file="p.csv", number="7", column="name"):
    return (file, current, corrected, key, file, number, column)


class TestProblemBook(unittest.TestCase):
    dangerous = ("=1+1", "+91 98765 43210", "-5", "@SUM(A1)", "=HYPERLINK(1)", "{=1}")

    def test_nothing_becomes_a_formula_a_number_or_a_link(self):
        texts = (*self.dangerous, "00123", "http://example.com", "1E5", "TRUE")
        stream = book(*(line(None, text) for text in texts))
        sheet = openpyxl.load_workbook(stream)["Problems"]
        cells = [sheet.cell(row, 2) for row in range(2, len(texts) + 2)]
        self.assertEqual([cell.value for cell in cells], list(texts))
        # openpyxl calls a text that begins like one a formula; the file does not
        with zipfile.ZipFile(stream) as archive:
            content = archive.read("xl/worksheets/sheet2.xml").decode()
        self.assertNotIn("<f>", content)
        self.assertNotIn("<hyperlink", content)
        self.assertEqual(content.count("<v>"), 0)

    def test_what_is_typed_stays_text(self):
        sheet = openpyxl.load_workbook(book(line(None)))["Problems"]
        self.assertEqual(sheet.column_dimensions["C"].width > 10, True)
        self.assertEqual(sheet["B2"].number_format, "@")

    def test_the_keys_are_hidden(self):
        sheet = openpyxl.load_workbook(book(line(None)))["Problems"]
        for letter in "DEFG":
            # columns of one width are one group
            group = sheet.column_dimensions["D"]
            self.assertTrue(group.hidden, letter)
        self.assertFalse(sheet.column_dimensions["B"].hidden)

    def test_a_text_no_cell_can_hold_is_cut_visibly(self):
        sheet = openpyxl.load_workbook(book(line(None, "a" * 40_000)))["Problems"]
        self.assertTrue(sheet["B2"].value.endswith("[…]"))
        self.assertLess(len(sheet["B2"].value), 32_767)

    def test_more_rows_than_a_sheet_has_go_on_in_the_next(self):
        with patch.object(problem_sheet, "_MOST_ROWS", 2):
            stream = book(
                *(line(f"n{number}", key=f"~{number}") for number in range(5))
            )
        names = openpyxl.load_workbook(stream).sheetnames
        self.assertEqual(names, ["Summary", "Problems", "Problems 2", "Problems 3"])
        stream.seek(0)
        found = [item.corrected for item in read_corrections(stream, "x.xlsx")]
        self.assertEqual(found, ["n0", "n1", "n2", "n3", "n4"])


class TestReadCorrections(unittest.TestCase):
    def read(self, stream, name="x.xlsx"):
        stream.seek(0)
        return list(read_corrections(stream, name))

    def test_only_filled_lines_come_back(self):
        found = self.read(book(line(None), line("Asha Rao"), line("")))
        self.assertEqual(len(found), 1)
        self.assertEqual(
            (found[0].key, found[0].file, found[0].source_line, found[0].column),
            ("~1", "p.csv", 7, "name"),
        )
        self.assertEqual((found[0].corrected, found[0].line), ("Asha Rao", 3))

    def test_another_language_and_another_order_of_sheets_are_fine(self):
        header = ("Datei", "Text", "Richtiger Wert", *KEYS)
        self.assertEqual(
            [item.corrected for item in self.read(book(line("Asha"), header=header))],
            ["Asha"],
        )

    def test_what_a_person_types_comes_back_as_text(self):
        stream = book(line("x"), line("x"), line("x"))
        workbook = openpyxl.load_workbook(stream)
        sheet = workbook["Problems"]
        sheet["C2"] = 9876543210
        sheet["C3"] = "00123"
        sheet["C4"] = "29/02/1984"
        saved = io.BytesIO()
        workbook.save(saved)
        found = [item.corrected for item in self.read(saved)]
        self.assertEqual(found, ["9876543210", "00123", "29/02/1984"])

    def test_a_sorted_and_filtered_sheet_is_the_same(self):
        stream = book(*(line(f"n{n}", key=f"~{n}", number=str(n)) for n in (3, 1, 2)))
        workbook = openpyxl.load_workbook(stream)
        sheet = workbook["Problems"]
        sheet.auto_filter.ref = "A1:G4"
        sheet.row_dimensions[3].hidden = True
        saved = io.BytesIO()
        workbook.save(saved)
        found = {(i.source_line, i.key, i.corrected) for i in self.read(saved)}
        self.assertEqual(found, {(n, f"~{n}", f"n{n}") for n in (1, 2, 3)})

    def test_it_may_come_back_as_csv(self):
        text = ",".join(HEADER) + "\np.csv,x,Asha,~1,p.csv,7,name\np.csv,x,,~2,p.csv,8,"
        found = self.read(io.BytesIO(text.encode()), "back.csv")
        self.assertEqual([item.corrected for item in found], ["Asha"])

    def test_a_line_without_keys_says_so(self):
        (found,) = self.read(book(("p.csv", "x", "Asha"), header=HEADER))
        self.assertEqual((found.key, found.source_line, found.column), ("", 0, ""))

    def test_a_sheet_without_keys_holds_nothing(self):
        self.assertEqual(self.read(book(("a", "b"), header=("File", "Correct"))), [])

    def test_what_is_no_sheet_is_an_error(self):
        with self.assertRaises(SourceError):
            self.read(io.BytesIO(b"PK\3\4 nothing"))
