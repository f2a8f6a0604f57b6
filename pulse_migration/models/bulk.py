"""Many rows into one of the addon's own tables in one statement.

Only for tables that this addon owns; Odoo's are written through the ORM.
"""

import io
import json

from psycopg2.extras import execute_values

_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_PAGE = 2000


def _adapt(value):
    return json.dumps(value) if isinstance(value, dict | list) else value


def insert_rows(model, rows, on_conflict=None):
    """Insert dicts with the same keys; ``on_conflict`` is a literal ``SQL`` clause."""
    if not rows:
        return
    model.flush_model()
    columns = list(rows[0])
    names = ", ".join(f'"{column}"' for column in columns)
    clause = on_conflict.code if on_conflict else ""
    execute_values(
        model.env.cr._obj,
        f'INSERT INTO "{model._table}" ({names}) VALUES %s {clause}',
        [[_adapt(row[column]) for column in columns] for row in rows],
        page_size=_PAGE,
    )
    model.invalidate_model()


def copy_rows(model, columns, rows):
    """COPY tuples of ``columns`` into the model's table; return how many.

    dicts and lists become JSON, None becomes NULL.
    """
    buffer, count = io.StringIO(), 0
    for row in rows:
        buffer.write("\t".join(_copy_text(value) for value in row))
        buffer.write("\n")
        count += 1
    buffer.seek(0)
    names = ", ".join(f'"{column}"' for column in columns)
    model.env.cr._obj.copy_expert(f'COPY "{model._table}" ({names}) FROM STDIN', buffer)
    return count


def _copy_text(value):
    if value is None or value is False:
        return "\\N"
    if isinstance(value, dict | list):
        value = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        value = value.replace("\\u0000", "")
    return str(value).replace("\0", "").translate(_ESCAPES)
