"""What a person should never read on a screen."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

_DEMO = Path(__file__).resolve().parents[2] / "pulse_migration" / "demo" / "clinic"
_TECHNICAL = re.compile(
    r"x_studio_\w+|\b(?:res|pulse|mail|ir|account)\.[a-z]+\.?[a-z.]*\b"
    r"|Traceback|Server Error|\bNaN\b|\bundefined\b|\[object \w+\]|\{\{|%\(\w+\)s"
)
# "1 rows"; a number that goes on, a span of time and a verb are none
_PLURAL = re.compile(
    r"(?<![\w.,:/+–-])1 (?!is\b|was\b|has\b|this\b|status\b|address\b)[a-z]{2,}s\b"
)
_KEY = re.compile(r"(?<![\w./@-])[a-z]+(?:_[a-z0-9]+)+(?![\w@]|\.\w)")


def _said_by_the_export() -> frozenset[str]:
    """Return the headers and file names of the demo: those are shown as they are."""
    words = set()
    for path in _DEMO.glob("*.csv"):
        words.add(path.stem)
        words.update(path.read_text("utf-8").splitlines()[0].split(","))
    return frozenset(words)


def find_faults(text: str, badges: Iterable[str] = ()) -> Iterator[str]:
    """Yield what is wrong with a page's text.

    :param badges: texts of its badges: a state that begins small is a raw key

    >>> list(find_faults("1 rows, 21 rows, 1 row", ["draft", "Done"]))
    ['a plural: 1 rows', 'a raw state: draft']
    >>> list(find_faults("patient_id of patients.csv: date_order_open"))
    ['a raw key: date_order_open']
    """
    for found in _TECHNICAL.finditer(text):
        yield f"a technical text: {found.group()}"
    for found in _PLURAL.finditer(text):
        yield f"a plural: {found.group()}"
    allowed = _said_by_the_export()
    for found in _KEY.finditer(text):
        if found.group() not in allowed and not found.group().startswith("x_studio"):
            yield f"a raw key: {found.group()}"
    for badge in badges:
        if re.fullmatch(r"[a-z][a-z_]*", badge.strip()):
            yield f"a raw state: {badge.strip()}"
