"""Rows travel into the addon's tables unharmed, whatever the cells hold."""

from odoo.addons.pulse_migration.models.bulk import copy_rows

from .common import PATIENTS, PulseCase


class TestBulk(PulseCase):
    def test_hostile_text_arrives_as_it_is(self):
        run = self.plan(patients=PATIENTS[:1])
        texts = [
            "tab\there",
            "line\nbreak\r\n",
            "back\\slash \\N \\.",
            "quote \" and ' and ; DROP TABLE x",
            "ओम नमः शिवाय",
            "\\u0000 as text",
        ]
        columns = (
            "migration_id",
            "run_id",
            "file_id",
            "object_name",
            "state",
            "line",
            "external_id",
            "payload",
        )
        head = (self.migration.id, run.id, run.file_ids[0].id, "patient", "staged")
        rows = self.env["pulse.row"]
        count = copy_rows(
            rows,
            columns,
            ((*head, n, text, {"cell": text}) for n, text in enumerate(texts, 100)),
        )
        self.assertEqual(count, len(texts))
        found = rows.search([("line", ">=", 100)], order="line")
        self.assertEqual(found.mapped("external_id"), texts)
        self.assertEqual([row.payload["cell"] for row in found], texts)

    def test_what_postgresql_cannot_hold_is_left_out(self):
        run = self.plan(patients=PATIENTS[:1])
        columns = (
            "migration_id",
            "run_id",
            "file_id",
            "object_name",
            "state",
            "line",
            "external_id",
            "payload",
        )
        head = (self.migration.id, run.id, run.file_ids[0].id, "patient", "staged")
        copy_rows(
            self.env["pulse.row"],
            columns,
            [(*head, 100, "a\0b", {"cell": "a\0b\ud800"})],
        )
        row = self.env["pulse.row"].search([("line", "=", 100)])
        self.assertEqual(row.external_id, "ab")
        self.assertEqual(row.payload["cell"], "ab?")
