"""Whether a cell says that a bill or a receipt is none, whatever its column asks.

A column may ask whether it is cancelled, or whether it is active; or tell when, by whom
or why it was cancelled, and nothing where it was not.
"""

import re
from collections.abc import Callable

from . import bill_status
from .cells import Value
from .errors import RowError

FIELD = "cancelled_flag"
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WHETHER_IT_HOLDS = re.compile(r"\b(?:active|valid|enabled|live)\b")
_TELLS = re.compile(r"\b(?:dates?|time|at|on|by|reasons?|remarks?|notes?|user)\b")
_HOLDS = frozenset(("active", "valid", "enabled", "live", "normal", "not cancelled"))
_NO_DAY = re.compile(r"[0\s./:T-]+")

Convert = Callable[[str], Value | None]


def reader(header: str, convert: Convert) -> Convert:
    """Return what reads a cell under ``header`` into True: cancelled, or False.

    ``convert`` reads yes and no; RowError unknown_yes_no where nothing tells.
    """
    words = _CAMEL.sub(" ", header).replace("_", " ").casefold()
    asks_if_holds, tells = _WHETHER_IT_HOLDS.search(words), _TELLS.search(words)

    def read(text: str) -> Value | None:
        word = " ".join(text.casefold().split()).strip(" .")
        if word in _HOLDS:
            return Value(False, "word_recognised")
        if bill_status.meaning_of(word) == bill_status.VOID:
            return Value(True, "word_recognised")
        if tells and _NO_DAY.fullmatch(text):
            return None
        try:
            found = convert(text)
        except RowError as error:
            if not tells or error.code != "unknown_yes_no":
                raise
            return Value(True, "cancelled_by_text")
        if asks_if_holds and found is not None and isinstance(found.value, bool):
            return found._replace(value=not found.value, rule="active_is_not_cancelled")
        return found

    return read
