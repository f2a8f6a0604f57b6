"""SQL about rows whose run was purged: what they said, and their prints.

What a loaded row said is with the link of its record then.
"""

from odoo.tools import SQL

from ..engine.fingerprint import KEYED

_BLOCK = 64  # bytes that SHA-256 works on


def sql_said(alias, migration):
    """Return SQL of what a row of the migration says, purged or not."""
    if not migration.sudo().print_key:  # never purged
        return SQL.identifier(alias, "values")
    return sql_values(alias)


def sql_values(alias):
    """Return the same, of a row of any migration."""
    return SQL(
        """coalesce(%(row)s.values, (
             SELECT l.parts -> %(row)s.id::text FROM pulse_link l
              WHERE l.migration_id = %(row)s.migration_id
                AND l.object_name = %(row)s.unit_object
                AND l.external_id = %(row)s.unit_key))""",
        row=SQL.identifier(alias),
    )


def sql_keyed(print_, key):
    """Return SQL of ``fingerprint.keyed`` of a print that is not keyed yet."""
    secret = bytes.fromhex(key).ljust(_BLOCK, b"\0")
    inner, outer = (bytes(byte ^ pad for byte in secret) for pad in (0x36, 0x5C))
    return SQL(
        """%s || encode(sha256(decode(%s, 'hex') || sha256(
             decode(%s, 'hex') || convert_to(%s, 'UTF8'))), 'hex')""",
        KEYED,
        outer.hex(),
        inner.hex(),
        print_,
    )
