"""JSON lists, envelopes and JSON lines."""

import io
import json
import tracemalloc
from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.pulse_migration.engine.readers import read_tables
from odoo.addons.pulse_migration.tests.readers_common import (
    Endless,
    error_code,
    lines,
    one,
    read,
    values,
)


class TestShapes(TestCase):
    def test_list_of_objects(self):
        table, rows = one('[\n {"id": 1, "name": "A"},\n\n {"id": 2, "city": "X"}\n]')
        self.assertEqual(table.header, ("id", "name", "city"))
        self.assertEqual(lines(rows), [2, 4])
        self.assertEqual(rows[1].cells, {"id": "2", "city": "X"})

    def test_json_under_another_name(self):
        for name in ("patients.csv", "patients.xls", "patients", "patients.txt"):
            self.assertEqual(values(one('[{"id": 1}]', name)[1]), [["1"]])

    def test_envelope_gives_a_table_per_list(self):
        text = (
            '{"clinic": "Smile", "count": 2,\n"patients": [{"id": 1}],\n'
            '"empty": [], "meta": {"page": 1},\n"appointments": [{"id": 7}, {"id": 8}]}'
        )
        found = read(text)
        self.assertEqual(
            [table.name for table, _rows in found], ["patients", "appointments"]
        )
        self.assertEqual(lines(found[0][1]), [2])
        self.assertEqual(lines(found[1][1]), [1, 2])
        self.assertEqual(found[1][0].notes, ("numbered_by_record",))
        self.assertEqual(found[0][0].preamble, ((1, "clinic: Smile"), (1, "count: 2")))

    def test_nested_envelope(self):
        table, rows = one('{"response": {"ok": true, "data": [{"id": 1}]}}')
        self.assertEqual((table.name, values(rows)), ("response.data", [["1"]]))

    def test_json_lines_keep_going_after_a_broken_line(self):
        table, rows = one('{"id": 1}\n{"id": 2}\n{"id": \n{"id": 4}\n\n{"id": 5}')
        self.assertEqual(table.header, ("id",))
        self.assertEqual(lines(rows), [1, 2, 3, 4, 6])
        self.assertEqual(rows[2].issues, ("damaged_record",))
        self.assertEqual(rows[2].cells, {"value": '{"id":'})
        self.assertEqual(rows[3].cells, {"id": "4"})

    def test_list_of_lists_has_a_header_row(self):
        table, rows = one('[["id","name"],\n[1,"A"],\n[2,null]]')
        self.assertEqual(
            (table.header, values(rows)), (("id", "name"), [["1", "A"], ["2"]])
        )
        self.assertEqual(lines(rows), [2, 3])

    def test_single_object_and_records_by_key(self):
        self.assertEqual(values(one('{"id": 1, "name": "A"}')[1]), [["1", "A"]])
        _table, rows = one('{"P1": {"name": "A"}, "P2": {"name": "B"}}')
        self.assertEqual(rows[1].cells, {"key": "P2", "name": "B"})

    def test_titles_beside_the_rows_are_the_header(self):
        for titles in ('["id", "name"]', '[{"name": "id"}, {"name": "name"}]'):
            table, rows = one(f'{{"columns": {titles}, "data": [[1, "A"], [2, "B"]]}}')
            self.assertEqual((table.name, table.header), ("data", ("id", "name")))
            self.assertEqual(values(rows), [["1", "A"], ["2", "B"]])
        table, rows = one('{"fields": [{"id": 1, "note": 5}, {"id": 2, "note": 6}]}')
        self.assertEqual((table.name, len(rows)), ("fields", 2))
        table, rows = one('{"fields": [{"name": "A"}, {"name": "B"}], "total": 2}')
        self.assertEqual(values(rows), [["A"], ["B"]])

    def test_a_comma_that_nothing_follows_is_no_damage(self):
        text = '[{"id": 1, "tags": ["a", "b",], "x": ",}",},\n{"id": 2,\n},]'
        _table, rows = one(text)
        self.assertEqual(values(rows), [["1", '["a","b"]', ",}"], ["2"]])
        self.assertEqual(lines(rows), [1, 2])
        for text in ('[{"id": 1,, "x": 2}]', "[{,}]", '[{"id": ,}]'):
            self.assertEqual(error_code(text, "a.json"), "damaged_file", text)

    def test_damage_says_the_line(self):
        self.assertEqual(error_code('[{"id": 1},\n{"id": 2'), "damaged_file")
        self.assertEqual(error_code('[{"id": 1},\n{"id": 2} {"x"]'), "damaged_file")

    def test_empty_lists(self):
        for text in ("[]", "{}", '{"data": []}'):
            with self.subTest(text):
                self.assertIn(error_code(text, "x.json"), ("empty_file", ""))

    def test_late_keys_appear_in_cells(self):
        items = [{"id": i} for i in range(300)] + [{"id": 300, "late": "x"}]
        table, rows = one(json.dumps(items))
        self.assertEqual(table.header, ("id",))
        self.assertEqual(rows[-1].cells["late"], "x")

    def test_records_of_one_line_are_counted_instead(self):
        table, rows = one('[{"id": 1}, {"id": 2},\n{"id": 3}]')
        self.assertEqual(lines(rows), [1, 2, 3])
        self.assertEqual(table.notes, ("numbered_by_record",))
        self.assertEqual(lines(one('[["id"], [1], [2]]')[1]), [2, 3])
        self.assertEqual(lines(one('{"P1": {"n": 1}, "P2": {"n": 2}}')[1]), [1, 2])

    def test_what_stands_behind_a_list_is_not_dropped(self):
        found = read('[{"id": 1}]\n[{"id": 2}]\n[]')
        self.assertEqual([values(rows) for _table, rows in found], [[["1"]], [["2"]]])
        self.assertEqual([table.name for table, _rows in found], ["", "table 2"])
        for text in ('[{"id": 1}] x', '[{"id": 1}];', '{"a": [{"id": 1}]} }'):
            self.assertEqual(error_code(text, "a.json"), "damaged_file")


