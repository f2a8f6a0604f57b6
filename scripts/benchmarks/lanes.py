"""Measures loading by one lane, by two, and by OCA's job queue on two hosts.

A clean export of --patients is received, staged, planned and approved once, without
Accounting. Real Odoo servers load copies of this database, the ways in turns, --rounds
times each: one server whose cron is a lane, two such servers, and two that share the
jobs of the queue. A load is timed from the button to the last batch; verification
comes after it. Sets up what is missing, drops its databases.

Last line: patients, rows, batches; seconds and cpu_seconds (of the servers, without
PostgreSQL) of each way and round; and of the medians rows_per_second,
speedup_two_lanes and speedup_queue_job over one lane, and queue_job_vs_two_lanes (above
1 the queue is faster). Wall times tell of two cores only where two are idle.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from hosts.databases import PLAN, copy_of, odoo, query, shell
from hosts.queue import queue_hosts
from hosts.server import Server, wait_until

SCRIPTS = Path(__file__).resolve().parents[1]
_WITH_DATABASE = SCRIPTS / "lib" / "with_database.sh"
_DATABASE = "PULSE_BENCH_DATABASE"
_BATCH_ROWS = 500
_RUN_ID = 1  # the only one of its database
# a new server has much else to do, which is not what is measured
_ONLY_LANES = "UPDATE ir_cron SET nextcall = now() + interval '1 day'"
_RUNNER = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1"
_OPEN = "SELECT count(*) FROM pulse_batch WHERE state = 'planned'"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--patients", type=int, default=1000, metavar="N")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)


def run(arguments: argparse.Namespace) -> int:
    if _DATABASE not in os.environ:
        # comes back here with Odoo's Python and the name of a fresh database
        command = ["bash", str(_WITH_DATABASE), _DATABASE, *sys.argv]
        os.execvp(command[0], command)
    with tempfile.TemporaryDirectory(prefix="pulse-lanes-") as folder:
        print(json.dumps(measure(arguments, Path(folder))))
    return 0


def measure(arguments: argparse.Namespace, folder: Path) -> dict:
    """Load copies of one database in turns; return the figures."""
    crons = os.environ[_DATABASE]
    _prepare(arguments, folder / "export", crons)
    rounds: dict[str, list[tuple[float, float]]] = {}
    with copy_of(crons, f"pulse_bench_{os.getpid()}_jobs") as jobs:
        odoo(jobs, "-i", "queue_job", "--stop-after-init")
        query(jobs, _ONLY_LANES)
        ways = {
            "one_lane": (crons, _one_lane),
            "two_lanes": (crons, _two_lanes),
            "queue_job": (jobs, _queue),
        }
        for number in range(arguments.rounds):
            for way, (template, servers) in ways.items():
                taken, spent = _load(template, servers, folder)
                rounds.setdefault(way, []).append((taken, spent))
                told = f"round {number + 1}, {way}: {taken:.1f} s, {spent:.1f} s of CPU"
                print(told, flush=True)
    counts = query(crons, "SELECT count(*), count(DISTINCT batch_id) FROM pulse_row")
    rows, batches = map(int, counts.split("|"))
    return {"patients": arguments.patients, "rows": rows, "batches": batches} | (
        _figures(rows, rounds)
    )


def _figures(rows: int, rounds: dict[str, list[tuple[float, float]]]) -> dict:
    median = {
        way: statistics.median(taken for taken, _spent in loads)
        for way, loads in rounds.items()
    }
    return {
        "seconds": {way: [t for t, _s in loads] for way, loads in rounds.items()},
        "cpu_seconds": {way: [s for _t, s in loads] for way, loads in rounds.items()},
        "rows_per_second": {way: round(rows / taken) for way, taken in median.items()},
        "speedup_two_lanes": _ratio(median, "one_lane", "two_lanes"),
        "speedup_queue_job": _ratio(median, "one_lane", "queue_job"),
        "queue_job_vs_two_lanes": _ratio(median, "two_lanes", "queue_job"),
    }


def _ratio(median: dict, slow: str, fast: str) -> float:
    return round(median[slow] / median[fast], 2)


def _prepare(arguments: argparse.Namespace, export: Path, database: str) -> None:
    options = ("--patients", arguments.patients, "--seed", arguments.seed, export)
    command = [SCRIPTS / "generate_export", *map(str, options)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    shell(database, PLAN % (_BATCH_ROWS, str(export)))
    query(database, _ONLY_LANES)


def _load(template: str, servers, folder: Path) -> tuple[float, float]:
    """Load a copy of the template; return its seconds, and the servers' of CPU."""
    with copy_of(template, f"pulse_bench_{os.getpid()}_load") as database:
        with servers(database, folder) as hosts:
            spent = sum(host.cpu_seconds() for host in hosts)
            started = time.monotonic()
            hosts[0].press(database, "action_load", _RUN_ID)
            wait_until(lambda: query(database, _OPEN) == "0", "a load", 3600)
            taken = time.monotonic() - started
            spent = sum(host.cpu_seconds() for host in hosts) - spent
            return round(taken, 2), round(spent, 2)


@contextmanager
def _one_lane(database: str, folder: Path):
    with Server(database, folder / "one.log", "--max-cron-threads=1") as server:
        yield [server]


@contextmanager
def _two_lanes(database: str, folder: Path):
    with _one_lane(database, folder) as servers:
        with Server(database, folder / "two.log", "--max-cron-threads=1") as server:
            yield [*servers, server]


@contextmanager
def _queue(database: str, folder: Path):
    with queue_hosts(database, folder) as servers:
        wait_until(lambda: query(database, _RUNNER), "a job runner")
        yield servers
