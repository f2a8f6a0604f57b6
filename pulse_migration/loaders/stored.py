"""Field values in the one JSON-able form that journal, verification and undo compare.

Relations are ids, dates ISO text, numbers are rounded to six digits, bytes are their
SHA-1 (what Odoo keeps as an attachment's checksum).
"""

import hashlib

from odoo.tools import float_round

from .html import is_ordinary


def is_blank(model, name, value):
    """Whether ``value`` of a field says nothing; yes/no and nought say something."""
    if model._fields[name].type == "boolean":
        return False
    return value is None or value is False or value == ""


def of_vals(model, vals):
    """Return ``vals`` (as given to create or write) in stored form."""
    found = {}
    for name, value in vals.items():
        field = model._fields[name]
        if field.type == "html":
            value = _as_kept(model, field, value)
        found[name_of(name)] = _FORMS.get(field.type, _text)(field, value)
    return found


def _as_kept(model, field, value):
    """HTML is kept as the field's own sanitiser leaves it."""
    if not value or is_ordinary(value):
        return value
    return field.convert_to_cache(value, model)


def of_records(records, names):
    """Read ``names`` of ``records`` back from the database in stored form.

    :return: {id: {field: stored value}}
    """
    found = {id_: {} for id_ in records.ids}
    pairs = [(found[record.id], record) for record in records]
    for name in map(name_of, names):
        field = records._fields[name]
        form = _FORMS.get(field.type, _text)
        read = _IDS.get(field.type)
        for values, record in pairs:
            value = record[name]
            values[name] = form(field, read(value) if read else value)
    return found


# of a recordset
_IDS = {
    "many2one": lambda records: records.id,
    "one2many": lambda records: sorted(records.ids),
    "many2many": lambda records: sorted(records.ids),
}


def name_of(name):
    """Return the field by which another is compared: bytes by their checksum."""
    return "checksum" if name == "raw" else name


def _text(field, value):
    return False if value in (None, False, "") else str(value)


def _binary(field, value):
    if isinstance(value, bytes):
        return hashlib.sha1(value).hexdigest()  # noqa: S324 - Odoo's own checksum
    return _text(field, value)


def _moment(field, value):
    if not value or isinstance(value, str):
        return value or False
    return field.to_string(value)


# type of a field -> its stored form; any other's is text
_FORMS = {
    "boolean": lambda _field, value: value or False,
    "integer": lambda _field, value: value or 0,
    "many2one_reference": lambda _field, value: value or 0,
    "float": lambda _field, value: float_round(value or 0.0, precision_digits=6),
    "monetary": lambda _field, value: float_round(value or 0.0, precision_digits=6),
    "binary": _binary,
    "date": _moment,
    "datetime": _moment,
    "many2one": lambda _field, value: value or False,
    "reference": lambda _field, value: value or False,
    "many2many": lambda _field, value: (
        False if value in (None, False, "") else sorted(_ids_of(value))
    ),
}


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
