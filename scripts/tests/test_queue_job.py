"""Many machines: real Odoo servers and a real job runner load one run together.

Runs on databases of its own, with servers on free ports of loopback. Needs the
environment of scripts/env (scripts/test has it).
"""

import csv
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import psycopg2
import pytest

SCRIPTS = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(SCRIPTS))

from hosts.databases import (  # noqa: E402
    PLAN,
    bash,
    copy_of,
    odoo,
    query,
    run,
    shell,
)
from hosts.end_state import end_state  # noqa: E402
from hosts.queue import queue_hosts  # noqa: E402
from hosts.server import wait_until  # noqa: E402

NAME = f"pulse_test_{os.getpid()}_queue"
MAKE = 'clone_database "$(template_for "$MODULES_BASE")"'
RUN_ID = 1  # the only one of its database
LOAD = "run = env['pulse.run'].search([]); run.action_load()"
CRON = "env['pulse.run']._cron_load()"
LEAVE = """
run._make_jobs(); env.cr.commit()
assert env["queue.job"].search_count([("channel", "=", "root.pulse")])
module = env["ir.module.module"].search([("name", "=", "pulse_migration_queue_job")])
module.button_immediate_uninstall()
env = type(env)(env.cr, env.uid, {})
"""
GO = """
env.cr.commit()
env["ir.module.module"].search(
    [("name", "=", "pulse_migration")]
).button_immediate_uninstall()
env = type(env)(env.cr, env.uid, {})
"""
STILL_THERE = """SELECT name FROM ir_module_module WHERE state = 'installed'
                  AND (name LIKE 'pulse%' OR name LIKE 'queue%') ORDER BY name"""
LOSE_CONNECTIONS = """SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                       WHERE datname = current_database()
                         AND application_name LIKE 'odoo-%'"""
DONE_BATCHES = "SELECT count(*) FROM pulse_batch WHERE state = 'done'"
AT_WORK = "SELECT count(*) FROM queue_job WHERE state <> 'done'"
# a server that cannot write its journal stands in the middle of a batch
WAITING = """SELECT count(*) FROM pg_locks
              WHERE NOT granted AND relation = 'pulse_change'::regclass"""
# a person who pauses waits for the batches in hand
PAUSING = """SELECT count(*) FROM pg_locks
              WHERE NOT granted AND locktype = 'advisory'"""
# the runner looks for the dead once a minute; every notice makes it look at once
RUN_STATE = "NOTIFY queue_job; SELECT state FROM pulse_run"
RUNNER = """SELECT substring(application_name FROM 'odoo-([0-9]+)')
              FROM pg_locks JOIN pg_stat_activity USING (pid)
             WHERE locktype = 'advisory' AND objsubid = 1 AND granted
               AND datname = current_database()"""


@contextmanager
def copy_for(test, template):
    with copy_of(template, f"{NAME}_{test}") as name:
        yield name


@pytest.fixture(scope="module")
def export(tmp_path_factory):
    folder = tmp_path_factory.mktemp("queue") / "export"
    options = ("--patients", "120", "--seed", "3")
    run([sys.executable, str(SCRIPTS / "generate_export"), *options, str(folder)])
    return folder


@pytest.fixture(scope="module")
def approved(export):
    """A database with a clinic that is ready to be loaded."""
    bash(MAKE, NAME, "scripts/test")
    try:
        # the glue comes by itself
        odoo(NAME, "-i", "pulse_migration,queue_job", "--stop-after-init")
        found = query(
            NAME, "SELECT state FROM ir_module_module WHERE name LIKE 'pulse%queue_job'"
        )
        assert found == "installed"
        shell(NAME, PLAN % (60, str(export)))
        yield NAME
    finally:
        bash("drop_own_database", NAME)


@pytest.fixture(scope="module")
def undisturbed(approved):
    """What the crons make of it, as no job runner is at work."""
    with copy_for("cron", approved) as name:
        shell(name, f"{LOAD}\n{CRON}")
        assert query(name, "SELECT count(*) FROM queue_job") == "0"
        yield end_state(name)


@contextmanager
def hosts(database, folder):
    """Yield {pid: server}, once one of them has become the job runner."""
    with queue_hosts(database, folder) as servers:
        wait_until(lambda: query(database, RUNNER), "a job runner")
        yield {server.process.pid: server for server in servers}


