"""Staged values of a clinic's own columns as values of their fields."""

from datetime import date

from ..engine.custom import PREFIX


def own_vals(unit, model, migration):
    """Return the values of the unit's ``x_studio_*`` columns.

    A value that its field cannot take is flagged and stays on the row.
    """
    vals = {}
    for name, value in unit.values.items():
        field = model._fields.get(name) if name.startswith(PREFIX) else None
        if field is None or value is None:
            continue
        cast = _CASTS.get(field.type)
        try:
            vals[name] = cast(value, field, migration) if cast else str(value)
        except ValueError:
            unit.add_flag("own_value_unfit")
    return vals


def _integer(value, field, migration):
    if value != int(value) or abs(value) >= 1 << 31:
        raise ValueError
    return int(value)


def _float(value, field, migration):
    return float(value)


def _boolean(value, field, migration):
    if not isinstance(value, bool):
        raise ValueError
    return value


def _date(value, field, migration):
    return date.fromisoformat(str(value)[:10])


def _datetime(value, field, migration):
    return migration._to_utc(str(value))


def _selection(value, field, migration):
    if value not in dict(field.selection):
        raise ValueError
    return value


_CASTS = {
    "integer": _integer,
    "float": _float,
    "boolean": _boolean,
    "date": _date,
    "datetime": _datetime,
    "selection": _selection,
}
