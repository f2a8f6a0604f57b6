from . import base, activity, document, bill, statement  # isort: skip
from . import move, partner, user  # isort: skip
from . import move_journal, move_stored  # isort: skip

__all__ = [
    "activity",
    "base",
    "bill",
    "document",
    "move",
    "move_journal",
    "move_stored",
    "partner",
    "statement",
    "user",
]
