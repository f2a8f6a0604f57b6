"""Broken anywhere and started again, a load ends as if nothing had happened."""

from contextlib import suppress
from unittest.mock import patch

from psycopg2 import OperationalError

from odoo.addons.pulse_migration.loaders import transient
from odoo.addons.pulse_migration.loaders.outcomes import Loader
from odoo.addons.pulse_migration.models.load import batch as batch_module
from odoo.addons.pulse_migration.models.plan import batches as plan_module

from .common import PATIENTS, PulseCase, appointment, bill
from .test_document_loader import drug, record

TABLES = {
    "patients": PATIENTS,
    "appointments": [appointment(n, "P1", f"2024-03-{n:02d}") for n in range(1, 8)],
    "prescriptions": [
        drug(n, patient, "Amoxicillin")
        for n, patient in enumerate(("P1", "P2", "P3"), 1)
    ],
    "medical_records": [
        record(n, "P1", f"2024-0{n}-05", f"Complaint {n}") for n in range(1, 6)
    ],
    "bills": [bill(n, "P2", "2024-03-05", "100.10", "0.05") for n in range(1, 4)],
}


class Killed(BaseException):
    """Ends a load the way a killed process does: nothing catches it."""


class TestResume(PulseCase):
    def setUp(self):
        super().setUp()
        self.migration.bill_target = "partner"
        # small batches: units of one patient and object in several of them
        self.startPatcher(patch.object(plan_module, "BATCH_ROWS", 2))

    def end_state(self):
        """Return what Odoo holds of the export, without ids of this database."""
        self.env.flush_all()
        self.env.invalidate_all()
        patients = {p: self.partner(p) for p in ("P1", "P2", "P3")}
        by_id = {partner.id: key for key, partner in patients.items()}
        return {
            "partners": {
                key: (
                    len(partner),
                    partner.name,
                    partner.x_studio_diagnosis,
                    partner.x_studio_outstanding_balance,
                    partner.user_id.login,
                )
                for key, partner in patients.items()
            },
            "activities": sorted(
                (a.x_studio_appointment_id, by_id[a.res_id], str(a.date_done))
                for a in self.activities()
            ),
            "documents": sorted(
                (d.x_studio_document_type, by_id[d.res_id], d.checksum)
                for d in self.documents()
            ),
            "states": sorted(
                (row.object_name, row.external_id, row.state)
                for row in self.rows(self.migration.run_id)
            ),
            "links": self.env["pulse.link"].search_count(
                [("migration_id", "=", self.migration.id)]
            ),
            "changes": self.env["pulse.change"].search_count(
                [("run_id", "=", self.migration.run_id.id)]
            ),
        }

    def load_killed_at(self, run, number):
        """Load until batch ``number`` has written everything but not committed."""
        outcomes = Loader._write_outcomes
        calls = []

        def write_outcomes(loader, rows):
            outcomes(loader, rows)
            calls.append(1)
            if len(calls) == number:
                raise Killed

        load = batch_module.Batch._load

        def transaction(batch):
            with self.env.cr.savepoint():
                return load(batch)

        with (
            patch.object(Loader, "_write_outcomes", write_outcomes),
            patch.object(batch_module.Batch, "_load", transaction),
            # assertRaises would roll back the batches that were done as well
            suppress(Killed),
        ):
            run._load()
        self.assertEqual(len(calls), number, "the load was not interrupted")
        self.env.invalidate_all()

    def test_broken_at_any_batch_the_end_is_the_same(self):
        run = self.approve(self.plan(**TABLES))
        batches = len(run.batch_ids)
        self.assertGreater(batches, 8)
        with self.env.cr.savepoint() as undisturbed:
            run._load()
            expected = self.end_state()
            undisturbed.rollback()
        self.env.invalidate_all()
        for number in (1, 2, batches // 2, batches):
            with self.subTest(number), self.env.cr.savepoint() as attempt:
                self.load_killed_at(run, number)
                done = run.batch_ids.filtered(lambda batch: batch.state == "done")
                self.assertEqual(len(done), number - 1)
                run._load()
                self.assertEqual(self.end_state(), expected)
                run.action_verify()
                self.assertEqual(run.state, "done")
                attempt.rollback()
            self.env.invalidate_all()

    def test_broken_twice_at_the_same_place(self):
        run = self.approve(self.plan(**TABLES))
        self.load_killed_at(run, 3)
        self.load_killed_at(run, 1)
        done = run.batch_ids.filtered(lambda batch: batch.state == "done")
        self.assertEqual(len(done), 2)
        run._load()
        run.action_verify()
        self.assertEqual(run.state, "done")
        self.assertEqual(len(self.activities()), 7)
        self.assertEqual(len(self.documents("medical_record")), 5)

    def test_the_newest_record_fills_the_page_over_several_batches(self):
        run = self.migrate(
            patients=PATIENTS,
            medical_records=[
                record("a", "P1", "2024-03-05", "March"),
                record("b", "P1", "2024-09-05", "September"),
                *(record(n, "P1", f"2024-0{n}-07", f"Month {n}") for n in range(1, 8)),
            ],
        )
        batches = run.batch_ids.filtered(lambda b: b.object_name == "medical_record")
        self.assertGreater(len(batches), 3)
        self.assertEqual(self.partner("P1").x_studio_chief_complaint, "September")
        self.assertEqual(run.state, "done")

    def test_what_fails_for_a_moment_is_tried_again(self):
        run = self.approve(self.plan(**TABLES))
        load = batch_module.Batch._load
        tries = []

        def stumble(batch):
            tries.append(batch)
            if len(tries) in (2, 3):
                raise OperationalError
            return load(batch)

        with (
            patch.object(batch_module.Batch, "_load", stumble),
            patch.object(self.env.cr, "rollback") as rollback,
            patch.object(transient.time, "sleep") as sleep,
        ):
            run._load()
        self.assertEqual(len(tries), len(run.batch_ids) + 2)
        self.assertEqual(rollback.call_count, 2)
        self.assertEqual(sleep.call_count, 2)
        run.action_verify()
        self.assertEqual(run.state, "done")

    def test_what_fails_again_and_again_is_said(self):
        run = self.approve(self.plan(patients=PATIENTS))
        with (
            patch.object(
                batch_module.Batch, "_load", side_effect=OperationalError
            ) as load,
            patch.object(self.env.cr, "rollback"),
            patch.object(transient.time, "sleep"),
            self.assertRaises(OperationalError),
        ):
            run._load()
        self.assertEqual(load.call_count, transient.TRIES)
        self.assertFalse(self.rows(run).filtered(lambda row: row.state != "staged"))

    def test_a_loaded_run_loads_nothing_more(self):
        run = self.load(**TABLES)
        before = self.end_state()
        run._load()
        self.assertEqual(self.end_state(), before)
