from . import base  # isort: skip
from . import applying, clearing, computed, comparing  # isort: skip
from . import expected, outcomes  # isort: skip
from . import planning, reading, recall, trace  # isort: skip
from . import activity, document, bill, statement  # isort: skip
from . import move, partner, user  # isort: skip
from . import payment_booking, payment_journal  # isort: skip
from . import move_reissue, move_updating, move_conflict  # isort: skip
from . import move_computed, move_journal, move_planning  # isort: skip
from . import move_stored, move_total  # isort: skip
from . import move_payment, move_refund, payment, partner_target  # isort: skip
from . import move_others, opening, opening_entry  # isort: skip
from . import payment_drawn, draw_booking  # isort: skip
from . import undo, settle, undo_document, undo_payment  # isort: skip
from . import undo_move, undo_user, move_settled  # isort: skip
from . import undo_built, undo_reissue  # isort: skip

__all__ = [
    "activity",
    "applying",
    "base",
    "bill",
    "clearing",
    "computed",
    "comparing",
    "document",
    "draw_booking",
    "expected",
    "move",
    "move_computed",
    "move_conflict",
    "move_journal",
    "move_stored",
    "move_planning",
    "move_others",
    "move_payment",
    "move_refund",
    "move_reissue",
    "move_settled",
    "move_total",
    "move_updating",
    "payment",
    "payment_booking",
    "payment_drawn",
    "payment_journal",
    "opening",
    "opening_entry",
    "outcomes",
    "partner",
    "partner_target",
    "planning",
    "reading",
    "recall",
    "settle",
    "statement",
    "trace",
    "undo",
    "undo_document",
    "undo_built",
    "undo_move",
    "undo_payment",
    "undo_reissue",
    "undo_user",
    "user",
]
