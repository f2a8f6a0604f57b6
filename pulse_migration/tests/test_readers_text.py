"""Encodings, line ends and damaged bytes."""

import io
import tracemalloc
from unittest import TestCase

from odoo.addons.pulse_migration.engine.readers import read_tables
from odoo.addons.pulse_migration.tests.readers_common import (
    Endless,
    error_code,
    lines,
    one,
    values,
)

CLINIC = "id,name,city\n1,José Núñez,Pune\n2,प्रिया शर्मा,मुंबई\n"
LATIN = "id,name,city\n1,José “Pepe” Núñez,Pune – West\n2,Zoë,Zürich\n"


class TestEncoding(TestCase):
    def test_unicode_encodings_give_the_same_cells(self):
        expected = [["1", "José Núñez", "Pune"], ["2", "प्रिया शर्मा", "मुंबई"]]
        for codec, note in (
            ("utf-8", ""),
            ("utf-8-sig", ""),
            ("utf-16", "encoding_utf_16"),
            ("utf-16-le", "encoding_utf_16"),
            ("utf-16-be", "encoding_utf_16"),
            ("utf-32", "encoding_utf_32"),
        ):
            with self.subTest(codec):
                table, rows = one(CLINIC.encode(codec))
                self.assertEqual(table.header, ("id", "name", "city"))
                self.assertEqual(values(rows), expected)
                self.assertEqual(lines(rows), [2, 3])
                self.assertEqual([code for code in table.notes], [note] if note else [])
                self.assertEqual([row.issues for row in rows], [(), ()])

    def test_unmarked_utf_16_of_an_indian_script(self):
        text = "क्रम,नाम,फोन\n1,आशा,९८७६५४३२१०\n2,रवि,९८७६५४३२११\n"
        for codec in ("utf-16-le", "utf-16-be"):
            table, rows = one(text.encode(codec))
            self.assertEqual(table.header, ("क्रम", "नाम", "फोन"))
            self.assertEqual(table.notes, ("encoding_utf_16",))
            self.assertEqual(values(rows)[0], ["1", "आशा", "९८७६५४३२१०"])

    def test_nul_bytes_alone_are_no_utf_16(self):
        for text in ("id,name\n1,Asha\0\0\0\0\0\0\n", "id  ,name\n1   ,A\0      \n"):
            table, rows = one(text)
            self.assertEqual((table.header[0], table.notes), ("id", ()))
            self.assertEqual(rows[0].issues, ("nul_bytes",))

    def test_windows_1252_is_noted_and_not_flagged_on_rows(self):
        table, rows = one(LATIN.encode("cp1252"))
        self.assertEqual(values(rows)[0], ["1", "José “Pepe” Núñez", "Pune – West"])
        self.assertEqual(table.notes, ("encoding_windows_1252",))
        self.assertEqual([row.issues for row in rows], [(), ()])

    def test_byte_without_meaning_in_windows_1252_is_flagged(self):
        _table, rows = one(LATIN.encode("cp1252") + b"3,A\x81B,X\n")
        self.assertEqual(rows[2].cells["name"], "A\x81B")
        self.assertEqual(rows[2].issues, ("undecodable_bytes",))

    def test_one_bad_byte_far_into_utf8_flags_only_its_line(self):
        good = "".join(f"{i},Zoë {i},Pune\n" for i in range(80_000)).encode()
        self.assertGreater(len(good), 1024 * 1024)
        data = b"id,name,city\n" + good + b"x,Jos\xe9,Goa\n" + b"y,Zo\xc3\xab,Goa\n"
        table, rows = one(data)
        self.assertEqual(len(rows), 80_002)
        self.assertEqual(rows[-2].cells["name"], "José")
        self.assertEqual(rows[-2].issues, ("undecodable_bytes",))
        self.assertEqual(rows[-2].line, 80_002)
        self.assertEqual([row.line for row in rows if row.issues], [80_002])
        self.assertEqual(rows[-1].cells["name"], "Zoë")
        self.assertEqual(table.notes, ())

    def test_bad_byte_after_ascii_only_start_is_flagged(self):
        data = b"id,name\n" + b"1,Ram\n" * 60_000 + b"2,Jos\xe9\n"
        _table, rows = one(data)
        self.assertEqual(rows[-1].cells["name"], "José")
        self.assertEqual(rows[-1].issues, ("undecodable_bytes",))

    def test_bad_byte_inside_a_multi_line_cell_flags_its_record(self):
        data = 'id,note\n1,"añb\nc'.encode() + b'\xff d"\n2,x\xc3\xb1\n'
        _table, rows = one(data)
        self.assertEqual(rows[0].cells["note"], "añb\ncÿ d")
        self.assertEqual([row.issues for row in rows], [("undecodable_bytes",), ()])

    def test_multi_byte_characters_across_block_borders(self):
        name = "प्रिया" * 3
        data = "id,name\n" + "".join(f"{i},{name}\n" for i in range(20_000))
        _table, rows = one(data)
        self.assertEqual({row.cells["name"] for row in rows}, {name})

    def test_cut_utf16_is_flagged_and_kept(self):
        _table, rows = one("id,name\n1,Ram\n2,Sita".encode("utf-16-le") + b"\x41")
        self.assertEqual(rows[1].cells["name"][:4], "Sita")
        self.assertEqual(rows[1].issues, ("undecodable_bytes",))

    def test_nul_bytes_are_removed_and_flagged(self):
        _table, rows = one(b"id,name\n1,Ra\0m\n2,Sita\n3,\0\n")
        self.assertEqual(values(rows), [["1", "Ram"], ["2", "Sita"], ["3"]])
        self.assertEqual(
            [row.issues for row in rows], [("nul_bytes",), (), ("nul_bytes",)]
        )

    def test_a_tail_of_nul_bytes_after_a_crash_hides_no_rows(self):
        _table, rows = one(b"id,name\n1,Ram\n2,Sita\n" + bytes(100_000))
        self.assertEqual(values(rows)[:2], [["1", "Ram"], ["2", "Sita"]])

    def test_replacement_characters_of_the_source_are_left_alone(self):
        _table, rows = one("id,name\n1,Jos\ufffd\n2,B\n")
        self.assertEqual((rows[0].cells["name"], rows[0].issues), ("Jos\ufffd", ()))

    def test_byte_order_mark_twice_and_before_a_quote(self):
        table, rows = one('\ufeff\ufeff"id","name"\n"1","A"\n')
        self.assertEqual(table.header, ("id", "name"))
        self.assertEqual(values(rows), [["1", "A"]])


