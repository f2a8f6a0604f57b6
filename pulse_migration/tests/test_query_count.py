"""Queries are counted per batch: many more rows, the same number of queries."""

from unittest.mock import patch

from odoo.addons.pulse_migration.loaders.base import LOADERS, loader_of
from odoo.addons.pulse_migration.models.plan import batches as plan_batches

from .common import PulseCase, appointment, bill
from .test_document_loader import drug

FEW, MANY = 5, 60
# object -> queries that each further record may take: what Odoo itself asks one by one
ALLOWED = {
    "physician": 40,
    "patient": 0,
    "appointment": 0,
    "campaign": 0,
    "prescription": 0,
    "medical_record": 2,
    "message": 0,
    "bill": 2,
}


def tables_of(object_name, keys):
    """Return the export that has one record of the object for each patient."""
    day = "2024-03-05"
    rows = {
        "appointment": ("appointments", lambda key: appointment(key, key, day)),
        "campaign": (
            "campaigns",
            lambda key: {
                "campaign_id": f"C{key}",
                "name": "Flu",
                "patient_id": key,
                "channel": "SMS",
                "sent_at": f"{day} 09:00:00",
            },
        ),
        "prescription": ("prescriptions", lambda key: drug(key, key, "Amoxicillin")),
        "medical_record": (
            "medical_records",
            lambda key: {
                "record_id": f"M{key}",
                "patient_id": key,
                "date": day,
                "chief_complaint": "Cough",
                "diagnosis": f"Cold of {key}",
            },
        ),
        "message": (
            "messages",
            lambda key: {
                "message_id": f"W{key}",
                "thread_id": f"T{key}",
                "patient_id": key,
                "sent_at": f"{day} 10:00:00",
                "direction": "in",
                "channel": "WhatsApp",
                "body": "Good morning",
            },
        ),
        "bill": ("bills", lambda key: bill(key, key, day, "500.00", "500.00")),
        "payment": (
            "payments",
            lambda key: {
                "payment_id": f"Y{key}",
                "patient_id": key,
                "date": day,
                "receipt_number": f"R{key}",
                "amount": "100.00",
                "payment_method": "Cash",
            },
        ),
    }
    patients = [
        {
            "patient_id": key,
            "name": f"Patient {key}",
            "phone": f"98765{len(keys):02d}{number:03d}",
            **(
                {
                    "physician": f"Dr. {key}",
                    "physician_email": f"{key}@clinic.example".lower(),
                }
                if object_name == "physician"
                else {}
            ),
        }
        for number, key in enumerate(keys)
    ]
    tables = {"patients": patients}
    if object_name in rows:
        name, make = rows[object_name]
        tables[name] = [make(key) for key in keys]
    return tables


class QueryCountCase(PulseCase):
    def setUp(self):
        super().setUp()
        # a micro-run empties the caches: another number of queries for many rows
        sampler = type(self.env["pulse.sampler"])
        self.startPatcher(patch.object(sampler, "_LEAST_ROWS", 10**6))

    def queries(self, object_name, count, prefix):
        """Return how many queries loading ``count`` records of one object takes."""
        keys = [f"{prefix}{count}x{n}" for n in range(count)]
        run = self.approve(self.plan(**tables_of(object_name, keys)))
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
        self.assertEqual(run.state, "done", run.check_ids.mapped("code"))
        return found

    def assertGrowth(self, object_name, allowed, prefix=""):
        """A batch of many records asks no more than one of few, but for ``allowed``."""
        prefix = prefix or object_name
        self.queries(object_name, 3, prefix)  # fills the caches
        few = self.queries(object_name, FEW, prefix)
        many = self.queries(object_name, MANY, prefix)
        most = few + 5 + allowed * (MANY - FEW)
        self.assertLessEqual(many, most, f"{prefix}: {few} queries, then {many}")


class TestQueryCount(QueryCountCase):
    def test_every_loader_is_counted(self):
        self.assertEqual(set(LOADERS) - {"payment"}, set(ALLOWED))

    def test_queries_do_not_grow_with_the_rows(self):
        if "account.move" in self.env:
            self.migration.bill_target = "partner"
        for object_name, allowed in ALLOWED.items():
            with self.subTest(object_name):
                self.assertGrowth(object_name, allowed)

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

    def test_all_fields_of_a_record_are_read_back_at_once(self):
        """Odoo by itself asks for each custom field apart."""
        run = self.migrate(**tables_of("appointment", ["P1", "P2"]))
        loader = loader_of(run, "appointment")
        activities = self.env["mail.activity"].with_context(active_test=False)
        visits = activities.search([("x_studio_appointment_id", "!=", False)])
        names = [name for name in visits._fields if name.startswith("x_studio_")]
        self.assertGreater(len(names), 5)
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        found = loader._read_back(visits.ids, names)
        self.assertGreaterEqual(len(found), 2)
        self.assertLessEqual(self.env.cr.sql_log_count - before, 3)

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
