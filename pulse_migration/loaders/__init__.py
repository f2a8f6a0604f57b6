from . import base  # isort: skip
from . import applying, expected, outcomes, reading, trace  # isort: skip
from . import activity, document, move, partner, user  # isort: skip

__all__ = [
    "activity",
    "applying",
    "base",
    "document",
    "expected",
    "move",
    "outcomes",
    "partner",
    "reading",
    "trace",
    "user",
]
