from . import base, activity, document, bill, statement  # isort: skip
from . import move, partner, user  # isort: skip
from . import move_journal, move_stored  # isort: skip
from . import undo, undo_document, undo_move, undo_user  # isort: skip

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
    "undo",
    "undo_document",
    "undo_move",
    "undo_user",
    "user",
]
