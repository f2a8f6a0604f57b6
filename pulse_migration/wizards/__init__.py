from . import (
    correct,
    correct_upload,
    load,
    partner_merge,
    profile_import,
    receive,
    replace,
    resolve,
)

__all__ = [
    "correct",
    "correct_upload",
    "load",
    "partner_merge",
    "profile_import",
    "receive",
    "replace",
    "resolve",
]
