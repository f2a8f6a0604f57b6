"""Broken and hostile files give rows or a SourceError, in bounded time and memory."""

import io
import random
import time
import zipfile
from unittest import TestCase

import openpyxl

from odoo.addons.pulse_migration.engine.errors import SourceError
from odoo.addons.pulse_migration.engine.readers import (
    archive,
    detect_kind,
    read_tables,
)
from odoo.addons.pulse_migration.tests.readers_common import error_code, read, values
from odoo.addons.pulse_migration.tests.test_readers_ods import number, ods
from odoo.addons.pulse_migration.tests.test_readers_ods import row as ods_row
from odoo.addons.pulse_migration.texts import TEXTS

ROUNDS = 60
CSV = "id,name,born,note\n" + "".join(
    f'P{i},"Rao, José",0{i % 9 + 1}/03/19{i + 10},"a\n""b"" {i}"\n' for i in range(20)
)
SPREADSHEET_XML = (
    '<?xml version="1.0"?>'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
    ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="A">'
    '<Table><Row ss:Index="2"><Cell ss:Index="2" ss:MergeAcross="1"><Data ss:Type='
    '"String">id</Data></Cell></Row><Row><Cell><Data ss:Type="Number">1</Data></Cell>'
    "</Row></Table></Worksheet></Workbook>"
)
HTML = "<table><tr><th>id<th>name</tr>" + "<tr><td rowspan=2>1<td colspan=2>A" * 9
# what a flipped byte rarely makes
TOKENS = (
    b",", b";", b'"', b"'", b"\n", b"\r", b"\0", b"<", b">", b"{", b"}", b"[", b"]",
    b"-1", b"99999999999", b"1e999", b"\xff\xfe", b"\xd8\x00", b"sep=;\n", b"\\",
    b"<tr>", b"rowspan=99999999 ", b"\x1a", b'ss:Index="x" ', b'r="ZZZZ9" ', b"NaN",
)  # fmt: skip


def workbook():
    book = openpyxl.Workbook()
    sheet = book.active
    for cells in (["Phone", None, "id"], ["a", "b", None], [1.5, "x", True], ["=1+1"]):
        sheet.append(cells)
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("C1:C2")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def packed(**files):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(name.replace("__", "."), data)
    return stream.getvalue()


def samples():
    """Return {name of the file: bytes} of every format."""
    return {
        "a.csv": CSV.encode(),
        "b.csv": CSV.encode("utf-16-le"),
        "c.csv": CSV.replace('"', "'").replace(",", ";").encode("cp1252"),
        "d.csv": CSV.replace('""', '\\"').replace("\n", "\r").encode("utf-32"),
        "a.json": b'{"n": 1, "p": [{"id": 1, "a": {"b": [1, null]}}, {"id": 2}]}',
        "a.jsonl": b'{"id": 1}\n{"id": 2}\n{"id": "x"}\n' * 5,
        "a.xls": HTML.encode(),
        "b.xls": SPREADSHEET_XML.encode(),
        "a.xlsx": workbook(),
        "a.ods": ods((ods_row("id", "fee"), ods_row("P1", number("5")))),
        "WhatsApp Chat with A.txt": b"05/03/2025, 10:14 - A: x\nmore\n" * 9,
        "_chat.txt": "[05/03/2025, 10:14:33\u202fPM] A: \u200eHi\n".encode() * 9,
        "a.zip": packed(p__csv=CSV, in__zip=packed(b__xlsx=workbook()), x__txt="x"),
    }


def mutated(data, dice):
    """Return the bytes with a few of them cut, flipped, repeated or replaced."""
    data = bytearray(data)
    for _ in range(dice.choice((1, 1, 2, 5))):
        at = dice.randrange(len(data) or 1)
        way = dice.randrange(6)
        if way == 0:
            del data[at:]
        elif way == 1 and data:
            data[at] ^= 1 << dice.randrange(8)
        elif way == 2:
            del data[at : at + dice.randrange(40)]
        elif way == 3:
            data[at:at] = data[at : at + dice.randrange(200)]
        elif way == 4:
            data[at:at] = dice.choice(TOKENS)
        else:
            data[at : at + 20] = bytes(dice.randrange(30))
    return bytes(data)


