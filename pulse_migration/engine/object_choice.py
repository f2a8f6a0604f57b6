"""Decides which Pulse object a table holds, from all its headers and its file name."""

import dataclasses
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .catalog import OBJECTS, Object
from .evidence import Candidate, Column, candidates
from .object_words import KIND, OTHER, ObjectWords, shipped
from .phrase_index import NO_FIELD
from .words import phrase_words

_LEAST_FIT = 0.3  # mean fit of the columns; below, the table is none of ours
_CLEAR = 2.5  # nats from which another object is out of the question
_FILE_NAME = 6.0  # nats, when the file's name speaks for an object
_ONLY_NAMED = 0.8  # of a missing patient number, when the patient is named
_PATIENT_NAMES = frozenset({"patient_name", "patient_first_name", "patient_email"})
_FLOOR = 0.1  # chance that a column of the object is one nobody listed
_RARER = 0.75  # what a rarer field says about the object, against a core one
_AGAIN = 0.6  # what a second column for the same field says
_FOREIGN = 0.8  # what "Appointment Date" says for another object than that
_OTHER_COLUMN = -1.2  # nats for none of ours, a column: nobody listed what it holds
_OTHER_CLEARLY = 1.5  # nats to be none of ours: a file left out is worse than a look
_BOUGHT = 6.0  # nats for none of ours, when the clinic is who pays
_SELLERS = frozenset("supplier vendor distributor stockist wholesaler".split())
_PAID_OUT = re.compile(r"paid[\s_]*to\b|expense|approved[\s_]*by\b", re.IGNORECASE)
# of what staff is paid for; a list of staff has one of them at most
_PAYROLL = frozenset(
    "present absent leave overtime ot lop attendance payroll pf esi hra tds ctc "
    "basic deduction salary holiday shift".split()
)
# of a file of the house, not of its patients
_HOUSE_FILES = frozenset(
    "attendance payroll salary expense stock inventory supplier vendor asset holiday "
    "leave purchase".split()
)
_FOREIGN_NUMBER = 0.3  # what "Record ID" says for a bill, as the bill's own number
_OWN_WORDS = frozenset("appointment bill prescription message campaign record".split())
_PRESENT = 0.75  # score from which a key field counts as there


# most files of a clinic are of these, and their billing comes in one file
_USUAL = (
    ("patient", 1.0),
    ("appointment", 1.0),
    ("medical_record", 1.0),
    ("bill", 1.5),
    ("bill_item", 1.0),
    ("payment", -0.5),
)


@dataclass(frozen=True, slots=True)
class Weights:
    """What speaks for an object besides its columns, in nats (2.3 are ten to one).

    ``trust`` is how far what the columns' fields say counts beside ``words`` (the
    shipped table when ``None``), whose numbers were fitted with that trust.
    """

    missing: float = 2.0  # against it, for each thing such a file is not without
    own_number: float = 3.0  # when the file starts with its own records' number
    usual: tuple[tuple[str, float], ...] = _USUAL
    trust: float = 0.6
    words: ObjectWords | None = None


WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Choice:
    """The object chosen, with each column's candidates and those of its rivals.

    ``rivals`` are the other objects the table may well be; empty without doubt.
    """

    object: str
    score: float
    reason: str
    candidates: list[list[Candidate]]
    rivals: list[list[list[Candidate]]] = dataclasses.field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A table beside all objects: nats for each, and "" for none of them.

    ``candidates`` are those of its columns by object; ``fit`` is the mean fit of its
    columns, ``is_named`` whether the file's name speaks for the object.
    """

    nats: Mapping[str, float]
    candidates: Mapping[str, list[list[Candidate]]]
    fit: Mapping[str, float]
    is_named: Mapping[str, bool]


def weigh(
    columns: Sequence[Column], file_name: str, weights: Weights = WEIGHTS
) -> Weighed:
    """Say how much speaks for each object, by the table alone."""
    found = {item.name: candidates(item, columns) for item in OBJECTS.values()}
    fits = {name: _best_by_field(OBJECTS[name], columns, found[name]) for name in found}
    named = {item.name: _named(item, file_name) for item in OBJECTS.values()}
    by_fields = {
        name: _evidence(OBJECTS[name], columns, fits[name], weights) for name in found
    }
    words = (weights.words or shipped()).weigh(columns)
    nats = {
        name: weights.trust * by_fields[name]
        + words[KIND.get(name, name)]
        + _FILE_NAME * named[name]
        for name in found
    }
    nats[""] = by_other(columns, weights) + words[OTHER] - _OTHER_CLEARLY
    if _is_bought(columns, found["bill"]):
        nats[""] += _BOUGHT
    nats[""] += _FILE_NAME * bool(_HOUSE_FILES.intersection(_file_words(file_name)))
    mean = {
        name: sum(fit for _, fit in fits[name]) / max(len(columns), 1) for name in fits
    }
    return Weighed(nats, found, mean, named)


def _is_bought(
    columns: Sequence[Column], options: Sequence[Sequence[Candidate]]
) -> bool:
    """Whether the table names whom the clinic pays, or what for, and no patient."""
    told = {word for column in columns for word in column.words.words}
    paid = any(_PAID_OUT.search(column.header) for column in columns)
    paid = paid or len(told & _PAYROLL) > 1
    return (paid or bool(told & _SELLERS)) and not any(
        option.field.startswith("patient_") and option.score >= _PRESENT
        for each in options
        for option in each
    )


def choose(
    columns: Sequence[Column],
    file_name: str,
    settled: str = "",
    weights: Weights = WEIGHTS,
    beside: Mapping[str, float] | None = None,
) -> Choice:
    """Choose among all objects, or take ``settled`` (``KeyError`` if unknown).

    ``beside`` are nats that the other tables of the export add for each object.
    """
    if settled:
        found = candidates(OBJECTS[settled], columns)
        return Choice(settled, 1.0, "confirmed_before", found)
    weighed = weigh(columns, file_name, weights)
    told = {
        name: nats + (beside or {}).get(name, 0.0)
        for name, nats in weighed.nats.items()
    }
    first = max(told, key=lambda name: told[name])
    if not first:
        return Choice("", _chance(first, told), "no_object", [])
    # the others tell which of ours it is, not that it is one of ours
    score = _chance(first, weighed.nats)
    if weighed.fit[first] < _LEAST_FIT:
        return Choice("", weighed.fit[first], "no_object", [])
    reason = "file_name_and_headers" if weighed.is_named[first] else "headers"
    rivals = [
        weighed.candidates[name]
        for name in told
        if name and name != first and told[first] - told[name] < _CLEAR
    ]
    found = weighed.candidates[first]
    return Choice(first, score, reason, found, rivals)


def by_other(columns: Sequence[Column], weights: Weights = WEIGHTS) -> float:
    """What the columns say for a table that is none of ours, in nats."""
    return weights.trust * _OTHER_COLUMN * len(columns)


def by_kind(columns: Sequence[Column], weights: Weights = WEIGHTS) -> dict[str, float]:
    """What the fields of the columns say for each kind of object, in nats.

    ``words`` is fitted on what this leaves open.
    """
    evidence = {}
    for item in OBJECTS.values():
        fits = _best_by_field(item, columns, candidates(item, columns))
        evidence[item.name] = _evidence(item, columns, fits, weights)
    return {**_best_of_kind(evidence), OTHER: _OTHER_COLUMN * len(columns)}


def _best_of_kind(evidence: Mapping[str, float]) -> dict[str, float]:
    best: dict[str, float] = {}
    for name, nats in evidence.items():
        kind = KIND.get(name, name)
        best[kind] = max(best.get(kind, nats), nats)
    return best


def _chance(first: str, told: Mapping[str, float]) -> float:
    """How likely the table is of the kind of ``first``, 0 to 1."""
    best = _best_of_kind(told)
    top = told[first]
    return 1 / sum(math.exp(nats - top) for nats in best.values())


def _best_by_field(
    item: Object, columns: Sequence[Column], options: Sequence[Sequence[Candidate]]
) -> list[tuple[str, float]]:
    """For each column its best field and fit; a field counts fully only once."""
    fits: list[tuple[str, float]] = []
    for column, its_options in zip(columns, options, strict=True):
        named = [option for option in its_options if option.field != NO_FIELD]
        if not named:
            fits.append((NO_FIELD, 0.0))
            continue
        best = max(named, key=lambda option: option.object_fit)
        fits.append((best.field, best.object_fit * _telling(item, column, best.field)))
    top: dict[str, float] = {}
    for field, fit in fits:
        top[field] = max(top.get(field, 0.0), fit)
    seen: set[str] = set()
    counted = []
    for field, fit in fits:
        first = fit == top[field] and field not in seen
        counted.append((field, fit if first else fit * _AGAIN))
        if first:
            seen.add(field)
    return counted


def _telling(item: Object, column: Column, name: str) -> float:
    """How much a column says for the object, given the field it may be there."""
    field = item.fields[name]
    telling = 1.0 if field.core else _RARER
    owners = _OWN_WORDS.intersection(column.words.words)
    foreign = owners and not owners.intersection(item.subjects)
    if foreign and name == next(iter(item.fields)):
        return telling * _FOREIGN_NUMBER
    return telling * _FOREIGN if foreign and field.kind != "id" else telling


def _evidence(
    item: Object,
    columns: Sequence[Column],
    fits: Sequence[tuple[str, float]],
    weights: Weights = WEIGHTS,
) -> float:
    present = {field for field, fit in fits if fit >= _PRESENT}
    total = sum(math.log(_FLOOR + (1 - _FLOOR) * fit) for _, fit in fits)
    if _starts_with_own_number(item, columns, fits):
        total += weights.own_number
    total -= weights.missing * _missing(item, present)
    return total + dict(weights.usual).get(item.name, 0.0)


def _missing(item: Object, present: set[str]) -> float:
    """How many of the things are missing that such a file is not without."""
    required = [field.name for field in item.fields.values() if field.required]
    groups = [*([name] for name in required), *item.required_any, item.expected]
    missing = float(sum(not present.intersection(group) for group in groups))
    if item.name != "patient" and "patient_id" in set(required) - present:
        # a list for people, not for machines, names its patients
        missing -= _ONLY_NAMED * bool(present.intersection(_PATIENT_NAMES))
    return missing


def _starts_with_own_number(
    item: Object, columns: Sequence[Column], fits: Sequence[tuple[str, float]]
) -> bool:
    """Whether the first column says to be the number of the object's own records."""
    if not fits:
        return False
    field, told = fits[0][0], _OWN_WORDS.intersection(columns[0].words.words)
    if item.name == "bill_item":  # lines start with the number of their bill
        return field == "bill_id" and bool(told)
    own = next(iter(item.fields))
    return field == own and bool(told.intersection(item.subjects))


def _named(item: Object, file_name: str) -> bool:
    words = _file_words(file_name)
    return any(words.issuperset(phrase_words(word)) for word in item.files)


def _file_words(file_name: str) -> set[str]:
    stem = file_name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return set(phrase_words(stem))
