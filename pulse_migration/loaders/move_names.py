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
    parts = [split_name(env, journal_id, name) for journal_id, name in names]
    # asked for as a set each: joined, PostgreSQL reads all of a journal for each name
    # as long as it believes it to be empty
    query = SQL(
        """SELECT journal_id, name FROM account_move WHERE journal_id = ANY(%s)
              AND sequence_prefix = ANY(%s) AND sequence_number = ANY(%s)""",
        list({journal_id for journal_id, _name in names}),
        list({prefix for prefix, _number in parts}),
        list({number for _prefix, number in parts}),
    )
    return set(env.execute_query(query)) & set(names)


def split_name(env, journal_id, name):
    """Return (what is before the number, the number) of a name, as Odoo stores them."""
    journal = env["account.journal"].browse(journal_id)
    rule = journal.sequence_override_regex or env["account.move"]._sequence_fixed_regex
    found = re.match(rule, name)
    return name[: found.start("seq")], int(found["seq"] or 0)
