"""Python's search for cyclic garbage, which finds little while a batch loads."""

import gc
from contextlib import contextmanager


@contextmanager
def uncollected():
    """Put the search off until the work is done; also a decorator.

    Whoever turned it off turns it on again: work inside other work leaves it alone.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
