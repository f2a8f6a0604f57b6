"""The building blocks of the catalogue: field, object, and their short notation."""

from dataclasses import dataclass
from itertools import product

KINDS = frozenset(
    "id text long_text name email phone date datetime time duration money number "
    "percent blood_group gender yes_no choice allergy file age".split()
)


@dataclass(frozen=True, slots=True)
class Field:
    """One canonical column of an object.

    ``kind`` (one of :data:`KINDS`) says which values it takes; a ``choice`` is a small
    vocabulary kept verbatim until a value map translates it. ``aliases`` are phrases of
    plain lower-case words that mean the field in a header; ``hints`` are phrases that
    may mean it and need a person's look, ``rare`` ones those that are more at home in
    another object. ``core`` fields are those nearly every clinic has; the others are
    recognised, and kept, when they appear.
    """

    name: str
    label: str
    kind: str
    aliases: tuple[str, ...]
    hints: tuple[str, ...] = ()
    rare: tuple[str, ...] = ()
    required: bool = False
    core: bool = True


@dataclass(frozen=True, slots=True)
class Object:
    """One kind of record in a clinic's export.

    ``subjects`` are the words that only repeat what the file is about ("Patient" in a
    patient file). ``files`` are words of typical file names. ``required_any`` lists
    groups of fields of which at least one must be mapped, besides the required fields;
    of the ``expected`` fields such a file has at least one.
    """

    name: str
    label: str
    fields: dict[str, Field]
    subjects: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    required_any: tuple[tuple[str, ...], ...] = ()
    expected: tuple[str, ...] = ()


def expand(pattern: str) -> list[str]:
    """Write out a phrase pattern.

    A slash separates alternatives, a trailing question mark makes a word optional:

    >>> expand("patient id/number")
    ['patient id', 'patient number']
    >>> expand("mobile number?")
    ['mobile number', 'mobile']
    """
    choices = []
    for word in pattern.split():
        options = word.rstrip("?").split("/")
        choices.append(options + [""] if word.endswith("?") else options)
    return [" ".join(filter(None, words)) for words in product(*choices)]


def expand_all(patterns: str) -> tuple[str, ...]:
    """All phrases of patterns that are separated by semicolons."""
    return tuple(
        phrase for pattern in patterns.split("; ") for phrase in expand(pattern)
    )


def _field(name: str, kind: str, patterns: str, **flags: bool) -> Field:
    if kind not in KINDS:
        raise ValueError(f"unknown kind {kind!r} of field {name!r}")
    spelled = name.replace("_", " ")
    aliases = [] if spelled.startswith("amount ") else [spelled]  # nobody says it so
    hints: list[str] = []
    rare: list[str] = []
    for pattern in filter(None, patterns.split("; ")):
        into = {"~": hints, "^": rare}.get(pattern[0], aliases)
        into.extend(expand(pattern.lstrip("~^")))
    label = spelled.capitalize()
    if label.endswith(" id"):
        label = label[:-2] + "ID"
    return Field(
        name,
        label,
        kind,
        tuple(dict.fromkeys(aliases)),
        tuple(dict.fromkeys(hints)),
        tuple(dict.fromkeys(rare)),
        **flags,
    )


def core(name: str, kind: str, patterns: str = "", *, required: bool = False) -> Field:
    """A field nearly every clinic has.

    ``patterns`` are separated by semicolons; one after ~ is only a hint, after ^ rare.
    """
    return _field(name, kind, patterns, required=required)


def extra(name: str, kind: str, patterns: str = "") -> Field:
    """A field some clinics have."""
    return _field(name, kind, patterns, core=False)


def define(
    name: str,
    label: str,
    *fields: Field,
    subjects: str,
    files: str,
    required_any: tuple[tuple[str, ...], ...] = (),
    expected: str = "",
) -> Object:
    """Build an object; ``subjects``, ``files``, ``expected`` are words with blanks."""
    by_name = {field.name: field for field in fields}
    if len(by_name) != len(fields):
        raise ValueError(f"object {name!r} defines a field twice")
    return Object(
        name,
        label,
        by_name,
        tuple(subjects.split()),
        tuple(files.split()),
        required_any,
        tuple(expected.split()),
    )
