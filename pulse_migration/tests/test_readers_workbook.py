"""XLSX workbooks, old Excel files and what passes itself off as one."""

import datetime
import io
import tracemalloc
import zipfile
from unittest import TestCase, mock, skipUnless

import openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from odoo.addons.pulse_migration.engine.readers import read_tables, workbook, xls
from odoo.addons.pulse_migration.engine.readers.cell_formats import (
    format_kind,
    formatted_text,
    number_text,
    serial_text,
)
from odoo.addons.pulse_migration.engine.readers.shared_strings import (
    MEMORY_STRINGS,
    SharedStrings,
)
from odoo.addons.pulse_migration.tests.readers_common import (
    error_code,
    lines,
    one,
    read,
    values,
)

try:
    import xlwt
except ImportError:  # optional in Odoo, like xlrd
    xlwt = None

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def saved(book):
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def filled(*rows):
    """Return (book, sheet) of one sheet that holds these rows."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    return book, book.active


def raw(sheet, strings="", styles="", prolog="", space=MAIN):
    """Return a workbook whose sheet is the XML given, as other programs write it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGE}"><Relationship Id="a" '
            f'Type="{RELATIONS}/officeDocument" Target="/xl/workbook.xml"/>'
            "</Relationships>",
        )
        package.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{space}" xmlns:r="{RELATIONS}"><sheets>'
            '<sheet name="S" sheetId="1" r:id="b"/></sheets></workbook>',
        )
        package.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{PACKAGE}"><Relationship Id="b" '
            f'Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
            "</Relationships>",
        )
        package.writestr("xl/worksheets/sheet1.xml", prolog + sheet)
        if strings:
            package.writestr("xl/sharedStrings.xml", strings)
        if styles:
            package.writestr("xl/styles.xml", styles)
    return stream.getvalue()


def raw_rows(rows):
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


