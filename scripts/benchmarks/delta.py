"""Measures a delta: what a newer export writes, keeps and queues, and what it costs.

An export of --patients is loaded into a fresh Odoo database, and received once more as
it is. Then --changes patients change at the source and --edits in Odoo, --both of them
in the same field, and the newer export is loaded. Every other record must be what it
was, column by column. Then, each as a share of the first load's time: --few patients
changed, all rows in another order, and --new patients more. Sets up what is missing,
drops its database.

Last line: seconds of each step, counts, and what was not as it should be.
"""

import argparse
import contextlib
import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parents[1]
_WITH_DATABASE = SCRIPTS / "lib" / "with_database.sh"
_DATABASE = "PULSE_BENCH_DATABASE"
_TABLES = ("res_partner", "mail_activity", "ir_attachment", "res_users")
_SOURCE, _ODOO, _OLD = "Street of the source", "Street of Odoo", "address"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--patients", type=int, default=2000)
    parser.add_argument("--changes", type=int, default=1000, help="at the source")
    parser.add_argument("--edits", type=int, default=1000, help="in Odoo")
    parser.add_argument("--both", type=int, default=200, help="in the same field")
    parser.add_argument("--few", type=int, default=20, help="changed, at the end")
    parser.add_argument("--new", type=int, default=8, help="patients, at the end")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--only", action="append", metavar="FILE", help="of the export, by its stem"
    )


