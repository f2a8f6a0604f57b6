"""Rows travel into the addon's tables unharmed, whatever the cells hold."""

from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tools import SQL

from odoo.addons.pulse_migration.models import bulk
from odoo.addons.pulse_migration.models.bulk import copy_rows, insert_rows

from .common import PATIENTS, PulseCase

HOSTILE = [
    "tab\there",
    "line\nbreak\r\n",
    "carriage\rreturn",
    "back\\slash \\N \\.",
    "\\.",
    "\\N",
    "\\",
    "quote \" and ' and ; DROP TABLE x",
    "ओम नमः शिवाय",
    "👩‍⚕️",
    "\\u0000 as text",
    "\\\\u0000",
    "percent %s %(x)s {} {0}",
    "\x01\x1f\x7f\x85\u2028",
    "",
    " ",
]
COLUMNS = (
    "migration_id",
    "run_id",
    "file_id",
    "object_name",
    "state",
    "line",
    "external_id",
    "payload",
)


class TestBulk(PulseCase):
    def setUp(self):
        super().setUp()
        run = self.plan(patients=PATIENTS[:1])
        file = run.file_ids[0]
        self.head = (self.migration.id, run.id, file.id, "patient", "staged")

    def copied(self, pairs):
        """COPY (text, JSON) pairs; return the pairs as the database has them."""
        rows = self.env["pulse.row"]
        self.env.cr.execute("DELETE FROM pulse_row WHERE line >= 100")
        count = copy_rows(
            rows,
            COLUMNS,
            ((*self.head, n, text, data) for n, (text, data) in enumerate(pairs, 100)),
        )
        self.assertEqual(count, len(pairs))
        return self.env.execute_query(
            SQL(
                """SELECT external_id, payload FROM pulse_row
                    WHERE line >= 100 ORDER BY line"""
            )
        )

    def test_hostile_text_arrives_as_it_is(self):
        pairs = [(text, {text: [text, {"in": text}]}) for text in HOSTILE]
        self.assertEqual(self.copied(pairs), pairs)

    def test_what_postgresql_cannot_hold_is_left_out(self):
        for given_pair, kept in (
            (("a\0b", {"cell": "a\0b"}), ("ab", {"cell": "ab"})),
            (("\0", {"cell": "\0\0"}), ("", {"cell": ""})),
            (("a\\\0b", {"cell": "a\\\0b"}), ("a\\b", {"cell": "a\\b"})),
            (("a", {"k\0": "\\u0000\0"}), ("a", {"k": "\\u0000"})),
            (("a\ud800b", {"cell": "\udfff"}), ("a?b", {"cell": "?"})),
            (("a", ["\0", "\ud800"]), ("a", ["", "?"])),
        ):
            with self.subTest(repr(given_pair)):
                self.assertEqual(self.copied([given_pair]), [kept])

    def test_nothing_is_null_and_numbers_are_numbers(self):
        self.assertEqual(
            self.copied([(None, None), (False, {"n": 1.5, "b": True, "o": None})]),
            [(None, None), (None, {"n": 1.5, "b": True, "o": None})],
        )

    def test_slices_lose_and_repeat_nothing(self):
        pairs = [(f"P{n}", {"n": n}) for n in range(11)]
        for page in (1, 3, 11, 12):
            with patch.object(bulk, "_COPY_PAGE", page):
                self.assertEqual(self.copied(pairs), pairs)
        self.assertEqual(self.copied([]), [])

    def test_inserted_values_arrive_as_they_are(self):
        links = self.env["pulse.link"]
        insert_rows(
            links,
            [
                {
                    "migration_id": self.migration.id,
                    "object_name": "patient",
                    "external_id": f"{number}{text}",
                    "res_model": "res.partner",
                    "res_id": number,
                    "values": {"cell": text},
                }
                for number, text in enumerate(HOSTILE, 1)
            ],
        )
        found = links.search([("migration_id", "=", self.migration.id)], order="res_id")
        self.assertEqual([link.values["cell"] for link in found], HOSTILE)
        self.assertEqual(
            found.mapped("external_id"),
            [f"{number}{text}" for number, text in enumerate(HOSTILE, 1)],
        )
        insert_rows(links, [])

    @settings(max_examples=60)
    @given(
        st.lists(
            st.text(
                st.characters(exclude_characters="\0", exclude_categories=["Cs"]),
                max_size=12,
            ),
            max_size=8,
        )
    )
    def test_any_text_arrives_as_it_is(self, texts):
        pairs = [(text, {"cell": text}) for text in texts]
        self.assertEqual(self.copied(pairs), pairs)
