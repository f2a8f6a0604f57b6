"""Thirty kills, two restarts of PostgreSQL and a full server: nothing lost or twice.

A real ``odoo`` server loads a small clinic by its cron, on a PostgreSQL cluster of the
test's own. Its end state is compared, record by record, with that of a load nobody
disturbed. When is random but seeded: it is told by the rows that are loaded, phase by
phase, and looked up in the database; nothing waits for a clock.
"""

import json
import random
import sys
import time
from contextlib import suppress

import psycopg2
import pytest
from own_browser import find_chromium
from own_cluster import (
    CHECKOUT,
    Cluster,
    Server,
    is_true_within,
    output_of,
    wait_for,
)
from own_screen import ON_JOURNEY, SHOWN, open_screen

KILLS = 30
PATIENTS = 25
SEED = 20261126
RECONNECTING = b"no connection to the database"
SHELL = ("--no-http", "--log-level=warn")
# batches done, by phase; and the lanes that are at work just now
DONE = """
SELECT phase, count(*) FILTER (WHERE state = 'done'), count(*)
  FROM pulse_batch WHERE sample_id IS NULL GROUP BY 1"""
STATE = "SELECT state FROM pulse_run ORDER BY id DESC LIMIT 1"
LANES = """
SELECT DISTINCT a.pid FROM pg_stat_activity a JOIN pg_locks l USING (pid)
 WHERE a.datname = current_database() AND l.locktype = 'advisory' AND l.granted"""
PHASES = ("partners", "activities", "documents", "bills")
STEPS = ("load", "verify", "done")


@pytest.fixture(scope="module")
def cluster():
    """A cluster with databases of the same approved run."""
    cluster = Cluster(max_connections=30)
    try:
        prepare(cluster)
        yield cluster
    finally:
        cluster.drop()


def script(name, **variables):
    head = "".join(f"{key} = {str(value)!r}\n" for key, value in variables.items())
    return head + (CHECKOUT / "scripts" / "tests" / name).read_text(encoding="utf-8")


def prepare(cluster):
    cluster.copy_template("calm")
    cluster.odoo("-d", "calm", "-i", "pulse_migration", "--stop-after-init", *SHELL)
    export = cluster.folder / "export"
    generate = [sys.executable, "scripts/generate_export", "--messy", str(export)]
    output_of([*generate, "--patients", str(PATIENTS), "--seed", "3"])
    told = cluster.odoo(
        "shell", "-d", "calm", *SHELL, script=script("faults_prepare.py", EXPORT=export)
    )
    assert "PLANNED approved" in told, told
    cluster.clone("calm", "storm")
    cluster.clone("calm", "live")
    cluster.clone("calm", "journey")


def look(cluster, database):
    told = cluster.odoo(
        "shell", "-d", database, *SHELL, script=script("faults_look.py")
    )
    line = next(line for line in told.splitlines() if line.startswith("LEFT "))
    return json.loads(line.removeprefix("LEFT "))


class Storm:
    """The load that is disturbed, and what was done to it."""

    def __init__(self, cluster):
        self.cluster = cluster
        self.log = cluster.folder / "storm.log"
        self.server = None
        self.watch = None
        self.hits = {phase: 0 for phase in PHASES}
        self.in_hand = 0

    def query(self, statement):
        """Ask over a connection of one's own, a new one after a restart."""
        if self.watch is None:
            self.watch = self.cluster.connect("storm")
        with self.watch.cursor() as cr:
            cr.execute(statement)
            return cr.fetchall()

    def start(self):
        self.server = Server(self.cluster, "storm", self.log, "--no-http")

    def call(self):
        """Wake the cron, which else looks once a minute only.

        While there is no connection to spare nobody is woken; every caller asks again.
        """
        with suppress(psycopg2.OperationalError):
            self.cluster.execute("SELECT pg_notify('cron_trigger', 'storm')")

    def done(self):
        return {phase: done for phase, done, _all in self.query(DONE)}

    def phase(self):
        """Return the phase whose batches are being loaded, None at the end."""
        open_phases = {p for p, done, total in self.query(DONE) if done < total}
        return next((p for p in PHASES if p in open_phases), None)

    def until(self, phase, count):
        """Wait until so many batches of a phase are done and a lane is at work."""
        last_call = 0.0

        def reached():
            nonlocal last_call
            assert self.server.is_alive(), self.log.read_text()[-3000:]
            now = time.monotonic()
            is_at_work = self.lanes()
            if not is_at_work and now - last_call > 0.5:
                last_call = now
                self.call()
            if self.done()[phase] < count:
                return False
            return is_at_work or self.phase() != phase

        wait_for(reached, f"{count} batches of {phase}", pause=0.002)

    def kill(self):
        """Kill it with a batch in hand, unless no lane takes one any more."""
        phase = self.phase()
        self.call()
        self.in_hand += bool(is_true_within(self.lanes, 5, pause=0.001))
        self.server.kill()
        self.hits[phase] = self.hits.get(phase, 0) + 1

    def restart_postgres(self, mode):
        self.watch.close()
        self.watch = None
        self.cluster.restart(mode)

    def goes_on(self):
        """Wait until another batch is done, by the server as it is."""
        before = sum(self.done().values())

        def is_further():
            self.call()
            return sum(self.done().values()) > before

        wait_for(is_further, "the load that goes on by itself", pause=0.5)

    def fill_connections(self):
        """Take every connection, and those of the lanes at work, until one asks.

        A lane that had just ended asks for nothing: then all is given back, and the
        next one at work is cut off.
        """
        before = self.log.read_bytes().count(RECONNECTING)
        taken = []

        def take_all():
            with suppress(psycopg2.OperationalError):
                while True:
                    taken.append(self.cluster.connect())

        def is_asked():
            take_all()
            for pid in self.lanes():
                self.query(f"SELECT pg_terminate_backend({pid})")
            return self.log.read_bytes().count(RECONNECTING) > before

        def is_cut_off():
            self.call()
            if is_true_within(self.lanes, 20) and is_true_within(is_asked, 10):
                return True
            give_back(taken)
            return False

        try:
            wait_for(is_cut_off, "a lane that asks for a connection", pause=0.02)
        finally:
            give_back(taken)

    def lanes(self):
        """Return the processes of PostgreSQL that serve a lane with work in hand."""
        return [pid for (pid,) in self.query(LANES)]


