"""XML of any program: what repeats is a record; pages and letters stay documents."""

import io
from unittest import TestCase

from odoo.addons.pulse_migration.engine.readers import detect_kind

from .readers_common import error_code, lines, one, read, values

TWO_KINDS = """<?xml version="1.0"?>
<export xmlns="urn:clinic"><clinic>Smile</clinic><patients>
<patient id="P1"><name><first>Asha</first><last>Rao</last></name>
 <phone>98230</phone><phone>98231</phone><!-- moved --></patient>
<patient id="P2"><name><first>Ravi</first></name><city/></patient></patients>
<visits><visit><no>1</no><day>2024-03-05</day></visit>
<visit><no>2</no><day>2024-03-06</day></visit></visits></export>"""


def kind(text, name="export.xml"):
    return detect_kind(io.BytesIO(text.encode()), name)


class TestRecords(TestCase):
    def test_each_kind_of_record_is_a_table_with_the_lines_of_the_file(self):
        (patients, rows), (visits, others) = read(TWO_KINDS, "export.xml")
        self.assertEqual(
            (patients.name, visits.name), ("patients.patient", "visits.visit")
        )
        self.assertEqual(patients.header, ("id", "name.first", "name.last", "phone"))
        self.assertEqual(rows[0].cells["phone"], '["98230","98231"]')
        self.assertEqual(rows[1].blanks, ("city",))
        self.assertEqual((lines(rows), lines(others)), ([3, 5], [6, 7]))

    def test_attributes_are_columns_as_well(self):
        _table, rows = one('<a>\n<row id="1" name="A"/>\n<row id="2" name="B"/></a>')
        self.assertEqual(values(rows), [["1", "A"], ["2", "B"]])

    def test_fields_that_are_named_by_an_attribute(self):
        field = '<field name="id">{}</field><field name="city">{}</field>'
        row = f"\n<row>{field}</row>"
        text = f"<dump>{row.format(1, 'Pune')}{row.format(2, 'Thane')}</dump>"
        table, rows = one(text, "dump.xml")
        self.assertEqual(table.header, ("id", "city"))
        self.assertEqual(values(rows), [["1", "Pune"], ["2", "Thane"]])

    def test_records_of_one_line_are_counted_instead(self):
        row = "<row><a>{}</a><b>x</b></row>"
        table, rows = one(f"<r>{row.format(1)}{row.format(2)}</r>", "x.xml")
        self.assertIn("numbered_by_record", table.notes)
        self.assertEqual(lines(rows), [1, 2])

    def test_encodings_are_the_files_own(self):
        row = "<row><a>é</a><b>2</b></row>\n"
        for encoding in ("utf-8", "utf-16", "iso-8859-1"):
            text = f'<?xml version="1.0" encoding="{encoding}"?><r>{row}{row}</r>'
            _table, rows = one(text.encode(encoding), "x.xml")
            self.assertEqual(values(rows), [["é", "2"]] * 2, encoding)


class TestRefused(TestCase):
    def test_a_cut_file_is_damaged(self):
        row = "<row><a>1</a><b>2</b></row>"
        self.assertEqual(error_code(f"<r>{row}{row}<row><a", "x.xml"), "damaged_file")

    def test_entities_are_not_looked_up_and_nothing_is_dropped_for_them(self):
        text = (
            '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/hostname">]><r>'
            "<row><a>&a;</a><b>1</b></row><row><a>2</a><b>2</b></row></r>"
        )
        self.assertEqual(error_code(text, "x.xml"), "damaged_file")


class TestDocuments(TestCase):
    def test_letters_and_drawings_are_kept_as_documents(self):
        part = "<a><b>1</b><c>2</c></a>"
        for root in ("ClinicalDocument", "svg", "rss"):
            self.assertEqual(kind(f"<{root}>{part}{part}</{root}>"), "document", root)
        self.assertEqual(kind("<settings><a>1</a></settings>"), "document")
        self.assertEqual(kind(TWO_KINDS), "table")

    def test_a_page_saved_as_csv_is_no_table(self):
        page = "<!DOCTYPE html><html><body>Please log in, again</body></html>"
        self.assertEqual(error_code(page, "patients.csv"), "unknown_format")
        self.assertEqual(kind(page, "patients.csv"), "unknown")
