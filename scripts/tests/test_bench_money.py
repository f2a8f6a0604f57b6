"""The benchmark of bills: both ways book the same, and the figures say so."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(SCRIPTS), str(SCRIPTS.parent / "pulse_migration")]

from benchmarks.money import clinic, rounds, table  # noqa: E402


def test_both_ways_book_the_same_invoices_and_payments():
    """It ends with an error where one way left something else than the other."""
    command = [SCRIPTS / "bench", "money", "--bills", "10", "--rounds", "1"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert (told["bills"], told["payments"]) == (10, 9)
    for name in ("drafts", "postings", "payments", "bills"):
        assert told[f"{name}_per_s"] > 0 < told[f"floor_{name}_per_s"]
    for name in ("drafts", "postings", "payments", "all"):
        assert told[f"slowdown_vs_floor_{name}"] > 0
    assert sum(told["share"].values()) == pytest.approx(1, abs=0.01)


def test_what_is_booked_otherwise_is_no_measurement():
    counts = {"bills": 10, "payments": 9}
    booked = {**counts, "owed": 100.0}
    rounds.check(counts, booked, dict(booked))
    lacking = {**booked, "payments": 8}
    for addon, floor in (
        (booked, {**booked, "owed": 0.0}),
        (booked, lacking),
        (lacking, lacking),
    ):
        with pytest.raises(SystemExit):
            rounds.check(counts, addon, floor)


def test_every_run_writes_the_same_bills_and_most_are_paid(tmp_path):
    for name in ("a", "b"):
        found = clinic.write(tmp_path / name, 20)
        assert found == {"bills": 20, "payments": 18}
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()


def _figures(create, post, pay, match, **more):
    steps = {"create": create, "post": post, "pay": pay, "match": match, **more}
    return {"seconds": steps, "cpu": sum(steps.values())}


def test_rates_are_of_their_own_steps_and_ratios_of_the_same_round(capsys):
    table.write(
        {
            "counts": {"bills": 120, "payments": 60},
            "addon": [_figures(1, 2, 3, 1, read=1), _figures(2, 4, 6, 2, read=2)],
            "floor": [_figures(2, 2, 2, 2), _figures(4, 4, 4, 4)],
        }
    )
    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert told["drafts_per_s"] == 80
    assert told["payments_per_s"] == 10
    assert told["slowdown_vs_floor_drafts"] == 0.5
    assert told["slowdown_vs_floor_payments"] == 1
    assert told["slowdown_vs_floor_all"] == 1
    assert told["share"]["pay"] == 0.375
