"""What a deletion would take along, or cut loose without a word."""

from odoo.tools import SQL

# model -> further records, found by model and id rather than by a key of the database
_CARRIED = {
    "res.partner": """
        SELECT res_id FROM mail_activity
         WHERE res_model = 'res.partner' AND res_id = ANY(%(ids)s)
         UNION
        SELECT res_id FROM ir_attachment
         WHERE res_model = 'res.partner' AND res_id = ANY(%(ids)s)
         UNION
        SELECT res_id FROM mail_message
         WHERE model = 'res.partner' AND res_id = ANY(%(ids)s)
           AND message_type NOT IN ('notification', 'user_notification')""",
    # somebody who has logged in is a colleague, not an entry of a list
    "res.users": """
        SELECT user_id FROM mail_activity WHERE user_id = ANY(%(ids)s)
         UNION
        SELECT create_uid FROM res_users_log WHERE create_uid = ANY(%(ids)s)""",
    "account.journal": """
        SELECT journal_id FROM account_move WHERE journal_id = ANY(%(ids)s)""",
}
# model -> kinds of foreign keys (c: deleted along, n: set to null) that are somebody's
# use; what goes along with a user (settings, groups) came along with it
_REFERRED = {
    "res.partner": "cn",
    "mail.activity": "cn",
    "ir.attachment": "cn",
    "res.users": "n",
}
_OWN = ["commercial_partner_id", "create_uid", "write_uid"]


def ids_of(records):
    """Return the ids of ``records`` that other records hang on or refer to."""
    if not records:
        return set()
    records.env.flush_all()
    found = set()
    if query := _CARRIED.get(records._name):
        found.update(records.env.execute_query(SQL(query, ids=records.ids)))
    if records._name in _REFERRED:
        for table, column in _references(records):
            found.update(_referring(records, table, column))
    return {id_ for (id_,) in found}


def _references(records):
    """Return the (table, column) of every foreign key that would not refuse.

    One that refuses needs no look: Odoo or PostgreSQL stops the deletion. Looked up
    once a transaction.
    """
    cache = records.env.cr.cache.setdefault("pulse_references", {})
    if records._table not in cache:
        cache[records._table] = records.env.execute_query(
            SQL(
                """SELECT tab.relname, att.attname
                     FROM pg_constraint con
                     JOIN pg_class tab ON tab.oid = con.conrelid
                     JOIN pg_attribute att ON att.attrelid = con.conrelid
                      AND att.attnum = con.conkey[1]
                    WHERE con.contype = 'f' AND con.confrelid = %s::regclass
                      AND con.confdeltype = ANY(%s) AND att.attname <> ALL(%s)
                      AND NOT starts_with(tab.relname, 'pulse_')""",
                records._table,
                list(_REFERRED[records._name]),
                _OWN,
            )
        )
    return cache[records._table]


def _referring(records, table, column):
    column = SQL.identifier(column)
    return records.env.execute_query(
        SQL(
            "SELECT DISTINCT %s FROM %s WHERE %s = ANY(%s)",
            column,
            SQL.identifier(table),
            column,
            records.ids,
        )
    )
