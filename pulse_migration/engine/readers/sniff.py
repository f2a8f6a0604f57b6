"""Which delimiter and quotes a text file uses, judged from its first lines."""

import csv
import re
from collections import Counter
from dataclasses import replace
from math import sqrt

from .dialect import Dialect, unescape_backslashes, unquote_line
from .quotes import split_tolerant

DELIMITERS = (",", ";", "\t", "|")
_WHOLE = re.compile(r'"(?:[^"]|"")*"\s*')
_SEP_LINE = re.compile(r'^"?sep=(.)"?\s*$', re.IGNORECASE)


def sniff(lines: list[str]) -> Dialect:
    """Return the dialect under which the sampled lines are most table-like."""
    named = _SEP_LINE.match(lines[0]) if lines else None
    if named:
        dialect = _sniff(lines[1:], (named[1],), 1)
        # what follows may know nothing of what the first line promises
        other = _sniff(lines[1:], DELIMITERS, 1)
        return dialect if dialect.width > 1 or other.width < 2 else other
    whole = _whole_lines(lines)
    if whole:
        return replace(_sniff(whole, DELIMITERS, 0), quoted_lines=True)
    return _sniff(lines, DELIMITERS, 0)


def _whole_lines(lines: list[str]) -> list[str]:
    """Return the lines that stand in quotes each as a whole, without these; else [].

    So a spreadsheet saves a table that it took for one column.
    """
    told = [line for line in lines if line.strip()]
    found = [unquote_line(line) for line in told]
    if not found or found == told or not all(map(_WHOLE.fullmatch, told)):
        return []
    return found if _sniff(found, DELIMITERS, 0).width > 1 else []


def _sniff(lines: list[str], delimiters: tuple[str, ...], skip: int) -> Dialect:
    body = lines
    backslash = _uses_backslash(body)
    if backslash:
        body = [unescape_backslashes(line) for line in body]
    end = _usual_end(lines)
    best = Dialect(delimiters[0], backslash=backslash, skip=skip, end=end)
    best_score = 0.0
    for delimiter in delimiters:
        spaces = _starts_quoted(body, delimiter + r"[ \t]+", '"')
        for quote in ('"', "'"):
            if quote == "'" and not _starts_quoted(body, delimiter, quote):
                continue
            widths = _widths(body, delimiter, quote, spaces)
            width, share, score = _score(widths)
            # an apostrophe must earn its place: names such as O'Brien are common
            if score > best_score * (1.05 if quote == "'" else 1):
                best_score = score
                best = Dialect(
                    delimiter, quote, spaces, backslash, width, share, skip, end
                )
    return best


def _usual_end(lines: list[str]) -> str:
    ends = Counter(line[len(line.rstrip("\r\n")) :][-2:] for line in lines)
    del ends[""]
    usual = ends.most_common(1)[0][0] if ends else "\n"
    return usual if usual in ("\r\n", "\r") else "\n"


def _starts_quoted(lines: list[str], before: str, quote: str) -> bool:
    """Tell whether at least a third of the lines have a quote right after that."""
    pattern = re.escape(before) if len(before) == 1 else f"[{before[0]}]{before[1:]}"
    found = sum(bool(re.search(pattern + quote, line)) for line in lines)
    return found > 0 and found * 3 >= len(lines)


def _widths(lines: list[str], delimiter: str, quote: str, spaces: bool) -> list[int]:
    """Return the cell count of each record that is not blank."""
    if quote == "'":
        # names such as O'Brien are beyond the csv module inside apostrophes
        dialect = Dialect(delimiter, quote, spaces)
        found = (split_tolerant(line, dialect)[0] for line in lines if line.strip())
        return [len(cells) if cells else 1 for cells in found]
    reader = csv.reader(
        lines, delimiter=delimiter, quotechar=quote, skipinitialspace=spaces
    )
    try:
        widths = [len(row) for row in reader if any(map(str.strip, row))]
    except csv.Error:
        widths = []
    if len(widths) * 3 >= len(lines):
        return widths
    # a lost quote swallowed most of the sample: count by line instead
    cell = re.compile(f"{quote}[^{quote}]*{quote}")
    return [cell.sub("", x).count(delimiter) + 1 for x in lines if x.strip()]


def _score(widths: list[int]) -> tuple[int, float, float]:
    """Return the usual width, its share of the records and a score to compare."""
    counts = Counter(width for width in widths if width > 1)
    if not counts:
        return 1, 0.0, 0.0
    width, count = max(counts.items(), key=lambda item: (item[1], item[0]))
    share = count / len(widths)
    score = share**2 * sqrt(min(width, 16))
    return width, share, score * (1.3 if widths[0] == width else 1.0)


def _uses_backslash(lines: list[str]) -> bool:
    r"""Tell whether \" stands inside quoted cells, as database dumps write it."""
    inside = sum(len(re.findall(r'[^\\,;\t|"]\\"[^,;\t|\r\n"]', x)) for x in lines)
    doubled = sum(len(re.findall(r'[^,;\t|"]""[^,;\t|"\r\n]', x)) for x in lines)
    return inside > doubled
