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
    parts = [(id_, *_split(env, id_, name), name) for id_, name in names]
    query = SQL(
        """SELECT m.journal_id, m.name
             FROM unnest(%s::int[], %s::text[], %s::int[], %s::text[])
                  AS own(journal_id, prefix, number, name)
             JOIN account_move m ON m.journal_id = own.journal_id
              AND m.sequence_prefix = own.prefix AND m.sequence_number = own.number
              AND m.name = own.name""",
        *map(list, zip(*parts, strict=True)),
    )
    return set(env.execute_query(query))


def _split(env, journal_id, name):
    """Return (what is before the number, the number), as Odoo stores them."""
    journal = env["account.journal"].browse(journal_id)
    rule = journal.sequence_override_regex or env["account.move"]._sequence_fixed_regex
    found = re.match(rule, name)
    return name[: found.start("seq")], int(found["seq"] or 0)