@contextmanager
def blocked_journal(database):
    connection = psycopg2.connect(dbname=database)
    try:
        connection.cursor().execute("LOCK TABLE pulse_change IN EXCLUSIVE MODE")
        yield
    finally:
        connection.close()


def wait_for_run(database, state):
    wait_until(lambda: query(database, RUN_STATE) == state, f"a {state} run")


def count(database, text):
    return int(query(database, text))


def test_two_hosts_load_what_the_crons_load(approved, undisturbed, export, tmp_path):
    with copy_for("two", approved) as name, hosts(name, tmp_path) as servers:
        server = next(iter(servers.values()))
        with ThreadPoolExecutor(1) as person:
            with blocked_journal(name):
                server.press(name, "action_load", RUN_ID)
                wait_until(lambda: count(name, WAITING), "a job in mid-batch")
                paused = person.submit(server.press, name, "action_pause", RUN_ID)
                wait_until(lambda: count(name, PAUSING), "somebody who pauses")
            paused.result()
        wait_until(lambda: not count(name, AT_WORK), "jobs that end by a pause")
        assert query(name, "SELECT state FROM pulse_run") == "paused"
        # what was in hand was loaded, and nothing else
        assert 0 < count(name, DONE_BATCHES) < 4

        server.press(name, "action_load", RUN_ID)
        wait_for_run(name, "done")
        assert end_state(name) == undisturbed
        workers = query(name, "SELECT DISTINCT worker_pid FROM queue_job").split()
        assert {int(pid) for pid in workers} == set(servers)
        # the crons loaded nothing beside them
        assert query(
            name,
            """SELECT DISTINCT j.state, j.channel
                 FROM pulse_batch b LEFT JOIN queue_job j ON j.id = b.job_id""",
        ).split() == ["done|root.pulse"]
        told = query(name, "SELECT to_jsonb(j) FROM queue_job j")
        told += "".join(log.read_text() for log in tmp_path.glob("*.log"))
        assert " ERROR " not in told
        assert not [patient for patient in names_of(export) if patient in told]


def names_of(export):
    names = set()
    with next(export.glob("*atients*.csv")).open(encoding="utf-8-sig") as lines:
        for row in csv.DictReader(lines):
            names.update(value for key, value in row.items() if "name" in key.lower())
    assert len(names) > 100
    return names


def test_connections_and_a_host_are_lost_and_the_other_one_finishes(
    approved, undisturbed, tmp_path
):
    with copy_for("kill", approved) as name, hosts(name, tmp_path) as servers:
        next(iter(servers.values())).press(name, "action_load", RUN_ID)
        with job_in_mid_batch(name):
            assert count(name, LOSE_CONNECTIONS)
        wait_until(lambda: query(name, RUNNER), "a job runner again")
        with job_in_mid_batch(name):
            killed = int(query(name, RUNNER))
            servers[killed].kill()
        wait_for_run(name, "done")
        assert end_state(name) == undisturbed
        # the batches in hand were tried again: by the same job, or by another one
        failed = "SELECT state || exc_name FROM queue_job WHERE state <> 'done'"
        for told in query(name, failed).split():
            assert told.startswith("failedpsycopg2.")


@contextmanager
def job_in_mid_batch(name):
    done = count(name, DONE_BATCHES)
    wait_until(lambda: count(name, DONE_BATCHES) > done + 2, "a load under way")
    with blocked_journal(name):
        wait_until(lambda: count(name, WAITING), "a job in mid-batch")
        yield


def test_without_the_glue_the_crons_take_over(approved, undisturbed):
    with copy_for("leave", approved) as name:
        shell(name, LOAD + LEAVE)
        assert query(name, "SELECT count(*) FROM queue_job") == "0"
        assert query(name, "SELECT count(*) FROM ir_cron_trigger") != "0"
        shell(name, CRON)
        assert end_state(name) == undisturbed


def test_leaving_with_the_glue_keeps_patients_and_the_queue(approved):
    with copy_for("away", approved) as name:
        shell(name, f"{LOAD}\nrun._make_jobs(); run._load()\n{GO}")
        assert query(name, "SELECT count(*) FROM queue_job") == "0"
        patients = "SELECT count(*) FROM res_partner WHERE x_studio_patient_id <> ''"
        assert query(name, patients) == "120"
        assert query(name, STILL_THERE) == "pulse_migration_guard\nqueue_job"
        channels = "SELECT complete_name FROM queue_job_channel"
        assert query(name, channels).split() == ["root"]
