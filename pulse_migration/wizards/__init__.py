from . import (
    adopt,
    audit_check,
    correct,
    correct_upload,
    load,
    partner_merge,
    profile_import,
    rebuild_import,
    purge,
    receive,
    replace,
    resolve,
)

__all__ = [
    "adopt",
    "audit_check",
    "correct",
    "correct_upload",
    "load",
    "partner_merge",
    "profile_import",
    "rebuild_import",
    "purge",
    "receive",
    "replace",
    "resolve",
]
