"""Which fields of an object each column may mean: header, values and neighbours."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from .catalog import Field, Object
from .phrase_index import NO_FIELD, HeaderWords, Match, index
from .values import looks_like as shares_of
from .words import pieces

# value shapes that speak for a kind of field; other kinds take any text
_SHAPES = {
    "email": ("email",),
    "phone": ("phone",),
    "date": ("date", "datetime", "serial"),
    "datetime": ("datetime", "date", "serial"),
    "time": ("time", "datetime"),
    "duration": ("duration", "time"),
    "money": ("money",),
    "number": ("number", "money"),
    "percent": ("percent", "money"),
    "blood_group": ("blood_group",),
    "gender": ("gender",),
    "age": ("age",),
    "yes_no": ("yes_no", "date", "datetime"),
    "id": ("id", "uuid", "number"),
}
# shapes so telling that they speak without a word in the header
_TELLING = ("email", "blood_group", "gender", "phone")
_FOREIGN = ("email", "datetime", "date", "uuid")  # shapes no plain text column has
_NO_NAME = (*_FOREIGN, "number")
# shapes of some fields' own vocabulary: they support, but are never exhaustive. Any
# other field is its own shape: a caller may say which share of a column's values are
# patient numbers of another file
_FIELD_SHAPES = {
    "medication": "drug",
    "diagnosis": "diagnosis",
    "payment_method": "payment_method",
    "status": "status",
    "direction": "direction",
    "channel": "channel",
    "diagnosis_code": "icd",
}
_TEXT_KINDS = frozenset({"text", "long_text", "name", "choice", "allergy"})
# objects whose own id no two rows share; "unique" is the share of distinct values
_UNIQUE = {"patient": "patient_id", "physician": "physician_id"}
_MOSTLY = 0.5
_REPEATS = 0.6
_CONTRADICTION = 0.7  # the most that values can take from a header's score
_SUPPORT = 0.45  # the share of its doubt that values can take away
_VALUES_ALONE = 0.6
_WITHOUT_BRACKET = 0.85  # trust in "Total" for "Total (INR)"
_NOT_CANONICAL = 0.85  # at most, when the header is the very name of another field
_HINT_FIT = 0.95
_SAMPLES = 3  # values shown to a person
_LOOKED_AT = 25  # values looked at; more would not change the picture
_BRACKET = re.compile(r"\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Column:
    """A column as the mapping sees it; ``shares`` says what its values look like."""

    header: str
    words: HeaderWords
    short_words: tuple[str, ...]  # without what stands in brackets, or empty
    samples: tuple[str, ...]
    shares: Mapping[str, float]
    weight: float  # 0 to 1, how many values stand behind the shares


@dataclass(frozen=True, slots=True)
class Candidate:
    """A field a column may mean and why."""

    field: str
    score: float
    reason: str
    object_fit: float = 0.0  # how well the column fits the object, whichever the field


def read_columns(
    header: Sequence[str],
    samples: Mapping[str, Sequence[str]],
    looks_like: Mapping[str, Mapping[str, float]] | None,
) -> list[Column]:
    """Read each header's words and what its values look like."""
    columns = []
    prefix = _common_prefix(header)
    for name in header:
        parts = index().pieces(name)
        if prefix and len(parts) > 1 and parts[0] == prefix:
            parts = parts[1:]
        values = [value for value in samples.get(name, ()) if value.strip()]
        known = (looks_like or {}).get(name)
        shares = {**shares_of(values[:_LOOKED_AT]), **(known or {})}
        weight = len(values) / (len(values) + 1) if known is None else 0.9
        shown = tuple(dict.fromkeys(values))[:_SAMPLES]
        words, short = index().read(parts), ()
        if "(" in name:
            short = index().read(index().pieces(_BRACKET.sub(" ", name))).words
        columns.append(Column(name, words, short, shown, shares, weight))
    return columns


def _common_prefix(header: Sequence[str]) -> str:
    """A first piece without meaning that most headers share ("P_SEX", "P_DOB")."""
    firsts = Counter(parts[0] for name in header if (parts := pieces(name)))
    if not firsts:
        return ""
    piece, count = firsts.most_common(1)[0]
    odd = len(piece) < 3 or not index().knows(piece)
    return piece if odd and count > max(3, len(header) / 2) else ""


def candidates(item: Object, columns: Sequence[Column]) -> list[list[Candidate]]:
    """For each column the fields of ``item`` it may mean, best first."""
    found = []
    for at, column in enumerate(columns):
        options = _by_header(item, column)
        options = _with_neighbour(item, columns, at, options)
        if not any(map(index().means, column.words.words)):
            options = [*options, *_by_values(item, column)]
        found.append(sorted(options, key=lambda option: -option.score))
    return found


