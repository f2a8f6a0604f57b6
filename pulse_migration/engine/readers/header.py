"""Which row is the header, by evidence, and the names it gives to the columns."""

import re
from collections import Counter
from statistics import median_high, median_low

from .cell_types import cell_kind, has_title_word
from .totals import is_total

SEARCH_ROWS = 40
BODY_ROWS = 30
MAX_ROWS_ABOVE = 5
STRONG = 0.5
_LONG_TITLE = 80
_REPEATED = 3  # words of a row, from which another one like it is no coincidence
# joiners (U+200C, U+200D) are letters' business in Indian scripts and stay
_INVISIBLE = re.compile("[\ufeff\u200b\u200e\u200f\u202a-\u202e\u2060]")

Cells = list[str]


def filled(cells: Cells) -> list[int]:
    """Return the indexes of the cells that are not blank."""
    return [i for i, cell in enumerate(cells) if cell and not cell.isspace()]


def extent(cells: Cells) -> int:
    """Return the number of cells up to the last that is not blank."""
    used = filled(cells)
    return used[-1] + 1 if used else 0


def _span(cells: Cells) -> int:
    """Return the number of cells from the first to the last that is not blank."""
    used = filled(cells)
    return used[-1] - used[0] + 1 if used else 0


def find_header(blocks: list[list[Cells]]) -> int | None:
    """Return the header's index among the rows of all blocks, else None.

    A block is a run of rows without a blank one between. The first row that is as wide
    as the rows below is the header, unless it looks like data or leaves columns without
    a title; then one of the next few rows takes its place, on strong evidence only.
    """
    rows = [row for block in blocks for row in block]
    ends = [end for end, block in _block_ends(blocks) for _row in block]
    first = weak = None
    for index, row in enumerate(rows[:SEARCH_ROWS]):
        # a block of its own is judged alone; single rows with what follows them
        stop = ends[index] if ends[index] - index > 2 else len(rows)
        body = rows[index + 1 : min(stop, index + 1 + BODY_ROWS)]
        body = _without_repetition(row, body)
        if not _is_wide_enough(row, body) or _is_summary(row, body):
            continue
        score = header_score(row, body)
        if first is None:
            groups = _names_groups(row, body)
            if score >= 0 and not groups and _is_full(row, body):
                return index
            first, weak = index, index if score >= 0 else None
        elif score >= STRONG and index - first <= MAX_ROWS_ABOVE:
            if _is_full(row, body):
                return index
            weak = index if weak is None else weak
    return weak


def _without_repetition(row: Cells, body: list[Cells]) -> list[Cells]:
    """Return the rows below but for the header come again, as between pages."""
    words = [cell.strip().casefold() for cell in row]
    if len(filled(row)) < _REPEATED or any(map(cell_kind, filter(None, words))):
        return body
    return [cells for cells in body if [c.strip().casefold() for c in cells] != words]


def _block_ends(blocks: list[list[Cells]]) -> list[tuple[int, list[Cells]]]:
    """Return each block with the index at which the next one starts."""
    ends, total = [], 0
    for block in blocks:
        total += len(block)
        ends.append((total, block))
    return ends


def _is_wide_enough(row: Cells, body: list[Cells]) -> bool:
    """Tell titles (one or two cells) from rows as wide as those that follow."""
    used = len(filled(row))
    if not body:
        return True
    usual = median_low(extent(cells) for cells in body)
    return used >= (1 if usual <= 1 else max(2, usual / 2))


def _is_full(row: Cells, body: list[Cells]) -> bool:
    """Tell whether nearly every column of the rows below has a title."""
    return not body or len(filled(row)) >= 0.75 * median_high(map(_span, body))


def _names_groups(row: Cells, body: list[Cells]) -> bool:
    """Tell whether a row says again and again what the titles below it belong to.

    "Patient, Patient, Visit, Visit" above "ID, Name, Date, Type": what is left in plain
    text of merged cells, or of a table with two levels of titles.
    """
    above = [row[index].strip().casefold() for index in filled(row)]
    first = body[0] if body else []
    below = [first[index].strip().casefold() for index in filled(first)]
    return (
        len(above) == len(below) == len(set(below))
        and min(Counter(above).values(), default=0) > 1
        and not any(map(cell_kind, below))
    )


def _is_summary(row: Cells, body: list[Cells]) -> bool:
    """Tell whether a row sums up the table that follows."""
    return bool(body) and is_total([row[i] for i in filled(row)], len(row))


def header_score(row: Cells, body: list[Cells]) -> float:
    """Return how much a row differs from the data below it, -2 to 2 a column.

    Evidence for: a typed column under a plain word, a word usual in titles.
    Against: a value of the column's own type, a value that comes again below.
    """
    used = filled(row)
    if not used:
        return -2.0
    names = Counter(row[index].strip().casefold() for index in used)
    score = sum(_column_score(row[index], index, body) for index in used)
    score -= 0.5 * sum(count - 1 for count in names.values())
    return score / len(used)


def _column_score(title: str, index: int, body: list[Cells]) -> float:
    values = [row[index].strip() for row in body if index < len(row)]
    values = [value for value in values if value]
    kinds = Counter(map(cell_kind, values))
    usual, count = kinds.most_common(1)[0] if kinds else ("", 0)
    if count < 0.7 * len(values):
        usual = ""
    own = cell_kind(title)
    score = 0.0
    if own:
        score -= 1.0 if own == usual or not values else 0.75
    elif usual:
        score += 1.0
    if not own and has_title_word(title) and len(title) <= _LONG_TITLE:
        score += 1.0
    folded = title.strip().casefold()
    if any(value.casefold() == folded for value in values):
        score -= 1.0
    if len(title) > _LONG_TITLE:
        score -= 1.0
    return score


def column_letter(index: int) -> str:
    """Return the spreadsheet letter of a 0-based column: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def clean_title(text: str) -> str:
    """Return a header cell without invisible marks, white space made single."""
    return " ".join(_INVISIBLE.sub("", text).split())


class ColumnNames:
    """The unique names of a table's columns, those beyond its header too."""

    def __init__(self, titles: Cells) -> None:
        self._taken: set[str] = set()
        self.names: list[str] = []
        wanted = [clean_title(title) for title in titles]
        own = {name.casefold() for name in wanted if name}
        for index, name in enumerate(wanted):
            self.names.append(self._unique(name or self._letter(index, own), own))

    def at(self, index: int) -> str:
        """Return the name of a column, made from its letter beyond the header."""
        while len(self.names) <= index:
            letter = self._letter(len(self.names), self._taken)
            self.names.append(self._unique(letter, set()))
        return self.names[index]

    @staticmethod
    def _letter(index: int, avoid: set[str]) -> str:
        name = f"Column {column_letter(index)}"
        return f"{name} (unnamed)" if name.casefold() in avoid else name

    def _unique(self, name: str, own: set[str]) -> str:
        """Number a repeated name, also one that differs by case only."""
        candidate, number = name, 1
        while candidate.casefold() in self._taken or (
            number > 1 and candidate.casefold() in own
        ):
            number += 1
            candidate = f"{name} ({number})"
        self._taken.add(candidate.casefold())
        return candidate
