"""Many rows into one of the addon's own tables in one statement.

Only for tables that this addon owns; Odoo's are written through the ORM.
"""

import io
import json
import re
from itertools import islice

from psycopg2.extras import execute_values

# one encoder: json.dumps with options builds a new one at every call
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_ESCAPES = (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r"), ("\0", ""))
_NEEDS_ESCAPE = re.compile(r"[\\\t\n\r\0]").search
_ESCAPED_NUL = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")
_PAGE = 5000
_COPY_PAGE = 1000


def _adapt(value):
    return json.dumps(value) if isinstance(value, dict | list) else value


def insert_rows(model, rows, on_conflict=None):
    """Insert dicts with the same keys; return the new ids, in their order.

    ``on_conflict`` is a literal ``SQL`` clause.
    """
    if not rows:
        return []
    model.flush_model()
    columns = list(rows[0])
    names = ", ".join(f'"{column}"' for column in columns)
    clause = on_conflict.code if on_conflict else ""
    found = execute_values(
        model.env.cr._obj,
        f'INSERT INTO "{model._table}" ({names}) VALUES %s {clause} RETURNING id',
        [[_adapt(row[column]) for column in columns] for row in rows],
        page_size=_PAGE,
        fetch=True,
    )
    model.invalidate_model()
    return [id_ for (id_,) in found]


def copy_rows(model, columns, rows):
    """COPY tuples of ``columns`` into the model's table; return how many.

    dicts and lists become JSON, None becomes NULL. Goes in slices, so that a file of
    any size takes the same memory.
    """
    names = ", ".join(f'"{column}"' for column in columns)
    statement = f'COPY "{model._table}" ({names}) FROM STDIN'
    rows, count = iter(rows), 0
    while lines := [_copy_line(row) for row in islice(rows, _COPY_PAGE)]:
        # half a surrogate pair (JSON can hold one) is no character: shown as "?"
        content = "".join(lines).encode("utf-8", "replace")
        model.env.cr._obj.copy_expert(statement, io.BytesIO(content))
        count += len(lines)
    return count


def _copy_line(row):
    # most cells are empty, and calls are dear
    cells = ["\\N" if v is None or v is False else _copy_text(v) for v in row]
    return "\t".join(cells) + "\n"


def _copy_text(value):
    if isinstance(value, int):
        return str(value)
    if isinstance(value, dict | list):
        value = _encode(value)
        if "\\u0000" in value:  # jsonb knows no NUL
            value = _ESCAPED_NUL.sub(r"\1", value)
    elif not isinstance(value, str):
        value = str(value)
    if _NEEDS_ESCAPE(value):
        for character, escaped in _ESCAPES:
            value = value.replace(character, escaped)
    return value
