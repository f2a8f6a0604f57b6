"""What PostgreSQL knows of tables that a load fills: without it, it plans for none.

Its own look comes minutes late. Until then it reads every row of one table for each
of another, which at 50,000 patients is hours instead of seconds.
"""

from odoo.tools import SQL

BOOKS = (
    "account_move",
    "account_move_line",
    "account_partial_reconcile",
    "account_payment",
    "account_move__account_payment",
)
FILLED = (
    "pulse_link",
    "pulse_change",
    "res_partner",
    "mail_activity",
    "ir_attachment",
    *BOOKS,
)


def look_at_grown(env, tables):
    """Look at those ``tables`` that have doubled; those that are not here are none.

    A lane that is at it already is not waited for. What is not yet written is not seen.
    """
    known = env.execute_query(
        SQL(
            """SELECT relname, greatest(reltuples, 0)::bigint FROM pg_class
                WHERE relname = ANY(%s) AND oid = to_regclass(relname)""",
            list(tables),
        )
    )
    for name, count in known:
        table = SQL.identifier(name)
        rows = env.execute_query(
            SQL(
                "SELECT count(*) FROM (SELECT 1 FROM %s LIMIT %s) AS seen",
                table,
                2 * count + 1,
            )
        )
        if rows[0][0] > 2 * count:
            env.cr.execute(SQL("ANALYZE (SKIP_LOCKED) %s", table))


def look_at_rows(env):
    """Look at our rows, however many they are: their states have become others."""
    env.cr.execute("ANALYZE pulse_row")
