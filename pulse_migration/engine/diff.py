"""Compares what a cell said with what Odoo stored, and passes a verdict on it."""

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

EQUAL = "equal"
TRANSFORMED = "transformed"
DEFAULTED = "defaulted"
LOSSY = "lossy"
LOST = "lost"
FLAGGED = "flagged"
LEAST = 3  # shorter words would be found anywhere
_TAG = re.compile(r"<[^>]*>")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# what becomes of a field that the source and Odoo may both have moved
SAME = "same"
WRITE = "write"
KEEP = "keep"
CONFLICT = "conflict"
VERDICTS = (EQUAL, TRANSFORMED, DEFAULTED, LOSSY, LOST, FLAGGED)


@dataclass(frozen=True, slots=True)
class Target:
    """A field of the record that the cell has a part in: as meant, and as read back.

    ``rule`` names what leads from the value to what is stored when that cannot be seen
    in the text itself: a record that a map chose, the clinic's clock.
    """

    name: str
    expected: object
    actual: object
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One source cell on its way: ``value`` is what staging made of ``text``.

    ``issues`` are (code, severity) pairs of this column; ``field`` is empty for a
    column that is kept on the row only.
    """

    text: str
    field: str = ""
    value: object = None
    issues: Sequence[tuple[str, str]] = ()
    targets: Sequence[Target] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict and the rules that led to it, as codes."""

    verdict: str
    rules: tuple[str, ...] = ()


def judge(cell: Cell) -> Verdict:
    """Pass the verdict on one cell.

    ``flagged``: a person shall look. ``lost``: nothing of it is in Odoo. ``lossy``:
    Odoo stored another thing than was meant. ``equal``: stored as it was written;
    ``transformed``: stored by the named rules.
    """
    rules = tuple(code for code, _severity in cell.issues)
    if not cell.field:
        return Verdict(LOST, (*rules, "kept_on_row"))
    if any(severity in ("warning", "error") for _code, severity in cell.issues):
        return Verdict(FLAGGED, rules)
    if cell.value in (None, ""):
        return Verdict(TRANSFORMED if rules else LOST, rules)
    if not cell.targets:
        return _without_target(cell, rules)
    if any(target.expected != target.actual for target in cell.targets):
        return Verdict(LOSSY, (*rules, "changed_by_odoo"))
    if any(is_same(target.actual, cell.text) for target in cell.targets):
        return Verdict(EQUAL, rules)
    explained = _explain(cell)
    if not explained:
        return Verdict(LOSSY, (*rules, "changed_by_loader"))
    return Verdict(TRANSFORMED, rules or explained)


def _explain(cell: Cell) -> tuple[str, ...]:
    """Return the rules by which at least one target holds the value, none when none.

    What no rule names is an unexplained difference, whoever made it.
    """
    if any(carries(cell.value, target.actual) for target in cell.targets):
        return ("typed",)
    return tuple(dict.fromkeys(t.rule for t in cell.targets if t.rule and t.actual))


def carries(value: object, stored: object) -> bool:
    """Tell whether a stored value says what the staged one says, whole or as a part.

    >>> carries("male", "male"), carries("a < b", "<p>Note: a &lt; b</p>")
    (True, True)
    >>> carries("Asha Rao", "Asha"), carries("2024-03-05T10:00:00", "2024-03-05")
    (False, True)
    """
    if isinstance(stored, list | tuple):
        return any(carries(value, item) for item in stored)
    if isinstance(value, bool):
        return stored == value or carries("yes" if value else "no", stored)
    if is_same(stored, str(value)):
        return True
    text, wanted = _words(stored), _words(value)
    if not text or not wanted:
        return False
    day = wanted.replace("T", " ") if _DAY.match(wanted) else ""
    if day and (day.startswith(text) or text.startswith(day)):
        return True
    return is_found(wanted, text) or all(is_found(p, text) for p in _pieces(value))


def is_found(words: str, text: str) -> bool:
    """Tell whether ``words`` stand in ``text`` as words of their own."""
    if len(words) < LEAST:
        return words == text
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None


def _words(value: object) -> str:
    """Return the words of a value: of HTML what is read, blanks as one each."""
    text = plain(value)
    if text.startswith("<"):
        text = html.unescape(_TAG.sub(" ", text))
    return " ".join(text.split())


def _pieces(value: object) -> list[str]:
    """Return the lines of a text of several, which may stand apart."""
    lines = [" ".join(line.split()) for line in str(value).splitlines()]
    return [line for line in lines if line] or ["\0"]


def _without_target(cell: Cell, rules: tuple[str, ...]) -> Verdict:
    """A nought that no field holds is a blank; anything else is lost."""
    try:
        is_nought = Decimal(str(cell.value)) == 0
    except InvalidOperation:
        is_nought = False
    if is_nought:
        return Verdict(TRANSFORMED, (*rules, "nought"))
    return Verdict(LOST, (*rules, "no_target"))


def is_same(stored: object, text: str) -> bool:
    """Tell whether a stored value reads as the text does; numbers by their worth.

    >>> is_same(500.0, "500.00"), is_same("0500", "500"), is_same("Asha", " Asha ")
    (True, False, True)
    """
    if isinstance(stored, int | float) and not isinstance(stored, bool):
        try:
            return Decimal(text.strip()) == Decimal(plain(stored) or "0")
        except InvalidOperation:
            return False
    return plain(stored) == plain(text)


def plain(value: object) -> str:
    """Return a stored value as text to compare: numbers without needless zeros.

    >>> plain(500.0), plain(" Asha "), plain(False)
    ('500', 'Asha', '')
    """
    if value is None or value is False:
        return ""
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".")
    return str(value).strip()


def three_way(last: object, new: object, current: object) -> str:
    """Return what becomes of one field, by values in one and the same form.

    :param last: what the source said when it was last taken over, None: nothing
    :param new: what it says now
    :param current: what Odoo holds

    >>> three_way("Pune", "Thane", "Pune"), three_way("Pune", "Pune", "Thane")
    ('write', 'keep')
    >>> three_way("Pune", "Nashik", "Thane"), three_way("Pune", "Thane", "Thane")
    ('conflict', 'same')
    """
    if new == current:
        return SAME
    if last == current or not (last or current):
        return WRITE
    return KEEP if last == new else CONFLICT


def differing(one: Mapping[str, object], other: Mapping[str, object]) -> list[str]:
    """Return the names whose values differ, or that only one of them has.

    >>> differing({"name": "Asha", "city": "Pune"}, {"city": "Pune", "zip": "4"})
    ['name', 'zip']
    """
    return [
        name
        for name in dict.fromkeys((*one, *other))
        if one.get(name) != other.get(name)
    ]


def defaulted(
    base: Mapping[str, object], influence: Mapping[str, Sequence[str]]
) -> list[str]:
    """Return the filled target fields that no source field has a part in."""
    explained = {target for targets in influence.values() for target in targets}
    return [
        name
        for name, value in base.items()
        if name not in explained and value not in (None, False, "", 0, 0.0, [])
    ]
