"""Measures a whole clinic by two lanes, from its files to verified records.

An invented clinic of --patients, each with 6 appointments, 2 prescriptions and half a
bill, is received, staged, planned, approved, loaded and verified in a fresh database
with Accounting, as two cron workers do it. Bills become invoices that are --bills:
posted with their payments unless said otherwise. Sets up what is missing, drops its
database.

Last line: patients, rows, seconds (whole and of each step), rows_per_second (whole and
of each object, by one lane), cpu_seconds (both lanes, PostgreSQL included), growth_mb
(the most that a process took above its start).
"""

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path

_WITH_DATABASE = Path(__file__).resolve().parents[1] / "lib" / "with_database.sh"
_DATABASE = "PULSE_BENCH_DATABASE"
_APPOINTMENTS, _PRESCRIPTIONS = 6, 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--patients", type=int, default=50000, metavar="N")
    parser.add_argument("--bills", choices=("paid", "posted", "draft"), default="paid")


def run(arguments: argparse.Namespace) -> int:
    if _DATABASE not in os.environ:
        # comes back here with Odoo's Python and the name of a fresh database
        os.environ["PULSE_MODULES"] = "accounting"
        command = ["bash", str(_WITH_DATABASE), _DATABASE, *sys.argv]
        os.execvp(command[0], command)
    # only here: the command line itself runs without Odoo's Python
    from .load import clinic, rounds
    from .load.process import in_a_process

    database = os.environ[_DATABASE]
    with tempfile.TemporaryDirectory() as folder:
        each = (_APPOINTMENTS, _PRESCRIPTIONS)
        export = Path(folder, "export")
        counts = clinic.write(export, arguments.patients, True, *each)
        way, size = rounds.WAYS_MODULE, arguments.patients
        in_a_process(way, "prepare", database)
        found = in_a_process(
            way, "addon_2", database, Path(folder), size, arguments.bills
        )
    rounds.check("the addon", counts, found)
    print(json.dumps(_figures(arguments.patients, counts, found)))
    return 0


def _figures(patients: int, counts: dict, found: dict) -> dict:
    rows, whole = sum(counts.values()), sum(found["seconds"].values())
    return {
        "patients": patients,
        "rows": rows,
        "counts": counts,
        "seconds": {"whole": round(whole, 1), **_rounded(found["seconds"])},
        "rows_per_second": {
            "whole": round(rows / whole),
            **{name: round(n / found["objects"][name]) for name, n in counts.items()},
        },
        "cpu_seconds": round(found["cpu"], 1),
        "growth_mb": round(found["growth"]),
    }


def _rounded(seconds: dict) -> dict:
    return {step: round(spent, 1) for step, spent in seconds.items()}
