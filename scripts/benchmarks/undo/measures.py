"""An export in and out again, by the clock."""

import contextlib
import resource
import time
from collections.abc import Iterator
from pathlib import Path

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.tools import config

from . import dump, own


def measure(export: Path, database: str, own_contacts: int) -> dict:
    """Load ``export`` beside the database's own records, and take it back."""
    config.parse_config(["--no-http", "--log-level=warn", "-d", database])
    seconds: dict[str, float] = {}
    with Registry(database).cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        own.create(env, own_contacts)
        cr.commit()
        before, files = dump.of_tables(env), dump.of_filestore(env)
        run = _prepare(env, export)
        with _audit_timed(env, seconds), _timed(seconds, "load"):
            run._load()
        with _timed(seconds, "verify"):
            run.action_verify()
        cr.commit()
        count = env["pulse.change"].search_count([("run_id", "=", run.id)])
        plan = _undo(env, run, seconds)
        after, files_after = dump.of_tables(env), dump.of_filestore(env)
        check = env["pulse.audit.check"].action_check()
        check = env["pulse.audit.check"].browse(check["res_id"])
        return {
            "rows": run.row_count,
            "changes": count,
            "verify": run.report["verify"],
            **_speeds(seconds, count),
            "state": run.state,
            "proof": {
                "touched": plan.touched_count,
                "equal": plan.equal_count,
                "listed": plan.listed_count,
            },
            "chain_intact": check.is_intact,
            "differing": dump.differing(before, after)
            + [f"file {name}" for name in dump.differing(files, files_after)],
            "tables": len(before),
            "files": len(files),
            "peak_rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        }


def _speeds(seconds: dict[str, float], changes: int) -> dict:
    """What the seconds of the verbs say of each other and of the changes."""
    return {
        "seconds": {name: round(spent, 2) for name, spent in seconds.items()},
        "changes_per_second": {
            verb: round(changes / seconds[verb]) for verb in ("load", "undo")
        },
        "undo_per_load": round(seconds["undo"] / seconds["load"], 2),
        "audit_share": round(seconds["audit"] / seconds["load"], 3),
    }


def _prepare(env, export: Path):
    """Everything up to the approval."""
    migration = env["pulse.migration"]._create_for_export("Bench")
    run = migration._open_run()
    run._receive_path(export)
    run.action_stage()
    run.action_plan()
    migration.physician_ids.filtered(lambda p: not p.decision)._decide("create")
    run.file_ids.action_accept_date_orders()
    run.file_ids.action_confirm_mapping()
    run.action_approve()
    env.cr.commit()
    return run


def _undo(env, run, seconds: dict[str, float]):
    """Plan, confirm, take back, prove; return the plan."""
    plan = env["pulse.undo.plan"].create({"run_id": run.id})
    with _timed(seconds, "plan_undo"):
        plan._start_plan()
        while plan._plan_next():
            env.cr.commit()
    env.cr.commit()
    with _timed(seconds, "undo"):
        plan._start_undo()
        plan._undo_to_the_end()
    return plan


@contextlib.contextmanager
def _timed(seconds: dict[str, float], name: str) -> Iterator[None]:
    started = time.monotonic()
    yield
    seconds[name] = seconds.get(name, 0) + time.monotonic() - started


@contextlib.contextmanager
def _audit_timed(env, seconds: dict[str, float]) -> Iterator[None]:
    """Add up what the load spends on the audit trail, chaining included."""
    from odoo.addons.pulse_migration.models.audit import chain as audit_chain

    model = type(env["pulse.audit"])
    append, link = model._append_changes, audit_chain._link_committed

    def timed_append(*args, **kwargs):
        with _timed(seconds, "audit"):
            return append(*args, **kwargs)

    def timed_link(name):
        with _timed(seconds, "audit"):
            return link(name)

    model._append_changes, audit_chain._link_committed = timed_append, timed_link
    try:
        yield
    finally:
        del model._append_changes
        audit_chain._link_committed = link
