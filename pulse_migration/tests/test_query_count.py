"""Queries are counted per batch: twice the rows, the same number of queries."""

from unittest.mock import patch

from odoo.addons.pulse_migration.models import plan_batches

from .common import PulseCase, appointment
from .test_document_loader import drug


class TestQueryCount(PulseCase):
    def setUp(self):
        super().setUp()
        # a micro-run empties the caches: another number of queries for many rows
        sampler = type(self.env["pulse.sampler"])
        self.startPatcher(patch.object(sampler, "_LEAST_ROWS", 10**6))

    def queries(self, object_name, count):
        """Return how many queries loading ``count`` rows of one object takes."""
        patients = [
            {
                "patient_id": f"{object_name}{count}-{n}",
                "name": f"Patient {n}",
                "phone": f"98765{count:02d}{n:03d}",
            }
            for n in range(count)
        ]
        keys = [patient["patient_id"] for patient in patients]
        tables = {"patients": patients}
        if object_name == "appointment":
            tables["appointments"] = [
                appointment(f"{key}-{n}", key, "2024-03-05")
                for n, key in enumerate(keys)
            ]
        if object_name == "prescription":
            tables["prescriptions"] = [
                drug(f"{key}-{n}", key, "Amoxicillin") for n, key in enumerate(keys)
            ]
        run = self.approve(self.plan(**tables))
        run._set_state("running")
        for batch in run.batch_ids.sorted("sequence"):
            self.env.flush_all()
            self.env.invalidate_all()
            self.env.registry.clear_cache()  # as after any plan
            before = self.env.cr.sql_log_count
            batch._load()
            if batch.object_name == object_name:
                found = self.env.cr.sql_log_count - before
        run.action_verify()
        self.assertEqual(run.state, "done")
        return found

    def test_queries_do_not_grow_with_the_rows(self):
        for object_name in ("patient", "appointment", "prescription"):
            with self.subTest(object_name):
                self.queries(object_name, 3)  # fills the caches
                few = self.queries(object_name, 5)
                many = self.queries(object_name, 60)
                self.assertLessEqual(many, few + 5)

    def test_an_update_asks_no_more_for_many_than_for_few(self):
        """A second export in which every patient changed."""
        found = {}
        for count in (5, 40):
            rows = [
                {"patient_id": f"U{count}-{n}", "name": f"N {n}", "city": "Pune"}
                for n in range(count)
            ]
            self.migrate(patients=rows)
            for row in rows:
                row["city"] = f"Nashik {row['name']}"
            run = self.approve(self.plan(patients=rows))
            run._set_state("running")
            self.env.flush_all()
            self.env.invalidate_all()
            self.env.registry.clear_cache()  # as after any plan
            before = self.env.cr.sql_log_count
            run.batch_ids.filtered(lambda b: b.object_name == "patient")._load()
            found[count] = self.env.cr.sql_log_count - before
            run._load()
            run.action_verify()
            self.assertEqual(run.state, "done")
        # Odoo writes each record of different values by itself: one query each
        self.assertLessEqual(found[40] - found[5], 2 * 35 + 5, found)

    def test_planning_asks_no_more_for_many_batches_than_for_few(self):
        """One statement for all: a statement a batch reads every row once a batch."""
        run = self.plan(
            patients=[{"patient_id": f"P{n}", "name": f"N {n}"} for n in range(40)]
        )
        found = {}
        for size in (20, 2):
            run.batch_ids.unlink()
            self.env.flush_all()
            self.env.registry.clear_cache()  # as after any plan
            before = self.env.cr.sql_log_count
            with patch(f"{plan_batches.__name__}.BATCH_ROWS", size):
                self.env["pulse.plan"]._make_batches(run)
            found[size] = self.env.cr.sql_log_count - before
            self.assertTrue(all(row.batch_id for row in self.rows(run)))
            self.assertGreater(len(run.batch_ids), 40 // size)
        self.assertLessEqual(found[2], found[20])
