"""The two ways, each called in a fresh process on a database of its own.

Figures are {"seconds": {step: s}, "cpu": s, "end": what is booked then}.
"""

import contextlib
import itertools
import pickle
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from unittest.mock import patch

from odoo.fields import Command
from odoo.tools import SQL

from ..load import records
from ..load.databases import environment
from ..load.meter import Meter
from ..load.ways import prepare as prepare_company

# method of the loader -> the step that its time belongs to
_STEPS = {
    "_read_units": "read",
    "_create_records": "create",
    "_post": "post",
    "_register_payments": "pay",
    "_reconcile": "match",
}


def prepare(database: str, folder: Path) -> None:
    """Approve the export and load its patients; keep the bills' values."""
    prepare_company(database)
    with environment(database) as env:
        run = env["pulse.migration"]._create_for_export("Bench")._open_run()
        run._receive_path(folder / "export")
        run.action_stage()
        run.action_plan()
        run.file_ids.action_confirm_mapping()
        run.action_approve()
        people = run.batch_ids.filtered(lambda batch: batch.phase == "partners")
        run._load(people)
        loader = env["pulse.loader.move"]
        scope = loader._scope(run)
        with closing(scope.files):
            for mode in loader._modes_of(run):
                loader._create_pay_journal(mode, scope, [])
            _keep(loader, scope, folder)
        env.cr.commit()


def _keep(loader, scope, folder: Path) -> None:
    """Write (invoice, payments) of each bill, as the loader gives them to Odoo."""
    where = SQL("run_id = %s AND unit_object = 'bill'", scope.run.id)
    with (folder / "bills.pickle").open("wb") as out:
        for unit in loader._build_units(where, scope):
            vals = loader._prepare_vals(unit, scope)
            journals = loader._journals_for(vals["payments"], scope, [])
            payments = [
                loader._prepare_payment(loader.env["account.move"], receipt, journal)
                for receipt, journal in zip(vals["payments"], journals, strict=True)
            ]
            pickle.dump((loader._record_vals(vals), payments), out)


def addon(database: str, folder: Path) -> dict:
    with environment(database) as env:
        run = env["pulse.run"].search([], limit=1)
        meter, steps = Meter(env), {}
        with _stepwise(env, steps), meter.time("all"):
            run._load()
        steps["books"] = meter.seconds["all"] - sum(steps.values())
        return {"seconds": steps, "cpu": meter.cpu, "end": _end(env)}


@contextlib.contextmanager
def _stepwise(env, seconds: dict[str, float]) -> Iterator[None]:
    """Add up what the loader spends in each step, what it puts off included."""
    model = type(env["pulse.loader.move"])
    with contextlib.ExitStack() as stack:
        for name, step in _STEPS.items():
            timed = _timed(getattr(model, name), step, seconds)
            stack.enter_context(patch.object(model, name, timed))
        yield


def _timed(method, step: str, seconds: dict[str, float]):
    def call(self, *args, **kwargs):
        started = time.monotonic()
        found = method(self, *args, **kwargs)
        records.model_of(self.env, "bill").env.flush_all()
        seconds[step] = seconds.get(step, 0.0) + time.monotonic() - started
        return found

    return call


def floor(database: str, folder: Path) -> dict:
    """Nothing but create(), action_post(), reconcile() and commit."""
    with environment(database) as env:
        # only here: Odoo knows now where the addon is
        from odoo.addons.pulse_migration.models.plan.batches import BATCH_BILLS

        moves, meter = records.model_of(env, "bill"), Meter(env)
        with (folder / "bills.pickle").open("rb") as stream:
            bills = iter(_unpickled(stream))
            while batch := list(itertools.islice(bills, BATCH_BILLS)):
                _book(meter, moves, batch)
                env.cr.commit()
                env.invalidate_all()
        return {"seconds": meter.seconds, "cpu": meter.cpu, "end": _end(env)}


def _book(meter: Meter, moves, batch: list) -> None:
    with meter.time("create"):
        invoices = moves.create([vals for vals, _payments in batch])
        invoices.env.flush_all()
    with meter.time("post"):
        invoices.action_post()
        invoices.env.flush_all()
    with meter.time("pay"):
        payments = moves.env["account.payment"].create(
            [
                {**vals, "invoice_ids": [Command.set(invoice.ids)]}
                for invoice, (_vals, receipts) in zip(invoices, batch, strict=True)
                for vals in receipts
            ]
        )
        payments.action_post()
        payments.env.flush_all()
    with meter.time("match"):
        for payment in payments:
            lines = (payment.move_id + payment.invoice_ids).line_ids
            lines.filtered(
                lambda line: line.account_type == "asset_receivable"
            ).reconcile()
        payments.env.flush_all()


def _unpickled(stream) -> Iterator[tuple]:
    with contextlib.suppress(EOFError):
        while True:
            yield pickle.load(stream)


def _end(env) -> dict:
    """Return what is booked: the same by either way."""
    env.flush_all()
    ((bills, owed),) = env.execute_query(
        SQL(
            """SELECT count(*), coalesce(sum(amount_residual), 0)::float
                 FROM account_move
                WHERE move_type = 'out_invoice' AND state = 'posted'"""
        )
    )
    payments = env["account.payment"].search_count([("state", "=", "paid")])
    return {"bills": bills, "payments": payments, "owed": owed}
