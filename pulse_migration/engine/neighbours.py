"""What the other columns of a table say about one: its neighbours as evidence."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from .catalog import Object
from .column_words import Column
from .phrase_index import NO_FIELD, index


@dataclass(frozen=True, slots=True)
class Candidate:
    """A field a column may mean and why."""

    field: str
    score: float
    reason: str
    object_fit: float = 0.0  # how well the column fits the object, whichever the field


_HEADS = frozenset("number name date time email phone mobile address id code".split())
_OWNERS = frozenset("patient physician appointment bill prescription".split())
_BY_NEIGHBOUR = 0.75
_GIVEN = 0.85
# a clock time, and the whole moment it is when the table has no day beside it
_MOMENTS = {"time": "start", "end_time": "end"}
_PERSON = re.compile(r"(?:[^\W\d_]['’-]?)+(?:[ ,.]+(?:[^\W\d_]['’-]?)+){1,4}\.?")
_WHOLE = 0.5  # from this share of moments on, a column of days has times too
_MAY_BE = 0.65  # of a hint, as "Order No" is one for the number of a bill
_MAY_BE_OWN = 0.78  # so that somebody looks
_VISIT_LEAVES = 0.6  # from this score on, a column may be the patient's number
_MEANT = 0.8  # from this score on, a header is taken to mean a field
_LESS = 0.85
_BOOKED = re.compile(
    r"book(?:ing|ed)?[\s_.-]*(?:date|dt|time|tm|on)(?![a-z])", re.IGNORECASE
)
_DAYS = frozenset({"date", "start"})
# numbers of a visit that many a clinic knows its patients by
_OF_VISITORS = frozenset({("opd", "number"), ("ipd", "number")})
_SECOND_ID = 0.7  # a patient file's second number is its number in another system


def with_neighbours(
    item: Object, columns: Sequence[Column], found: list[list[Candidate]]
) -> list[list[Candidate]]:
    """Add to each column's candidates what the columns around it suggest."""
    times = _times(columns, found)
    booked = _booked(columns, found) if item.name == "appointment" else set()
    by_visit = _by_visit(item, columns, found)
    own = _own_number(item, found)
    people = _people(columns) if item.name == "campaign" else set()
    told = []
    for at, options in enumerate(found):
        options = _named(item, columns, at, options)
        if "start" in item.fields and "time" in item.fields:
            options = _whole_moments(columns[at], options, times)
        if "external_id" in item.fields and "patient_id" in item.fields:
            options = _second_id(options)
        if at in booked:
            options = _other_name("created_at", options)
        if "patient_name" in item.fields and _are_people(columns[at]):
            options = _other_name("patient_name", options)
        if at == own:
            options = _other_name(next(iter(item.fields)), options, _MAY_BE_OWN)
        if at in people:
            options = _other_name("patient_name", options)
        if at == by_visit:
            options = _other_name("patient_id", options)
        told.append(options)
    return told


def _times(columns: Sequence[Column], found: list[list[Candidate]]) -> Counter[str]:
    """How many columns are meant to hold a day, a clock time, or their whole."""
    return Counter(
        option.field
        for column, options in zip(columns, found, strict=True)
        for option in options
        if option.score > _MEANT
        if option.field != "date" or not _is_moment(column.shares)
    )


def _booked(
    columns: Sequence[Column], found: Sequence[Sequence[Candidate]]
) -> set[int]:
    """The "Booking Date" beside "Appt. Date": the day on which somebody booked."""
    booked = {at for at, each in enumerate(columns) if _BOOKED.search(each.header)}
    others = (options for at, options in enumerate(found) if at not in booked)
    days = {o.field for options in others for o in options if o.score > _MEANT}
    return booked if days & _DAYS else set()


def _own_number(item: Object, found: Sequence[Sequence[Candidate]]) -> int | None:
    """The column that may hold the records' own number, where no other does."""
    own = next(iter(item.fields))
    if not item.fields[own].required:
        return None
    scores = [
        max((option.score for option in each if option.field == own), default=0.0)
        if all(option.reason != "exact_header" for option in each)
        else 0.0
        for each in found
    ]
    best = max(scores, default=0.0)
    return scores.index(best) if _MAY_BE <= best < _MEANT else None


