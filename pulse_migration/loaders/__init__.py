from . import base  # isort: skip
from . import applying, expected, outcomes, planning, reading, trace  # isort: skip
from . import activity, document, move, partner, user  # isort: skip
from . import move_planning, partner_target  # isort: skip

__all__ = [
    "activity",
    "applying",
    "base",
    "document",
    "expected",
    "move",
    "move_planning",
    "outcomes",
    "partner",
    "partner_target",
    "planning",
    "reading",
    "trace",
    "user",
]
