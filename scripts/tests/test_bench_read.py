"""The reading benchmark: one patient file in two formats, and honest figures."""

import argparse
import csv
import sys
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(SCRIPTS), str(SCRIPTS.parent / "pulse_migration")]

from benchmarks import read  # noqa: E402
from benchmarks.read import measures, patients  # noqa: E402
from engine.readers import read_tables  # noqa: E402

COUNT = 120


def _rows(path):
    with path.open("rb") as stream:
        return [
            (row.cells, row.issues)
            for table in read_tables(stream, path.name)
            for row in table.rows
        ]


def test_both_formats_say_the_same(tmp_path):
    patients.write_csv(tmp_path / "a.csv", COUNT)
    patients.write_xlsx(tmp_path / "a.xlsx", COUNT)
    rows = _rows(tmp_path / "a.csv")
    assert len(rows) == COUNT
    assert rows == _rows(tmp_path / "a.xlsx")
    assert not any(issues for _cells, issues in rows)


def test_every_run_writes_the_same_file(tmp_path):
    for name in ("a.csv", "b.csv"):
        patients.write_csv(tmp_path / name, COUNT)
    first, second = ((tmp_path / name).read_bytes() for name in ("a.csv", "b.csv"))
    assert first == second
    with (tmp_path / "a.csv").open(newline="", encoding="utf-8") as stream:
        cells = list(csv.DictReader(stream))
    # what makes reading slow is there: marks, breaks, blanks, foreign spellings
    assert any("\n" in row["Medical History"] for row in cells)
    assert any('"' in row["Medical History"] for row in cells)
    assert {"O +ve", "", "Bombay"} <= {row["Blood Group"] for row in cells}


def test_the_engine_is_measured_to_the_last_row(tmp_path):
    patients.write_csv(tmp_path / "a.csv", COUNT)
    figures = measures.measure_engine(tmp_path / "a.csv")
    assert figures["rows"] == COUNT
    assert list(figures["steps"]) == ["look", "read", "convert"]
    assert all(seconds > 0 for seconds, _growth in figures["steps"].values())


def test_the_summary_takes_the_worst_growth(capsys):
    steps = {"look": (1.0, 5), "convert": (0.5, 7)}
    found = {
        "csv": {"rows": 100, "steps": steps},
        "odoo": {"rows": 100, "steps": {"receive": (1.0, 9), "stage": (4.0, 8)}},
    }
    read.print_table(found)
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == (
        '{"rows_per_s_converted": 200, "rows_per_s_staged": 25, "rss_growth_mb": 9,'
        ' "rows": 100}'
    )


def test_the_size_can_be_set():
    parser = argparse.ArgumentParser()
    read.add_arguments(parser)
    assert parser.parse_args([]).rows == 500_000
    given = parser.parse_args(["--rows", "10", "--xlsx-rows", "0"])
    assert (given.rows, given.xlsx_rows) == (10, 0)
