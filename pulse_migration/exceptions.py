"""Errors of this addon, and the sentence for each of their codes.

The classes live in ``engine.errors`` (the engine knows no Odoo), the sentences in
``texts``.
"""

from .engine.errors import (
    Blocked,
    MigrationError,
    RowError,
    SourceError,
    TransientError,
)
from .texts import TEXTS

__all__ = [
    "Blocked",
    "MigrationError",
    "RowError",
    "SourceError",
    "TransientError",
    "text_of",
]


def text_of(env, code):
    """Return the sentence for ``code`` in the user's language.

    A code without a sentence reads as its own words; a test keeps that from happening.
    """
    text = TEXTS.get(code)
    return env._(text) if text else code.replace("_", " ").capitalize()
