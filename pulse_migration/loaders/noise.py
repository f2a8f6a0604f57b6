"""Law 5, measured: what one transaction of a load made beside its records.

A transaction sees no rows of others that come after its start, so whatever is newer
than its first look is its own.
"""

from odoo.tools import SQL

_MODELS = {
    "mails_queued": "mail.mail",
    "messages": "mail.message",
    "followers": "mail.followers",
    "activities": "mail.activity",
    "notifications": "mail.notification",
    "text_messages": "sms.sms",
    "meetings": "calendar.event",
}
KINDS = tuple(_MODELS)


def _tables(env):
    """Return {kind: table} of what is installed here."""
    return {kind: env[model]._table for kind, model in _MODELS.items() if model in env}


def marks(env):
    """Return {kind: highest id} before the load begins.

    What the transaction owes from before is paid first: it is not the load's.
    """
    env.cr.flush()
    tables = _tables(env)
    parts = [
        SQL("(SELECT coalesce(max(id), 0) FROM %s)", SQL.identifier(table))
        for table in tables.values()
    ]
    row = env.execute_query(SQL("SELECT %s", SQL(", ").join(parts)))[0]
    return dict(zip(tables, row, strict=True))


def since(env, before, batch):
    """Return {kind: count} of what came since ``before``, own records left out.

    Odoo posts what a write changed only when the transaction ends: it is asked to now.
    """
    env.cr.flush()
    tables = _tables(env)
    own = SQL(
        """AND NOT EXISTS (SELECT 1 FROM pulse_change c
             WHERE c.batch_id = %s AND c.res_model = 'mail.activity'
               AND c.res_id = mail_activity.id)""",
        batch.id,
    )
    parts = [
        SQL(
            "(SELECT count(*) FROM %s WHERE id > %s %s)",
            SQL.identifier(table),
            before[kind],
            own if table == "mail_activity" else SQL(),
        )
        for kind, table in tables.items()
    ]
    row = env.execute_query(SQL("SELECT %s", SQL(", ").join(parts)))[0]
    return dict(zip(tables, row, strict=True))
