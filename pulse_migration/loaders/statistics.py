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

_FEW = 200  # rows that any plan is good enough for
# of a column; PostgreSQL reads 300 rows for each, and its usual 100 take as long as a
# tenth of what is planned with them
_VALUES = 25


def look_at_grown(env, tables):
    """Look at those ``tables`` that have doubled; those that are not here are none.

    A lane that is at it already is not waited for, PostgreSQL's own cleaning is: of a
    table that a rollback has emptied it believes that there is nothing in it. What is
    not yet written is not seen.
    """
    for name, known in _read_known(env, tables):
        table = SQL.identifier(name)
        seen = env.execute_query(
            SQL(
                "SELECT count(*) FROM (SELECT 1 FROM %s LIMIT %s) AS seen",
                table,
                max(2 * known, _FEW) + 1,
            )
        )[0][0]
        if seen > 2 * known:
            _look(env, SQL("ANALYZE (SKIP_LOCKED) %s", table))
        if seen > max(2 * known, _FEW) and _read_known(env, [name]) == [(name, known)]:
            _look(env, SQL("ANALYZE %s", table))


def _read_known(env, tables):
    """Return (table, how many rows PostgreSQL believes it to have)."""
    return env.execute_query(
        SQL(
            """SELECT relname, greatest(reltuples, 0)::bigint FROM pg_class
                WHERE relname = ANY(%s) AND oid = to_regclass(relname)""",
            list(tables),
        )
    )


def look_at_rows(env):
    """Look at our rows, however many they are: their states have become others."""
    _look(env, SQL("ANALYZE pulse_row"))


def _look(env, analyze):
    """Look as closely as these tables need, until PostgreSQL looks by itself."""
    env.cr.execute(SQL("SET LOCAL default_statistics_target = %s", _VALUES))
    env.cr.execute(analyze)
    env.cr.execute(SQL("SET LOCAL default_statistics_target TO DEFAULT"))
