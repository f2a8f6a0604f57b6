"""Field values in the one JSON-able form that journal, verification and undo compare.

Relations are ids, dates ISO text, numbers are rounded to six digits, bytes are their
SHA-1 (what Odoo keeps as an attachment's checksum).
"""

import hashlib

from odoo import fields
from odoo.tools import float_round

from .html import is_ordinary


def is_blank(model, name, value):
    """Whether ``value`` of a field says nothing; yes/no and nought say something."""
    if model._fields[name].type == "boolean":
        return False
    return value is None or value is False or value == ""


def of_vals(model, vals):
    """Return ``vals`` (as given to create or write) in stored form."""
    return {
        name_of(name): _of_value(model._fields[name], _as_kept(model, name, value))
        for name, value in vals.items()
    }


def _as_kept(model, name, value):
    """HTML is kept as the field's own sanitiser leaves it."""
    field = model._fields[name]
    if field.type != "html" or not value or is_ordinary(value):
        return value
    return field.convert_to_cache(value, model)


def of_records(records, names):
    """Read ``names`` of ``records`` back from the database in stored form.

    :return: {id: {field: stored value}}
    """
    names = [name_of(name) for name in names]
    return {
        record.id: {
            name: _of_value(record._fields[name], _read(record, name)) for name in names
        }
        for record in records
    }


def _read(record, name):
    value = record[name]
    if isinstance(record._fields[name], fields.Many2one):
        return value.id
    if record._fields[name].type in ("one2many", "many2many"):
        return sorted(value.ids)
    return value


def name_of(name):
    return "checksum" if name == "raw" else name


def _of_value(field, value):
    if field.type in ("boolean", "integer", "many2one_reference"):
        return value or (False if field.type == "boolean" else 0)
    if field.type in ("float", "monetary"):
        return float_round(value or 0.0, precision_digits=6)
    if isinstance(value, bytes):
        return hashlib.sha1(value).hexdigest()  # noqa: S324 - Odoo's own checksum
    if value is None or value is False or value == "":
        return False
    if field.type in ("date", "datetime"):
        return field.to_string(value) if not isinstance(value, str) else value
    if field.type == "many2many":
        return sorted(_ids_of(value))
    if field.type in ("many2one", "reference"):
        return value
    return str(value)


def _ids_of(value):
    """Return the ids of link and set commands, or of a plain list of ids."""
    found = []
    for item in value:
        if isinstance(item, int):
            found.append(item)
        elif item[0] == 4:
            found.append(item[1])
        elif item[0] == 6:
            found.extend(item[2])
    return found