def give_back(taken):
    while taken:
        taken.pop().close()


def moments(batches):
    """Return [(phase, batches done)], as many in each phase as there are kills."""
    chance = random.Random(SEED)
    share = {phase: KILLS // len(PHASES) for phase in PHASES}
    share["activities"] += KILLS % len(PHASES)
    return [
        (phase, count)
        for phase in PHASES
        for count in sorted(chance.choices(range(batches[phase]), k=share[phase]))
    ]


@pytest.mark.timeout(1500)
def test_a_storm_ends_like_a_calm_load(cluster):
    cluster.odoo("pulse", "load", "-d", "calm")
    cluster.odoo("pulse", "verify", "-d", "calm")
    calm = look(cluster, "calm")
    assert calm["state"] == "done"
    assert all(calm["counts"][model] for model in ("account.move", "mail.activity"))

    storm = Storm(cluster)
    press = 'env["pulse.run"].search([]).action_load(); env.cr.commit()\n'
    cluster.odoo("shell", "-d", "storm", *SHELL, script=press)
    batches = {phase: total for phase, _done, total in storm.query(DONE)}
    assert set(batches) == set(PHASES)
    others = {
        7: lambda: storm.restart_postgres("fast"),
        14: storm.fill_connections,
        21: lambda: storm.restart_postgres("immediate"),
    }
    storm.start()
    try:
        for number, (phase, count) in enumerate(moments(batches)):
            storm.until(phase, count)
            if number in others:
                others[number]()
                storm.goes_on()
            storm.kill()
            storm.start()
        wait_for(lambda: storm.query(STATE)[0][0] == "done", "the end", pause=0.1)
    finally:
        storm.server.kill()
    print(f"kills by phase: {storm.hits}, with a batch in hand: {storm.in_hand}")
    assert storm.in_hand >= KILLS // 2
    left = look(cluster, "storm")
    for what, expected in calm.items():
        assert left[what] == expected, what


@pytest.mark.skipif(not find_chromium(), reason="no Chromium here")
def test_the_numbers_move_on_an_open_screen(cluster, tmp_path):
    """Start is pressed in the browser; nothing reloads, and nothing is polled."""
    with open_screen(cluster, "live", "/odoo/pulse.run/1", tmp_path) as browser:
        browser.click("button[name=action_open_load]")
        browser.click(".modal button[name=action_load]")
        seen = set()

        def look():
            seen.add(browser.text_of(SHOWN))
            return len(seen - {"", "0"}) >= 5

        wait_for(look, "five numbers on the screen", pause=0.1)


@pytest.mark.skipif(not find_chromium(), reason="no Chromium here")
def test_the_journey_goes_on_by_itself_on_an_open_page(cluster, tmp_path):
    """Numbers, bars and steps follow the load up to Done; nobody reloads or polls."""
    page = "/odoo/action-pulse_migration.pulse_migration_action/1"
    with open_screen(cluster, "journey", page, tmp_path) as browser:
        browser.click(".o_pulse_next[name=action_open_load]")
        browser.click(".modal button[name=action_load]")
        seen = {name: [] for name in ("step", "done", "created", "bars")}

        def look():
            for name, found in (browser.look(ON_JOURNEY) or {}).items():
                if found and found not in seen[name][-1:]:
                    seen[name].append(found)
            return seen["step"][-1:] == ["done"]

        wait_for(look, "the last step", pause=0.05)
    print(f"on the journey: {seen}")
    assert seen["step"][0] == "load"
    assert seen["step"] == sorted(seen["step"], key=STEPS.index)
    for name in ("done", "created", "bars"):
        assert len(seen[name]) >= 5, name
        assert seen[name] == sorted(seen[name]), f"{name} goes back"