class TestValues(TestCase):
    def test_a_repeated_key_is_numbered(self):
        table, rows = one('[{"id": 1, "phone": 5, "phone": 6, "a": {"b": 1, "b": 2}}]')
        self.assertEqual(table.header, ("id", "phone", "phone (2)", "a.b", "a.b (2)"))
        self.assertEqual(values(rows), [["1", "5", "6", "1", "2"]])

    def test_numbers_are_text_as_written(self):
        text = '[{"a": 1.50, "b": 12345678901234567890, "c": 1E5, "d": -0.0, "e": 007}]'
        _table, rows = one(text.replace("007", "7"))
        self.assertEqual(
            rows[0].cells,
            {
                "a": "1.50",
                "b": "12345678901234567890",
                "c": "1E5",
                "d": "-0.0",
                "e": "7",
            },
        )

    def test_blanks_and_booleans(self):
        _table, rows = one('[{"a": null, "b": "", "c": "  ", "d": true, "e": false}]')
        self.assertEqual(rows[0].cells, {"d": "true", "e": "false"})

    def test_nested_objects_and_lists(self):
        _table, rows = one(
            '[{"id": 1, "address": {"city": "Pune", "geo": {"lat": 18.50}}, "x": [],'
            ' "allergies": [ {"allergen": "Penicillin", "n": 1.0}, null, "a" ]}]'
        )
        self.assertEqual(
            rows[0].cells,
            {
                "id": "1",
                "address.city": "Pune",
                "address.geo.lat": "18.50",
                "allergies": '[{"allergen":"Penicillin","n":1.0},null,"a"]',
            },
        )

    def test_dotted_key_and_nested_key_are_both_kept(self):
        _table, rows = one('[{"a.b": "x", "a": {"b": "y"}}]')
        self.assertEqual(rows[0].cells, {"a.b": "x", "a.b (2)": "y"})

    def test_line_breaks_in_strings_do_not_count(self):
        _table, rows = one('[{"n": "a\\nb"},\r\n{"n": "c"}]')
        self.assertEqual((lines(rows), rows[0].cells["n"]), ([1, 2], "a\nb"))

    def test_encodings_and_damage(self):
        text = '[{"n": "José"}, {"n": "B"}]'
        self.assertEqual(values(one(text.encode("utf-16"))[1]), [["José"], ["B"]])
        _table, rows = one('[{"m": "né, é"}, {"n": "Jos'.encode() + b'\xe9"}]')
        self.assertEqual(rows[1].cells["n"], "José")
        self.assertEqual([row.issues for row in rows], [(), ("undecodable_bytes",)])

    @given(
        st.lists(
            st.dictionaries(
                st.sampled_from(["id", "name", "note"]),
                st.text(st.characters(blacklist_categories=("Cs",)), max_size=20),
                min_size=1,
            ),
            min_size=1,
            max_size=20,
        ),
        st.sampled_from([None, 2]),
    )
    def test_written_records_come_back(self, records, indent):
        expected = [
            {key: text for key, text in record.items() if text.strip()}
            for record in records
        ]
        expected = [record for record in expected if record]
        data = json.dumps(records, indent=indent, ensure_ascii=False)
        found = [row for _table, rows in read(data) for row in rows]
        self.assertEqual([row.cells for row in found], expected)


class TestSize(TestCase):
    def test_long_lists_stay_flat_and_keep_their_lines(self):
        record = b'{"id": 123456, "name": "Ram Kumar", "address": {"city": "Pune"}},\n'
        stream = Endless(b"[\n", record, 30_000, b'{"id": 1}]\n')
        tracemalloc.start()
        try:
            table = next(read_tables(stream, "x.json"))
            last = None
            for last in table.rows:  # noqa: B007
                pass
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        self.assertEqual(last.line, 30_002)
        self.assertLess(peak, 4_500_000)

    def test_value_longer_than_a_block(self):
        text = "x" * 3_000_000
        _table, rows = one(json.dumps([{"n": text}, {"n": "y"}]))
        self.assertEqual([len(row.cells["n"]) for row in rows], [3_000_000, 1])

    def test_tables_not_read_do_not_disturb_the_next(self):
        data = json.dumps({"a": [{"x": 1}] * 500, "b": [{"y": 2}]}).encode()
        names = [table.name for table in read_tables(io.BytesIO(data), "x.json")]
        self.assertEqual(names, ["a", "b"])
