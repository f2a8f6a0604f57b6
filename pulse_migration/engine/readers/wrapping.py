"""Marks some programs put around every value: 'P20' and ="00123"."""

import re

_APOSTROPHES = re.compile(r"(\s*)'(.*)'\s*", re.DOTALL)
_FORMULA = re.compile(r'(\s*)="(.*)"\s*', re.DOTALL)
_FILE_SHARE = 0.8
_COLUMN_VALUES = 3

Unwrap = dict[int, re.Pattern[str]]


def find_wrapping(rows: list[list[str]], width: int) -> tuple[Unwrap, tuple[str, ...]]:
    """Return ({column index: pattern to strip}, codes) proven by sampled rows.

    Apostrophes count only when nearly the whole file, or all of a column, has them:
    a lone pair may be the text itself. ``="..."`` never is.
    """
    columns = [
        [row[i] for row in rows if i < len(row) and row[i].strip()]
        for i in range(width)
    ]
    unwrap: Unwrap = {}
    total = sum(map(len, columns))
    wrapped = [sum(map(_is_wrapped, values)) for values in columns]
    everywhere = total >= 2 and sum(wrapped) >= _FILE_SHARE * total
    for index, values in enumerate(columns):
        whole = len(values) >= _COLUMN_VALUES and wrapped[index] == len(values)
        if everywhere or whole:
            unwrap[index] = _APOSTROPHES
        elif any(map(_FORMULA.fullmatch, values)):
            unwrap[index] = _FORMULA
    used = set(unwrap.values())
    codes = (
        "apostrophes_stripped" if _APOSTROPHES in used else "",
        "formula_text_stripped" if _FORMULA in used else "",
    )
    return unwrap, tuple(code for code in codes if code)


def strip_wrapping(cells: list[str], unwrap: Unwrap) -> list[str]:
    """Return the cells without the marks; a cell that has none stays as it is."""
    return [
        match[2]
        if (pattern := unwrap.get(i)) and (match := pattern.fullmatch(cell))
        else cell
        for i, cell in enumerate(cells)
    ]


def _is_wrapped(value: str) -> bool:
    return _APOSTROPHES.fullmatch(value) is not None
