"""Numbers that entries of a journal have already, found by the sequence's index.

Odoo's index of names is one of letter triples. Numbers of one clinic share nearly all
of theirs, so that it reads every entry for each number it is asked for.
"""

import re

from odoo.tools import SQL


def taken_names(env, names):
    """Return those (journal id, name) of ``names`` that an entry has, in any state.

    What is not yet written is not seen. One query.
    """
    if not names:
        return set()
    parts = [(id_, *split_name(env, id_, name), name) for id_, name in names]
    # payments' entries share an empty prefix and number, so the name itself is looked
    # up, as a range: only the sequence's index can do that. The limit has it done name
    # by name, whatever PostgreSQL believes of the table
    query = SQL(
        """SELECT own.journal_id, own.name
             FROM unnest(%s::int[], %s::varchar[], %s::bigint[], %s::varchar[])
                  AS own(journal_id, prefix, number, name),
                  LATERAL (
                    SELECT FROM account_move m
                     WHERE m.journal_id = own.journal_id
                       AND m.sequence_prefix = own.prefix
                       AND m.sequence_number = own.number
                       AND m.name >= own.name AND m.name <= own.name
                     ORDER BY m.name LIMIT 1) AS taken""",
        *map(list, zip(*parts, strict=True)),
    )
    return set(env.execute_query(query))


def split_name(env, journal_id, name):
    """Return (what is before the number, the number) of a name, as Odoo stores them."""
    journal = env["account.journal"].browse(journal_id)
    rule = journal.sequence_override_regex or env["account.move"]._sequence_fixed_regex
    found = re.match(rule, name)
    return name[: found.start("seq")], int(found["seq"] or 0)
