"""The one place that keeps patients out of the log and out of exception texts.

When PostgreSQL refuses a statement, Odoo logs it with every value, and the exception
quotes the row. While records of patients are written neither leaves this thread.
"""

import logging
import traceback
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

import psycopg2

from .transient import is_transient

_is_private = ContextVar("pulse_is_private", default=False)


class _Mute(logging.Filter):
    def filter(self, record):
        return not _is_private.get()


logging.getLogger("odoo.sql_db").addFilter(_Mute())


class RefusedError(Exception):
    """PostgreSQL refused a statement; its text, which held the values, is gone."""


@contextmanager
def private_log():
    """Mute the statements of this thread; also a decorator.

    What is transient (a lock, a lost connection: it quotes no values) propagates.
    Any other error of PostgreSQL that nobody inside has dealt with becomes
    ``RefusedError``.
    """
    token = _is_private.set(True)
    try:
        yield
    except psycopg2.Error as error:
        if is_transient(error):
            raise
        raise RefusedError(name_of(error)) from None
    finally:
        _is_private.reset(token)


def name_of(error):
    """Return what may be said of an error: its type and the constraint's name."""
    constraint = getattr(getattr(error, "diag", None), "constraint_name", None)
    name = type(error).__name__
    return f"{name} ({constraint})" if constraint else name


def told_of(error):
    """Return the same, and where it was raised."""
    frames = traceback.extract_tb(error.__traceback__)
    if not frames:
        return name_of(error)
    return f"{name_of(error)} at {Path(frames[-1].filename).name}:{frames[-1].lineno}"