class TestCells(TestCase):
    def test_every_kind_of_cell(self):
        moment = datetime.datetime
        cases = [
            ("text", "  Ram ", "  Ram "),
            ("integer", 9876543210, "9876543210"),
            ("whole float", 500.0, "500"),
            ("float", 1234.56, "1234.56"),
            ("small float", 1e-7, "0.0000001"),
            ("large", 1.5e20, "150000000000000000000"),
            ("negative", -12.5, "-12.5"),
            ("true", True, "TRUE"),
            ("false", False, "FALSE"),
            ("day", datetime.date(1980, 2, 29), "1980-02-29"),
            ("midnight", moment(2024, 3, 5), "2024-03-05"),
            ("moment", moment(2024, 3, 5, 16, 30, 15), "2024-03-05 16:30:15"),
            ("clock", datetime.time(16, 30), "16:30:00"),
            ("duration", datetime.timedelta(hours=36, minutes=5), "36:05:00"),
            ("hindi", "प्रिया", "प्रिया"),
            ("two lines", "a\nb", "a\nb"),
        ]
        book, _sheet = filled(
            [name for name, _value, _text in cases],
            [value for _name, value, _text in cases],
        )
        _table, rows = one(saved(book))
        self.assertEqual(rows[0].cells, {name: text for name, _value, text in cases})
        self.assertEqual(rows[0].issues, ())

    def test_epoch_of_1904(self):
        book, _sheet = filled(["id", "born", "seen"])
        book.epoch = CALENDAR_MAC_1904
        book.active.append(
            [1, datetime.date(1980, 2, 29), datetime.datetime(2024, 3, 5, 10, 0)]
        )
        table, rows = one(saved(book))
        self.assertEqual(values(rows), [["1", "1980-02-29", "2024-03-05 10:00:00"]])
        self.assertIn("epoch_1904", table.notes)

    def test_formats_that_change_the_meaning(self):
        book, sheet = filled(["id", "pin", "rate", "fee"], [7, 411, 0.18, 1250.5])
        sheet["A2"].number_format = "00000"
        sheet["B2"].number_format = "000000"
        sheet["C2"].number_format = "0.0%"
        sheet["D2"].number_format = "[$₹-4009] #,##0.00"
        _table, rows = one(saved(book))
        self.assertEqual(values(rows), [["00007", "000411", "18%", "1250.5"]])

    def test_number_under_a_date_format_that_is_no_day(self):
        book, sheet = filled(["id", "phone"], [1, 9876543210])
        sheet["B2"].number_format = "dd/mm/yyyy"
        _table, rows = one(saved(book))
        self.assertEqual(rows[0].cells["phone"], "9876543210")
        self.assertEqual(rows[0].issues, ("date_cell_out_of_range",))

    def test_formulas(self):
        sheet = raw_rows(
            '<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c>'
            '<c r="B1" t="inlineStr"><is><t>total</t></is></c></row>'
            '<row r="2"><c r="A2"><v>1</v></c><c r="B2"><f>1+1</f><v>2</v></c></row>'
            '<row r="3"><c r="A3"><v>2</v></c><c r="B3"><f>A1*2</f></c></row>'
            '<row r="4"><c r="A4"><v>3</v></c>'
            '<c r="B4" t="e"><f>A1/0</f><v>#DIV/0!</v></c></row>'
            '<row r="5"><c r="A5"><v>4</v></c>'
            '<c r="B5" t="str"><f>""</f><v></v></c></row>'
            '<row r="6"><c r="A6"><v>5</v></c>'
            '<c r="B6" t="str"><f>x</f><v>yes</v></c></row>'
        )
        _table, rows = one(raw(sheet))
        self.assertEqual(
            values(rows),
            [["1", "2"], ["2", "=A1*2"], ["3", "#DIV/0!"], ["4"], ["5", "yes"]],
        )
        self.assertEqual(
            [row.issues for row in rows],
            [(), ("formula_without_value",), ("formula_error",), (), ()],
        )

    def test_xml_of_other_programs(self):
        sheet = (
            f'<x:worksheet xmlns:x="{MAIN}"><x:dimension ref="A1"/><x:sheetData>'
            '<x:row><x:c t="s"><x:v>0</x:v></x:c><x:c t="s"><x:v>1</x:v></x:c></x:row>'
            "<x:row><x:c><x:v>1.0</x:v></x:c>"
            '<x:c t="d"><x:v>2024-03-05T00:00:00</x:v></x:c></x:row>'
            '<x:row r="4"><x:c r="B4" t="s"><x:v>2</x:v></x:c></x:row>'
            "</x:sheetData></x:worksheet>"
        )
        strings = (
            f'<sst xmlns="{MAIN}"><si><t>id</t></si><si><r><t>birth </t></r>'
            "<r><rPr><b/></rPr><t>day</t></r><rPh><t>kana</t></rPh></si>"
            "<si><t>a_x000D_b</t></si></sst>"
        )
        table, rows = one(raw(sheet, strings))
        self.assertEqual(table.header, ("id", "birth day"))
        self.assertEqual(values(rows), [["1", "2024-03-05"], ["a\rb"]])
        self.assertEqual(lines(rows), [2, 4])

    def test_strict_namespace(self):
        space = "http://purl.oclc.org/ooxml/spreadsheetml/main"
        sheet = raw_rows(
            '<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c></row>'
            '<row r="2"><c r="A2"><v>7</v></c></row>'
        ).replace(MAIN, space)
        self.assertEqual(values(one(raw(sheet, space=space))[1]), [["7"]])


