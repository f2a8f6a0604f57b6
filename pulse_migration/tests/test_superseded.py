"""Several versions of a record in one delta: the newest counts, of every object."""

from unittest import TestCase

from odoo.addons.pulse_migration.engine.rest_moments import read_moment
from odoo.addons.pulse_migration.engine.versions import Version, has_lines, superseded

from .common import bill
from .source_common import SourceCase
from .test_document_loader import drug, record

OWN_IDS = {
    "bills": "bill_id",
    "prescriptions": "prescription_id",
    "medical_records": "record_id",
}


class TestVersions(TestCase):
    def old(self, *moments, is_one_row=True):
        rows = [
            Version(number, number, 1, f"f{number}", read_moment(text))
            for number, text in enumerate(moments)
        ]
        return superseded(rows, is_one_row)

    def test_the_newest_is_told_by_the_moment_not_by_its_text(self):
        self.assertEqual(
            self.old("2026-03-05T10:00:00.5Z", "2026-03-05T10:00:00Z"), [1]
        )
        self.assertEqual(
            self.old("2026-03-05T10:00:00+05:30", "2026-03-05T09:00:00Z"), [0]
        )
        self.assertEqual(
            self.old("2026-03-05T09:00:00Z", "2026-03-05T10:00:00+05:30"), [1]
        )

    def test_without_moments_the_page_that_came_last_counts(self):
        self.assertEqual(self.old(None, None), [0])

    def test_rows_of_one_moment_are_one_version_over_two_pages(self):
        at = "2026-03-05T10:00:00Z"
        self.assertEqual(self.old(at, at, is_one_row=False), [])

    def test_lines_that_change_by_themselves_are_known(self):
        moment = read_moment("2026-03-05T10:00:00Z")
        later = read_moment("2026-03-05T11:00:00Z")
        self.assertTrue(has_lines([(1, "a", moment), (1, "a", later)]))
        self.assertTrue(has_lines([(1, "a", None), (1, "a", None)]))
        self.assertFalse(has_lines([(1, "a", moment), (1, "a", moment)]))
        self.assertFalse(has_lines([(1, "a", moment), (2, "a", later)]))


class TestSuperseded(SourceCase):
    def setUp(self):
        super().setUp()
        self.clinic.ids.update(OWN_IDS)
        self.clinic.tables.update({name: {} for name in OWN_IDS})
        self.source.endpoint_ids = [
            (0, 0, {"object_name": name[:-1], "path": name, "page_size": 2})
            for name in OWN_IDS
        ]

    def rows_after(self, name, *versions):
        """Poll after each version of a record; return its rows as planned."""
        for version in versions:
            self.clock.tick(hours=1)
            self.clinic.put(name, version)
            self.assertEqual(self.poll(), {})
        run = self.source.run_ids
        run.action_stage()
        run.action_plan()
        return self.rows(run, name[:-1])

    def test_a_bill_paid_before_it_was_loaded_counts_as_paid(self):
        rows = self.rows_after(
            "bills",
            bill(1, "P1", "2026-03-05", "500.00", "0.00"),
            bill(1, "P1", "2026-03-05", "500.00", "500.00"),
        )
        self.assertEqual(rows.mapped("state"), ["excluded", "staged"])
        self.assertEqual(rows[1].values["amount_paid"], "500.00")

    def test_a_corrected_dose_replaces_the_wrong_one(self):
        rows = self.rows_after(
            "prescriptions",
            drug(1, "P1", "Amoxicillin", dosage="5000 mg"),
            drug(1, "P1", "Amoxicillin", dosage="500 mg"),
        )
        self.assertEqual(rows.mapped("state"), ["excluded", "staged"])

    def test_a_corrected_record_replaces_the_wrong_one(self):
        rows = self.rows_after(
            "medical_records",
            record(1, "P1", "2026-03-04", "Cough"),
            record(1, "P1", "2026-03-05", "Fever"),
        )
        self.assertEqual(rows.mapped("state"), ["excluded", "staged"])
