"""Polls a faulty server, killed now and then: nothing lost, nothing stored twice.

A Pulse server on loopback changes its records and fails in every way, one after the
other and all at once. Processes of their own poll it --polls times; --kills of them are
killed (SIGKILL) in the middle of a poll. After each poll the mark of every list must be
behind what is stored; at the end every record is there in its last version, and no
version twice. Sets up what is missing, drops its database.

Last line: polls, failed ones, kills, requests, versions stored, and what is wrong.
"""

import argparse
import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parents[1]
sys.path.append(str(SCRIPTS.parent / "pulse_migration" / "tests"))

from mock_server import FAULTS, Clinic, Faults, MockPulse  # noqa: E402 - beside Odoo

_WITH_DATABASE = SCRIPTS / "lib" / "with_database.sh"
_DATABASE = "PULSE_BENCH_DATABASE"
_IDS = {"patients": "patient_id", "appointments": "appointment_id"}
_OVERLAP = timedelta(minutes=10)
_TURN = 10  # polls with one fault


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--polls", type=int, default=500)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--poll-as", help=argparse.SUPPRESS)


def run(arguments: argparse.Namespace) -> int:
    if _DATABASE not in os.environ:
        # comes back here with Odoo's Python and the name of a fresh database
        command = ["bash", str(_WITH_DATABASE), _DATABASE, *sys.argv]
        os.execvp(command[0], command)
    if arguments.poll_as:
        return _poll_for_ever()
    found = measure(arguments)
    print(json.dumps(found))
    return 1 if found["wrong"] else 0


def _poll_for_ever() -> int:
    """Poll once for each line on stdin; say on stdout how it went."""
    with _environment() as env:
        source = env["pulse.source"].search([])
        print("ready", flush=True)
        for _line in sys.stdin:
            env.invalidate_all()
            errors = source._receive()
            env.cr.commit()
            print(json.dumps(errors), flush=True)
    return 0


class _World:
    """The clinic at work, and the time that passes there."""

    def __init__(self, seed: int) -> None:
        self.die = random.Random(seed)
        self.now = datetime(2026, 3, 5, 6, 0, tzinfo=timezone.utc)
        self.clinic = Clinic({}, _IDS, lambda: self.now)
        for number in range(60):
            self._put(number)

    def _put(self, number: int) -> None:
        key = f"P{number:03d}"
        self.clinic.put("patients", {"patient_id": key, "name": f"Patient {number}"})
        visit = {"appointment_id": f"A{number:03d}", "patient_id": key}
        day = f"2026-04-{number % 28 + 1:02d}"
        self.clinic.put("appointments", {**visit, "appointment_date": day})

    def work(self) -> None:
        self.now += timedelta(minutes=self.die.randint(1, 30))
        for _change in range(self.die.randint(0, 4)):
            name = self.die.choice(sorted(_IDS))
            key = self.die.choice(sorted(self.clinic.tables[name]))
            self.clinic.change(name, key, note=str(self.die.random()))
        if self.die.random() < 0.05:
            self._put(len(self.clinic.tables["patients"]))
        if self.die.random() < 0.1:
            self.clinic.skew = timedelta(seconds=self.die.randint(-300, 300))