class TestSheets(TestCase):
    def test_all_sheets_hidden_ones_noted(self):
        book, _sheet = filled(["id", "name"], [1, "A"])
        book.active.title = "Patients"
        book.create_sheet("Empty")
        other = book.create_sheet("Bills")
        other.append(["bill", "amount"])
        other.append(["B1", 500])
        other.sheet_state = "veryHidden"
        found = read(saved(book))
        self.assertEqual([table.name for table, _rows in found], ["Patients", "Bills"])
        self.assertEqual(
            [table.notes for table, _rows in found], [(), ("hidden_sheet",)]
        )

    def test_one_sheet_needs_no_name(self):
        book, _sheet = filled(["id", "name"], [1, "A"])
        self.assertEqual(one(saved(book))[0].name, "")

    def test_title_and_empty_leading_columns_and_rows(self):
        book, sheet = filled()
        sheet["C3"] = "Smile Dental"
        sheet.merge_cells("C3:F3")
        for row, record in enumerate(
            (["ID", "Name", None, "Fee"], ["P1", "Ram", "x", 5], ["P2", "B", None, 6]),
            5,
        ):
            for column, value in enumerate(record, 3):
                sheet.cell(row, column, value)
        table, rows = one(saved(book))
        self.assertEqual(table.header, ("ID", "Name", "Column E", "Fee"))
        self.assertEqual(table.preamble, ((3, "Smile Dental"),))
        self.assertEqual((table.header_line, lines(rows)), (5, [6, 7]))

    def test_two_tables_in_a_sheet(self):
        book, _sheet = filled(
            ["id", "name", "phone"],
            [1, "Ram", 98765],
            [],
            ["Date", "Patient", "Doctor", "Fee"],
            [datetime.date(2024, 3, 5), "Ram", "Dr. A", 500],
        )
        found = read(saved(book))
        self.assertEqual([table.name for table, _rows in found], ["", "table 2"])
        self.assertEqual(lines(found[1][1]), [5])

    def test_total_row(self):
        book, _sheet = filled(["id", "fee"], [1, 5], [2, 6], ["Total", 11])
        rows = one(saved(book))[1]
        self.assertEqual([row.excluded for row in rows], ["", "", "total_row"])

    def test_blank_last_cells_are_no_short_rows(self):
        book, _sheet = filled(["id", "a", "b"], [1, 2, 3], [2], [3, 4, 5])
        self.assertEqual({row.issues for row in one(saved(book))[1]}, {()})

    def test_workbook_without_values_is_empty(self):
        self.assertEqual(error_code(saved(openpyxl.Workbook())), "empty_file")

    def test_a_cell_far_away_is_a_remark_and_no_header(self):
        book = openpyxl.Workbook()
        sheet = book.active
        for place, text in (("C5", "id"), ("D5", "name"), ("C6", 1), ("D6", "A")):
            sheet[place] = text
        sheet["XFD1048576"] = "end"
        table, rows = one(saved(book), "a.xlsx")
        self.assertEqual(table.header, ("id", "name", "Column XFD"))
        self.assertEqual(values(rows), [["1", "A"], ["end"]])


