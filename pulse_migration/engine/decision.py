"""What was decided about one column, apart from the file it stood in."""

from collections.abc import Mapping
from dataclasses import dataclass

MAP, CREATE, KEEP, IGNORE = "map", "create", "keep", "ignore"
TREATMENTS = (MAP, CREATE, KEEP, IGNORE)
DATE_ORDERS = ("DMY", "MDY", "YMD")


@dataclass(frozen=True, slots=True)
class Decision:
    """A column's meaning, to be proposed again for a column of the same name.

    ``field`` is a canonical field, or the name of a field of the database's own; with
    ``treatment`` create it is empty and ``custom_type``, ``label`` and ``is_medical``
    describe the field to make. ``date_order`` holds where a column proves none itself.
    ``reason`` is the code that says who decided.
    """

    treatment: str
    field: str = ""
    date_order: str = ""
    custom_type: str = ""
    label: str = ""
    is_medical: bool = False
    reason: str = "confirmed_before"


def plain(header: str) -> str:
    """The header without case and blanks: how columns are known again.

    >>> plain(" Date of  Birth")
    'dateofbirth'
    """
    return "".join(header.casefold().split())


def find(decisions: Mapping[str, Decision], header: str) -> Decision | None:
    """The decision about ``header`` among those by plain header."""
    return decisions.get(plain(header))
