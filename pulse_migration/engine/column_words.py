"""A column as the mapping sees it: the words of its header, and its values."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .phrase_index import HeaderWords, index
from .values import looks_like as shares_of
from .words import in_their_language, pieces

_SAMPLES = 3  # values shown to a person
_LOOKED_AT = 25  # values looked at; more would not change the picture
_BRACKET = re.compile(r"\([^)]*\)")
_EITHER = re.compile(r"\s*(?:/|\||\bor\b)\s*", re.IGNORECASE)
_IN_BRACKETS = 0.85  # trust in "Total" for "Total (INR)"
_ONE_OF_TWO = 0.85  # trust in "State" for "State/Region"
_KIND_BEHIND = 0.85  # trust in "Visit Type" for "Visit Type Desc"
_KINDS = frozenset("code description value text indicator".split())
_UNKNOWN_BEFORE = 0.82  # trust in "Customer ID" for "Acme Customer ID"
_NUMBERS = (("number",), ("id",))  # "EMIS Number" may be that of the file's records
_SOME_NUMBER = 0.79  # trust in that: not enough to be sure
_WITHIN = 0.9  # trust in "Name" for "profile.name"
# parts of a nested record that only hold others together
_CONTAINER = re.compile(
    r"^(?:(?:profile|details?|info|information|data|attributes?|personal|basic|general"
    r"|demographics?|record|fields|properties|main|core)[._]?)+\.(?=\w)",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"\?\s*$|(?i:\b(?:y ?/ ?n|yes ?/ ?no|true ?/ ?false)\b)"
    r"|^(?:[Ii]s|[Hh]as|[Ww]as|[Dd]id)[ _A-Z]",
)
_ASKED = 0.6  # how far a header in form of a question stands for values


@dataclass(frozen=True, slots=True)
class Column:
    """A column; ``shares`` says what its values look like.

    ``shorter`` are readings of a part of the header, each with the trust in it.
    """

    header: str
    words: HeaderWords
    shorter: tuple[tuple[tuple[str, ...], float], ...]
    samples: tuple[str, ...]
    shares: Mapping[str, float]
    weight: float  # 0 to 1, how many values stand behind the shares


def read_columns(
    header: Sequence[str],
    samples: Mapping[str, Sequence[str]],
    looks_like: Mapping[str, Mapping[str, float]] | None,
) -> list[Column]:
    """Read each header's words and what its values look like."""
    columns = []
    prefix = _common_prefix(header)
    told = in_their_language([index().pieces(name) for name in header])
    for name, parts in zip(header, told, strict=True):
        if prefix and len(parts) > 1 and parts[0] == prefix:
            parts = parts[1:]
        values = [value for value in samples.get(name, ()) if value.strip()]
        known = (looks_like or {}).get(name)
        shares = {**shares_of(values[:_LOOKED_AT]), **(known or {})}
        weight = len(values) / (len(values) + 1) if known is None else 0.9
        if not shares and _QUESTION.search(name):
            shares, weight = {"yes_no": 1.0, "asked": 1.0}, _ASKED
        shown = tuple(dict.fromkeys(values))[:_SAMPLES]
        words = index().read(parts)
        shorter = _shorter(name, words)
        columns.append(Column(name, words, shorter, shown, shares, weight))
    return columns


def _shorter(
    name: str, words: HeaderWords
) -> tuple[tuple[tuple[str, ...], float], ...]:
    """What a part of the header says, where the whole may say too much."""
    found: list[tuple[tuple[str, ...], float]] = []
    plain = _BRACKET.sub(" ", name)
    if plain != name:
        found.append((_words_of(plain), _IN_BRACKETS))
    inner = _CONTAINER.sub("", plain)
    if inner != plain:
        found.append((_words_of(inner), _WITHIN))
    either = _EITHER.split(plain)
    if len(either) == 2 and min(map(len, either)) > 1:  # no "Past H/o"
        left, right = either
        found.append((_words_of(left), _ONE_OF_TWO))
        found.append((_words_of(right), _ONE_OF_TWO * _ONE_OF_TWO))
        found.append((_words_of(f"{left} {right.split()[-1:]}"), _ONE_OF_TWO))
    known = next((n for n, w in enumerate(words.words) if index().means(w)), 0)
    rest = words.words[known:]
    if words.words[-1:] and words.words[-1] in _KINDS:
        found.append((words.words[:-1], _KIND_BEHIND))
    if known and rest in _NUMBERS:
        found.append((rest, _SOME_NUMBER))
    elif known and len(rest) > 1:
        found.append((rest, _UNKNOWN_BEFORE))
    return tuple((told, trust) for told, trust in found if told and told != words.words)


def _words_of(text: str) -> tuple[str, ...]:
    return index().read(index().pieces(text)).words


def _common_prefix(header: Sequence[str]) -> str:
    """A first piece without meaning that most headers share ("P_SEX", "P_DOB")."""
    firsts = Counter(parts[0] for name in header if (parts := pieces(name)))
    if not firsts:
        return ""
    piece, count = firsts.most_common(1)[0]
    odd = len(piece) < 3 or not index().knows(piece)
    return piece if odd and count > max(3, len(header) / 2) else ""
