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


class TestWholeVersions(SourceCase):
    """Of a record of several rows the newest version replaces the older one whole."""

    def setUp(self):
        super().setUp()
        self.lists = {
            "bills": "line",
            "bill_items": "line",
            "payments": "payment_id",
            "prescriptions": "line",
        }
        self.clinic.ids.update(self.lists)
        self.clinic.tables.update({name: {} for name in self.lists})
        self.source.endpoint_ids = [
            (0, 0, {"object_name": name[:-1], "path": name, "page_size": 3})
            for name in self.lists
        ]

    def put(self, name, *rows, keys="abcdef"):
        """A list holds these rows only, changed in one moment."""
        self.clock.tick(hours=1)
        own = self.lists[name]
        for key in list(self.clinic.tables[name]):
            self.clinic.delete(name, key)
        for key, row in zip(keys, rows, strict=False):
            self.clinic.put(name, {own: key, **row})

    def states(self, object_name, field):
        self.assertEqual(self.poll(), {})
        run = self.source.run_ids
        run.action_stage()
        run.file_ids.mapping_ids.filtered(lambda m: m.header == "line").write(
            {"treatment": "keep", "field_name": False}
        )
        run.action_stage()
        run.action_plan()
        rows = self.rows(run, object_name)
        return {(row.values.get(field), row.state) for row in rows}

    def item(self, name, price, **more):
        return {"bill_id": "B1", "item_name": name, "amount_total": price, **more}

    def test_items_of_a_bill_that_changed_replace_all_of_them(self):
        self.put("bills", bill(1, "P1", "2026-03-05", "80.00", "0.00"))
        self.put(
            "bill_items", self.item("Filling", "50.00"), self.item("X-Ray", "30.00")
        )
        self.poll()
        self.put("bills", bill(1, "P1", "2026-03-05", "60.00", "0.00"))
        self.put("bill_items", self.item("Filling", "60.00"))
        self.assertEqual(
            self.states("bill_item", "amount_total"),
            {("50.00", "excluded"), ("30.00", "excluded"), ("60.00", "staged")},
        )

    def test_items_that_change_by_themselves_are_replaced_one_by_one(self):
        self.put("bills", bill(1, "P1", "2026-03-05", "80.00", "0.00"))
        for key, name in (("a", "Filling"), ("b", "X-Ray")):
            self.clock.tick(minutes=1)
            price = "40.00" if key == "a" else "45.00"
            self.clinic.put("bill_items", {"line": key, **self.item(name, price)})
        self.poll()
        self.clock.tick(hours=1)
        self.clinic.put("bill_items", {"line": "b", **self.item("X-Ray", "35.00")})
        self.assertEqual(
            self.states("bill_item", "amount_total"),
            {("40.00", "staged"), ("45.00", "excluded"), ("35.00", "staged")},
        )

    def test_a_bill_of_several_lines_is_replaced_whole(self):
        lines = [
            bill(1, "P1", "2026-03-05", "80.00", "0.00", item_name=name)
            for name in ("Filling", "X-Ray")
        ]
        self.put("bills", *lines)
        self.poll()
        self.put("bills", {**lines[0], "total": "60.00"})
        self.assertEqual(
            self.states("bill", "amount_total"),
            {("80.00", "excluded"), ("60.00", "staged")},
        )

    def test_a_version_on_two_pages_is_one(self):
        drugs = [drug(1, "P1", name) for name in ("Aspirin", "Codeine", "Iron", "Zinc")]
        for has_moments in (True, False):
            with self.subTest(has_moments):
                if not has_moments:
                    self.endpoint("prescriptions").changed_key = False
                    self.source.run_ids.unlink()
                self.put("prescriptions", *drugs)
                found = self.states("prescription", "medication")
                self.assertEqual({state for _name, state in found}, {"staged"}, found)

    def test_a_payment_is_one_by_its_number_and_others_stay(self):
        self.put("bills", bill(1, "P1", "2026-03-05", "80.00", "80.00"))
        paid = {"bill_id": "B1", "patient_id": "P1", "date": "2026-03-05"}
        self.put("payments", {**paid, "amount": "50.00"}, {**paid, "amount": "30.00"})
        self.poll()
        self.clock.tick(hours=1)
        self.clinic.change("payments", "b", amount="20.00")
        self.assertEqual(
            self.states("payment", "amount"),
            {("50.00", "staged"), ("30.00", "excluded"), ("20.00", "staged")},
        )
