"""The loading benchmark: the same records each way, and figures that say so."""

import argparse
import csv
import json
import subprocess
import sys
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(SCRIPTS), str(SCRIPTS.parent / "pulse_migration")]

from benchmarks import load  # noqa: E402
from benchmarks.load import clinic, table  # noqa: E402

WAYS = ("addon_1", "base_import", "floor", "addon_2")


def _figures_of(*arguments):
    """Return the last line of ``scripts/bench`` with these arguments."""
    command = [SCRIPTS / "bench", *arguments]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_each_way_stores_the_same_number_of_records():
    """It ends with an error where one way stored more or fewer than the export has."""
    told = _figures_of("load", "--patients", "4", "--rounds", "1")
    assert told["counts"] == {
        "patient": 4,
        "appointment": 16,
        "prescription": 4,
        "bill": 2,
    }
    assert {
        "speedup_vs_base_import_1",
        "speedup_vs_base_import_2",
        "slowdown_vs_orm_floor_1",
        "rss_growth_mb",
        "cost_growth",
    } <= set(told)
    assert told["rows"] == 26


def test_a_whole_clinic_is_carried_to_its_payments():
    """``scripts/bench whole``: posted invoices with what was paid, by two lanes."""
    told = _figures_of("whole", "--patients", "4")
    assert told["counts"] == {
        "patient": 4,
        "appointment": 24,
        "prescription": 8,
        "bill": 2,
    }
    assert {"receive", "stage", "plan", "load", "verify"} <= set(told["seconds"])


def test_every_run_writes_the_same_export(tmp_path):
    for name in ("a", "b"):
        assert clinic.write(tmp_path / name, 5, with_bills=True)["bill"] == 3
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()
    with (tmp_path / "a" / "bills.csv").open(newline="", encoding="utf-8") as stream:
        assert [row["patient_id"] for row in csv.DictReader(stream)] == [
            "P000000",
            "P000002",
            "P000004",
        ]


def _figures(seconds, growth=10):
    return {
        "seconds": {"load": seconds},
        "objects": {"patient": seconds},
        "cpu": seconds,
        "growth": growth,
        "counts": {"patient": 100},
    }


def _size(size, seconds):
    rounds = {way: [_figures(s)] for way, s in zip(WAYS, seconds, strict=True)}
    return {"size": size, "rows": size, "counts": {"patient": size}, **rounds}


def test_ratios_are_of_the_largest_size_and_growth_between_sizes(capsys):
    table.write([_size(100, (1, 2, 1, 1)), _size(1000, (12, 24, 10, 6))])
    assert json.loads(capsys.readouterr().out.splitlines()[-1]) == {
        "speedup_vs_base_import_1": 2.0,
        "speedup_vs_base_import_2": 4.0,
        "slowdown_vs_orm_floor_1": 1.2,
        "processor_vs_orm_floor_1": 1.2,
        "rss_growth_mb": 10,
        "ms_per_row": 12.0,
        "cost_growth": 1.2,
        "rows": 1000,
        "patients": 1000,
        "counts": {"patient": 1000},
    }


def test_rounds_are_compared_with_their_own():
    """Between two rounds the machine may be twice as slow: no ratio shall show it."""
    figures = _size(100, (1, 2, 1, 1))
    for way in WAYS:
        (one,) = figures[way]
        figures[way].append(_figures(2 * one["cpu"]))
    assert table.ratio(figures, "base_import", "addon_1") == 2


def test_the_size_can_be_set():
    parser = argparse.ArgumentParser()
    load.add_arguments(parser)
    assert parser.parse_args([]).patients is None
    assert parser.parse_args(["--patients", "7"]).patients == 7
