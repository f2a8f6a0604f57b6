from . import base  # isort: skip
from . import applying, comparing, expected, outcomes  # isort: skip
from . import planning, reading, trace  # isort: skip
from . import activity, document, bill, statement  # isort: skip
from . import move, partner, user  # isort: skip
from . import move_journal, move_planning, move_stored, partner_target  # isort: skip
from . import undo, settle, undo_document, undo_move, undo_user  # isort: skip

__all__ = [
    "activity",
    "applying",
    "base",
    "bill",
    "comparing",
    "document",
    "expected",
    "move",
    "move_journal",
    "move_stored",
    "move_planning",
    "outcomes",
    "partner",
    "partner_target",
    "planning",
    "reading",
    "settle",
    "statement",
    "trace",
    "undo",
    "undo_document",
    "undo_move",
    "undo_user",
    "user",
]