def run(arguments: argparse.Namespace) -> int:
    if _DATABASE not in os.environ:
        # comes back here with Odoo's Python and the name of a fresh database
        command = ["bash", str(_WITH_DATABASE), _DATABASE, *sys.argv]
        os.execvp(command[0], command)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "export")
        options = ["--patients", arguments.patients, "--seed", arguments.seed]
        subprocess.run(
            [SCRIPTS / "generate_export", *map(str, options), folder],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        _leave(folder, arguments.only)
        found = measure(folder, arguments)
    print(json.dumps(found))
    return 1 if found["wrong"] else 0


def _leave(folder: Path, names: list[str] | None) -> None:
    """Keep only the named files of an export."""
    if names:
        for path in sorted(folder.rglob("*"), reverse=True):
            if path.is_file() and path.stem not in names:
                path.unlink()


def measure(folder: Path, arguments: argparse.Namespace) -> dict:
    """Load, receive again, change both sides, load the newer; return the figures."""
    seconds: dict[str, float] = {}
    with _environment() as env:
        migration = env["pulse.migration"]._create_for_export("Bench")
        first = _migrate(migration, folder, seconds, "first")
        before = _fingerprints(env)
        again = _migrate(migration, folder, seconds, "again")
        wrong = _compare(before, _fingerprints(env), {}, "again")
        plan = _change(env, folder, arguments)
        before = _fingerprints(env)
        delta = _migrate(migration, folder, seconds, "delta")
        after = _fingerprints(env)
        wrong += _compare(before, after, plan["source"], "delta")
        wrong += _judge(env, delta, plan)
        staged = {}
        for name, change in (("few", _few), ("turned", _turn), ("more", _more)):
            expected = change(folder, arguments)
            run = _migrate(migration, folder, seconds, name)
            staged[name] = run.row_count - run.same_count
            wrong += _judge_counts(run, name, expected)
        return {
            "seconds": seconds,
            "rows": first.row_count,
            "shares": _shares(seconds),
            "staged": staged,
            "again_states": again._count_by("state"),
            "delta_states": delta._count_by("state"),
            "conflicts": len(delta.conflict_ids),
            "records_compared": len(before),
            "wrong": wrong[:20],
        }


def _shares(seconds: dict[str, float]) -> dict[str, float]:
    """Return what each delta took of the first load's time."""
    spent: dict[str, float] = {}
    for key, took in seconds.items():
        name = key.split("_")[0]
        spent[name] = spent.get(name, 0) + took
    first = spent.pop("first")
    return {name: round(took / first, 3) for name, took in spent.items()}


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _write(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def _few(folder: Path, arguments: argparse.Namespace) -> dict[str, int]:
    """Change the last patients; return the rows that a load writes, by their state."""
    rows = _read(folder / "patients.csv")
    for row in rows[-arguments.few :]:
        row["city"] = "Another city"
    _write(folder / "patients.csv", rows)
    return {"updated": arguments.few, "created": 0}


def _turn(folder: Path, arguments: argparse.Namespace) -> dict[str, int]:
    """Turn the rows of every table round."""
    for path in folder.glob("*.csv"):
        _write(path, _read(path)[::-1])
    return {"updated": 0, "created": 0}


def _more(folder: Path, arguments: argparse.Namespace) -> dict[str, int]:
    """Add patients who were not there."""
    rows = _read(folder / "patients.csv")
    for number in range(arguments.new):
        new = {"patient_id": f"NEW-{number}", "name": f"Newly Come {number}"}
        rows.append({**dict.fromkeys(rows[0], ""), **new})
    _write(folder / "patients.csv", rows)
    return {"updated": 0, "created": arguments.new}


def _judge_counts(run, name: str, expected: dict[str, int]) -> list[str]:
    """Return what a run wrote more or less of than it should have."""
    found = run._count_by("state")
    counts = {state: sum(n.get(state, 0) for n in found.values()) for state in expected}
    wrong = [] if counts == expected else [f"{name}: {counts}, not {expected}"]
    received = sum(run.file_ids.filtered("object_name").mapped("row_count"))
    if run.state != "done" or sum(sum(n.values()) for n in found.values()) != received:
        wrong.append(f"{name}: the run is {run.state}, of {received} rows")
    return wrong


def _migrate(migration, folder: Path, seconds: dict[str, float], name: str):
    """Take a folder through the verbs; return the run."""
    run = migration._open_run()
    env = run.env
    for verb, step in (
        ("receive", lambda: run._receive_path(folder)),
        ("stage", run.action_stage),
        ("plan", run.action_plan),
        ("approve", lambda: _approve(run)),
        ("load", run._load),
        ("verify", run.action_verify),
    ):
        started = time.monotonic()
        step()
        env.cr.commit()
        env.invalidate_all()
        seconds[f"{name}_{verb}"] = round(time.monotonic() - started, 2)
    return run


def _approve(run) -> None:
    run.migration_id.physician_ids.filtered(lambda p: not p.decision)._decide("create")
    run.file_ids.action_accept_date_orders()
    run.file_ids.action_confirm_mapping()
    run.action_approve()


def _change(env, folder: Path, arguments: argparse.Namespace) -> dict:
    """Change patients on both sides; return {source, odoo, both: {id: partner id}}."""
    path = folder / "patients.csv"
    rows = _read(path)
    env.cr.execute(
        """SELECT x_studio_patient_id, id FROM res_partner
            WHERE x_studio_patient_id IS NOT NULL AND active"""
    )
    partners = dict(env.cr.fetchall())
    known = [row["patient_id"] for row in rows if row["patient_id"] in partners]
    changed = known[: arguments.changes]
    start = arguments.changes - arguments.both
    edited = known[start : start + arguments.edits]
    ids = {key: partners[key] for key in (*changed, *edited)}
    for row in rows:
        if row["patient_id"] in set(changed):
            row[_OLD] = f"{_SOURCE} {row['patient_id']}"
    _write(path, rows)
    for key in edited:
        env["res.partner"].browse(ids[key]).street = f"{_ODOO} {key}"
    env.cr.commit()
    both = set(changed) & set(edited)
    return {
        "source": {k: ids[k] for k in changed if k not in both},
        "odoo": {k: ids[k] for k in edited if k not in both},
        "both": {k: ids[k] for k in both},
    }


def _judge(env, run, plan: dict) -> list[str]:
    """Return what was not written, kept or queued as it should be."""
    env.invalidate_all()
    streets = {
        key: env["res.partner"].browse(id_).street
        for part in plan.values()
        for key, id_ in part.items()
    }
    wrong = [
        f"not written {k}" for k in plan["source"] if streets[k] != f"{_SOURCE} {k}"
    ]
    for part in ("odoo", "both"):
        wrong += [f"not kept {k}" for k in plan[part] if streets[k] != f"{_ODOO} {k}"]
    queued = {(c.res_id, c.field_name) for c in run.conflict_ids}
    expected = {(id_, "street") for id_ in plan["both"].values()}
    wrong += [f"queued wrongly {place}" for place in queued ^ expected]
    if run.state != "done":
        wrong.append(f"the run is {run.state}")
    return wrong


def _fingerprints(env) -> dict[tuple[str, int], str]:
    """Return {(table, id): digest of all columns} of what a load may touch."""
    env.flush_all()
    found = {}
    for table in _TABLES:
        where = "WHERE res_model = 'res.partner'" if table == "ir_attachment" else ""
        env.cr.execute(f"SELECT id, md5(t::text) FROM {table} t {where}")
        found.update({(table, id_): digest for id_, digest in env.cr.fetchall()})
    return found


def _compare(before: dict, after: dict, written: dict, name: str) -> list[str]:
    """Return the records that changed though nothing was to be written there."""
    may = {("res_partner", id_) for id_ in written.values()}
    moved = {
        key for key in before.keys() | after.keys() if before.get(key) != after.get(key)
    }
    return [f"{name} touched {key}" for key in sorted(moved - may)] + [
        f"{name} did not touch {key}" for key in sorted(may - moved)
    ]


@contextlib.contextmanager
def _environment() -> Iterator:
    """Yield an Odoo environment of the superuser."""
    # the command line itself runs without Odoo's Python
    from odoo import SUPERUSER_ID, api
    from odoo.modules.registry import Registry
    from odoo.tools import config

    database = os.environ[_DATABASE]
    config.parse_config(["--no-http", "--log-level=warn", "-d", database])
    with Registry(database).cursor() as cr:
        yield api.Environment(cr, SUPERUSER_ID, {})
