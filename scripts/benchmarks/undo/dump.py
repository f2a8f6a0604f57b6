"""What a database and its filestore hold, in a form that can be compared."""

import hashlib
from pathlib import Path

# the addon's own, and what Odoo writes by itself as time goes by
_TECHNICAL = ("pulse_", "ir_cron", "bus_", "ir_logging", "res_users_log", "ir_profile")
_STAMPS = ("write_date", "write_uid")
# the bytes of the export itself are kept until a purge
_ROWS = {
    "ir_attachment": """coalesce(res_model, '') NOT LIKE 'pulse.%'
        AND coalesce(url, '') NOT LIKE '/web/assets/%'"""
}


def of_tables(env) -> dict[str, str]:
    """Return {table: hash of its rows, in order}."""
    env.flush_all()
    env.cr.execute(
        """SELECT table_name, array_agg(column_name::text ORDER BY column_name)
             FROM information_schema.columns
            WHERE table_schema = 'public' AND table_name IN (
                  SELECT tablename FROM pg_tables WHERE schemaname = 'public')
            GROUP BY 1 ORDER BY 1"""
    )
    return {
        table: _hash_of(env, table, columns)
        for table, columns in env.cr.fetchall()
        if not table.startswith(_TECHNICAL)
    }


def _hash_of(env, table: str, columns: list[str]) -> str:
    names = ", ".join(f'"{name}"' for name in columns if name not in _STAMPS)
    env.cr.execute(
        f"""SELECT md5(coalesce(string_agg(row, E'\\n' ORDER BY row COLLATE "C"), ''))
              FROM (SELECT ROW({names})::text AS row FROM "{table}"
                     WHERE {_ROWS.get(table, "TRUE")}) AS rows"""
    )
    return env.cr.fetchone()[0]


def of_filestore(env) -> dict[str, str]:
    """Return {name: hash} of every file that is not a part of the export."""
    attachments = env["ir.attachment"].sudo()
    attachments._gc_file_store()
    env.cr.commit()
    env.cr.execute(
        """SELECT store_fname FROM ir_attachment
            WHERE res_model LIKE 'pulse.%' OR url LIKE '/web/assets/%'"""
    )
    parts = {name for (name,) in env.cr.fetchall()}
    root = Path(attachments._filestore())
    found = {}
    for path in sorted(root.rglob("*")):
        name = str(path.relative_to(root))
        if path.is_file() and name not in parts and not name.startswith("checklist"):
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def differing(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """Return the names that are not the same on both sides."""
    names = before.keys() | after.keys()
    return sorted(name for name in names if before.get(name) != after.get(name))
