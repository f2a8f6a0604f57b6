"""Delimiters, quotes and physical lines of delimited text."""

import csv
import io
from unittest import TestCase

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.addons.pulse_migration.tests.readers_common import (
    error_code,
    lines,
    one,
    values,
)

ROWS = (("id", "name", "paid"), ("1", "Ram", "50"), ("2", "Sita", "70"))


class TestDelimiter(TestCase):
    def test_each_delimiter_is_found_and_noted(self):
        for delimiter, note in (
            (",", ()),
            (";", ("delimiter_semicolon",)),
            ("\t", ("delimiter_tab",)),
            ("|", ("delimiter_pipe",)),
        ):
            with self.subTest(delimiter):
                text = "\n".join(delimiter.join(row) for row in ROWS)
                table, rows = one(text)
                self.assertEqual(table.header, ROWS[0])
                self.assertEqual(values(rows), [list(row) for row in ROWS[1:]])
                self.assertEqual(table.notes, note)

    def test_decimal_commas_do_not_win_over_semicolons(self):
        table, rows = one("id;name;fee\n1;Ram;1,50\n2;Sita;2,75\n3;Gita;10,00\n")
        self.assertEqual(table.header, ("id", "name", "fee"))
        self.assertEqual(values(rows)[0], ["1", "Ram", "1,50"])

    def test_names_with_commas_in_a_semicolon_file(self):
        table, _rows = one("id;name\n1;Kumar, Ram\n2;Devi, Sita\n3;Shah, Gita\n")
        self.assertEqual(table.header, ("id", "name"))

    def test_semicolons_inside_quoted_commas(self):
        table, rows = one('id,allergies\n1,"Penicillin; sulfa; dust"\n2,"a; b; c"\n')
        self.assertEqual(table.header, ("id", "allergies"))
        self.assertEqual(rows[0].cells["allergies"], "Penicillin; sulfa; dust")

    def test_sep_line_names_the_delimiter_and_is_line_one(self):
        table, rows = one("sep=;\r\nid;name,x\r\n1;A,b\r\n")
        self.assertEqual((table.header, table.header_line), (("id", "name,x"), 2))
        self.assertEqual((values(rows), lines(rows)), ([["1", "A,b"]], [3]))
        self.assertEqual(table.preamble, ())

    def test_sep_line_may_name_a_rare_delimiter(self):
        table, rows = one('"sep=^"\nid^name\n1^A\n')
        self.assertEqual((table.header, values(rows)), (("id", "name"), [["1", "A"]]))

    def test_one_column_needs_no_delimiter(self):
        table, rows = one("phone\n9876543210\n9876543211\n")
        self.assertEqual(table.header, ("phone",))
        self.assertEqual(lines(rows), [2, 3])

    def test_prose_is_unknown_and_a_regular_text_file_is_a_table(self):
        prose = "Dear doctor,\nplease find our export.\n\nKind regards, A, B, C\n"
        self.assertEqual(error_code(prose, "readme.txt"), "unknown_format")
        table, _rows = one("id|name\n1|A\n2|B\n", "patients.txt")
        self.assertEqual(table.header, ("id", "name"))

    def test_sep_line_that_promises_another_delimiter_is_not_believed(self):
        table, rows = one("sep=,\r\nid;name;x\r\n1;A;2\r\n2;B;3\r\n")
        self.assertEqual(table.header, ("id", "name", "x"))
        self.assertEqual(values(rows), [["1", "A", "2"], ["2", "B", "3"]])