class TestMerges(TestCase):
    def two_rows(self):
        book, sheet = filled(
            ["Name", "Phone", None, "Visit", None, "City"],
            [None, "Mobile", "Home", "Date", "Fee", None],
            ["Ram", 98765, 98766, datetime.date(2024, 3, 5), 500, "Pune"],
        )
        return book, sheet

    def test_header_of_two_rows(self):
        book, sheet = self.two_rows()
        for area in ("A1:A2", "B1:C1", "D1:E1", "F1:F2"):
            sheet.merge_cells(area)
        table, rows = one(saved(book))
        self.assertEqual(
            table.header,
            ("Name", "Phone Mobile", "Phone Home", "Visit Date", "Visit Fee", "City"),
        )
        self.assertEqual((lines(rows), rows[0].cells["Visit Fee"]), ([3], "500"))

    def test_merged_title_over_a_plain_header_is_no_second_row(self):
        book, sheet = filled(
            ["Smile", None, "Patients of May", None],
            ["id", "name", "phone", "city"],
            [1, "Ram", 98765, "Pune"],
        )
        sheet.merge_cells("C1:D1")
        table, rows = one(saved(book))
        self.assertEqual(len(rows), 1)
        self.assertEqual(len(table.header), 4)

    def test_merged_header_above_data_stays_one_row(self):
        book, sheet = filled(["id", "name", None], [1, "Ram", "Kumar"], [2, "A", "B"])
        sheet.merge_cells("B1:C1")
        table, rows = one(saved(book))
        self.assertEqual(table.header, ("id", "name", "Column C"))
        self.assertEqual(values(rows)[0], ["1", "Ram", "Kumar"])

    def test_value_merged_over_rows_belongs_to_each(self):
        book, sheet = filled(
            ["bill", "item", "fee"],
            ["B1", "Scaling", 500],
            [None, "X-ray", 200],
            [None, None, None],
            ["B2", "RCT", 900],
        )
        sheet.merge_cells("A2:A4")
        rows = one(saved(book))[1]
        self.assertEqual([row.cells["bill"] for row in rows], ["B1", "B1", "B2"])
        self.assertEqual([row.issues for row in rows], [(), ("merged_cell",), ()])

    def test_merges_are_found_wherever_the_scan_is_cut(self):
        rows = '<row r="1"><c r="A1"><v>1</v></c></row>'
        sheet = raw_rows(rows).replace(
            "</sheetData>",
            '</sheetData><mergeCells count="40">'
            + "".join(f'<mergeCell ref="A{i}:B{i}"/>' for i in range(1, 41))
            + "</mergeCells>",
        )
        for size in (7, 64, 301, 1 << 20):
            with mock.patch.object(workbook, "_SCAN_BYTES", size):
                book = workbook.Workbook(io.BytesIO(raw(sheet)))
                found = book.merges(book.sheets[0])
                self.assertEqual(found, [(i, 0, i, 1) for i in range(1, 41)])


