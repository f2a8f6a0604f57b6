"""What a deletion would take along, or cut loose without a word."""

from odoo.tools import SQL

# model -> (further model, its column, condition): records that are found by model and
# id rather than by a key of the database
_CARRIED = {
    "res.partner": (
        ("mail.activity", "res_id", "t.res_model = 'res.partner'"),
        ("ir.attachment", "res_id", "t.res_model = 'res.partner'"),
        (
            "mail.message",
            "res_id",
            """t.model = 'res.partner'
               AND t.message_type NOT IN ('notification', 'user_notification')""",
        ),
    ),
    # somebody who has logged in is a colleague, not an entry of a list
    "res.users": (
        ("mail.activity", "user_id", "TRUE"),
        ("res.users.log", "create_uid", "TRUE"),
    ),
    "account.journal": (("account.move", "journal_id", "TRUE"),),
}
# model -> kinds of foreign keys (c: deleted along, n: set to null) that are somebody's
# use; what goes along with a user (settings, groups) came along with it
_REFERRED = {
    "res.partner": "cn",
    "mail.activity": "cn",
    "ir.attachment": "cn",
    "res.users": "n",
}
# kinds that stop a deletion by themselves: only a plan has to look
_REFUSING = "ar"
_OWN = ["commercial_partner_id", "create_uid", "write_uid"]


def of(records, foresight=None, ignored=()):
    """Return {id: (model, id)} of what hangs on ``records`` or refers to them.

    The id is 0 where a relation has none. What goes with them is no use: records of
    the same set, with ``foresight`` what the plan will have deleted, and the tables
    that are ``ignored``.
    """
    if not records:
        return {}
    records.env.flush_all()
    found, going = {}, set(records.ids)
    while True:
        used = _used_by(records, going, foresight, ignored)
        new = {id_: user for id_, user in used.items() if id_ not in found}
        if not new:
            return found
        # whoever stays uses what it refers to
        found |= new
        going -= set(new)


def _used_by(records, going, foresight, ignored):
    """What refuses a deletion comes first: it says most about why."""
    found = {}
    places = [
        (_models(records.env).get(table, ""), table, column, "TRUE")
        for table, column in _references(records, foresight is not None)
        if table not in ignored
    ]
    places += [
        (model, records.env[model]._table, column, condition)
        for model, column, condition in _CARRIED.get(records._name, ())
        if records.env[model]._table not in ignored
    ]
    for place in places:
        for id_, user in _users(records, *place, going, foresight).items():
            found.setdefault(id_, user)
    return found


def _users(records, model, table, column, condition, going, foresight):
    """Return {id: (model, id)} of what ``column`` of a table says about records."""
    key = SQL.identifier("t", column)
    rows = records.env.execute_query(
        SQL(
            """SELECT %s, min(%s) FROM %s AS t
                WHERE %s = ANY(%s) AND %s AND %s GROUP BY 1""",
            key,
            SQL.identifier("t", "id") if model else SQL("0"),
            SQL.identifier(table),
            key,
            records.ids,
            SQL(condition),
            _stays(records, model, table, column, going, foresight),
        )
    )
    return {id_: (model or table, user_id) for id_, user_id in rows}


def _stays(records, model, table, column, going, foresight):
    """Return SQL telling whether what refers (``t``) is not deleted as well."""
    if not model:
        return _other_side_stays(records, table, column, foresight)
    conditions = [SQL("TRUE")]
    if model == records._name:
        conditions.append(SQL("t.id <> ALL(%s)", list(going)))
    if foresight:
        id_, key = SQL("t.id"), SQL.identifier("t", column)
        conditions.append(SQL("NOT %s", foresight.is_gone(model, id_)))
        back = foresight.is_given_back(model, id_, column, key)
        conditions.append(SQL("NOT %s", back))
    return SQL(" AND ").join(conditions)


def _other_side_stays(records, table, column, foresight):
    """The rows of a relation go with the records at either end."""
    models = _models(records.env)
    ends = _keys_of(records.env, table)
    others = [(name, models.get(to)) for name, to in ends if name != column]
    if not foresight or not others or not others[0][1]:
        return SQL("TRUE")
    name, model = others[0]
    return SQL("NOT %s", foresight.is_gone(model, SQL.identifier("t", name)))


def _models(env):
    """Return {table: model}."""
    cache = env.cr.cache
    if "pulse_models" not in cache:
        cache["pulse_models"] = {
            model._table: name
            for name, model in env.registry.items()
            if not model._abstract and model._auto
        }
    return cache["pulse_models"]


def _keys_of(env, table):
    """Return the (column, table) of a table's own foreign keys."""
    cache = env.cr.cache.setdefault("pulse_keys", {})
    if table not in cache:
        cache[table] = env.execute_query(
            SQL(
                """SELECT att.attname, ref.relname
                     FROM pg_constraint con
                     JOIN pg_class ref ON ref.oid = con.confrelid
                     JOIN pg_attribute att ON att.attrelid = con.conrelid
                      AND att.attnum = con.conkey[1]
                    WHERE con.contype = 'f' AND con.conrelid = %s::regclass
                    ORDER BY 1""",
                table,
            )
        )
    return cache[table]


def _references(records, is_planned):
    """Return the (table, column) of every foreign key that tells of a use.

    One that refuses needs no look by who deletes: Odoo or PostgreSQL stops the
    deletion. Looked up once a transaction.
    """
    kinds = _REFERRED.get(records._name, "")
    cache = records.env.cr.cache.setdefault("pulse_references", {})
    key = records._table, is_planned
    if key not in cache:
        cache[key] = records.env.execute_query(
            SQL(
                """SELECT tab.relname, att.attname
                     FROM pg_constraint con
                     JOIN pg_class tab ON tab.oid = con.conrelid
                     JOIN pg_attribute att ON att.attrelid = con.conrelid
                      AND att.attnum = con.conkey[1]
                    WHERE con.contype = 'f' AND con.confrelid = %s::regclass
                      AND att.attname <> ALL(%s)
                      AND (con.confdeltype = ANY(%s)
                           AND NOT starts_with(tab.relname, 'pulse_')
                        OR con.confdeltype = ANY(%s))
                    ORDER BY position(con.confdeltype::text IN 'ranc'), 1, 2""",
                records._table,
                _OWN,
                list(kinds),
                list(_REFUSING) if is_planned else [],
            )
        )
    return cache[key]
