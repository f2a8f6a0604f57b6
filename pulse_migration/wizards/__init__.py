from . import partner_merge, profile_import, receive

__all__ = ["partner_merge", "profile_import", "receive"]