def _are_people(column: Column) -> bool:
    """Whether a bare "Patient" holds names, and no numbers."""
    told = [_PERSON.fullmatch(value) for value in column.samples]
    return column.words.words == ("patient",) and sum(map(bool, told)) > len(told) / 2


def _people(columns: Sequence[Column]) -> set[int]:
    """A bare "Name" beside the name of the campaign: that of who was written to."""
    told = [column.words.words for column in columns]
    is_named = ("campaign",) in told or ("campaign", "name") in told
    return {at for at, words in enumerate(told) if is_named and words == ("name",)}


def _by_visit(
    item: Object, columns: Sequence[Column], found: Sequence[Sequence[Candidate]]
) -> int | None:
    """The number of a visit that says who it was, where nothing else does."""
    if not {"patient_id", "appointment_id"} <= set(item.fields):
        return None
    if item.name == "appointment" or any(
        option.field == "patient_id" and option.score > _VISIT_LEAVES
        for options in found
        for option in options
    ):
        return None
    numbers = (at for at, c in enumerate(columns) if c.words.words in _OF_VISITORS)
    return next(numbers, None)


def _named(
    item: Object, columns: Sequence[Column], at: int, options: list[Candidate]
) -> list[Candidate]:
    """Read "Number" right after "Patient" as the patient's number.

    And a "Name" beside a surname as the given name, beside a given name as the surname.
    """
    words = columns[at].words.words
    if words == ("name",) and "first_name" in item.fields and _surname_only(columns):
        return _other_name("first_name", options)
    if words == ("name",) and "last_name" in item.fields and _given_name_only(columns):
        return _other_name("last_name", options)
    before = columns[at - 1].words.words if at else ()
    bare = len(words) == 1 and words[0] in _HEADS
    if not (bare and len(before) == 1 and before[0] in _OWNERS):
        return options
    joined = index().matches(item.name, (*before, *words))
    known = {option.field for option in options}
    return options + [
        Candidate(match.field, _BY_NEIGHBOUR, "neighbour", _BY_NEIGHBOUR)
        for match in joined
        if match.exact and match.field not in known and match.field != NO_FIELD
    ]


def _other_name(
    field: str, options: list[Candidate], score: float = _GIVEN
) -> list[Candidate]:
    """``field`` first, and what the header says by itself behind it."""
    other = Candidate(field, score, "neighbour", score)
    rest = (option for option in options if option.field != field)
    return [other, *(replace(o, score=o.score * _GIVEN**2) for o in rest)]


def _surname_only(columns: Sequence[Column]) -> bool:
    told = {column.words.words for column in columns}
    return ("last", "name") in told and ("first", "name") not in told


def _given_name_only(columns: Sequence[Column]) -> bool:
    told = {column.words.words for column in columns}
    return ("first", "name") in told and ("last", "name") not in told


def _is_moment(shares: Mapping[str, float]) -> bool:
    return shares.get("moment", 0.0) >= _WHOLE


def _whole_moments(
    column: Column, options: list[Candidate], times: Counter[str]
) -> list[Candidate]:
    """A "start time" is a moment when its values are, or when no day stands beside."""
    whole = dict(_MOMENTS)
    proven = _is_moment(column.shares)
    if proven and times["time"] > 1 and times["date"]:
        # the day and the clock time stand in two other columns
        return [replace(o, score=o.score * _LESS**2) for o in options]
    if proven:
        whole["date"] = "start"
    elif column.shares or times["date"]:
        return options
    pair = times["end_time"] > 0 < times["time"] + times["start"]
    best: dict[str, Candidate] = {}
    for option in options:
        for told in _readings(option, whole, proven or pair):
            if told.field not in best or best[told.field].score < told.score:
                best[told.field] = told
    return list(best.values())


def _readings(
    option: Candidate, whole: Mapping[str, str], certain: bool
) -> list[Candidate]:
    """A clock time and the moment it may be; a lone field's very name stays itself."""
    if option.field not in whole or (option.reason == "exact_header" and not certain):
        return [option]
    moment = replace(option, field=whole[option.field], reason="neighbour")
    return [moment, replace(option, score=option.score * _LESS)]


def _second_id(options: list[Candidate]) -> list[Candidate]:
    known = {option.field: option for option in options}
    own = known.get("patient_id")
    if own is None or "external_id" in known or own.score < _SECOND_ID:
        return options
    second = Candidate("external_id", own.score * _SECOND_ID, own.reason, 0.0)
    return [*options, second]
