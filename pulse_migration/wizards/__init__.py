from . import correct, correct_upload, partner_merge, receive, replace

__all__ = ["correct", "correct_upload", "partner_merge", "receive", "replace"]
