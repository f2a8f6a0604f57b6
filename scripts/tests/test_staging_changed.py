"""A person decides while the lanes of a real server stage: neither waits for long.

Runs on a database of its own. Needs the environment of scripts/env.
"""

import os
import sys
import time
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(SCRIPTS))

from benchmarks.load import clinic  # noqa: E402
from hosts.databases import query, shell, with_addon  # noqa: E402
from hosts.server import Server, wait_until  # noqa: E402

NAME = f"pulse_test_{os.getpid()}_changed"
PATIENTS = 15_000  # and four appointments of each: a file of many slices
RECEIVE = """
run = env["pulse.migration"]._create_for_export("Changed", "IN")._open_run()
run._receive_path(%r)
env.cr.commit()
"""
RUN = "SELECT id FROM pulse_run"
APPOINTMENTS = "SELECT %s FROM pulse_file WHERE object_name = 'appointment'"
COLUMN = """SELECT m.id FROM pulse_mapping m JOIN pulse_file f ON f.id = m.file_id
             WHERE f.object_name = 'appointment' AND m.field_name = 'status'"""
LEFT_OVER = """SELECT count(*) FROM pulse_row
                WHERE object_name = 'appointment' AND values ? 'status'"""
ROWS = """SELECT count(*), count(DISTINCT line) FROM pulse_row
           WHERE object_name = 'appointment'"""
PLANNED = "SELECT planned_at FROM pulse_run WHERE lane_verb IS NULL"


@pytest.fixture
def received(tmp_path):
    """A run is received; yield its id."""
    clinic.write(tmp_path / "export", PATIENTS, True)
    with with_addon(NAME):
        shell(NAME, RECEIVE % str(tmp_path / "export"))
        yield int(query(NAME, RUN))


def test_a_column_left_out_while_its_file_is_staged_is_left_out(received, tmp_path):
    log = tmp_path / "server.log"
    with Server(NAME, log, "--max-cron-threads=2") as server:
        server.press(NAME, "action_start_plan", received)
        wait_until(
            lambda: int(query(NAME, APPOINTMENTS % "coalesce(staged_count, 0)")) > 5000,
            "a file staged in part",
        )
        started = time.monotonic()
        column = int(query(NAME, COLUMN))
        server.call(NAME, "pulse.mapping", "write", [column], {"treatment": "ignore"})
        spent = time.monotonic() - started
        wait_until(lambda: query(NAME, PLANNED), "a plan")
    assert query(NAME, LEFT_OVER) == "0"
    count, lines = query(NAME, ROWS).split("|")
    assert count == lines == str(4 * PATIENTS)
    assert spent < 20  # was tried again a few times at most
    assert " ERROR " not in log.read_text()