class TestDamage(TestCase):
    def test_cut_package(self):
        book, _sheet = filled(["id", "name"], [1, "A"])
        data = saved(book)
        self.assertEqual(error_code(data[: len(data) // 2], "a.xlsx"), "damaged_file")

    def test_cut_sheet(self):
        whole = raw_rows('<row r="1"><c r="A1"><v>1</v></c></row>')
        self.assertEqual(error_code(raw(whole[:-20])), "damaged_file")

    def test_missing_string(self):
        sheet = raw_rows('<row r="1"><c r="A1" t="s"><v>5</v></c></row>')
        self.assertEqual(error_code(raw(sheet)), "damaged_file")

    def test_entities_are_not_expanded(self):
        prolog = (
            '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
            '<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
            '<!ENTITY c SYSTEM "file:///etc/hostname">]>'
        )
        cell = '<row r="1"><c r="A1" t="str"><v>{}x</v></c></row>'
        for name in ("b", "c"):
            data = raw(raw_rows(cell.format(f"&{name};")), prolog=prolog)
            try:
                found = str(values(one(data)[1])) + str(one(data)[0].header)
            except Exception as error:
                found = getattr(error, "code", "")
            self.assertNotIn("aaaa", found)
            self.assertLess(len(found), 60)

    def test_bomb(self):
        book, _sheet = filled(["id"], [1])
        stream = io.BytesIO(saved(book))
        with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as package:
            package.writestr("xl/media/zero.bin", bytes(4 * 1024 * 1024))
        with mock.patch.object(workbook, "RATIO_FREE_BYTES", 1024 * 1024):
            self.assertEqual(error_code(stream.getvalue()), "too_large_inside")

    def test_password(self):
        name = "EncryptedPackage".encode("utf-16-le")
        data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + name + bytes(600)
        self.assertEqual(error_code(data, "patients.xlsx"), "password_protected")


class TestSize(TestCase):
    def test_memory_stays_flat(self):
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet()
        sheet.append(["id", "name", "note", "phone"])
        for number in range(6000):
            sheet.append([number, f"Name {number}", "x" * 200 + str(number), 98765])
        stream = io.BytesIO(saved(book))
        with mock.patch(f"{SharedStrings.__module__}.MEMORY_STRINGS", 100):
            tracemalloc.start()
            try:
                count = sum(1 for t in read_tables(stream, "a.xlsx") for _ in t.rows)
                peak = tracemalloc.get_traced_memory()[1]
            finally:
                tracemalloc.stop()
        self.assertEqual(count, 6000)
        self.assertLess(peak, 12_000_000)

    def test_strings_beyond_memory(self):
        total = MEMORY_STRINGS + 5000
        strings = SharedStrings(f"नाम {i}" for i in range(total))
        for index in (0, MEMORY_STRINGS - 1, MEMORY_STRINGS, total - 1, 17):
            self.assertEqual(strings[index], f"नाम {index}")
        for index in (total, -1):
            with self.assertRaises(IndexError):
                strings[index]

    def test_a_table_outlives_the_reader_that_gave_it(self):
        """Staging takes one table and lets the others go."""
        book = openpyxl.Workbook()
        for number in range(300):
            book.active.append([f"P{number}", f"Name {number}"])
        stream = io.BytesIO(saved(book))
        with mock.patch(f"{SharedStrings.__module__}.MEMORY_STRINGS", 10):
            table = next(read_tables(stream, "a.xlsx"))
            self.assertEqual(sum(1 for _row in table.rows), 299)


class TestNumbers(TestCase):
    def test_stored_numbers(self):
        for stored, text in (
            ("0", "0"),
            ("12345678901234567890", "12345678901234567890"),
            ("1.5", "1.5"),
            ("500.0", "500"),
            ("9.8765432100000001E9", "9876543210"),
            ("1E-7", "0.0000001"),
            ("-3", "-3"),
            ("0.10000000000000001", "0.1"),
            ("1.2300000000000001E+25", "12300000000000000000000000"),
        ):
            with self.subTest(stored):
                self.assertEqual(number_text(stored), text)

    def test_serials(self):
        for serial, kind, old, text in (
            (1, "date", False, "1900-01-01"),
            (59, "date", False, "1900-02-28"),
            (60, "date", False, ""),
            (61, "date", False, "1900-03-01"),
            (45356, "date", False, "2024-03-05"),
            (45356.6875, "date", False, "2024-03-05 16:30:00"),
            (45356.999999, "date", False, "2024-03-06"),
            (0.6875, "time", False, "16:30:00"),
            (0, "time", False, "00:00:00"),
            (0, "date", False, ""),
            (0, "date", True, "1904-01-01"),
            (43894, "date", True, "2024-03-05"),
            (1.5, "duration", False, "36:00:00"),
            (2958466, "date", False, ""),
            (-1, "date", False, ""),
        ):
            with self.subTest(serial=serial, kind=kind, old=old):
                self.assertEqual(serial_text(serial, kind, old), text)

    def test_format_kinds(self):
        for number, code, kind in (
            (0, None, ""),
            (14, None, "date"),
            (22, None, "date"),
            (21, None, "time"),
            (46, None, "duration"),
            (9, None, "percent"),
            (30, None, "date"),
            (164, "dd-mmm-yyyy", "date"),
            (164, "[$-409]d/m/yy h:mm AM/PM;@", "date"),
            (164, "hh:mm AM/PM", "time"),
            (164, "[h]:mm", "duration"),
            (164, "0.00%", "percent"),
            (164, "00000", "zeros:5"),
            (164, "0", ""),
            (164, '#,##0.00 "days"', ""),
            (164, "[Red]#,##0", ""),
            (164, "General", ""),
        ):
            with self.subTest(number=number, code=code):
                self.assertEqual(format_kind(number, code), kind)

    def test_no_number_is_refused(self):
        with self.assertRaises(ValueError):
            formatted_text("abc", "percent", False)


def old_excel():
    """Return a workbook as Excel 97 wrote it: a title, two patients, a hidden sheet."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Patients")
    moment = xlwt.easyxf(num_format_str="YYYY-MM-DD HH:MM:SS")
    day = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    sheet.write(0, 0, "Smile Clinic")
    for column, title in enumerate(("ID", "Name", "Born", "Seen", "Fee", "VIP")):
        sheet.write(1, column, title)
    for line, (code, name) in enumerate((("P1", "José"), ("P2", "Asha")), 2):
        sheet.write(line, 0, code)
        sheet.write(line, 1, name)
        sheet.write(line, 2, datetime.date(1980, 2, 29), day)
        sheet.write(line, 3, datetime.datetime(2024, 3, 5, 16, 30), moment)
        sheet.write(line, 4, 500)
        sheet.write(line, 5, True)
    hidden = book.add_sheet("Hidden")
    hidden.visibility = 1
    for line, row in enumerate((("id", "note"), ("P1", "old"))):
        for column, text in enumerate(row):
            hidden.write(line, column, text)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@skipUnless(xlwt, "xlwt writes the old workbooks")
class TestOldExcel(TestCase):
    @skipUnless(xls.xlrd, "xlrd is optional")
    def test_binary_workbook(self):
        data = old_excel()
        for name in ("patients.xls", "patients.csv"):
            found = read(data, name)
            self.assertEqual(
                [table.name for table, _rows in found], ["Patients", "Hidden"]
            )
            self.assertEqual(found[1][0].notes, ("hidden_sheet",))
            table, rows = found[0]
            self.assertEqual(table.header, ("ID", "Name", "Born", "Seen", "Fee", "VIP"))
            self.assertEqual(
                values(rows)[0],
                ["P1", "José", "1980-02-29", "2024-03-05 16:30:00", "500", "TRUE"],
            )
            self.assertEqual(lines(rows), [3, 4])

    @skipUnless(xls.xlrd, "xlrd is optional")
    def test_merged_cells_of_an_old_workbook(self):
        book = xlwt.Workbook()
        sheet = book.add_sheet("Bills")
        sheet.write_merge(0, 1, 0, 0, "Bill")
        sheet.write_merge(0, 0, 1, 2, "Phone")
        sheet.write(1, 1, "Mobile")
        sheet.write(1, 2, "Home")
        sheet.write_merge(2, 3, 0, 0, "B1")
        for line, (mobile, home) in enumerate((("a", "b"), ("c", "d")), 2):
            sheet.write(line, 1, mobile)
            sheet.write(line, 2, home)
        stream = io.BytesIO()
        book.save(stream)
        table, rows = one(stream.getvalue(), "bills.xls")
        self.assertEqual(table.header, ("Bill", "Phone Mobile", "Phone Home"))
        self.assertEqual(values(rows), [["B1", "a", "b"], ["B1", "c", "d"]])
        self.assertEqual([row.issues for row in rows], [(), ("merged_cell",)])

    def test_without_xlrd(self):
        data = old_excel()
        with mock.patch.object(xls, "xlrd", None):
            self.assertEqual(error_code(data, "patients.xls"), "old_excel")

    @skipUnless(xls.xlrd, "xlrd is optional")
    def test_damaged_binary_workbook(self):
        data = old_excel()
        broken = data[:512] + bytes(len(data) - 1024) + data[-512:]
        self.assertIn(
            error_code(broken + "Workbook".encode("utf-16-le"), "a.xls"),
            ("damaged_file",),
        )


class TestPretenders(TestCase):
    def test_content_wins_over_the_name(self):
        book, _sheet = filled(["id", "name"], [1, "A"])
        self.assertEqual(values(one(saved(book), "patients.csv")[1]), [["1", "A"]])
        for name in ("patients.xls", "patients.xlsx", "patients"):
            self.assertEqual(values(one("id,name\n1,A\n", name)[1]), [["1", "A"]])

    def test_html(self):
        text = (
            "<html><head><style>td {color: red}</style></head><body>"
            "<table><tr><td>Smile &amp; Co</td></tr></table>\n"
            "<table border=1>\n<thead><tr><th>ID<th>Name</th><th>City</th></tr>"
            "</thead>\n"
            "<tr><td>1</td><td> Ram<br>Kumar&nbsp;</td><td></td></tr>\n"
            "<TR><TD>2<TD>A &lt; B<TD>Pune\n"
            "</table></body></html>"
        )
        for name in ("patients.xls", "patients.csv"):
            table, rows = one(text, name)
            self.assertEqual(table.header, ("ID", "Name", "City"))
            self.assertEqual(table.preamble, ((1, "Smile & Co"),))
            self.assertEqual(
                values(rows), [["1", "Ram\nKumar"], ["2", "A < B", "Pune"]]
            )
            self.assertEqual((table.header_line, lines(rows)), (3, [4, 5]))
            self.assertIn("html_table", table.notes)

    def test_html_spans(self):
        text = (
            "<table><tr><th>Bill</th><th>Item</th><th>Fee</th></tr>"
            "<tr><td rowspan=2>B1</td><td>X-ray</td><td>5</td></tr>"
            "<tr><td>RCT</td><td>9</td></tr>"
            "<tr><td>B2</td><td colspan='2'>none</td></tr></table>"
        )
        rows = one(text, "a.xls")[1]
        self.assertEqual(
            values(rows), [["B1", "X-ray", "5"], ["B1", "RCT", "9"], ["B2", "none"]]
        )
        self.assertEqual(rows[1].issues, ("merged_cell",))

    def test_excel_2003_xml(self):
        space = "urn:schemas-microsoft-com:office:spreadsheet"
        text = (
            '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
            f'<Workbook xmlns="{space}" xmlns:ss="{space}">'
            '<Worksheet ss:Name="One"><Table><Row>'
            '<Cell><Data ss:Type="String">ID</Data></Cell>'
            '<Cell><Data ss:Type="String">Born</Data></Cell>'
            '<Cell><Data ss:Type="String">Fee</Data></Cell></Row>'
            '<Row ss:Index="4"><Cell><Data ss:Type="Number">7</Data></Cell>'
            '<Cell><Data ss:Type="DateTime">1980-02-29T00:00:00.000</Data></Cell></Row>'
            '<Row><Cell><Data ss:Type="Number">8</Data></Cell>'
            '<Cell ss:Index="3"><Data ss:Type="Error">#N/A</Data></Cell></Row>'
            '</Table></Worksheet><Worksheet ss:Name="Two"><Table>'
            '<Row><Cell><Data ss:Type="String">Name</Data></Cell></Row>'
            '<Row><Cell><Data ss:Type="String">Ram</Data></Cell></Row>'
            "</Table></Worksheet></Workbook>"
        )
        found = read(text, "a.xls")
        self.assertEqual([table.name for table, _rows in found], ["One", "Two"])
        rows = found[0][1]
        self.assertEqual(values(rows), [["7", "1980-02-29"], ["8", "#N/A"]])
        self.assertEqual(lines(rows), [4, 5])
        self.assertEqual(rows[1].issues, ("formula_error",))
        self.assertEqual(error_code(text[:-40], "a.xls"), "damaged_file")

    def test_other_spreadsheets_are_named_as_such(self):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as package:
            package.writestr("[Content_Types].xml", "<Types/>")
            package.writestr("xl/workbook.bin", b"\x83\x01")
            package.writestr(
                "_rels/.rels",
                f'<Relationships xmlns="{PACKAGE}"><Relationship Id="a" '
                f'Type="{RELATIONS}/officeDocument" Target="/xl/workbook.bin"/>'
                "</Relationships>",
            )
        self.assertEqual(
            error_code(stream.getvalue(), "a.xlsb"), "unsupported_workbook"
        )
