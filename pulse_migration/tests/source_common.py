"""A clinic with a Pulse server on loopback."""

import json
from datetime import datetime, timedelta, timezone

from .common import PATIENTS, PDF, PulseCase, appointment
from .mock_server import Clinic, Faults, MockPulse

IDS = {"patients": "patient_id", "appointments": "appointment_id"}
START = datetime(2026, 3, 5, 6, 0, tzinfo=timezone.utc)


class Clock:
    """The world's time, moved by hand."""

    def __init__(self, now=START):
        self.now = now

    def __call__(self):
        return self.now

    def tick(self, **how_long):
        self.now += timedelta(**how_long)


class SourceCase(PulseCase):
    """``self.clinic`` changes, ``self.source`` asks its server."""

    def setUp(self):
        super().setUp()
        self.clock = Clock()
        self.faults = Faults()
        self.clinic = Clinic({}, dict(IDS), self.clock)
        for patient in PATIENTS:
            self.clinic.put("patients", patient)
        self.clinic.put("appointments", appointment(1, "P1", "2026-03-20"))
        self.clinic.files["documents/rx1.pdf"] = PDF
        self.mock = MockPulse(self.clinic, self.faults)
        self.enterContext(self.mock)
        self.source = self.make_source()

    def make_source(self, **vals):
        return self.env["pulse.source"].create(
            {
                "migration_id": self.migration.id,
                "base_url": self.mock.url,
                "auth": "none",
                "allows_private": True,
                "rate": 10000,
                "tries": 3,
                "endpoint_ids": [
                    (0, 0, {"object_name": name[:-1], "path": name, "page_size": 2})
                    for name in IDS
                ],
                **vals,
            }
        )

    def endpoint(self, name):
        return self.source.endpoint_ids.filtered(lambda e: e.path == name)

    def poll(self):
        """Ask the server; return {path: code} of what failed."""
        self.clock.tick(minutes=1)
        self.env.invalidate_all()
        return self.source._receive()

    def pages(self):
        return self.source.run_ids.file_ids.filtered("endpoint_id")

    def received(self, name="patients"):
        """Return the records in stored pages, as (id, moment), with repetitions."""
        found = []
        for file in self.pages():
            if file.endpoint_id.path == name:
                content = json.loads(file._read_content())
                found += [(r[IDS[name]], r["updated_at"]) for r in content["data"]]
        return found
