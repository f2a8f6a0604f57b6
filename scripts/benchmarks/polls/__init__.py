"""Polls a faulty server, killed now and then: nothing lost, nothing stored twice.

A Pulse server on loopback changes its records and fails in every way, one after the
other and all at once. Processes of their own poll it --polls times, some with the time
for a few pages only; --kills of them are killed (SIGKILL) in the middle of a poll.
After each poll the mark of every list must be behind what is stored; at the end every
record is there in its last version, and no version twice. Then all of it is loaded, and
a final delta goes on over many calls, --kills of them killed, until the source is
closed. Sets up what is missing, drops its database.

Last line: polls, failed ones, kills, requests, versions stored, and what is wrong.
"""

import argparse
import json
import os
import random
import sys
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parents[2]
sys.path.append(str(SCRIPTS.parent / "pulse_migration" / "tests"))

from mock_server import FAULTS, Clinic, Faults, MockPulse  # noqa: E402 - beside Odoo

from . import cutover, looks, poller  # noqa: E402

_WITH_DATABASE = SCRIPTS / "lib" / "with_database.sh"
_IDS = {"patients": "patient_id", "appointments": "appointment_id"}
_TURN = 10  # polls with one fault
_MANY = 1000
_PAGES = (_MANY, _MANY, 1, 2)  # that a call has the time for


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--polls", type=int, default=500)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--poll-as", help=argparse.SUPPRESS)


def run(arguments: argparse.Namespace) -> int:
    if poller.DATABASE not in os.environ:
        # comes back here with Odoo's Python and the name of a fresh database
        command = ["bash", str(_WITH_DATABASE), poller.DATABASE, *sys.argv]
        os.execvp(command[0], command)
    if arguments.poll_as:
        return poller.serve()
    found = measure(arguments)
    print(json.dumps(found))
    return 1 if found["wrong"] else 0


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

    def complete(self) -> None:
        """Let no later answer have a key that no record had before."""
        self.now += timedelta(hours=1)
        for name in _IDS:
            key = min(self.clinic.tables[name])
            self.clinic.change(name, key, note="0", edit="0")

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
    wrong: list[str] = []
    started = time.monotonic()
    with MockPulse(world.clinic, faults) as mock, poller.environment() as env:
        source = _make_source(env, mock.url)
        process, counts = poller.start(), {"polls": 0, "failed": 0, "killed": 0}
        kills = set(world.die.sample(range(arguments.polls), arguments.kills))
        for number in range(arguments.polls):
            _switch(faults, number // _TURN)
            world.work()
            process = _poll(process, world.die, number in kills, counts)
            here = looks.stored(env, source, _IDS)
            wrong += looks.marks_ahead(source, world.clinic, here)
        faults.shares = {}
        world.complete()
        if errors := poller.ask(process, "poll", _MANY):
            wrong.append(f"the last poll failed: {errors}")
        here = looks.stored(env, source, _IDS)
        wrong += looks.missing(here, world.clinic) + looks.twice(env)
        cutover.load(source)
        _switch(faults, len(FAULTS))
        process, final = cutover.finish(source, world, process, arguments.kills)
        process.stdin.close()
        process.wait()
        wrong += final.pop("wrong")
        return {
            **counts,
            **final,
            "seconds": round(time.monotonic() - started, 1),
            "requests": len(mock.requests),
            "faults": faults.counts,
            "versions": sum(map(len, here.values())),
            "wrong": wrong[:20],
        }


def _poll(process, die, is_killed: bool, counts: dict[str, int]):
    """Ask once, ended in the middle or not; return the process that asks next."""
    counts["polls"] += 1
    pages = die.choice(_PAGES)
    if is_killed:
        counts["killed"] += 1
        return poller.kill(process, "poll", pages, die.uniform(0.02, 0.6))
    codes = set(poller.ask(process, "poll", pages).values())
    counts["failed"] += bool(codes - {poller.UNFINISHED})
    return process


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
