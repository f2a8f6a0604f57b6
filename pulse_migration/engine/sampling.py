"""Chooses the patients of a sample so that everything that occurs is looked at.

A stratum is one thing that must be seen: a physician, an appointment type, a conversion
in a column. Greedy cover: the patient who shows most of what is still unseen comes
next. The same input gives the same sample.
"""

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Stratum(NamedTuple):
    """Something that a sample shall show: ``kind`` groups them in the coverage table.

    >>> Stratum("physician", "rao@clinic.example").kind
    'physician'
    """

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many strata of one kind a sample shows; ``missing`` are the others.

    Of those, ``unreachable`` are the ones that no patient could have shown.
    """

    kind: str
    covered: int
    total: int
    missing: tuple[str, ...] = ()
    unreachable: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sample:
    """The chosen patients in the order they were chosen, and what they show."""

    keys: tuple[str, ...]
    coverage: tuple[Coverage, ...]


def pick(
    strata: Iterable[Stratum],
    members: Mapping[str, frozenset[Stratum]],
    *,
    size: int,
    first: Sequence[str] = (),
    filler: Iterable[str] = (),
) -> Sample:
    """Choose at most ``size`` patients; ``first`` (pinned, largest) come in any case.

    :param strata: everything that occurs, also what no patient of ``members`` shows
    :param members: patient -> the strata that the patient's rows show; need not hold
        every patient, only enough candidates of each stratum
    :param filler: further patients, taken in this order while there is room
    """
    wanted = set(strata)
    unseen = set(wanted)
    chosen: dict[str, None] = {}
    for key in first:
        chosen[key] = None
        unseen -= members.get(key, frozenset())
    for key in _cover(members, unseen, chosen, size):
        chosen[key] = None
    for key in filler:
        if len(chosen) >= size:
            break
        chosen.setdefault(key)
    seen = frozenset().union(*(members.get(key, frozenset()) for key in chosen))
    reachable = frozenset().union(*members.values())
    return Sample(tuple(chosen), _coverage(wanted, seen, reachable))


def _cover(members, unseen, chosen, size):
    """Yield the next best patient until everything is seen or the sample is full.

    What a patient adds only shrinks, so that an old entry of the heap is an upper
    bound: it is counted anew when it comes up.
    """
    room = size - len(chosen)
    heap = [
        (-len(shown & unseen), key)
        for key, shown in members.items()
        if key not in chosen
    ]
    heapq.heapify(heap)
    while heap and unseen and room > 0:
        bound, key = heapq.heappop(heap)
        adds = members[key] & unseen
        if not adds:
            continue
        if len(adds) < -bound:
            heapq.heappush(heap, (-len(adds), key))
            continue
        unseen -= adds
        room -= 1
        yield key


def _coverage(
    wanted: set[Stratum], seen: frozenset[Stratum], reachable: frozenset[Stratum]
) -> tuple[Coverage, ...]:
    kinds: dict[str, list[Stratum]] = {}
    for stratum in sorted(wanted):
        kinds.setdefault(stratum.kind, []).append(stratum)
    return tuple(
        Coverage(
            kind,
            sum(stratum in seen for stratum in of_kind),
            len(of_kind),
            tuple(stratum.value for stratum in of_kind if stratum not in seen),
            frozenset(s.value for s in of_kind if s not in seen | reachable),
        )
        for kind, of_kind in kinds.items()
    )
