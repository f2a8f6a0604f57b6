"""OpenDocument spreadsheets, as LibreOffice writes them."""

import io
import zipfile
from unittest import TestCase

from odoo.addons.pulse_migration.engine.readers import detect_kind
from odoo.addons.pulse_migration.tests.readers_common import (
    error_code,
    lines,
    one,
    read,
    values,
)

MIME = "application/vnd.oasis.opendocument.spreadsheet"
SPACE = "urn:oasis:names:tc:opendocument:xmlns"


def cell(text="", kind="string", more="", **values):
    stated = "".join(f' office:{k}-value="{v}"' for k, v in values.items())
    shown = "".join(f"<text:p>{part}</text:p>" for part in text.split("\n"))
    return (
        f'<table:table-cell office:value-type="{kind}"{stated} {more}>'
        f"{shown}</table:table-cell>"
    )


def number(value, shown=None):
    return cell(shown or value, "float", f'office:value="{value}"')


def row(*cells, repeated=1):
    again = f' table:number-rows-repeated="{repeated}"' if repeated > 1 else ""
    texts = (item if item.startswith("<") else cell(item) for item in cells)
    return f"<table:table-row{again}>{''.join(texts)}</table:table-row>"


def blank(count):
    return f'<table:table-cell table:number-columns-repeated="{count}"/>'


def ods(*sheets, manifest="<m/>", mime=MIME):
    """Return a package; a sheet is a tuple of rows."""
    tables = "".join(
        f'<table:table table:name="Sheet{n}">{"".join(rows)}</table:table>'
        for n, rows in enumerate(sheets, 1)
    )
    content = (
        f'<office:document-content xmlns:office="{SPACE}:office:1.0"'
        f' xmlns:table="{SPACE}:table:1.0" xmlns:text="{SPACE}:text:1.0">'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet>"
        "</office:body></office:document-content>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("mimetype", mime)
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", manifest)
    return stream.getvalue()


class TestOds(TestCase):
    def test_cells_are_what_a_person_means(self):
        data = ods(
            (
                row("id", "born", "seen", "at", "fee", "share", "vip", "pin", "note"),
                row(
                    "P1",
                    cell("29.02.80", "date", date="1980-02-29"),
                    cell("x", "date", date="2024-03-05T16:30:00"),
                    cell("16:30", "time", time="PT16H30M00S"),
                    number("500.50", "₹ 500,50"),
                    cell("18 %", "percentage", 'office:value="0.18"'),
                    cell("WAHR", "boolean", boolean="true"),
                    number("7", "007"),
                    "two\nlines<text:s text:c='2'/>wide",
                ),
            )
        )
        table, rows = one(data, "patients.ods")
        self.assertEqual(
            values(rows)[0],
            ["P1", "1980-02-29", "2024-03-05 16:30:00", "16:30:00", "500.5", "18%"]
            + ["TRUE", "007", "two\nlines  wide"],
        )
        self.assertEqual(lines(rows), [2])
        self.assertEqual(table.name, "")

    def test_rows_and_cells_that_repeat(self):
        data = ods(
            (
                row(blank(2), "id", "name", blank(16000)),
                row(blank(2), "P1", "Asha"),
                row(blank(16384), repeated=3),
                row(blank(2), "P2", "Ravi", repeated=2),
                row(blank(16384), repeated=1048570),
            )
        )
        table, rows = one(data, "patients.ods")
        self.assertEqual(table.header, ("id", "name"))
        self.assertEqual(lines(rows), [2, 6, 7])

    def test_a_header_of_two_rows_is_one_where_cells_are_merged(self):
        over_two = 'table:number-columns-spanned="2" table:number-rows-spanned="1"'
        down = 'table:number-columns-spanned="1" table:number-rows-spanned="2"'
        covered = "<table:covered-table-cell/>"
        data = ods(
            (
                row(cell("id", more=down), cell("Phone", more=over_two), covered),
                row(covered, "Mobile", "Home"),
                row("P1", "98765", "98766"),
            )
        )
        table, rows = one(data, "patients.ods")
        self.assertEqual(table.header, ("id", "Phone Mobile", "Phone Home"))
        self.assertEqual(lines(rows), [3])

    def test_a_value_merged_over_rows_belongs_to_each(self):
        down = 'table:number-columns-spanned="1" table:number-rows-spanned="2"'
        covered = "<table:covered-table-cell/>"
        data = ods(
            (
                row("bill", "item", "fee"),
                row(cell("B1", more=down), "Scaling", number("500")),
                row(covered, "X-ray", number("200")),
                row("B2", "RCT", number("900")),
            )
        )
        rows = one(data, "bills.ods")[1]
        self.assertEqual([r.cells["bill"] for r in rows], ["B1", "B1", "B2"])
        self.assertEqual([r.issues for r in rows], [(), ("merged_cell",), ()])

    def test_sheets_have_names_and_empty_ones_are_none(self):
        found = read(ods((row("id", "a"), row("1", "x")), (), (row("id"), row("2"))))
        self.assertEqual([table.name for table, _rows in found], ["Sheet1", "Sheet3"])

    def test_an_error_of_a_formula_is_flagged(self):
        broken = cell("#REF!", "string", 'table:formula="of:=[.A9]"')
        rows = one(ods((row("id", "sum"), row("1", broken))))[1]
        self.assertEqual(rows[0].issues, ("formula_error",))

    def test_it_is_a_table_and_a_letter_is_not(self):
        sheet = ods((row("id"), row("1")))
        letter = ods((row("id"),), mime="application/vnd.oasis.opendocument.text")
        self.assertEqual(detect_kind(io.BytesIO(sheet), "a.ods"), "table")
        self.assertEqual(detect_kind(io.BytesIO(letter), "a.odt"), "document")

    def test_damage_has_its_code(self):
        rows = (row("id", "a"), row("1", "x"))
        locked = ods(rows, manifest="<m><encryption-data/></m>")
        self.assertEqual(error_code(locked, "a.ods"), "password_protected")
        self.assertEqual(error_code(ods(()), "a.ods"), "empty_file")
        for good, bad in (
            (b"</table:table>", b"</table:tabble>"),
            (b'office:value-type="string"', b'table:number-columns-repeated="x"'),
            (b'office:value-type="string"', b'table:number-columns-repeated="99999"'),
        ):
            stream = io.BytesIO()
            with (
                zipfile.ZipFile(io.BytesIO(ods(rows))) as package,
                zipfile.ZipFile(stream, "w") as broken,
            ):
                for name in package.namelist():
                    broken.writestr(name, package.read(name).replace(good, bad))
            self.assertEqual(error_code(stream.getvalue(), "a.ods"), "damaged_file")