class TestQuotes(TestCase):
    def test_doubled_quotes_and_delimiters(self):
        _table, rows = one('id,note,x\n1,"a ""b"", c",y\n2,"",z\n')
        self.assertEqual(values(rows), [["1", 'a "b", c', "y"], ["2", "z"]])

    def test_blank_before_an_opening_quote(self):
        _table, rows = one(
            'id, name, city\n1, "Kumar, Ram", "Pune"\n2, "B, C", "Goa"\n'
        )
        self.assertEqual(values(rows)[0], ["1", "Kumar, Ram", "Pune"])

    def test_quote_in_an_unquoted_cell_is_text(self):
        _table, rows = one('id,note,x\n1,5" nail,y\n2,b,z\n')
        self.assertEqual(rows[0].cells["note"], '5" nail')
        self.assertEqual(rows[0].issues, ())

    def test_stray_quotes_keep_their_text(self):
        _table, rows = one('id,name,x\n1,"Ram "Babu" Shah",y\n2,B,z\n')
        self.assertEqual(rows[0].cells["name"], 'Ram "Babu" Shah')
        self.assertEqual(rows[0].issues, ("stray_quote",))
        self.assertEqual(values(rows)[1], ["2", "B", "z"])

    def test_stray_quote_in_a_cell_of_two_lines(self):
        _table, rows = one('id,note,x\n1,"says "no"\nto it",y\n2,B,z\n')
        self.assertEqual(
            rows[0].cells, {"id": "1", "note": 'says "no"\nto it', "x": "y"}
        )
        self.assertEqual(lines(rows), [2, 4])

    def test_unbalanced_quote_costs_one_row_only(self):
        body = "".join(f"{i},Name {i},Pune\n" for i in range(3, 5000))
        _table, rows = one(f'id,name,city\n1,A,Pune\n2,"Broken,Goa\n{body}')
        self.assertEqual(len(rows), 4999)
        self.assertEqual(rows[1].cells, {"id": "2", "name": '"Broken', "city": "Goa"})
        self.assertEqual([row.line for row in rows if row.issues], [3])
        self.assertEqual(rows[1].issues, ("unbalanced_quote",))
        self.assertEqual(lines(rows), list(range(2, 5001)))

    def test_two_unbalanced_quotes_do_not_join_rows(self):
        text = 'id,name,fee\n1,"Ram,98\n2,Sita,97\n3,"Gita,96\n4,Mita,95\n'
        _table, rows = one(text)
        self.assertEqual([row.cells["id"] for row in rows], ["1", "2", "3", "4"])
        self.assertEqual([bool(row.issues) for row in rows], [True, False, True, False])

    def test_swallowed_rows_are_found_when_the_quotes_happen_to_close(self):
        text = 'id,name,a,b,c\n1,"Ram,98,1,2\n2,Sita,97,1,2\n3,Gita",6,1,2\n4,M,5,1,2\n'
        _table, rows = one(text)
        self.assertEqual([row.cells["id"] for row in rows], ["1", "2", "3", "4"])
        self.assertEqual(rows[0].issues, ("unbalanced_quote",))

    def test_lists_in_a_cell_are_no_swallowed_rows(self):
        note = "Tab A, 1, 0, 1, 3 days\nTab B, 0, 0, 1, 5 days\nend"
        _table, rows = one(f'id,note,a,b,c\n1,"{note}",x,y,z\n2,b,x,y,z\n')
        self.assertEqual(rows[0].cells["note"], note)
        self.assertEqual(rows[0].issues, ())

    def test_unbalanced_quote_beside_a_good_one(self):
        text = 'id,name,address\n1,"Ram,"12, MG Road"\n2,"Sita","3, Hill"\n'
        _table, rows = one(text)
        self.assertEqual(rows[0].cells["address"], "12, MG Road")
        self.assertEqual(rows[0].cells["name"], '"Ram')

    def test_unbalanced_quote_in_the_last_line(self):
        _table, rows = one('id,name\n1,A\n2,"B\n')
        self.assertEqual([row.cells["id"] for row in rows], ["1", "2"])
        self.assertEqual(rows[1].issues, ("unbalanced_quote",))

    def test_long_notes_are_no_unbalanced_quote(self):
        note = "\n".join(f"visit {i}, all well" for i in range(900))
        _table, rows = one(f'id,note,x\n1,"{note}",y\n2,b,z\n')
        self.assertEqual(rows[0].cells["note"], note)
        self.assertEqual((lines(rows), rows[0].issues), ([2, 902], ()))

    def test_cell_beyond_the_limit_of_the_csv_module(self):
        text = "x" * 200_000  # the csv module stops at 131,072 by itself
        _table, rows = one(f'id,note\n1,"{text}"\n2,b\n')
        self.assertEqual(len(rows[0].cells["note"]), len(text))
        self.assertEqual(rows[1].cells["id"], "2")

    def test_backslash_escapes(self):
        table, rows = one('id,note\n1,"a \\"b\\" c"\n2,"d \\"e\\" f, g"\n')
        self.assertEqual(values(rows), [["1", 'a "b" c'], ["2", 'd "e" f, g']])
        self.assertIn("backslash_escapes", table.notes)

    def test_backslashes_without_escapes_stay(self):
        _table, rows = one("id,path\n1,C:\\new\\file\n2,D:\\x\n")
        self.assertEqual(rows[0].cells["path"], "C:\\new\\file")

    def test_a_quoted_word_before_a_comma_is_text(self):
        text = 'id,name,note\n1,A,"He said "ok", left"\n2,B,"x"\n3,C,"y"\n'
        _table, rows = one(text)
        self.assertEqual(values(rows)[0], ["1", "A", 'He said "ok", left'])
        self.assertIn("stray_quote", rows[0].issues)

    def test_lines_in_quotes_as_a_whole_are_lines(self):
        text = '"id,name,note"\n"1,A,""a, b"""\n"2,B,c"\n'
        table, rows = one(text)
        self.assertEqual(table.header, ("id", "name", "note"))
        self.assertEqual(values(rows), [["1", "A", "a, b"], ["2", "B", "c"]])
        table, _rows = one('"Name, full"\n"Rao, Asha"\n', "a.csv")
        self.assertEqual(len(table.header), 2)


