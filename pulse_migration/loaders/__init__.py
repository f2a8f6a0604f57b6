from . import base  # isort: skip
from . import applying, expected, outcomes, reading, trace  # isort: skip
from . import activity, document, bill, statement  # isort: skip
from . import move, partner, user  # isort: skip
from . import move_journal, move_stored  # isort: skip
from . import undo, undo_document, undo_move, undo_user  # isort: skip

__all__ = [
    "activity",
    "applying",
    "base",
    "bill",
    "document",
    "expected",
    "move",
    "move_journal",
    "move_stored",
    "outcomes",
    "partner",
    "reading",
    "statement",
    "trace",
    "undo",
    "undo_document",
    "undo_move",
    "undo_user",
    "user",
]
