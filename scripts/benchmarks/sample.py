"""Measures a sample: how long it takes to load, read back and roll back some patients.

A messy export of --patients goes through receive, stage and plan in a fresh Odoo
database; then a sample of --size is taken, and the first page of its problem lines is
read as the screen reads it. Sets up what is missing, drops its database.

Last line: seconds of each verb, of the sample and of the page, rows, peak_rss_mb, and
the cells by verdict.
"""

import argparse
import contextlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parents[1]
_WITH_DATABASE = SCRIPTS / "lib" / "with_database.sh"
_DATABASE = "PULSE_BENCH_DATABASE"
_PAGE = 80


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--patients", type=int, default=5000)
    parser.add_argument("--size", type=int, default=200, help="patients in the sample")
    parser.add_argument("--seed", type=int, default=1)


def run(arguments: argparse.Namespace) -> int:
    if _DATABASE not in os.environ:
        # comes back here with Odoo's Python and the name of a fresh database
        command = ["bash", str(_WITH_DATABASE), _DATABASE, *sys.argv]
        os.execvp(command[0], command)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "export")
        options = ["--patients", arguments.patients, "--seed", arguments.seed]
        subprocess.run(
            [SCRIPTS / "generate_export", "--messy", *map(str, options), folder],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        print(json.dumps(measure(folder, arguments.size)))
    return 0


def measure(folder: Path, size: int) -> dict:
    """Take a sample of the export in ``folder``; return the figures."""
    seconds: dict[str, float] = {}
    with _environment() as env:
        run = env["pulse.migration"]._create_for_export("Bench")._open_run()
        env.cr.commit()
        for verb, step in (
            ("receive", lambda: run._receive_path(folder)),
            ("stage", run.action_stage),
            ("plan", run.action_plan),
        ):
            with _timed(seconds, verb):
                step()
        sample = env["pulse.sample"].create({"run_id": run.id, "size": size})
        with _timed(seconds, "sample"):
            sample.action_sample()
            while sample.is_under_way:
                sample._be_lane()
        env.cr.commit()
        with _timed(seconds, "page"):
            _read_page(env, sample)
        return {
            "seconds": seconds,
            "rows": run.row_count,
            "sampled_patients": sample.patient_count,
            "sampled_rows": sample.row_count,
            "peak_rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            "verdicts": sample._count_verdicts(),
            "coverage": {c.kind: f"{c.covered}/{c.total}" for c in sample.coverage_ids},
        }


def _read_page(env, sample) -> None:
    """Read the lines that the screen shows first, with their count."""
    lines = env["pulse.sample.line"]
    domain = [("sample_id", "=", sample.id), ("verdict", "in", ("lost", "lossy"))]
    lines.search_count(domain)
    names = ["patient_key", "header", "source_text", "rule_text", "stored_text"]
    lines.search(domain, limit=_PAGE).read([*names, "verdict"])


@contextlib.contextmanager
def _timed(seconds: dict[str, float], name: str) -> Iterator[None]:
    started = time.monotonic()
    yield
    seconds[name] = round(time.monotonic() - started, 2)


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