class TestBrokenLines(TestCase):
    def test_line_break_in_an_unquoted_cell_is_joined(self):
        for odd, end in (("\r", "\n"), ("\n", "\r\n"), ("\r", "\r\n")):
            with self.subTest(repr(odd + end)):
                text = end.join(("id,note,x", f"1,a{odd}b,y", "2,c,z", "3,d,w", ""))
                _table, rows = one(text)
                self.assertEqual(rows[0].cells["note"], f"a{odd}b")
                self.assertEqual(rows[0].issues, ("line_break_in_cell",))
                self.assertEqual(lines(rows), [2, 4, 5])

    def test_line_break_in_the_last_cell(self):
        _table, rows = one("id,note\r\n1,a\nb\nc\r\n2,d\r\n3,e\r\n")
        self.assertEqual(values(rows), [["1", "a\nb\nc"], ["2", "d"], ["3", "e"]])

    def test_mixed_line_ends_between_records_are_harmless(self):
        _table, rows = one("id,name\r\n1,A\n2,B\r3,C\r\n4,D\n5,E\r\n")
        self.assertEqual([row.cells["id"] for row in rows], list("12345"))
        self.assertEqual({row.issues for row in rows}, {()})


class TestWrapping(TestCase):
    def test_apostrophes_around_every_value(self):
        table, rows = one(
            "'No','Name'\n'P20','O'Brien'\n'P21','D'Souza, Ram'\n'P22',''\n"
        )
        self.assertEqual(table.header, ("No", "Name"))
        self.assertEqual(
            values(rows), [["P20", "O'Brien"], ["P21", "D'Souza, Ram"], ["P22"]]
        )
        self.assertEqual([row.issues for row in rows], [(), (), ()])

    def test_apostrophes_inside_quotes(self):
        table, rows = one("No,Name\n\"'P20'\",\"'O'Brien, A'\"\n\"'P21'\",\"'B'\"\n")
        self.assertEqual(values(rows), [["P20", "O'Brien, A"], ["P21", "B"]])
        self.assertIn("apostrophes_stripped", table.notes)

    def test_apostrophes_around_one_column_only(self):
        text = "No,Name\n'P1',Ram\n'P2','t Hooft'\n'P3',Sita\n'P4',O'Brien\n"
        _table, rows = one(text)
        self.assertEqual(
            values(rows),
            [["P1", "Ram"], ["P2", "'t Hooft'"], ["P3", "Sita"], ["P4", "O'Brien"]],
        )

    def test_lone_apostrophes_are_text(self):
        _table, rows = one("No,Name\nP1,'Ram'\nP2,Sita\nP3,'Gita\n")
        self.assertEqual(
            [row.cells["Name"] for row in rows], ["'Ram'", "Sita", "'Gita"]
        )

    def test_text_formulas_are_unwrapped(self):
        table, rows = one('id,pin\n="0042","=""011"""\n="0043",="012"\n')
        self.assertEqual(values(rows), [["0042", "011"], ["0043", "012"]])
        self.assertIn("formula_text_stripped", table.notes)


class TestRoundTrip(TestCase):
    cell = st.text(
        st.characters(
            # a file of control characters is no table
            blacklist_categories=("Cs", "Cc"),
            blacklist_characters="\ufeff",
        ),
        max_size=12,
    )

    @settings(max_examples=150, deadline=None)
    @given(
        st.lists(st.tuples(st.integers(0, 10**6), cell, cell), min_size=1, max_size=12),
        st.sampled_from(",;\t|"),
        st.sampled_from(["\n", "\r\n"]),
        st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL, csv.QUOTE_NONNUMERIC]),
    )
    def test_written_cells_and_lines_come_back(self, data, delimiter, end, quoting):
        text = io.StringIO(newline="")
        writer = csv.writer(
            text, delimiter=delimiter, lineterminator=end, quoting=quoting
        )
        writer.writerow(["id", "created at", "patient name"])
        expected = []
        for number, first, second in data:
            line = _physical_lines(text.getvalue()) + 1
            record = [f"{number}", _shown(first), _shown(second)]
            writer.writerow(record)
            expected.append((line, [value for value in record if value.strip()]))
        _table, rows = one(text.getvalue())
        found = [(row.line, list(row.cells.values())) for row in rows]
        self.assertEqual(found, expected)
        self.assertEqual({row.issues for row in rows}, {()})


def _shown(text):
    """Cells that would change the whole file's shape are not this test's business."""
    text = text.replace("\r", "\r\n")  # the csv module does not quote a lone CR
    return text if text.strip("'\"\\") == text else f"x{text}x".replace("\\", "/")


def _physical_lines(text):
    return len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")) - 1
