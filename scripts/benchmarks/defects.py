"""Loads a messy export and holds every injected defect against what Odoo made of it.

Generates the export, runs ``scripts/demo`` on a fresh database and asks ``judging`` for
the verdicts; the database is dropped. The last line is JSON; exit status 0 only when no
defect is silent or wrong and every row is accounted for.
"""

import argparse
import json
import os
import shlex
import subprocess
import tempfile
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parents[1]
DROP = '. "$1/lib/setup.sh"; setup_all; drop_own_database "$2"'
STATES = ("created", "updated", "unchanged", "merged", "held", "rejected", "excluded")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--patients", type=int, default=1000, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--format", choices=("csv", "xlsx", "json"), default="csv")
    parser.add_argument("--no-accounting", action="store_true")
    parser.add_argument("--all", action="store_true", help="list what is in order too")


def run(arguments: argparse.Namespace) -> int:
    environment = os.environ | _environment()
    with tempfile.TemporaryDirectory(prefix="pulse-defects-") as name:
        folder, report = Path(name, "export"), Path(name, "report.json")
        _generate(arguments, folder)
        database = f"pulse_bench_{os.getpid()}_defects"
        try:
            status = _load(arguments, folder, database, report)
            status |= _account(report)
            status |= _judge(arguments, folder, database, environment)
        finally:
            subprocess.run(["bash", "-c", DROP, "drop", SCRIPTS, database], check=False)
    return status


def _environment() -> dict[str, str]:
    """What ``scripts/env`` exports: where Odoo's Python and the server are."""
    printed = subprocess.run([SCRIPTS / "env"], capture_output=True, text=True)
    words = shlex.split(printed.stdout)
    return dict(word.split("=", 1) for word in words if "=" in word)


def _generate(arguments: argparse.Namespace, folder: Path) -> None:
    options = ["--patients", arguments.patients, "--seed", arguments.seed, "--messy"]
    options += ["--format", arguments.format, folder]
    subprocess.run([SCRIPTS / "generate_export", *map(str, options)], check=True)


def _load(arguments, folder: Path, database: str, report: Path) -> int:
    options = ["--no-serve", "--database", database, "--report", report]
    if arguments.no_accounting:
        options.append("--no-accounting")
    return subprocess.run([SCRIPTS / "demo", folder, *options]).returncode


def _judge(arguments, folder: Path, database: str, environment: dict) -> int:
    command = [environment["ODOO_PYTHON"], "-m", "judging", database, folder]
    command += ["--all"] if arguments.all else []
    return subprocess.run(command, cwd=SCRIPTS, env=environment).returncode


def _account(report: Path) -> int:
    """Prints what the run cost; 1 when a row of any object has no outcome."""
    if not report.exists():
        return 1
    told = json.loads(report.read_text(encoding="utf-8"))
    lost = {
        name: counts["received"] - sum(counts[state] for state in STATES)
        for name, counts in told["objects"].items()
    }
    rows = sum(counts["received"] for counts in told["objects"].values())
    figures = {
        "rows": rows,
        "unaccounted": sum(map(abs, lost.values())),
        "mismatches": told["verify"]["mismatches"],
        "seconds": told["seconds"],
        "peak_rss_mb": told["peak_rss_mb"],
    }
    print(json.dumps(figures))
    return 1 if figures["unaccounted"] or figures["mismatches"] else 0
