"""What PostgreSQL refused for a moment, and what it will refuse again."""

import logging
import time

from psycopg2 import Error, InterfaceError, OperationalError
from psycopg2.errors import LockNotAvailable
from psycopg2.extensions import TransactionRollbackError

_logger = logging.getLogger(__name__)
TRIES = 5
_OF_A_MOMENT = (InterfaceError, TransactionRollbackError, LockNotAvailable)
# classes of SQLSTATE that say nothing about a row: the connection, resources, an
# operator who intervened, the system itself
_CLASSES = ("08", "53", "57", "58")


def is_transient(error):
    """Tell whether the same again may go well: a lock, a lost connection, a restart.

    Any other refusal is of a row, whatever psycopg2 calls it: that a text is too long
    for an index is an ``OperationalError`` as well.
    """
    if isinstance(error, _OF_A_MOMENT):
        return True
    if code := getattr(error, "pgcode", None):
        return code[:2] in _CLASSES
    return type(error) is OperationalError  # a lost connection has no code


def with_retries(env, work, told):
    """Return what ``work`` returns; what was refused for a moment tries again.

    :param work: takes nothing, and does all of one transaction
    :param told: what the log calls it, without anything of a patient
    """
    for attempt in range(1, TRIES + 1):
        try:
            return work()
        except Error as error:
            if not is_transient(error):
                raise
            env.cr.rollback()
            env.invalidate_all()
            if attempt == TRIES:
                raise
            _logger.info("%s: try %s failed, again", told, attempt)
            time.sleep(0.2 * 2**attempt)
