"""Archives: what is inside, safe paths, nested and hostile ones; kinds of files."""

import bz2
import gzip
import io
import lzma
import zipfile
from unittest import TestCase, mock

import openpyxl

from odoo.addons.pulse_migration.engine.errors import SourceError
from odoo.addons.pulse_migration.engine.readers import (
    archive,
    detect_kind,
    members,
    open_member,
    read_tables,
)
from odoo.addons.pulse_migration.engine.readers.archive import Archive, safe_path


def packed(files, method=zipfile.ZIP_DEFLATED):
    """Return the bytes of a ZIP of (name, bytes) pairs."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as package:
        for name, data in files:
            package.writestr(name, data)
    return stream.getvalue()


def listed(data):
    return [member.path for member in members(io.BytesIO(data))]


def code_of(call):
    try:
        call()
    except SourceError as error:
        return error.code
    return ""


class TestMembers(TestCase):
    def test_files_only_and_no_system_files(self):
        data = packed(
            [
                ("export/", b""),
                ("export/patients.csv", b"id\n1\n"),
                ("export/files/scan 1.pdf", b"%PDF-1.4"),
                ("__MACOSX/export/._patients.csv", b"x"),
                ("export/.DS_Store", b"x"),
                ("export/Thumbs.db", b"x"),
                ("export/~$bills.xlsx", b"x"),
            ]
        )
        found = list(members(io.BytesIO(data)))
        self.assertEqual(
            [tuple(member) for member in found],
            [("export/patients.csv", 5), ("export/files/scan 1.pdf", 8)],
        )

    def test_members_are_seekable_and_read_like_files(self):
        data = packed([("a/patients.csv", b"id,name\n1,A\n")])
        stream = open_member(io.BytesIO(data), "a/patients.csv")
        table = next(read_tables(stream, "a/patients.csv"))
        self.assertEqual([row.cells for row in table.rows], [{"id": "1", "name": "A"}])
        stream.seek(0)
        self.assertEqual(stream.read(), b"id,name\n1,A\n")

    def test_large_member_goes_to_disk(self):
        data = packed([("a.csv", b"1,2\n" * 3_000_000)])
        with mock.patch.object(archive, "SPOOL_BYTES", 1024):
            stream = open_member(io.BytesIO(data), "a.csv")
        self.assertTrue(stream._rolled)
        self.assertEqual(sum(1 for _line in stream), 3_000_000)

    def test_nested_archives_are_opened_as_deep_as_they_go(self):
        deepest = packed([("deep.csv", b"z")])
        inner = packed([("sub/bills.csv", b"b"), ("old.zip", deepest), ("c.csv", b"c")])
        data = packed([("parts/may.zip", inner), ("patients.csv", b"p")])
        self.assertEqual(
            listed(data),
            [
                "parts/may.zip/sub/bills.csv",
                "parts/may.zip/old.zip/deep.csv",
                "parts/may.zip/c.csv",
                "patients.csv",
            ],
        )
        opened = Archive(io.BytesIO(data))
        for _round in range(2):
            for path, content in (
                ("parts/may.zip/old.zip/deep.csv", b"z"),
                ("parts/may.zip/sub/bills.csv", b"b"),
                ("patients.csv", b"p"),
                ("parts/may.zip/c.csv", b"c"),
            ):
                self.assertEqual(opened.open(path).read(), content, path)

    def test_an_archive_without_end_is_listed_as_it_is(self):
        data = packed([("a.csv", b"x")])
        for _level in range(archive.MAX_DEPTH + 3):
            data = packed([("in.zip", data)])
        self.assertEqual(listed(data), ["/".join(["in.zip"] * (archive.MAX_DEPTH + 1))])

    def test_two_nested_archives_do_not_mix(self):
        data = packed(
            [(f"{x}.zip", packed([("a.csv", x.encode())])) for x in ("one", "two")]
        )
        opened = Archive(io.BytesIO(data))
        for _round in range(2):
            self.assertEqual(opened.open("one.zip/a.csv").read(), b"one")
            self.assertEqual(opened.open("two.zip/a.csv").read(), b"two")

    def test_workbook_is_a_member_not_an_archive(self):
        stream = io.BytesIO()
        openpyxl.Workbook().save(stream)
        self.assertEqual(listed(packed([("a.xlsx", stream.getvalue())])), ["a.xlsx"])

    def test_broken_nested_archive_is_listed_as_it_is(self):
        self.assertEqual(listed(packed([("x.zip", b"PK nothing")])), ["x.zip"])

    def test_unknown_member(self):
        with self.assertRaises(KeyError):
            open_member(io.BytesIO(packed([("a.csv", b"x")])), "b.csv")


class TestNames(TestCase):
    def test_paths_stay_inside(self):
        for name, path in (
            ("../../etc/passwd", "etc/passwd"),
            ("/abs/a.csv", "abs/a.csv"),
            ("C:\\clinic\\a.csv", "clinic/a.csv"),
            ("a//./b.csv", "a/b.csv"),
            ("..", "unnamed"),
        ):
            with self.subTest(name):
                self.assertEqual(safe_path(name), path)

    def test_files_that_come_to_one_path_are_both_kept(self):
        data = packed([("a.csv", b"1"), ("../a.csv", b"2"), ("/a.csv", b"3")])
        self.assertEqual(listed(data), ["a.csv", "a (2).csv", "a (3).csv"])
        self.assertEqual(open_member(io.BytesIO(data), "a (2).csv").read(), b"2")

    def test_utf8_names_with_and_without_the_flag(self):
        data = packed([("रोगी.csv", b"x")])
        self.assertEqual(listed(data), ["रोगी.csv"])
        plain = "José.csv"
        info = zipfile.ZipInfo(plain)
        stream = io.BytesIO()
        with (
            mock.patch.object(
                zipfile.ZipInfo,
                "_encodeFilenameFlags",
                lambda self: (self.filename.encode("utf-8"), self.flag_bits),
            ),
            zipfile.ZipFile(stream, "w") as package,
        ):
            package.writestr(info, b"x")
        self.assertEqual(listed(stream.getvalue()), [plain])
        self.assertEqual(open_member(stream, plain).read(), b"x")

    def test_names_of_old_programs_are_read_by_their_letters(self):
        data = packed([("AAAA.csv", b"x")])
        for name, encoding in (("Müll", "cp437"), ("Müll", "cp1252")):
            raw = data.replace(b"AAAA", name.encode(encoding))
            self.assertEqual(listed(raw), [f"{name}.csv"], encoding)


class TestHostile(TestCase):
    def test_password(self):
        data = bytearray(packed([("a.csv", b"x"), ("b.csv", b"y")]))
        for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            at = -1
            while (at := data.find(mark, at + 1)) >= 0:
                data[at + place] |= 1
        self.assertEqual(
            code_of(lambda: list(members(io.BytesIO(data)))), "password_protected"
        )

    def test_one_locked_file_does_not_lock_the_others(self):
        data = bytearray(packed([("a.csv", b"x"), ("b.csv", b"y")]))
        data[data.find(b"PK\x01\x02") + 8] |= 1
        data[data.find(b"PK\x03\x04") + 6] |= 1
        opened = Archive(io.BytesIO(data))
        self.assertEqual(opened.open("b.csv").read(), b"y")
        self.assertEqual(code_of(lambda: opened.open("a.csv")), "password_protected")

    def test_damage(self):
        data = packed([("a.csv", b"id,name\n" * 500)], zipfile.ZIP_STORED)
        self.assertEqual(code_of(lambda: listed(data[:100])), "damaged_file")
        broken = data[:60] + b"XXXX" + data[64:]
        self.assertEqual(
            code_of(lambda: open_member(io.BytesIO(broken), "a.csv")), "damaged_file"
        )
        self.assertEqual(code_of(lambda: listed(b"id,name\n")), "unknown_format")
        packed_else = bz2.compress(b"id,name\n")
        self.assertEqual(code_of(lambda: listed(packed_else)), "other_archive")

    def test_bombs(self):
        data = packed([("a.csv", bytes(3 * 1024 * 1024))])
        with mock.patch.object(archive, "RATIO_FREE_BYTES", 1024):
            self.assertEqual(code_of(lambda: listed(data)), "too_large_inside")
            nested = packed([("x.zip", data)], zipfile.ZIP_STORED)
            self.assertEqual(code_of(lambda: listed(nested)), "too_large_inside")
            deep = packed([("y.zip", nested)], zipfile.ZIP_STORED)
            self.assertEqual(code_of(lambda: listed(deep)), "too_large_inside")
        with mock.patch.object(archive, "MAX_TOTAL_BYTES", 1024):
            self.assertEqual(code_of(lambda: listed(data)), "too_large_inside")
        many = packed([(f"{i}.csv", b"") for i in range(20)])
        with mock.patch.object(archive, "MAX_MEMBERS", 10):
            self.assertEqual(code_of(lambda: listed(many)), "too_large_inside")


class TestKind(TestCase):
    def test_kinds_by_content(self):
        book = io.BytesIO()
        openpyxl.Workbook().save(book)
        word = packed(
            [("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"<x/>")]
        )
        ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
        for name, data, kind in (
            ("a.csv", b"id,name\n1,A\n", "table"),
            ("a.txt", b"id;name\n1;A\n", "table"),
            ("a.xlsx", book.getvalue(), "table"),
            ("a.csv", book.getvalue(), "table"),
            ("a.json", b'[{"id": 1}]', "table"),
            ("a.json", b" {\n}", "table"),
            ("_chat.txt", b"05/03/2025, 10:14 - Ram: hi\n", "table"),
            ("a.xls", b"<table><tr><td>id</td></tr></table>", "table"),
            ("a.zip", packed([("a.csv", b"x")]), "archive"),
            ("a.csv", packed([("a.csv", b"x")]), "archive"),
            ("a.csv.gz", gzip.compress(b"id,name\n1,A\n"), "archive"),
            ("a.csv.bz2", bz2.compress(b"id,name\n1,A\n"), "archive"),
            ("a.csv.xz", lzma.compress(b"id,name\n1,A\n"), "archive"),
            ("a.tar", b"a.csv".ljust(257, b"\0") + b"ustar\0" + bytes(300), "archive"),
            ("a.zip", packed([]), "archive"),
            ("a.pdf", b"%PDF-1.7\n", "document"),
            ("a.csv", b"%PDF-1.7\n", "document"),
            ("a.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF", "document"),
            ("a", b"\x89PNG\r\n\x1a\n", "document"),
            ("a.opus", b"OggS\0\x02", "document"),
            ("a.mp4", b"\0\0\0\x18ftypmp42", "document"),
            ("a.docx", word, "document"),
            ("a.doc", ole + "WordDocument".encode("utf-16-le"), "document"),
            ("a.html", b"<html><table><tr><td>x</td></tr></table>", "document"),
            ("readme.txt", b"Dear doctor,\n\nhere is our data.\n", "unknown"),
            ("a.bin", bytes(range(256)) * 20, "unknown"),
            ("a.csv", b"", "unknown"),
        ):
            with self.subTest(name=name, data=data[:12]):
                stream = io.BytesIO(data)
                self.assertEqual(detect_kind(stream, name), kind)

    def test_file_is_left_open_at_its_start(self):
        stream = io.BytesIO(packed([("a.csv", b"x")]))
        detect_kind(stream, "a.zip")
        self.assertEqual(stream.tell(), 0)
        self.assertFalse(stream.closed)
