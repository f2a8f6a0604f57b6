"""What PostgreSQL refused for a moment, and what it will refuse again."""

from psycopg2 import InterfaceError, OperationalError
from psycopg2.errors import LockNotAvailable
from psycopg2.extensions import TransactionRollbackError

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
