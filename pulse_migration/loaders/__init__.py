from . import base, trace, activity, document, move, partner, user  # isort: skip

__all__ = ["activity", "base", "document", "move", "partner", "trace", "user"]
