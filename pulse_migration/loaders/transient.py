"""What PostgreSQL refused for a moment, and what it will refuse again."""

import logging
import time
from contextlib import contextmanager

from psycopg2 import DatabaseError, Error, InterfaceError, OperationalError
from psycopg2.errors import LockNotAvailable
from psycopg2.extensions import TransactionRollbackError
from psycopg2.pool import PoolError

_logger = logging.getLogger(__name__)
TRIES = 5
_OF_A_MOMENT = (InterfaceError, TransactionRollbackError, LockNotAvailable, PoolError)
# classes of SQLSTATE that say nothing about a row: the connection, resources, an
# operator who intervened, the system itself
_CLASSES = ("08", "53", "57", "58")
# what psycopg2 raises without a code when the server ends, or crashes, meanwhile
_LOST = (OperationalError, DatabaseError)
_LONGEST_WAIT = 5.0  # seconds between two tries to reach the server


def is_transient(error):
    """Tell whether the same again may go well: a lock, a lost connection, a restart.

    Any other refusal is of a row, whatever psycopg2 calls it: that a text is too long
    for an index is an ``OperationalError`` as well.
    """
    if isinstance(error, _OF_A_MOMENT):
        return True
    if code := getattr(error, "pgcode", None):
        return code[:2] in _CLASSES
    return type(error) in _LOST


def with_retries(env, work, told):
    """Return what ``work`` returns; what was refused for a moment tries again.

    A connection that is gone cannot try again: that is for who opened it.

    :param work: takes nothing, and does all of one transaction
    :param told: what the log calls it, without anything of a patient
    """
    for attempt in range(1, TRIES + 1):
        try:
            return work()
        except Error as error:
            if not is_transient(error):
                raise
            if is_lost(env.cr) or attempt == TRIES:
                raise
            env.invalidate_all()
            _logger.info("%s: try %s failed, again", told, attempt)
            time.sleep(0.2 * 2**attempt)


def is_lost(cr):
    """Roll back; tell whether that is impossible because the connection is gone."""
    try:
        if not cr.closed:
            cr.rollback()
    except Error:
        return True
    return cr.closed


@contextmanager
def new_cursor(registry, seconds):
    """Yield a cursor of a new connection, as soon as the server gives one.

    A server that restarts, or has no connection to spare, is asked again.

    :param seconds: how long to ask; then the refusal is raised
    """
    end, wait = time.monotonic() + seconds, 0.2
    while True:
        try:
            cr = registry.cursor()
            break
        except Error as error:
            if not is_transient(error) or time.monotonic() > end:
                raise
            _logger.info("no connection to the database, again in %.1f s", wait)
            time.sleep(wait)
            wait = min(2 * wait, _LONGEST_WAIT)
    with cr as open_cr:
        yield open_cr
