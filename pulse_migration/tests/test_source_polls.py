"""Many polls with every fault in turn and all at once: nothing lost, nothing twice."""

import random
from collections import Counter
from datetime import timedelta

from .common import PATIENTS
from .mock_server import FAULTS
from .source_common import SourceCase

TURNS = (*FAULTS, "all")


class TestSourcePolls(SourceCase):
    def setUp(self):
        super().setUp()
        self.die = random.Random(7)
        self.versions = {}  # (id, moment) -> what the clinic ever gave out
        for number in range(20):
            self.clinic.put("patients", {**PATIENTS[0], "patient_id": f"P{number}"})
        self.source.write({"timeout": 1, "tries": 2})
        self.faults.pause = 1.1

    def switch(self, turn):
        names = FAULTS if turn == "all" else (turn,)
        share = 0.04 if turn == "all" else 0.2
        self.faults.shares = dict.fromkeys(names, share)
        if "timeout" in names:
            self.faults.shares["timeout"] = 0.03

    def work(self):
        """The clinic works on: a few changes, a new patient, now and then a skew."""
        self.clock.tick(minutes=self.die.randint(1, 30))
        for _change in range(self.die.randint(0, 3)):
            key = self.die.choice(sorted(self.clinic.tables["patients"]))
            self.clinic.change("patients", key, city=str(self.die.random()))
        if self.die.random() < 0.1:
            self.clinic.skew = timedelta(seconds=self.die.randint(-120, 120))

    def assertMarkBehindData(self):
        """Every version that the mark lies behind of is stored."""
        for endpoint in self.source.endpoint_ids.filtered("cursor_at"):
            safe = endpoint.cursor_at - timedelta(minutes=10)
            stored = set(self.received(endpoint.path))
            for key, record in self.clinic.tables[endpoint.path].items():
                if record["updated_at"] < f"{safe.isoformat()}Z":
                    self.assertIn((key, record["updated_at"]), stored)

    def assertNothingTwice(self):
        """Load what came: a record in Odoo for each of the clinic's."""
        contents = Counter(file.sha256 for file in self.pages())
        self.assertEqual(max(contents.values()), 1)
        run = self.source.run_ids
        run.action_stage()
        run.action_plan()
        self.approve(run)._load()
        partners = self.env["res.partner"].with_context(active_test=False)
        loaded = partners.search([("x_studio_patient_id", "!=", False)])
        keys = Counter(loaded.mapped("x_studio_patient_id"))
        self.assertEqual(keys, Counter(list(self.clinic.tables["patients"])))
        cities = {p.x_studio_patient_id: p.city for p in loaded}
        for key, record in self.clinic.tables["patients"].items():
            self.assertEqual(cities[key], record.get("city") or False)
        visits = self.activities().mapped("x_studio_appointment_id")
        expected = Counter(list(self.clinic.tables["appointments"]))
        self.assertEqual(Counter(visits), expected)

    def test_every_fault_in_turn_and_all_at_once(self):
        failed = 0
        for turn in TURNS:
            self.switch(turn)
            for number in range(4):
                self.endpoint("patients").is_ordered = number % 2
                self.work()
                failed += bool(self.poll())
                self.assertMarkBehindData()
        self.assertGreater(failed, 0)
        self.faults.shares = {}
        self.clock.tick(hours=1)
        self.assertEqual(self.poll(), {})
        for name, records in self.clinic.tables.items():
            stored = set(self.received(name))
            for key, record in records.items():
                self.assertIn((key, record["updated_at"]), stored)
        self.assertNothingTwice()