def repacked(data, dice):
    """Return a package one part of which is mutated, its checksums in order."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    hit = dice.choice(sorted(parts))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, part in parts.items():
            package.writestr(name, mutated(part, dice) if name == hit else part)
    return stream.getvalue()


def outcome(data, name):
    """Read everything as receiving does; return the code of a SourceError or ""."""
    stream = io.BytesIO(data)
    try:
        if detect_kind(stream, name) == "archive":
            package = archive.Archive(stream)
            for member in package.members():
                with package.open(member.path) as inside:
                    _read(inside, member.path)
        else:
            _read(stream, name)
    except SourceError as error:
        return error.code
    return ""


def _read(stream, name):
    for table in read_tables(stream, name):
        assert len(set(table.header)) == len(table.header)
        for row in table.rows:
            assert row.cells and all(text.strip() for text in row.cells.values())


class TestAnyDamage(TestCase):
    def test_samples_are_sound(self):
        for name, data in samples().items():
            expected = "unknown_format" if name == "a.zip" else ""
            self.assertEqual(outcome(data, name), expected, name)

    def test_damage_gives_rows_or_a_sentence(self):
        for name, data in samples().items():
            dice = random.Random(name)
            for turn in range(ROUNDS):
                is_inside = name.endswith(("xlsx", "ods")) and turn % 2
                broken = (repacked if is_inside else mutated)(data, dice)
                started = time.monotonic()
                with self.subTest(name=name, turn=turn):
                    code = outcome(broken, name)
                    self.assertTrue(not code or code in TEXTS, code)
                    self.assertLess(time.monotonic() - started, 5)


class TestHostile(TestCase):
    def test_spans_and_places_have_bounds(self):
        for old, new in (
            ('ss:Index="2" ss:M', 'ss:Index="999999999" ss:M'),
            ('ss:MergeAcross="1"', 'ss:MergeAcross="99999999"'),
            ('ss:Index="2"', 'ss:Index="2x"'),
            ('ss:Index="2"', 'ss:Index="²"'),
        ):
            broken = SPREADSHEET_XML.replace(old, new)
            self.assertEqual(error_code(broken, "a.xls"), "damaged_file", new)
        for span in ("²", "9" * 5000, "-1", "x", "0"):
            text = HTML.replace("rowspan=2", f"rowspan={span}", 1)
            self.assertEqual(error_code(text, "a.xls"), "")
        wide = "<table><tr>" + "<td colspan=1000>a" * 20
        self.assertEqual(error_code(wide, "a.xls"), "damaged_file")

    def test_a_merge_beyond_every_column_is_none(self):
        data = workbook()
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as package:
            for name, part in parts.items():
                package.writestr(name, part.replace(b'"A1:B1"', b'"A1:ZZZZZZ1"'))
        self.assertEqual(error_code(stream.getvalue(), "a.xlsx"), "")

    def test_comments_without_end_take_no_time(self):
        for text in ("<!-- " * 100_000, "<td " + "a " * 700_000):
            started = time.monotonic()
            page = f"<html><table><tr><td>x</td></tr>{text}"
            self.assertEqual(error_code(page, "a.xls"), "damaged_file")
            self.assertLess(time.monotonic() - started, 10)

    def test_json_nested_beyond_sense(self):
        for deep in ('{"a":' * 900 + "1" + "}" * 900, "[" * 900 + "]" * 900):
            for text in (deep, f'[{{"id": 1, "x": {deep}}}]', f'{{"x": {deep}}}'):
                self.assertEqual(error_code(text, "a.json"), "damaged_file")

    def test_quotes_that_never_close_take_no_time(self):
        for line in ('1,"open,b\n', '1,"open,b,c\n', '1,a,"open\nfree text\n', '"\n'):
            text = "id,name,city\n" + line * 20_000
            started = time.monotonic()
            read(text)
            self.assertLess(time.monotonic() - started, 10)

    def test_an_archive_cut_in_front(self):
        for cut in (1, 7, 30):
            data = samples()["a.zip"]
            data = data[:4] + data[4 + cut :]
            self.assertIn(outcome(data, "a.zip"), ("damaged_file", "unknown_format"))

    def test_other_archives_are_told_apart(self):
        for data in (b"\x1f\x8b\x08" + bytes(60), b"Rar!\x1a\x07\0" + bytes(60)):
            self.assertEqual(outcome(data, "a.zip"), "other_archive")
        self.assertEqual(outcome(packed(), "a.zip"), "empty_file")

    def test_nothing_of_a_row_is_lost_to_a_broken_neighbour(self):
        text = 'id,note,city\n1,"open,Pune\n2,b,Delhi\n3,c,Agra\n'
        rows = read(text)[0][1]
        self.assertEqual(values(rows)[1:], [["2", "b", "Delhi"], ["3", "c", "Agra"]])
