"""Compares what a cell said with what Odoo stored, and passes a verdict on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

EQUAL = "equal"
TRANSFORMED = "transformed"
DEFAULTED = "defaulted"
LOSSY = "lossy"
LOST = "lost"
FLAGGED = "flagged"
VERDICTS = (EQUAL, TRANSFORMED, DEFAULTED, LOSSY, LOST, FLAGGED)


@dataclass(frozen=True, slots=True)
class Target:
    """A field of the record that the cell has a part in: as meant, and as read back."""

    name: str
    expected: object
    actual: object


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
        return Verdict(LOST, (*rules, "no_target"))
    if any(target.expected != target.actual for target in cell.targets):
        return Verdict(LOSSY, (*rules, "changed_by_odoo"))
    if any(plain(target.actual) == plain(cell.text) for target in cell.targets):
        return Verdict(EQUAL, rules)
    return Verdict(TRANSFORMED, rules or ("typed",))


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


def influences(
    base: Mapping[str, object], variants: Mapping[str, Mapping[str, object] | None]
) -> dict[str, tuple[str, ...]]:
    """Tell which target fields each source field has a part in.

    :param base: target field -> value, prepared from all source fields
    :param variants: source field -> the same, prepared without it; None when nothing
        can be made without it (then it has a part in everything)
    """
    found = {}
    for name, variant in variants.items():
        if variant is None:
            found[name] = tuple(base)
            continue
        found[name] = tuple(
            target
            for target in dict.fromkeys((*base, *variant))
            if base.get(target) != variant.get(target)
        )
    return found


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
