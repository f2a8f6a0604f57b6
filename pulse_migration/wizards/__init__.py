from . import (
    audit_check,
    correct,
    correct_upload,
    load,
    partner_merge,
    profile_import,
    rebuild_import,
    receive,
    replace,
    resolve,
)

__all__ = [
    "audit_check",
    "correct",
    "correct_upload",
    "load",
    "partner_merge",
    "profile_import",
    "rebuild_import",
    "receive",
    "replace",
    "resolve",
]
