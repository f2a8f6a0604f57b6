"""Measures an undo beside the load it takes back, and proves that nothing is left.

A database with --own contacts, open activities and (with --accounting) posted invoices
of its own takes an export in: --export PATH, else a generated one of --patients. Then
everything is taken back. All tables but the addon's are compared row by row with what
they held before, without write_date and write_uid, and so is the filestore. Sets up
what is missing, drops its database.

Last line: seconds of load, plan and undo, records a second, the share that the audit
trail has of the load, what the proof says, and the tables that differ.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parents[2]
_WITH_DATABASE = SCRIPTS / "lib" / "with_database.sh"
_DATABASE = "PULSE_BENCH_DATABASE"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--export", type=Path, help="a folder, ZIP or file")
    parser.add_argument("--patients", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--own", type=int, default=500, help="contacts there before")
    parser.add_argument("--accounting", action="store_true")


def run(arguments: argparse.Namespace) -> int:
    if _DATABASE not in os.environ:
        # comes back here with Odoo's Python and the name of a fresh database
        if arguments.accounting:
            os.environ["PULSE_MODULES"] = "accounting"
        command = ["bash", str(_WITH_DATABASE), _DATABASE, *sys.argv]
        os.execvp(command[0], command)
    # only here: the command line itself runs without Odoo's Python
    from . import measures

    with tempfile.TemporaryDirectory() as name:
        export = arguments.export or _generate(arguments, Path(name, "export"))
        found = measures.measure(export.resolve(), os.environ[_DATABASE], arguments.own)
    print(json.dumps(found, default=str))
    return 0 if not found["differing"] and not found["proof"]["listed"] else 1


def _generate(arguments: argparse.Namespace, folder: Path) -> Path:
    options = ["--patients", arguments.patients, "--seed", arguments.seed]
    subprocess.run(
        [SCRIPTS / "generate_export", *map(str, options), folder],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return folder
