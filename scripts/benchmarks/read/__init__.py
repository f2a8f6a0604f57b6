"""Measures how fast a patient file is read, converted and staged, and its memory.

An invented file of --rows patients (22 columns, quoted and multi-line cells, phones,
dates, amounts in Indian notations) goes three ways, each in a process of its own: read
and converted; received and staged by the addon's verbs in a fresh Odoo database; and
as a workbook of --xlsx-rows with shared strings. "look" is the pass of receiving that
gathers the columns' evidence. Growth is the peak of the process above what it held
before the first byte was read. Sets up what is missing, drops its database.

Last line: rows_per_s_converted, rows_per_s_staged, rss_growth_mb (the largest of the
three CSV ways), xlsx_rows_per_s_converted, xlsx_rss_growth_mb, rows, and seconds.
"""

import argparse
import json
import multiprocessing
import os
import signal
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from . import patients

_WITH_DATABASE = Path(__file__).resolve().parents[2] / "lib" / "with_database.sh"
_DATABASE = "PULSE_BENCH_DATABASE"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rows", type=int, default=500_000, help="patients in the CSV")
    parser.add_argument(
        "--xlsx-rows",
        type=int,
        default=300_000,
        help="in the workbook; 0 leaves it out",
    )


def run(arguments: argparse.Namespace) -> int:
    if _DATABASE not in os.environ:
        # comes back here with Odoo's Python and the name of a fresh database
        command = ["bash", str(_WITH_DATABASE), _DATABASE, *sys.argv]
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # a shell's pipes rely on it
        os.execvp(command[0], command)
    with tempfile.TemporaryDirectory() as folder:
        print_table(measure_all(Path(folder), arguments))
    return 0


def measure_all(folder: Path, arguments: argparse.Namespace) -> dict[str, dict]:
    """Return {way: figures}; a figure is rows, seconds or megabytes."""
    path = folder / "patients.csv"
    patients.write_csv(path, arguments.rows)
    found = {
        "csv": in_a_process("measure_engine", path),
        "odoo": in_a_process("measure_verbs", path),
    }
    path.unlink()
    if arguments.xlsx_rows:
        path = folder / "patients.xlsx"
        patients.write_xlsx(path, arguments.xlsx_rows)
        found["xlsx"] = in_a_process("measure_engine", path)
    return found


def in_a_process(name: str, path: Path) -> dict[str, float]:
    """Run a function of ``measures`` where nothing else took memory before."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_call, (name, path))


def _call(name: str, path: Path) -> dict[str, float]:
    # only here: the command line itself runs without Odoo's Python
    from . import measures

    measure: Callable[[Path], dict[str, float]] = getattr(measures, name)
    return measure(path)


def print_table(found: dict[str, dict]) -> None:
    print(f"{'way':20} {'rows':>9} {'seconds':>9} {'rows/s':>9} {'growth MB':>10}")
    for way, figures in found.items():
        for step, (seconds, growth) in figures["steps"].items():
            rows = figures["rows"]
            print(
                f"{way + ' ' + step:20} {rows:9} {seconds:9.1f}"
                f" {rows / seconds:9.0f} {growth:10.0f}"
            )
    csv, odoo = found["csv"], found["odoo"]
    growths = [growth for way in (csv, odoo) for _s, growth in way["steps"].values()]
    summary = {
        "rows_per_s_converted": rate(csv, "convert"),
        "rows_per_s_staged": rate(odoo, "stage"),
        "rss_growth_mb": round(max(growths)),
        "rows": csv["rows"],
    }
    if "xlsx" in found:
        growths = [growth for _s, growth in found["xlsx"]["steps"].values()]
        summary["xlsx_rows_per_s_converted"] = rate(found["xlsx"], "convert")
        summary["xlsx_rss_growth_mb"] = round(max(growths))
        summary["xlsx_rows"] = found["xlsx"]["rows"]
    print(json.dumps(summary))


def rate(figures: dict, step: str) -> int:
    return round(figures["rows"] / figures["steps"][step][0])
