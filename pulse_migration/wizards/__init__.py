from . import partner_merge, receive

__all__ = ["partner_merge", "receive"]
