"""The chain of the audit trail: each entry's hash holds the one of the entry before.

The key of the hashes lies in a table that no model knows, with the end of the chain:
whoever may only write tables can neither make a hash nor cut the chain's end.
"""

import hmac
import logging
import secrets
from contextlib import suppress

import psycopg2

from odoo import SUPERUSER_ID, api, models
from odoo.modules.registry import Registry
from odoo.tools import SQL

_logger = logging.getLogger(__name__)
_LOCK = 7263401  # any number that is nobody else's
# all that an entry says, in one text; what a deleted run takes along is not in it
_TEXT = SQL(
    """jsonb_build_array(
           id, migration_name, company_id, run_number, batch_number, user_login,
           done_at, verb, details, operation_count,
           encode(sha256(convert_to(coalesce(operations::text, ''), 'UTF8')), 'hex')
       )::text"""
)
_PAGE = 500


class Audit(models.Model):
    _inherit = "pulse.audit"

    def init(self):
        """Make the key of this database, once."""
        self.env.cr.execute(
            SQL(
                """CREATE TABLE IF NOT EXISTS pulse_audit_key (
                       secret varchar NOT NULL, number int NOT NULL, hash varchar)"""
            )
        )
        self.env.cr.execute(
            SQL(
                """INSERT INTO pulse_audit_key (secret, number)
                   SELECT %s, 0 WHERE NOT EXISTS (SELECT 1 FROM pulse_audit_key)""",
                secrets.token_hex(32),
            )
        )

    def _key(self):
        """Return the key as bytes; read once a transaction."""
        cache = self.env.cr.cache
        if "pulse_audit_key" not in cache:
            rows = self.env.execute_query(SQL("SELECT secret FROM pulse_audit_key"))
            cache["pulse_audit_key"] = bytes.fromhex(rows[0][0])
        return cache["pulse_audit_key"]

    def _link_after_commit(self):
        """Put what is committed into the chain, in a transaction of its own.

        Within this one, two lanes that load at once would wait for each other.
        """
        callbacks = self.env.cr.postcommit
        if "pulse_audit" not in callbacks.data:
            callbacks.data["pulse_audit"] = True
            name = self.env.cr.dbname
            callbacks.add(lambda: _link_committed(name))

    @api.model
    @api.private
    def _link(self):
        """Give entries that have none their place and hash, in their order.

        Another process that is at it right now links ours as well, or whoever comes
        next does.
        """
        rows = self.env.execute_query(
            SQL("SELECT pg_try_advisory_xact_lock(%s)", _LOCK)
        )
        if not rows[0][0]:
            return
        ((number, previous),) = self.env.execute_query(
            SQL("SELECT number, hash FROM pulse_audit_key FOR UPDATE")
        )
        entries = self.env.execute_query(
            SQL(
                "SELECT id, %s FROM pulse_audit WHERE number IS NULL ORDER BY id", _TEXT
            )
        )
        if entries:
            self._lengthen(entries, number, previous)
        self.invalidate_model()

    def _lengthen(self, entries, number, previous):
        """Put (id, text) behind the chain's end, which is this number and hash."""
        for id_, text in entries:
            number, previous = number + 1, self._chained(previous, number + 1, text)
            self.env.cr.execute(
                SQL(
                    "UPDATE pulse_audit SET number = %s, hash = %s WHERE id = %s",
                    number,
                    previous,
                    id_,
                )
            )
        self.env.cr.execute(
            SQL(
                "UPDATE pulse_audit_key SET number = %s, hash = %s",
                number,
                previous,
            )
        )

    def _chained(self, previous, number, text):
        message = f"{previous or ''}|{number}|{text}".encode()
        return hmac.digest(self._key(), message, "sha256").hex()

    # check

    def _broken_links(self):
        """Yield (code, entry number) of whatever is not as it was written."""
        ((last, end),) = self.env.execute_query(
            SQL("SELECT number, hash FROM pulse_audit_key")
        )
        expected, previous = 0, None
        for number, found, text in self._linked_entries():
            if number != expected + 1:
                yield "entries_missing", expected + 1
                # go on with what is there
                previous = self._hash_before(number) if number > 1 else None
            if found != self._chained(previous, number, text):
                yield "entry_changed", number
            expected, previous = number, found
        if (expected, previous) != (last, end):
            yield "chain_cut", expected + 1

    def _hash_before(self, number):
        rows = self.env.execute_query(
            SQL("SELECT hash FROM pulse_audit WHERE number = %s", number - 1)
        )
        return rows[0][0] if rows else None

    def _linked_entries(self):
        """Yield (number, hash, text) in order, a page at a time."""
        last = 0
        while rows := self.env.execute_query(
            SQL(
                """SELECT number, hash, %s FROM pulse_audit
                    WHERE number > %s ORDER BY number, id LIMIT %s""",
                _TEXT,
                last,
                _PAGE,
            )
        ):
            yield from rows
            last = rows[-1][0]


def _link_committed(name):
    """Link in a transaction of its own; another's turn is soon enough."""
    with suppress(psycopg2.Error):
        with Registry(name).cursor() as cr:
            api.Environment(cr, SUPERUSER_ID, {})["pulse.audit"]._link()
