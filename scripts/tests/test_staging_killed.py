"""A real server stages and plans in the background, and is killed while it does.

Both crons of an Odoo server take their share; what the next server makes of the rest
is what one call makes of it. Runs on a database of its own. Needs the environment of
scripts/env.
"""

import os
import sys
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(SCRIPTS))

from benchmarks.load import clinic  # noqa: E402
from hosts.databases import query, shell, with_addon  # noqa: E402
from hosts.server import Server, wait_until  # noqa: E402

NAME = f"pulse_test_{os.getpid()}_staging"
PATIENTS = 6000  # and four appointments and a prescription of each
RECEIVE = """
for name in ("One call", "Lanes"):
    migration = env["pulse.migration"]._create_for_export(name, "IN")
    migration._open_run()._receive_path(%r)
env["pulse.run"].search([("migration_id.name", "=", "One call")]).action_plan()
env.cr.commit()
"""
RUN = "SELECT r.id FROM pulse_run r JOIN pulse_migration m ON m.id = migration_id "
LANES = f"{RUN} WHERE m.name = 'Lanes'"
BEGUN = "SELECT count(*) FROM pulse_file WHERE staged_count > 0"
LANES_AT_IT = """
SELECT count(DISTINCT pid) FROM pg_locks
 WHERE relation = 'pulse_row'::regclass AND mode = 'RowExclusiveLock'"""
STEP = f"SELECT coalesce(plan_step, 0) FROM pulse_run WHERE id = ({LANES})"
PLANNED = f"SELECT planned_at FROM pulse_run WHERE lane_verb IS NULL AND id = ({LANES})"
ROWS = """
SELECT count(*), md5(string_agg(concat_ws(' ', f.name, r.line, r.external_id,
         r.values, r.fingerprint, r.issue_codes, r.state, r.action, r.reason,
         r.unit_key, r.is_latest), ',' ORDER BY f.name, r.line))
  FROM pulse_row r JOIN pulse_file f ON f.id = r.file_id
  JOIN pulse_migration m ON m.id = r.migration_id WHERE m.name = '%s'"""


@pytest.fixture
def received(tmp_path):
    """Two runs of one export are received, one is planned; yield the other's id."""
    clinic.write(tmp_path / "export", PATIENTS, True)
    with with_addon(NAME):
        shell(NAME, RECEIVE % str(tmp_path / "export"))
        yield int(query(NAME, LANES))


def serve(log):
    return Server(NAME, log, "--max-cron-threads=2")


def call_lanes():
    """The alarm that a lane left is for the next minute; nobody waits for it here."""
    query(NAME, "UPDATE ir_cron_trigger SET call_at = now() AT TIME ZONE 'UTC'")
    query("postgres", f"SELECT pg_notify('cron_trigger', '{NAME}')")


def test_killed_while_it_stages_and_plans_the_next_server_goes_on(received, tmp_path):
    with serve(tmp_path / "staging.log") as server:
        server.press(NAME, "action_start_plan", received)
        wait_until(lambda: query(NAME, LANES_AT_IT) == "2", "two lanes that stage")
        wait_until(lambda: query(NAME, BEGUN) != "0", "a file staged in part")
        server.kill()
    assert int(query(NAME, BEGUN)) > 0
    with serve(tmp_path / "planning.log") as server:
        call_lanes()
        wait_until(lambda: int(query(NAME, STEP)) > 2, "some steps of the plan")
        server.kill()
    assert query(NAME, PLANNED) == ""
    with serve(tmp_path / "last.log"):
        call_lanes()
        wait_until(lambda: query(NAME, PLANNED), "a plan")
    assert query(NAME, ROWS % "Lanes") == query(NAME, ROWS % "One call")
    assert query(NAME, BEGUN) == "0"
    for log in ("staging.log", "planning.log", "last.log"):
        assert " ERROR " not in (tmp_path / log).read_text()
