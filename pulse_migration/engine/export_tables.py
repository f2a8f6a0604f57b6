"""What the tables of one export say about each other: who refers to whom.

A column whose values are the ids of another table refers to it. So a table that names
patients is about patients, and the one that the others name is the list of them,
whatever their headers say. And a system exports its patients once: of two tables with
other columns each, the one that is less so is something else.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .catalog import OBJECTS
from .object_choice import Weighed
from .references import LEAST, MOSTLY, REFERENCES, Sketch
from .words import phrase_words

_FITS = 2.0  # nats, when a table's reference is one that its object has
_KNOWN = 1.0  # more, when its column is taken for that reference as well
_STRANGE = -2.0  # when its object has no such reference
_NO_OBJECT = -2.0  # a table that names patients is no list of stock
_MOST = 5.0  # nats that the tables of an export add or take, however many they are
_UNIQUE = 0.98  # share of distinct values from which a column names its rows
_MOST_IDS = 4  # columns of a table that may name its rows; the first ones do
# nats against a second table of the same, in other columns; records, and what is
# billed, come in many shapes
_TWICE = {
    "patient": 2.5,
    "appointment": 2.0,
    "prescription": 1.5,
    "physician": 1.0,
    "campaign": 1.0,
    "message": 1.0,
}
_FEW, _OFTEN = 30, 6  # a clinic's staff is few, and its patients name each often
_ROUNDS = 6


@dataclass(frozen=True, slots=True)
class Key:
    """A column that could name rows, or refer to such: its values and how many."""

    sketch: Sketch
    filled: int
    distinct: int

    @property
    def is_unique(self) -> bool:
        """Whether nearly every row has a value of its own here."""
        return self.filled >= LEAST and self.distinct >= _UNIQUE * self.filled


@dataclass(frozen=True, slots=True)
class Table:
    """A table beside the others: what speaks for each object, and its columns.

    ``keys`` are by header, in the order of ``header``; an ``object`` is settled.
    """

    weighed: Weighed
    header: Sequence[str]
    keys: Mapping[str, Key]
    object: str | None = None


@dataclass(frozen=True, slots=True)
class _Link:
    """A column of one table holds what names the rows of another."""

    table: int
    column: int
    other: int
    key: int
    is_unique: bool  # each of the other's rows is named at most once
    is_seldom: bool  # there are many of them, and each is named a few times


def weigh(tables: Sequence[Table]) -> list[dict[str, float]]:
    """For each table the nats that the others add for each object ("" for none).

    Each table starts as what it is by itself; then each looks at what the others are,
    the least certain first, until nothing changes.
    """
    links = list(_links(tables))
    same = {(link.table, link.other) for link in links if link.is_unique}
    names = (*OBJECTS, "")
    told = [{name: 0.0 for name in names} for _table in tables]
    objects = [_first(table, nats) for table, nats in zip(tables, told, strict=True)]
    for _round in range(_ROUNDS):
        before = list(objects)
        for at in sorted(range(len(tables)), key=lambda at: _certain(tables[at])):
            own = [link for link in links if at in (link.table, link.other)]
            others = [
                objects[other]
                for other, table in enumerate(tables)
                if other != at
                and set(table.header) != set(tables[at].header)
                and not same.intersection(((at, other), (other, at)))
            ]
            told[at] = {
                name: _sum(own, [*objects[:at], name, *objects[at + 1 :]], tables)
                - _TWICE.get(name, 0.0) * (name in others)
                for name in names
            }
            objects[at] = _first(tables[at], told[at])
        if objects == before:
            break
    return told


def _certain(table: Table) -> float:
    """How far, in nats, a table is ahead of the next best by itself."""
    if table.object is not None:
        return math.inf
    first, second = sorted(table.weighed.nats.values(), reverse=True)[:2]
    return first - second


def _first(table: Table, beside: Mapping[str, float]) -> str:
    if table.object is not None:
        return table.object
    nats = table.weighed.nats
    return max(nats, key=lambda name: nats[name] + beside[name])


def _links(tables: Sequence[Table]) -> Iterable[_Link]:
    """For each pair of tables the columns that link them best, if any do."""
    for at, table in enumerate(tables):
        for other, target in enumerate(tables):
            found = _found_ids(table, target) if at != other else []
            if found:
                _share, key, column = max(found)
                naming = table.keys[table.header[-column]]
                ids = target.keys[target.header[-key]]
                often = naming.filled >= _OFTEN * naming.distinct
                is_seldom = ids.filled > _FEW and not often
                yield _Link(at, -column, other, -key, naming.is_unique, is_seldom)


def _found_ids(table: Table, target: Table) -> list[tuple[float, int, int]]:
    """(share, -column of the ids, -column that holds them) of what a table names."""
    naming = [header for header, key in target.keys.items() if key.is_unique]
    return [
        (share, -target.header.index(named), -table.header.index(header))
        for named in naming[:_MOST_IDS]
        for header, key in table.keys.items()
        if (share := _share(header, key, named, target.keys[named])) >= MOSTLY
    ]


def _share(header: str, key: Key, named: str, ids: Key) -> float:
    """Share of a column's values found among ids; bare numbers must be called alike."""
    is_counting = key.sketch.is_counting and ids.sketch.is_counting
    if is_counting and phrase_words(header) != phrase_words(named):
        return 0.0
    share, compared = key.sketch.share_in(ids.sketch)
    return share if compared >= LEAST else 0.0


def _sum(links: Iterable[_Link], objects: Sequence[str], tables) -> float:
    total = sum(_nats(link, objects, tables) for link in links)
    return max(-_MOST, min(_MOST, total))


def _nats(link: _Link, objects: Sequence[str], tables: Sequence[Table]) -> float:
    """How well a link fits what its two tables are taken for."""
    name, other = objects[link.table], objects[link.other]
    if not other:
        return 0.0  # a price list: anybody may name it
    if not name:
        return _NO_OBJECT if other == "patient" else 0.0
    if name == other:  # two lists of the same people
        return 0.0 if link.is_unique else _STRANGE
    key = _field(tables[link.other], other, link.key)
    field = REFERENCES.get((other, key))
    if field is None:  # by a phone people are named as well, by a receipt nobody is
        return _STRANGE if key == next(iter(OBJECTS[other].fields)) else 0.0
    if field not in OBJECTS[name].fields:
        return _STRANGE
    if other == "physician" and link.is_seldom:
        return _STRANGE
    is_known = _field(tables[link.table], name, link.column) == field
    return _FITS + _KNOWN * is_known


def _field(table: Table, name: str, column: int) -> str:
    """The field that a column is taken for in an object; without one, its own id's."""
    options = table.weighed.candidates.get(name)
    options = options[column] if options else ()
    return options[0].field if options else next(iter(OBJECTS[name].fields))
