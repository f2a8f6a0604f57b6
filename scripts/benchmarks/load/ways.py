"""The ways into Odoo, each called in a fresh process on a database of its own.

Figures are {"seconds": {step: s}, "objects": {object: s of writing it}, "cpu": s,
"growth": MB, "counts": {object: records}}.
"""

import multiprocessing
from pathlib import Path

from . import clinic, records
from .databases import environment
from .meter import Meter

_LINES = 2000  # of a file that base_import takes at a time, as its screen does
_BATCH = 500  # records of a bare create()


def prepare(database: str) -> None:
    """What every way finds: users of the physicians, the currency, the journal."""
    with environment(database) as env:
        if env["res.users"].search_count([("login", "like", "@clinic.example")]):
            return
        rupee = env.ref("base.INR")
        rupee.active = True
        env.company.write({"currency_id": rupee.id, "country_id": env.ref("base.in")})
        env["res.users"].with_context(no_reset_password=True).create(
            [
                {
                    "name": name,
                    "login": clinic.email_of(name),
                    "email": clinic.email_of(name),
                    "tz": "Asia/Kolkata",
                }
                for name in clinic.PHYSICIANS
            ]
        )
        records.create_journal(env)
        env.cr.commit()


def addon_1(database: str, folder: Path, size: int) -> dict:
    with environment(database) as env:
        run, meter = _received(env, folder)
        with meter.time("stage"):
            run.action_stage()
        with meter.time("plan"):
            run.action_plan()
        _approve(run, meter)
        with meter.time("load"):
            run._load()
        with meter.time("verify"):
            run.action_verify()
        return _verified(run, meter)


def addon_2(database: str, folder: Path, size: int, bills: str = "draft") -> dict:
    """The second lane waits for its work, as a cron's worker does."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    lane = context.Process(target=be_lane, args=(database, theirs))
    lane.start()
    ours.recv()
    with environment(database) as env:
        run, meter = _received(env, folder, bills)
        with meter.time("stage"):
            run._start_in_lanes("stage")
            env.cr.commit()
            ours.send(run.id)
            _stage_files(run)
            ours.recv()
            run._finish_in_lanes()
        with meter.time("plan"):
            run.action_plan()
        _approve(run, meter)
        with meter.time("load"):
            run._start_load()
            ours.send(None)
            _load_batches(run)
            ours.recv()
        with meter.time("verify"):
            run._begin_slices()
            ours.send(None)
            _verify_batches(run)
            ours.recv()
            run._verify()
            cpu, growth = ours.recv()
        figures = _verified(run, meter)
    lane.join()
    figures["cpu"] += cpu
    return figures | {"growth": max(figures["growth"], growth)}


def be_lane(database: str, pipe) -> None:
    """Stage, load and verify what the other lane leaves; tell it after each."""
    with environment(database) as env:
        env["pulse.run"].search([], limit=1)
        env.cr.commit()
        meter = Meter(env)
        pipe.send(None)
        run = env["pulse.run"].browse(pipe.recv())
        with meter.time("stage"):
            _stage_files(run)
        pipe.send(None)
        for verb, go_on in (("load", _load_batches), ("verify", _verify_batches)):
            pipe.recv()
            env.cr.commit()  # sees from here that it has begun
            env.invalidate_all()
            with meter.time(verb):
                go_on(run)
            pipe.send(None)
        pipe.send((meter.cpu, meter.growth))


def _stage_files(run) -> None:
    while run._stage_next():
        pass


def _load_batches(run) -> None:
    while run._load_next():
        pass


def _verify_batches(run) -> None:
    while run._verify_next(run.verify_token):
        pass


def _received(env, folder: Path, bills: str = "draft"):
    """:param bills: what they become; the other ways make drafts"""
    migration = env["pulse.migration"]._create_for_export("Bench")
    migration.bill_mode = bills
    run = migration._open_run()
    env.cr.commit()
    meter = Meter(env)
    with meter.time("receive"):
        run._receive_path(folder / "export")
    return run, meter


def _approve(run, meter: Meter) -> None:
    with meter.time("approve"):
        run.file_ids.action_confirm_mapping()
        run.action_approve()
        run.env.cr.commit()


def _verified(run, meter: Meter) -> dict:
    if run.state != "done":
        raise SystemExit(f"the addon found differences: {run.report['verify']}")
    objects: dict[str, float] = {}
    for batch in run.batch_ids:
        name = batch.object_name
        objects[name] = objects.get(name, 0.0) + batch.seconds
    return _figures(run.env, meter, objects)


def _figures(env, meter: Meter, objects: dict) -> dict:
    return {
        "seconds": meter.seconds,
        "objects": objects,
        "cpu": meter.cpu,
        "growth": meter.growth,
        "counts": records.count(env),
    }


def keep_records(database: str, folder: Path) -> None:
    with environment(database) as env:
        records.keep(env, folder)


def floor(database: str, folder: Path, size: int) -> dict:
    """Nothing but create(), flush and commit, of values that are ready."""
    with environment(database) as env:
        meter = Meter(env)
        for name in records.names(folder):
            model = records.model_of(env, name)
            for values in records.slices(env, folder, name, _BATCH):
                with meter.time(name):
                    model.create(values)
                    env.cr.commit()
                env.invalidate_all()
        return _figures(env, meter, meter.seconds)


def base_import(database: str, folder: Path, size: int) -> dict:
    """Odoo's own import of CSV files with external ids, which it looks up fastest."""
    with environment(database) as env:
        meter, known = Meter(env), {}
        for name in records.names(folder):
            model = records.model_of(env, name)
            for values in records.slices(env, folder, name, _LINES):
                columns, content = records.as_csv(model, values, known)
                with meter.time(name):
                    _import(model, columns, content)
                    env.cr.commit()
                env.invalidate_all()
        return _figures(env, meter, meter.seconds)


def _import(model, columns: list[str], content: bytes) -> None:
    # the context reaches load() through it
    importer = model.env["base_import.import"].with_context(**model.env.context)
    importer = importer.create(
        {"res_model": model._name, "file": content, "file_type": "text/csv"}
    )
    options = {
        "has_headers": True,
        "quoting": '"',
        "separator": ",",
        "encoding": "utf-8",
        "date_format": "%Y-%m-%d",
        "datetime_format": "%Y-%m-%d %H:%M:%S",
        "float_decimal_separator": ".",
        "float_thousand_separator": "",
    }
    result = importer.execute_import(columns, columns, options)
    if result["messages"]:
        raise SystemExit(f"base_import refused {model._name}: {result['messages'][:1]}")
