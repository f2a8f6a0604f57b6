"""Databases for several hosts: copies of one another, and what is done in them."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]
_BASH = '. scripts/lib/setup.sh; setup_all; %s "$@"'
# a clinic that is ready to be loaded; few rows a batch make many batches
PLAN = """
from odoo.addons.pulse_migration.models.plan import batches as plan_batches
plan_batches.BATCH_ROWS = %d
migration = env["pulse.migration"]._create_for_export("Hosts")
run = migration._open_run()
run._receive_path(%r)
run.action_stage(); run.action_plan()
migration.physician_ids.filtered(lambda p: not p.decision)._decide("create")
run.file_ids.action_accept_date_orders(); run.file_ids.action_confirm_mapping()
run.action_approve()
"""


def run(command: list[str], script: str | None = None) -> None:
    """Run it in the checkout; fail when it does, or says that something is wrong."""
    done = subprocess.run(
        command,
        input=script,
        capture_output=True,
        text=True,
        check=False,
        cwd=CHECKOUT,
    )
    output = done.stdout + done.stderr
    wrong = (" ERROR ", " WARNING ", "Traceback")
    if done.returncode or any(word in output for word in wrong):
        raise RuntimeError(output[-4000:])


def bash(function: str, *arguments: str) -> None:
    """Call a function of ``scripts/lib``."""
    run(["bash", "-c", _BASH % function, "bash", *arguments])


def odoo(database: str, *arguments: str, script: str | None = None) -> None:
    fixed = ("-d", database, "--no-http", "--log-level=warn")
    command = [os.environ["ODOO_PYTHON"], "-m", "odoo", *arguments, *fixed]
    run([*command, f"--addons-path={CHECKOUT}"], script)


def shell(database: str, script: str) -> None:
    """Run a script in Odoo's shell and commit."""
    odoo(database, "shell", script=f"{script}\nenv.cr.commit()\n")


@contextmanager
def copy_of(template: str, name: str) -> Iterator[str]:
    bash("clone_database", template, name, "scripts")
    try:
        yield name
    finally:
        bash("drop_own_database", name)


@contextmanager
def with_addon(name: str) -> Iterator[str]:
    """A database of a test's own with the addon, dropped at the end."""
    bash('clone_database "$(template_for "$MODULES_BASE")"', name, "scripts/test")
    try:
        odoo(name, "-i", "pulse_migration", "--stop-after-init")
        yield name
    finally:
        bash("drop_own_database", name)


def query(database: str, text: str) -> str:
    """Return what psql prints, without its last line's end."""
    done = subprocess.run(
        ["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", database],
        input=text,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout.rstrip("\n")
