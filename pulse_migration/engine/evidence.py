"""Which fields of an object each column may mean: header, values and neighbours."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from .bill_columns import with_totals
from .catalog import Field, Object
from .column_words import Column, read_columns
from .neighbours import Candidate, with_neighbours
from .phrase_index import NO_FIELD, Match, index
from .references import MOSTLY, REFERENCES

__all__ = ["Candidate", "Column", "candidates", "read_columns"]

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
_NEVER_ASKED = frozenset(
    "text long_text name money number id phone duration date datetime time "
    "email".split()
)
_MOSTLY = 0.5
_REPEATS = 0.6
_CONTRADICTION = 0.7  # the most that values can take from a header's score
_SUPPORT = 0.45  # the share of its doubt that values can take away
_VALUES_ALONE = 0.6
_OTHER_WORDS = 0.7
# fields whose own words are also those of a status
_STATUS_LIKE = frozenset("type outcome notes tags direction category".split())
_VAGUE = frozenset("id code number reference".split())
_VAGUE_BESIDE_IDS = 0.7  # what "Code" says when its values are another file's ids
_IDS_ALONE = 0.75  # more than a header that only may mean something else
_SYNONYM = 0.99  # at most; a field's very name comes first
_NOT_CANONICAL = 0.85  # at most, when the header is the very name of another field
_HINT_FIT = 0.95


def candidates(item: Object, columns: Sequence[Column]) -> list[list[Candidate]]:
    """For each column the fields of ``item`` it may mean, best first."""
    found = []
    for column in columns:
        options = _by_header(item, column)
        if not any(map(index().means, column.words.words)):
            options = [*options, *_by_values(item, column)]
        by_ids = list(_by_ids(item, column, options))
        if by_ids and _VAGUE.issuperset(column.words.words):
            options = [replace(o, score=o.score * _VAGUE_BESIDE_IDS) for o in options]
        found.append([*options, *by_ids])
    found = with_neighbours(item, columns, found)
    if item.name == "bill":
        found = with_totals(columns, found)
    return [sorted(options, key=lambda option: -option.score) for options in found]


def _by_header(item: Object, column: Column) -> list[Candidate]:
    words = column.words
    matches = list(index().matches(item.name, words.words))
    for words_of_part, trust in column.shorter:
        matches = _merge(matches, index().matches(item.name, words_of_part), trust)
    canonical = item.fields.get(_canonical(column.header))
    if not canonical:
        matches = [replace(m, score=min(m.score, _SYNONYM)) for m in matches]
    else:
        matches = [
            replace(match, score=min(match.score, _NOT_CANONICAL))
            for match in matches
            if match.field != canonical.name
        ]
        matches.append(Match(canonical.name, 1.0, True))
    return [_weigh_values(item, column, match, words.trust) for match in matches]


def _merge(matches: list[Match], shorter: Iterable[Match], trust: float) -> list[Match]:
    """Add what a part of the header means, unless the whole means more."""
    best = {match.field: match for match in matches}
    for match in shorter:
        score = match.score * trust
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
    elif not own and kind in _TEXT_KINDS and _other_words(match.field, column.shares):
        score *= _OTHER_WORDS
        reason = "values_disagree"
    elif kind in _SHAPES or own:
        support = _SUPPORT * column.weight * max(own, fit if kind in _SHAPES else 0.0)
        score = 1 - (1 - score) * (1 - support)
    return Candidate(match.field, score, reason, _object_fit(match, score))


def _other_words(field: str, shares: Mapping[str, float]) -> bool:
    """Whether nearly all values are words of another field: a "state" of "Paid", or a
    way of paying that is a "Refund"."""
    if field == "payment_method":
        kinds = shares.get("payment_kind", 0.0)
        return kinds >= 0.9 > shares.get("payment_method", 0.0)
    if field in _FIELD_SHAPES or field in _STATUS_LIKE or "yes_no" in shares:
        return False
    return shares.get("status", 0.0) >= 0.9


def _object_fit(match: Match, score: float) -> float:
    return score * _HINT_FIT / match.score if match.hint else score


def _fit(kind: str, shares: Mapping[str, float]) -> float:
    if "asked" in shares:
        return 0.0 if kind in _NEVER_ASKED else 1.0
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


def _by_values(item: Object, column: Column) -> Iterable[Candidate]:
    for shape in _TELLING:
        share = column.shares.get(shape, 0.0)
        field = _first_of_kind(item, shape)
        if share >= 0.8 and field and share > column.shares.get("date", 0.0):
            score = _VALUES_ALONE * share
            yield Candidate(field.name, score, f"values_look_like_{shape}", score / 2)


def _by_ids(
    item: Object, column: Column, options: Sequence[Candidate]
) -> Iterable[Candidate]:
    """Whose ids the column holds, by another file, whatever its header may mean."""
    own = next(iter(item.fields))
    known = {own, *(option.field for option in options)}
    for field in dict.fromkeys(REFERENCES.values()):
        share = column.shares.get(field, 0.0)
        if share >= MOSTLY and field in item.fields and field not in known:
            score = _IDS_ALONE * share
            yield Candidate(field, score, "ids_found", score / 2)


def _first_of_kind(item: Object, kind: str) -> Field | None:
    return next((field for field in item.fields.values() if field.kind == kind), None)
