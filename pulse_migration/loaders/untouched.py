"""What a load left to Odoo in the records it created: a person may fill it later.

The journal holds what a load wrote. To know at undo whether anybody wrote more, it also
holds what the other fields said then; neither a blank is listed nor what is in the
journal anyway.
"""

import hashlib
import json

from odoo.tools import SQL

# columns that change without a person: Odoo counts and caches in them
_NOISE = frozenset(
    (
        "access_token",
        "customer_rank",
        "is_manually_modified",
        "made_sequence_gap",
        "message_bounce",
        "message_main_attachment_id",
        "signup_type",
        "supplier_rank",
    )
)
# what follows from a field that a load wrote
_DERIVED = {"checksum": ("store_fname", "file_size", "mimetype", "index_content")}
_MAGIC = frozenset(("id", "create_uid", "create_date", "write_uid", "write_date"))
_LONG = 64


def names_of(model):
    """Return the columns that a person can fill, directly or through a screen."""
    return [
        name
        for name, field in model._fields.items()
        if field.store
        and field.column_type
        and field.type != "binary"
        and not field.related
        and not (field.compute and field.readonly)
        and name not in _MAGIC
        and name not in _NOISE
    ]


def read(model, ids, written=None):
    """Return {id: {column: value}} of the filled columns, in one query a table.

    Values are those of the database as JSON, long ones a digest. What a record keeps in
    another's table (a user in their contact's) has that one's name before it.

    :param written: {id: names of columns that are not asked for}
    """
    if not ids:
        return {}
    found = _read_table(model, ids, written or {})
    for parent, name in model._inherits.items():
        owners = {r.id: r[name].id for r in model.browse(ids).exists()}
        parents = _read_table(model.env[parent], [*owners.values()], {})
        for id_, parent_id in owners.items():
            values = parents.get(parent_id, {})
            named = {f"{name}.{key}": value for key, value in values.items()}
            found[id_] = found.get(id_, {}) | named
    return found


def _read_table(model, ids, written):
    names = set(names_of(model))
    names -= set.intersection(*(set(written.get(id_, ())) for id_ in ids or [0]))
    if not ids or not names:
        return {}
    model.env.flush_all()
    columns = SQL(", ").join(map(SQL.identifier, ["id", *sorted(names)]))
    rows = model.env.execute_query(
        SQL(
            """SELECT r.id, jsonb_strip_nulls(to_jsonb(r) - 'id')
                 FROM (SELECT %s FROM %s WHERE id = ANY(%s)) AS r""",
            columns,
            SQL.identifier(model._table),
            list(ids),
        )
    )
    return {
        id_: {
            name: _short(value)
            for name, value in values.items()
            if value and name not in written.get(id_, ())
        }
        for id_, values in rows
    }


def edited(records, created, last):
    """Return {id: columns} of records with a column no load wrote, and that differs.

    :param created: {id: what ``read`` found after the creation, None: not known}
    :param last: {id: {field: value}} that loads wrote, which are not looked at
    """
    current = read(records, records.ids)
    found = {
        id_: _differing(current[id_], created[id_], last.get(id_, {}))
        for id_ in current
        if created.get(id_)
    }
    names = {name for differing in found.values() for name in differing}
    names = sorted(name for name in names if name in records._fields)
    usual = records.default_get(names) if names else {}
    edited_names = {
        id_: {
            name
            for name in differing
            # a module installed since may have given every record its default
            if name in created[id_] or current[id_].get(name) != usual.get(name)
        }
        for id_, differing in found.items()
    }
    return {id_: names for id_, names in edited_names.items() if names}


def _differing(current, created, last):
    written = {*last, *(n for name in last for n in _DERIVED.get(name, ()))}
    return {
        name
        for name in (current.keys() | created.keys()) - written
        if current.get(name) != created.get(name)
    }


def _short(value):
    if isinstance(value, int | float):
        return value
    text = value if isinstance(value, str) else json.dumps(value, sort_keys=True)
    if len(text) <= _LONG:
        return value
    return hashlib.sha256(text.encode()).hexdigest()