def measure(arguments: argparse.Namespace) -> dict:
    """Poll, kill, and look; return the counts."""
    world, faults = _World(arguments.seed), Faults(arguments.seed)
    faults.pause = 1.2
    counts = {"polls": 0, "failed": 0, "killed": 0}
    wrong: list[str] = []
    started = time.monotonic()
    with MockPulse(world.clinic, faults) as mock, _environment() as env:
        source = _make_source(env, mock.url)
        kills = set(world.die.sample(range(arguments.polls), arguments.kills))
        poller = _start()
        for number in range(arguments.polls):
            _switch(faults, number // _TURN)
            world.work()
            counts["polls"] += 1
            if number in kills:
                poller = _kill(poller, world.die.uniform(0.02, 0.6))
                counts["killed"] += 1
            else:
                counts["failed"] += bool(_ask(poller))
            wrong += _marks_ahead(env, source, world)
        faults.shares = {}
        world.now += timedelta(hours=1)
        if errors := _ask(poller):
            wrong.append(f"the last poll failed: {errors}")
        poller.stdin.close()
        poller.wait()
        stored = _stored(env, source)
        wrong += _missing(stored, world) + _twice(env)
        return {
            **counts,
            "seconds": round(time.monotonic() - started, 1),
            "requests": len(mock.requests),
            "faults": faults.counts,
            "versions": sum(map(len, stored.values())),
            "wrong": wrong[:20],
        }


def _switch(faults: Faults, turn: int) -> None:
    """Each fault in its turn, then all of them."""
    turns = (*FAULTS, "all")
    name = turns[turn % len(turns)]
    names = FAULTS if name == "all" else (name,)
    faults.shares = dict.fromkeys(names, 0.05 if name == "all" else 0.25)
    if "timeout" in names:
        faults.shares["timeout"] = 0.04


def _make_source(env, url: str):
    migration = env["pulse.migration"]._create_for_export("Bench")
    source = env["pulse.source"].create(
        {
            "migration_id": migration.id,
            "base_url": url,
            "auth": "none",
            "allows_private": True,
            "rate": 1000,
            "timeout": 1,
            "tries": 3,
            "endpoint_ids": [
                (0, 0, {"object_name": name[:-1], "path": name, "page_size": 20})
                for name in _IDS
            ],
        }
    )
    source.endpoint_ids[0].is_ordered = True  # the other is read till it is stable
    env.cr.commit()
    return source


def _start() -> subprocess.Popen:
    command = [sys.executable, str(SCRIPTS / "bench"), "polls", "--poll-as", "child"]
    poller = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    if poller.stdout.readline().strip() != "ready":
        raise SystemExit("The polling process did not start.")
    return poller


def _ask(poller: subprocess.Popen) -> dict:
    poller.stdin.write("poll\n")
    poller.stdin.flush()
    return json.loads(poller.stdout.readline())


def _kill(poller: subprocess.Popen, after: float) -> subprocess.Popen:
    """Start a poll, end its process in the middle, and return another process."""
    poller.stdin.write("poll\n")
    poller.stdin.flush()
    with contextlib.suppress(subprocess.TimeoutExpired):
        poller.wait(after)
    poller.send_signal(signal.SIGKILL)
    poller.wait()
    poller.stdin.close()
    poller.stdout.close()
    return _start()


def _stored(env, source) -> dict[str, set[tuple[str, str]]]:
    """Return {list: {(id, moment)}} of the pages that are stored."""
    env.cr.rollback()  # look at what is there now
    env.invalidate_all()
    found: dict[str, set] = {name: set() for name in _IDS}
    for file in source.run_ids.file_ids.filtered("endpoint_id"):
        name = file.endpoint_id.path
        for record in json.loads(file._read_content())["data"]:
            found[name].add((record[_IDS[name]], record["updated_at"]))
    return found


def _marks_ahead(env, source, world: _World) -> list[str]:
    """Return the lists whose mark is beyond a record that is not stored."""
    wrong, stored = [], _stored(env, source)
    for endpoint in source.endpoint_ids.filtered("cursor_at"):
        safe = f"{(endpoint.cursor_at - _OVERLAP).isoformat()}Z"
        for key, record in world.clinic.tables[endpoint.path].items():
            moment = record["updated_at"]
            if moment < safe and (key, moment) not in stored[endpoint.path]:
                wrong.append(f"{endpoint.path}: ahead of {key} {moment}")
    return wrong


def _missing(stored: dict, world: _World) -> list[str]:
    return [
        f"{name}: {key} was lost"
        for name, records in world.clinic.tables.items()
        for key, record in records.items()
        if (key, record["updated_at"]) not in stored[name]
    ]


def _twice(env) -> list[str]:
    """A version is seen once, and no page is kept in two files."""
    env.cr.execute(
        """SELECT name, count(*) FROM pulse_file WHERE endpoint_id IS NOT NULL
            GROUP BY name, sha256 HAVING count(*) > 1"""
    )
    wrong = [f"{name} is stored {count} times" for name, count in env.cr.fetchall()]
    env.cr.execute(
        """SELECT fingerprint FROM pulse_seen GROUP BY endpoint_id, fingerprint
           HAVING count(*) > 1"""
    )
    return wrong + [f"{print_} is seen twice" for (print_,) in env.cr.fetchall()]


@contextlib.contextmanager
def _environment() -> Iterator:
    """Yield an Odoo environment of the superuser."""
    # the command line itself runs without Odoo's Python
    from odoo import SUPERUSER_ID, api
    from odoo.modules.registry import Registry
    from odoo.tools import config

    database = os.environ[_DATABASE]
    config.parse_config(["--no-http", "--log-level=warn", "-d", database])
    with Registry(database).cursor() as cr:
        yield api.Environment(cr, SUPERUSER_ID, {})
