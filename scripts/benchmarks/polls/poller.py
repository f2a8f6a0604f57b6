"""The process that asks the server: Odoo's, and it may be killed at any moment.

A call has the time for as many pages as its line says, as a cron has its seconds: a
list then takes several calls.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

_SCRIPTS = Path(__file__).resolve().parents[2]
DATABASE = "PULSE_BENCH_DATABASE"
UNFINISHED = "rest_unfinished"


def start() -> subprocess.Popen:
    command = [sys.executable, str(_SCRIPTS / "bench"), "polls", "--poll-as", "child"]
    poller = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    if poller.stdout.readline().strip() != "ready":
        raise SystemExit("The polling process did not start.")
    return poller


def ask(poller: subprocess.Popen, verb: str, pages: int) -> dict:
    """Let it do one call; return {list: code} of those that failed."""
    poller.stdin.write(f"{verb} {pages}\n")
    poller.stdin.flush()
    return json.loads(poller.stdout.readline())


def kill(
    poller: subprocess.Popen, verb: str, pages: int, after: float
) -> subprocess.Popen:
    """Begin a call, end its process in the middle, and return another process."""
    poller.stdin.write(f"{verb} {pages}\n")
    poller.stdin.flush()
    with contextlib.suppress(subprocess.TimeoutExpired):
        poller.wait(after)
    poller.send_signal(signal.SIGKILL)
    poller.wait()
    poller.stdin.close()
    poller.stdout.close()
    return start()


def serve() -> int:
    """Do what each line on stdin says; say on stdout how it went."""
    with environment() as env:
        source, left = env["pulse.source"].search([]), _give_pages()
        print("ready", flush=True)
        for line in sys.stdin:
            verb, pages = line.split()
            left[:] = [int(pages)]
            env.invalidate_all()
            errors = source._receive() if verb == "poll" else _finish(source)
            env.cr.commit()
            print(json.dumps(errors), flush=True)
    return 0


def _give_pages() -> list[int]:
    """Let the time of a call be up behind so many pages; return where they stand."""
    from odoo.addons.pulse_migration.models.source.receive import Source

    left = [0]

    def has_time(_source: object) -> bool:
        left[0] -= 1
        return left[0] > 0

    Source._has_time = has_time
    return left


def _finish(source) -> dict:
    """Do one step of the cut-over, and what the lanes would do beside it."""
    source._finish()
    for run in source.migration_id.run_ids.filtered(lambda r: r.state == "running"):
        run._load()
        run.action_verify()
    return {}


@contextlib.contextmanager
def environment() -> Iterator:
    """Yield an Odoo environment of the superuser."""
    # the command line itself runs without Odoo's Python
    from odoo import SUPERUSER_ID, api
    from odoo.modules.registry import Registry
    from odoo.tools import config

    database = os.environ[DATABASE]
    config.parse_config(["--no-http", "--log-level=warn", "-d", database])
    with Registry(database).cursor() as cr:
        yield api.Environment(cr, SUPERUSER_ID, {})
