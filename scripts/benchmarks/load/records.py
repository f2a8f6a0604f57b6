"""The records that the addon made of the export, as values and as CSV for others."""

import base64
import csv
import io
import itertools
import pickle
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

# object of the export -> field that holds the patient's contact
_PATIENT_FIELD = {
    "patient": None,
    "appointment": "res_id",
    "prescription": "res_id",
    "bill": "partner_id",
}
_COUNTED = {
    "patient": ("res.partner", [("x_studio_patient_id", "!=", False)]),
    "appointment": ("mail.activity", [("x_studio_appointment_id", "!=", False)]),
    "prescription": ("ir.attachment", [("x_studio_document_type", "!=", False)]),
    "bill": ("account.move", [("move_type", "=", "out_invoice")]),
}


def count(env) -> dict[str, int]:
    found = {
        name: env[model].with_context(active_test=False).search_count(domain)
        for name, (model, domain) in _COUNTED.items()
    }
    return {name: number for name, number in found.items() if number}


def create_journal(env) -> None:
    """The journal of migrated bills, as the addon makes it of a first bill."""
    loader = env["pulse.loader.move"]
    env["account.journal"].create(loader._prepare_journal_vals(env.company))


def model_of(env, name: str):
    """Return the object's model in the quietest context."""
    from odoo.addons.pulse_migration.loaders.quiet import quiet

    return quiet(env[_COUNTED[name][0]])


def names(folder: Path) -> list[str]:
    return [name for name in _PATIENT_FIELD if (folder / f"{name}.pickle").exists()]


def keep(env, folder: Path) -> None:
    """Write (patient id, values as the loader gave them to create()) per object."""
    from odoo.addons.pulse_migration.loaders.base import loader_of

    run = env["pulse.run"].search([], limit=1)
    verify = env["pulse.verify"]
    keys = dict(verify._find_units(run))
    for name in count(env):
        loader, model = loader_of(run, name), model_of(env, name)
        scope = loader._scope(run)
        with (folder / f"{name}.pickle").open("wb") as out, closing(scope.files):
            for units in verify._unit_chunks(run, name, keys[name], scope):
                for unit in units:
                    vals = loader._prepare_vals(unit, scope)
                    vals = {k: v for k, v in vals.items() if k in model._fields}
                    pickle.dump((unit.head.patient_key, vals), out)


def slices(env, folder: Path, name: str, size: int) -> Iterator[list[dict]]:
    """Yield lists of values for create(), with the patients' contacts of here."""
    field, partners = _PATIENT_FIELD[name], {}
    if field:
        found = env["res.partner"].search([("x_studio_patient_id", "!=", False)])
        partners = {p.x_studio_patient_id: p.id for p in found}
        env.invalidate_all()
    with (folder / f"{name}.pickle").open("rb") as stream:
        pairs = _unpickled(stream)
        while pairs_of_slice := list(itertools.islice(pairs, size)):
            yield [
                {**vals, field: partners[key]} if field else vals
                for key, vals in pairs_of_slice
            ]


def _unpickled(stream) -> Iterator[tuple[str, dict]]:
    while True:
        try:
            yield pickle.load(stream)
        except EOFError:
            return


def as_csv(model, values: list[dict], known: dict) -> tuple[list[str], bytes]:
    """Return the fields of the columns, and the file; ``known`` are external ids."""
    rows = [dict(_cells(model, vals, "", known)) for vals in values]
    columns = list(dict.fromkeys(column for row in rows for column in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, columns)
    writer.writeheader()
    writer.writerows(rows)
    return columns, out.getvalue().encode()


def _cells(model, vals: dict, prefix: str, known: dict) -> Iterator[tuple[str, str]]:
    for name, value in vals.items():
        field = model._fields[name]
        if field.type == "one2many":
            (command,) = value  # bills of one line: one line of the file
            comodel = model.env[field.comodel_name]
            yield from _cells(comodel, command[2], f"{prefix}{name}/", known)
        elif field.type == "many2many":
            yield f"{prefix}{name}/id", ""
        elif name == "raw":
            yield f"{prefix}datas", base64.b64encode(value).decode()
        elif name == "partner_id":  # a record that was just imported
            yield f"{prefix}{name}/.id", str(value)
        elif field.type == "many2one":
            record = model.env[field.comodel_name].browse(value or ())
            yield f"{prefix}{name}/id", _external_id(record, known)
        else:
            yield f"{prefix}{name}", _text(value)


def _external_id(record, known: dict) -> str:
    """Return the external id of a record, made on the first use."""
    if record and record not in known:
        known[record] = record.get_external_id()[record.id]
        if not known[record]:
            name = f"{record._table}_{record.id}"
            known[record] = f"bench.{name}"
            vals = {"model": record._name, "res_id": record.id}
            data = record.env["ir.model.data"].sudo()
            data.create({"module": "bench", "name": name, **vals})
    return known.get(record, "")


def _text(value) -> str:
    if value is None or value is False:
        return ""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
