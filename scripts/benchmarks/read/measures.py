"""What is measured, each in a fresh process: the engine alone, the addon's verbs.

A measurement is ``{"rows": count, "steps": {name: (seconds, growth in MB)}}``.
"""

import contextlib
import os
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from engine import catalog, matching, readers
from engine.columns import ColumnEvidence
from engine.source_row import SourceRow
from engine.staging import ColumnPlan, Stager

_TODAY = date(2025, 6, 1)
_SAMPLES = 60


class Steps:
    """Times steps and the memory that each takes above the start."""

    def __init__(self) -> None:
        self._start = _memory("VmRSS")
        self.steps: dict[str, tuple[float, float]] = {}

    @contextlib.contextmanager
    def time(self, name: str) -> Iterator[None]:
        with contextlib.suppress(OSError), open("/proc/self/clear_refs", "w") as file:
            file.write("5")  # the peak starts anew
        started = time.monotonic()
        yield
        seconds = time.monotonic() - started
        self.steps[name] = seconds, _memory("VmHWM") - self._start


def measure_engine(path: Path) -> dict:
    """Read a file for its columns' evidence, then read and convert it."""
    steps = Steps()
    with path.open("rb") as stream:
        with steps.time("look"):
            evidence: dict[str, ColumnEvidence] = {}
            for row in _rows(stream, path):
                for header, text in row.cells.items():
                    evidence.setdefault(header, ColumnEvidence()).add(text, row.line)
        stager = _stager(evidence)
        with steps.time("read"):
            count = sum(1 for _row in _rows(stream, path))
        with steps.time("convert"):
            rejected = sum(
                bool(stager.stage(row).rejected) for row in _rows(stream, path)
            )
    if rejected:
        raise SystemExit(f"{rejected} of {count} rows were rejected")
    return {"rows": count, "steps": steps.steps}


def _rows(stream, path: Path) -> Iterator[SourceRow]:
    for table in readers.read_tables(stream, path.name):
        yield from table.rows


def _stager(evidence: dict[str, ColumnEvidence]) -> Stager:
    """Map the columns as the addon proposes it."""
    samples = {
        header: column.sample_texts()[:_SAMPLES] for header, column in evidence.items()
    }
    table = matching.propose(tuple(evidence), samples, file_name="patients")
    fields = catalog.OBJECTS[table.object].fields
    plans = []
    for column in table.columns:
        if column.field in fields:
            rules = evidence[column.header].rules(
                time_zone="Asia/Kolkata",
                today=_TODAY,
                is_birth=column.field == "date_of_birth",
            )
            kind = fields[column.field].kind
            plans.append(ColumnPlan(column.header, column.field, kind, rules))
    return Stager(table.object, plans)


def measure_verbs(path: Path) -> dict:
    """Receive and stage a file in the database that the environment names."""
    with _environment() as env:
        migration = env["pulse.migration"]._create_for_export("Bench")
        run = migration._open_run()
        env.cr.commit()
        steps = Steps()
        with steps.time("receive"):
            run._receive_path(path)
        with steps.time("stage"):
            run.action_stage()
        count = env["pulse.row"].search_count([("run_id", "=", run.id)])
    return {"rows": count, "steps": steps.steps}


@contextlib.contextmanager
def _environment() -> Iterator:
    """Yield an Odoo environment of the superuser."""
    # the engine's measurement needs no Odoo
    from odoo import SUPERUSER_ID, api
    from odoo.modules.registry import Registry
    from odoo.tools import config

    database = os.environ["PULSE_BENCH_DATABASE"]
    config.parse_config(["--no-http", "--log-level=warn", "-d", database])
    with Registry(database).cursor() as cr:
        yield api.Environment(cr, SUPERUSER_ID, {})


def _memory(name: str) -> float:
    """Return VmRSS (now) or VmHWM (the peak) of this process in MB."""
    with open("/proc/self/status") as lines:
        line = next(line for line in lines if line.startswith(f"{name}:"))
    return int(line.split()[1]) / 1024
