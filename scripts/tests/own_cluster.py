"""A PostgreSQL cluster of a test's own: to restart, fill up and throw away.

Also the Odoo servers and command lines that work on it. Needs the environment of
scripts/env (scripts/test has it).
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import psycopg2

CHECKOUT = Path(__file__).parents[2]
ROLE = "odoo"
PORT = "5432"  # of a socket in a folder that nobody else has
# where the programs are, who runs them, and the template with Accounting
FACTS = """
. scripts/lib/setup.sh; setup_all; choose_server_user
printf '%s\n' "${PG_BIN:-$(dirname "$(command -v initdb)")}" "$PG_OWNER" \
    "$(template_for "$MODULES_ACCOUNTING")"
"""
# a test's data may be lost in a power cut; a crash of the server loses nothing
SETTINGS = """
listen_addresses = ''
unix_socket_directories = '{folder}'
port = {port}
max_connections = {most}
fsync = off
shared_buffers = 128MB
jit = off
log_timezone = 'UTC'
timezone = 'UTC'
"""


class Cluster:
    """The server's programs, its folder, and databases made in it."""

    def __init__(self, max_connections):
        facts = output_of(["bash", "-c", FACTS]).splitlines()
        self.bin, self.owner, self.template = facts
        self.folder = Path(tempfile.mkdtemp(prefix="pulse_own_"))
        self.data = self.folder / "data"
        self.data_dir = self.folder / "odoo"
        if self.owner:
            shutil.chown(self.folder, self.owner)
        self.folder.chmod(0o755)
        initdb = f"-D {self.data} -U {ROLE} -A trust -E UTF8 --locale=C.UTF-8 -N"
        self._run("initdb", *initdb.split())
        settings = SETTINGS.format(folder=self.folder, port=PORT, most=max_connections)
        with open(self.data / "postgresql.conf", "a", encoding="utf-8") as out:
            out.write(settings)
        self._control("start")

    def _run(self, program, *arguments):
        command = [f"{self.bin}/{program}", *arguments]
        if self.owner:
            command = ["runuser", "-u", self.owner, "--", *command]
        output_of(command, cwd="/", stdout=subprocess.DEVNULL)

    def _control(self, verb, *arguments):
        log = str(self.folder / "postgres.log")
        fixed = ("-D", str(self.data), "-w", "-l", log)
        self._run("pg_ctl", *fixed, *arguments, verb)

    def restart(self, mode):
        """Restart: ``fast`` ends every session, ``immediate`` is a crash."""
        self._control("restart", "-m", mode)

    def drop(self):
        self._control("stop", "-m", "immediate")
        shutil.rmtree(self.folder, ignore_errors=True)

    def connect(self, database="postgres"):
        connection = psycopg2.connect(
            host=str(self.folder), port=PORT, user=ROLE, dbname=database
        )
        connection.autocommit = True
        return connection

    def execute(self, statement):
        connection = self.connect()
        with connection.cursor() as cr:
            cr.execute(statement)
        connection.close()

    def copy_template(self, database):
        """Copy the shared server's template with Accounting over to this one."""
        self.execute(f'CREATE DATABASE "{database}" TEMPLATE template0')
        own = [f"{self.bin}/psql", "-XAtq", "-h", str(self.folder), "-U", ROLE]
        dump = subprocess.Popen(
            [f"{self.bin}/pg_dump", "--no-owner", self.template], stdout=subprocess.PIPE
        )
        output_of([*own, "-d", database], stdin=dump.stdout, stdout=subprocess.DEVNULL)
        assert dump.wait() == 0
        files = Path(os.environ["PULSE_DATA_DIR"]) / "filestore" / self.template
        if files.exists():
            shutil.copytree(files, self.data_dir / "filestore" / database)

    def clone(self, source, database):
        self.execute(f'CREATE DATABASE "{database}" TEMPLATE "{source}"')
        # a crash right after a copy may forget how far its sequences were
        self.execute("CHECKPOINT")
        files = self.data_dir / "filestore"
        if (files / source).exists():
            shutil.copytree(files / source, files / database)

    def odoo(self, *arguments, script=None):
        """Run a command of Odoo to its end; return what it printed."""
        return output_of(self.command(*arguments), input=script)

    def command(self, *arguments):
        verb = [a for a in arguments[:1] if not a.startswith("-")]
        places = (
            f"--addons-path={CHECKOUT}",
            f"--data-dir={self.data_dir}",
            f"--db_host={self.folder}",
            f"--db_port={PORT}",
            f"--db_user={ROLE}",
        )
        command = [sys.executable, "-m", "odoo", places[0], *verb]
        return [*command, "-c", os.devnull, *places, *arguments[len(verb) :]]


class Server:
    """A real ``odoo`` server with cron, alive until it is killed."""

    def __init__(self, cluster, database, log, *options):
        self.log = open(log, "ab")  # noqa: SIM115
        fixed = ("-d", database, "--max-cron-threads=2", "--log-level=info")
        self.process = subprocess.Popen(
            cluster.command(*fixed, *options),
            stdout=self.log,
            stderr=self.log,
            start_new_session=True,
        )

    def is_alive(self):
        return self.process.poll() is None

    def kill(self):
        """End it as the kernel does when memory is out: nothing is tidied up."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.log.close()


def output_of(command, **more):
    more = {"cwd": CHECKOUT, "stdout": subprocess.PIPE, **more}
    done = subprocess.run(
        command, stderr=subprocess.PIPE, text=True, check=False, **more
    )
    assert done.returncode == 0, f"{command[:3]}: {done.stderr[-3000:]}"
    return done.stdout


def is_true_within(condition, seconds, pause=0.005):
    """Return what ``condition`` returns once it is true, or last returned."""
    end = time.monotonic() + seconds
    while not (found := condition()) and time.monotonic() < end:
        time.sleep(pause)
    return found


def wait_for(condition, what, seconds=240, pause=0.005):
    """Return what ``condition`` returns once it is true; fail after ``seconds``."""
    found = is_true_within(condition, seconds, pause)
    assert found, f"{what}: not within {seconds} s"
    return found