class TestLineEnds(TestCase):
    def test_every_line_end_counts_one_line(self):
        text = 'id,note\n1,"two\nlines"\n2,x\n\n3,y'
        for end in ("\n", "\r\n", "\r"):
            with self.subTest(repr(end)):
                _table, rows = one(text.replace("\n", end))
                self.assertEqual(lines(rows), [2, 4, 6])
                self.assertEqual(rows[0].cells["note"], f"two{end}lines")
                self.assertEqual(rows[2].cells, {"id": "3", "note": "y"})

    def test_line_feed_in_quotes_within_crlf_records(self):
        _table, rows = one('id,note\r\n1,"a\nb"\r\n2,c\r\n')
        self.assertEqual(values(rows), [["1", "a\nb"], ["2", "c"]])
        self.assertEqual(lines(rows), [2, 4])

    def test_unicode_separators_do_not_end_lines(self):
        _table, rows = one("id,note\n1,a\u2028b\x0bc\x85d\n2,e\n")
        self.assertEqual(values(rows), [["1", "a\u2028b\x0bc\x85d"], ["2", "e"]])
        self.assertEqual(lines(rows), [2, 3])

    def test_crlf_split_between_blocks_is_one_end(self):
        record = "1,abcdefgh\r\n"
        data = "id,name\r\n" + record * 60_000
        _table, rows = one(data)
        self.assertEqual((len(rows), rows[-1].line), (60_000, 60_001))

    def test_dos_end_of_file_mark_is_no_row(self):
        _table, rows = one("id,name\r\n1,A\r\n\x1a")
        self.assertEqual(values(rows), [["1", "A"]])

    def test_endless_line_is_refused(self):
        stream = Endless(b"id,name\n1,", b"x" * 1024, 17 * 1024)
        with self.assertRaisesRegex(Exception, "line_too_long"):
            for table in read_tables(stream, "x.csv"):
                list(table.rows)


class TestNothing(TestCase):
    def test_files_without_text_are_empty(self):
        for data in (b"", b"\n\n \r\n", b"\xef\xbb\xbf", b"\0\0\0\0", b"\xff\xfe"):
            with self.subTest(data):
                self.assertEqual(error_code(data), "empty_file")

    def test_only_delimiters_are_empty(self):
        self.assertEqual(error_code(",,,\n,,,\n"), "empty_file")

    def test_memory_stays_flat(self):
        record = "17,Ram Kumar,ram@example.com,Pune,परीक्षण\r\n".encode()
        stream = Endless(b"id,name,email,city,note\r\n", record, 120_000)
        tracemalloc.start()
        try:
            table = next(read_tables(stream, "big.csv"))
            last = None
            for last in table.rows:  # noqa: B007
                pass
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        self.assertEqual(last.line, 120_001)
        self.assertGreater(stream.size, 6_000_000)
        self.assertLess(peak, 4_500_000)

    def test_stream_stays_open(self):
        stream = io.BytesIO(b"id,name\n1,A\n")
        for table in read_tables(stream, "x.csv"):
            list(table.rows)
        self.assertFalse(stream.closed)