def _by_header(item: Object, column: Column) -> list[Candidate]:
    words = column.words
    matches = list(index().matches(item.name, words.words))
    if column.short_words:
        matches = _merge(matches, index().matches(item.name, column.short_words))
    canonical = item.fields.get(_canonical(column.header))
    if canonical:
        matches = [
            replace(match, score=min(match.score, _NOT_CANONICAL))
            for match in matches
            if match.field != canonical.name
        ]
        matches.append(Match(canonical.name, 1.0, True))
    return [_weigh_values(item, column, match, words.trust) for match in matches]


def _merge(matches: list[Match], shorter: Iterable[Match]) -> list[Match]:
    """Add what the header means without its bracket, unless it means more with it."""
    best = {match.field: match for match in matches}
    for match in shorter:
        score = match.score * _WITHOUT_BRACKET
        if match.exact and score > getattr(best.get(match.field), "score", 0.0):
            best[match.field] = replace(match, score=score)
    return list(best.values())


def _canonical(header: str) -> str:
    return "_".join(header.lower().replace("_", " ").split())


def _weigh_values(
    item: Object, column: Column, match: Match, trust: float
) -> Candidate:
    score = match.score * trust
    reason = _reason(column, match)
    if match.field == NO_FIELD:
        return Candidate(NO_FIELD, score, "no_meaning")
    kind = item.fields[match.field].kind
    if not column.shares:
        return Candidate(match.field, score, reason, _object_fit(match, score))
    fit = _fit(kind, column.shares)
    own = column.shares.get(_FIELD_SHAPES.get(match.field, match.field), 0.0)
    if (
        match.field == _UNIQUE.get(item.name)
        and column.shares.get("unique", 1.0) < _MOSTLY
    ):
        score *= _REPEATS
    if fit < 0.5:
        score *= 1 - _CONTRADICTION * column.weight * (1 - fit)
        reason = "values_disagree" if column.weight > 0.5 else reason
    elif kind in _SHAPES or own:
        support = _SUPPORT * column.weight * max(own, fit if kind in _SHAPES else 0.0)
        score = 1 - (1 - score) * (1 - support)
    return Candidate(match.field, score, reason, _object_fit(match, score))


def _object_fit(match: Match, score: float) -> float:
    return score * _HINT_FIT / match.score if match.hint else score


def _fit(kind: str, shares: Mapping[str, float]) -> float:
    if kind in _SHAPES:
        return max(shares.get(shape, 0.0) for shape in _SHAPES[kind])
    if kind == "name":
        return 1 - max(shares.get(shape, 0.0) for shape in _NO_NAME)
    if kind in _TEXT_KINDS:
        return 1 - max(shares.get(shape, 0.0) for shape in _FOREIGN)
    return 1.0


def _reason(column: Column, match: Match) -> str:
    if not column.words.spelled:
        return "typo"
    if not match.exact:
        return "similar_words"
    canonical = _canonical(column.header) == match.field
    return "exact_header" if canonical else "synonym"


# ---- neighbours -------------------------------------------------------------------

_HEADS = frozenset("number name date time email phone mobile address".split())
_BY_NEIGHBOUR = 0.75
_GIVEN = 0.85
_OWNERS = frozenset("patient physician appointment bill prescription".split())


def _with_neighbour(
    item: Object, columns: Sequence[Column], at: int, options: list[Candidate]
) -> list[Candidate]:
    """Read "Number" right after "Patient" as the patient's number.

    And a "Name" beside a surname as the given name.
    """
    words = columns[at].words.words
    if words == ("name",) and "first_name" in item.fields and _surname_only(columns):
        given = Candidate("first_name", _GIVEN, "neighbour", _GIVEN)
        return [given, *(replace(o, score=o.score * _GIVEN**2) for o in options)]
    before = columns[at - 1].words.words if at else ()
    bare = len(words) == 1 and words[0] in _HEADS
    if not (bare and len(before) == 1 and before[0] in _OWNERS):
        return options
    joined = index().matches(item.name, (*before, *words))
    known = {option.field for option in options}
    return options + [
        Candidate(match.field, _BY_NEIGHBOUR, "neighbour", _BY_NEIGHBOUR)
        for match in joined
        if match.exact and match.field not in known
    ]


def _surname_only(columns: Sequence[Column]) -> bool:
    told = {column.words.words for column in columns}
    return ("last", "name") in told and ("first", "name") not in told


# ---- values alone -----------------------------------------------------------------


def _by_values(item: Object, column: Column) -> Iterable[Candidate]:
    for shape in _TELLING:
        share = column.shares.get(shape, 0.0)
        field = _first_of_kind(item, shape)
        if share >= 0.8 and field:
            score = _VALUES_ALONE * share
            yield Candidate(field.name, score, f"values_look_like_{shape}", score / 2)


def _first_of_kind(item: Object, kind: str) -> Field | None:
    return next((field for field in item.fields.values() if field.kind == kind), None)
