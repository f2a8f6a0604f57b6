"""An ``odoo pulse undo`` killed in the middle: the next one ends it, with the proof.

Runs on a database of its own. Needs the environment of scripts/env.
"""

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import psycopg2
import pytest

SCRIPTS = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(SCRIPTS))

from hosts.databases import bash, odoo, query, run, shell  # noqa: E402
from hosts.server import wait_until  # noqa: E402

NAME = f"pulse_test_{os.getpid()}_undo"
MAKE = 'clone_database "$(template_for "$MODULES_BASE")"'
LOAD = """
run = env["pulse.migration"]._create_for_export("Killed", "IN")._open_run()
run._receive_path(%r)
run._settle_fresh_company()
run.action_stage()
run.action_plan()
run.migration_id.physician_ids._decide("create")
run.file_ids.action_accept_date_orders()
run.file_ids.action_confirm_mapping()
run.action_approve()
run._load()
env.cr.commit()
"""
TAKEN = "SELECT count(*) FROM pulse_change WHERE undo_state = 'undone'"
LEFT = "SELECT count(*) FROM pulse_change WHERE undo_state IS DISTINCT FROM 'undone'"
PLAN_STATES = "SELECT string_agg(state, ' ') FROM pulse_undo_plan"
PARTNERS = "SELECT count(*) FROM res_partner"

AN_APPOINTMENT = """SELECT min(res_id) FROM pulse_change
                     WHERE operation = 'create' AND res_model = 'mail.activity'"""
WAITING = """SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid)
              WHERE datname = current_database() AND NOT granted"""


@pytest.fixture
def loaded(tmp_path):
    """Yield how many contacts the database had before a clinic was loaded into it."""
    folder = tmp_path / "export"
    options = ("--patients", "25", "--seed", "3")
    run([sys.executable, str(SCRIPTS / "generate_export"), *options, str(folder)])
    bash(MAKE, NAME, "scripts/test")
    try:
        odoo(NAME, "-i", "pulse_migration", "--stop-after-init")
        before = query(NAME, PARTNERS)
        shell(NAME, LOAD % str(folder))
        yield before
    finally:
        bash("drop_own_database", NAME)


def start_undo():
    command = [os.environ["ODOO_PYTHON"], "-m", "odoo"]
    command += [f"--addons-path={SCRIPTS.parent}", "pulse", "undo"]
    return subprocess.Popen(
        [*command, "-d", NAME, "-m", "Killed"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def kill_in_the_middle():
    """Hold an activity: the undo waits there, what came before is committed."""
    connection = psycopg2.connect(dbname=NAME)
    try:
        with connection.cursor() as cr:
            cr.execute(
                "SELECT 1 FROM mail_activity WHERE id = %s FOR UPDATE",
                [int(query(NAME, AN_APPOINTMENT))],
            )
        undo = start_undo()
        try:
            wait_until(lambda: query(NAME, WAITING) != "0", "an undo that waits")
        finally:
            with suppress(ProcessLookupError):
                os.killpg(undo.pid, signal.SIGKILL)
            undo.communicate()
    finally:
        connection.close()
    assert undo.returncode == -signal.SIGKILL


def test_a_killed_undo_goes_on_and_ends_with_the_proof(loaded):
    assert query(NAME, PARTNERS) != loaded
    kill_in_the_middle()
    assert int(query(NAME, TAKEN)) > 0
    assert int(query(NAME, LEFT)) > 0
    assert query(NAME, PLAN_STATES) == "running"
    undo = start_undo()
    output, errors = undo.communicate()
    assert undo.returncode == 0, errors[-3000:]
    proof = json.loads(output)["proof"]
    assert proof["listed_count"] == 0
    assert proof["touched_count"] == proof["equal_count"] > 0
    assert query(NAME, LEFT) == "0"
    assert query(NAME, PLAN_STATES) == "done"
    assert query(NAME, PARTNERS) == loaded
