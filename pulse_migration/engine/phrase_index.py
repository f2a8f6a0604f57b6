"""Compares a header's words with every phrase of the catalogue: the header evidence.

A phrase and a header agree by the weight of the words they share: rare words ("blood")
count more than those of many fields ("date"), and words that only repeat what the file
is about ("Patient" in a patient file) hardly count.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from .catalog import OBJECTS
from .catalog.ignored import IGNORED
from .phrases import PHRASES
from .skeleton import skeleton
from .spelling import Speller
from .spellings import NOISE, SPELLINGS
from .translated_phrases import TRANSLATED_PHRASES
from .translations import LINKS, TRANSLATIONS
from .words import phrase_words, pieces, singular

NO_FIELD = ""  # the header means nothing to a migration
_SUBJECT_WEIGHT = 0.2  # of a word that repeats what the file is about
_DIGIT_WEIGHT = 0.5  # of a header's digit; in a phrase it tells two fields apart
_RARE_QUALITY = 0.65
_HINT_QUALITY = 0.7  # of a phrase that only may mean its field
# words that say what kind of thing a column holds: an "occupation id" is no occupation
_HEADS = frozenset(
    "id code number date time datetime phone mobile email address status type url "
    "count flag rate percent amount reason npi".split()
)
_OTHER_HEAD = 0.7
# words that say whose or which thing a column is of: an "insurer's name" is no name
_OWNERS = frozenset(
    "physician appointment bill prescription insurance emergency guardian employer "
    "pharmacy staff referring spouse father mother guarantor company message item "
    "subscriber payer kin patient".split()
)
_OTHER_OWNER = 0.7
# last words that tell the field whatever stands before: "Pharmacist comments"
_SOME_KIND_OF = {
    "note": "notes",
    "plan": "treatment_plan",
    "balance": "outstanding",
    "allergy": "allergy_notes",
    "diagnosis": "diagnosis",
    "complaint": "chief_complaint",
    "instruction": "instructions",
}
_SOME = 0.6
_SWAPPED = 0.79  # the "state license" is no "license state"
_SAME_MEANING = 0.92  # "disc amt" in a column of money, against "discount"
_REPEATED = 0.98  # "patient email" in a patient file, against "email"
# alone, these say too little to be taken for a part of a phrase
_VAGUE = _HEADS | set(
    "name note description details patient physician appointment bill prescription "
    "first last primary secondary other new total medical".split()
)
_CACHED = 50_000  # pairs of object and header kept
_LEAST_SHARED = 0.3  # of a header's words, by weight; less says nothing
_PHRASE_POWER = 0.6  # how much a phrase's unmatched words cost, against the header's


@dataclass(frozen=True, slots=True)
class HeaderWords:
    """A header's canonical words with the trust in each, and how they were read."""

    words: tuple[str, ...]
    trust: float = 1.0
    spelled: bool = True


@dataclass(frozen=True, slots=True)
class Match:
    """How well a header fits a field: ``score`` 0 to 1, ``exact`` word for word.

    A ``hint`` leaves open which of several fields is meant, but none of the object's.
    """

    field: str
    score: float
    exact: bool
    hint: bool = False


@dataclass(frozen=True, slots=True)
class _Phrase:
    object: str
    field: str
    words: tuple[str, ...]
    known: frozenset[str]
    last: str
    quality: float


@dataclass(frozen=True, slots=True)
class _Header:
    """A header's words against one object: all, and those beyond its subjects."""

    last: str
    given: frozenset[str]
    told: frozenset[str]
    subjects: frozenset[str]
    vague: bool
    weights: dict[str, float]
    whole: float


_Skeletons = dict[str, dict[str, dict[frozenset[str], dict[str, float]]]]


def _vocabulary() -> set[str]:
    known: set[str] = set()
    for spelling, others in (*SPELLINGS.items(), *TRANSLATIONS.items()):
        known.update(pieces(f"{spelling} {others}"))
    for phrase in (*IGNORED, *PHRASES, *TRANSLATED_PHRASES):
        known.update(pieces(phrase))
    for alias in {
        alias
        for item in OBJECTS.values()
        for field in item.fields.values()
        for alias in (*field.aliases, *field.hints, *field.rare)
    }:
        known.update(pieces(alias))
        known.update(phrase_words(alias))
    return {singular(word) for word in known} | NOISE | LINKS | known


class PhraseIndex:
    """All phrases of the catalogue by the words they hold."""

    def __init__(self) -> None:
        self._phrases: list[_Phrase] = []
        for item in OBJECTS.values():
            own = {phrase_words(p) for f in item.fields.values() for p in f.aliases}
            ignored = tuple(p for p in IGNORED if phrase_words(p) not in own)
            self._add(item.name, NO_FIELD, ignored, 1.0)
            for field in item.fields.values():
                self._add(item.name, field.name, field.aliases, 1.0)
                self._add(item.name, field.name, field.hints, _HINT_QUALITY)
                self._add(item.name, field.name, field.rare, _RARE_QUALITY)
        self._weights = self._weigh()
        self._rarest = max(self._weights.values())
        self._by_word: dict[tuple[str, str], list[int]] = defaultdict(list)
        for number, phrase in enumerate(self._phrases):
            for word in phrase.known:
                self._by_word[phrase.object, word].append(number)
        self._skeletons = self._by_skeleton()
        self._totals = [sum(map(self._plain, p.known)) for p in self._phrases]
        self._speller = Speller(_vocabulary())
        self._cache: dict[tuple[str, tuple[str, ...]], tuple[Match, ...]] = {}

    def _add(
        self, name: str, field: str, phrases: tuple[str, ...], quality: float
    ) -> None:
        words = {phrase_words(item): item for item in reversed(phrases)}
        subjects = OBJECTS[name].subjects
        self._phrases.extend(
            _Phrase(name, field, item, frozenset(item), item[-1], quality)
            for item, phrase in reversed(words.items())
            if not set(item).issubset(subjects) or len(pieces(phrase)) == 1
        )

    def _by_skeleton(self) -> _Skeletons:
        """By object: skeletons by the kind of their fields, and the best quality."""
        found: _Skeletons = defaultdict(lambda: defaultdict(lambda: defaultdict(dict)))
        for phrase in self._phrases:
            if phrase.field == NO_FIELD:
                continue
            kind = OBJECTS[phrase.object].fields[phrase.field].kind
            fields = found[phrase.object][kind][skeleton(kind, phrase.words)]
            known = fields.get(phrase.field, 0.0)
            fields[phrase.field] = max(known, phrase.quality)
        return found

    def _weigh(self) -> dict[str, float]:
        fields: dict[str, set[str]] = defaultdict(set)
        for phrase in self._phrases:
            for word in phrase.words:
                fields[word].add(phrase.field)
        most = len({phrase.field for phrase in self._phrases})
        scale = math.log(most)
        return {
            word: 1.0 + math.log(most / len(names)) / scale
            for word, names in fields.items()
        }

    def _plain(self, word: str) -> float:
        """Weight of a word as such."""
        return self._weights.get(word, self._rarest)

    def _here(self, name: str, word: str) -> float:
        """Weight of a header's word, less when it repeats what the file is about."""
        if word in OBJECTS[name].subjects:
            return _SUBJECT_WEIGHT
        return _DIGIT_WEIGHT if word.isdigit() else self._plain(word)

    def knows(self, word: str) -> bool:
        """Whether a word of a header occurs in any phrase or spelling."""
        return self._speller.knows(singular(word))

    def means(self, word: str) -> bool:
        """Whether a canonical word says anything about a field."""
        return word in self._weights and word not in NOISE

    def pieces(self, header: str) -> list[str]:
        """The pieces of a header; "RxNorm" stays whole because it is one known word."""
        parts: list[str] = []
        for chunk in header.replace("_", " ").split():
            whole = chunk.lower()
            known = whole.isalpha() and self.knows(whole)
            parts.extend([whole] if known else pieces(chunk))
        return parts

    def read(self, parts_of_header: Sequence[str]) -> HeaderWords:
        """The words of a header, misspelt and run-together ones resolved."""
        parts: list[str] = []
        trust, spelled = 1.0, True
        for piece in parts_of_header:
            known, sure = self._speller.read(singular(piece))
            if sure < 1.0:
                trust *= sure
                spelled = spelled and sure > 0.9
            parts.extend(known if sure < 1.0 else [piece])
        return HeaderWords(phrase_words(" ".join(parts)), trust, spelled)

    def matches(self, name: str, words: tuple[str, ...]) -> tuple[Match, ...]:
        """Fields of object ``name`` that a header's words may mean, best first."""
        key = (name, words)
        if key not in self._cache:
            if len(self._cache) >= _CACHED:
                self._cache.clear()
            self._cache[key] = self._match(name, words)
        return self._cache[key]

    def _match(self, name: str, words: tuple[str, ...]) -> tuple[Match, ...]:
        header = self._header(name, words)
        numbers = {n for word in words for n in self._by_word.get((name, word), ())}
        best: dict[str, Match] = {}
        for number in sorted(numbers):
            match = self._compare(header, self._phrases[number], self._totals[number])
            if match and (
                match.field not in best or best[match.field].score < match.score
            ):
                best[match.field] = match
        for match in self._same_meaning(name, header):
            if match.field not in best or best[match.field].score < match.score:
                best[match.field] = match
        field = _SOME_KIND_OF.get(header.last, "")
        if field in OBJECTS[name].fields:
            if max((match.score for match in best.values()), default=0.0) < _SOME:
                best[field] = Match(field, _SOME, False)
        return tuple(sorted(best.values(), key=lambda match: -match.score))

    def _same_meaning(self, name: str, header: _Header) -> Iterator[Match]:
        for kind, known in self._skeletons[name].items():
            bones = skeleton(kind, header.given)
            for words in (bones, bones - header.subjects):
                if words and not words <= _VAGUE:
                    for field, quality in known.get(words, {}).items():
                        hint = quality == _HINT_QUALITY
                        yield Match(field, quality * _SAME_MEANING, True, hint)

    def _header(self, name: str, words: tuple[str, ...]) -> _Header:
        subjects = frozenset(OBJECTS[name].subjects)
        given = frozenset(words)
        told = given - subjects
        weights = {word: self._here(name, word) for word in given}
        return _Header(
            last=words[-1] if words else "",
            given=given,
            told=told,
            subjects=subjects,
            vague=len(told) < 2 and told <= _VAGUE,
            weights=weights,
            whole=sum(weights.values()),
        )

    def _compare(self, header: _Header, phrase: _Phrase, total: float) -> Match | None:
        exact = _exact(header, phrase)
        if exact or header.vague or phrase.field == NO_FIELD:
            return exact
        shared = header.given & phrase.known
        if shared <= header.subjects:
            return None
        of_header = sum([header.weights[word] for word in shared]) / header.whole
        if of_header < _LEAST_SHARED:
            return None
        of_phrase = sum(map(self._plain, shared)) / total
        score = phrase.quality * of_header * of_phrase**_PHRASE_POWER
        if (header.told ^ (phrase.known - header.subjects)) & _OWNERS:
            score *= _OTHER_OWNER
        if (header.given ^ phrase.known) & _HEADS or phrase.last not in shared:
            score *= _OTHER_HEAD
        return Match(phrase.field, score, False)


def _exact(header: _Header, phrase: _Phrase) -> Match | None:
    """The match of a header that says the phrase and nothing else, or nothing."""
    if header.given == phrase.known:
        swapped = header.last != phrase.last
        score = phrase.quality * (_SWAPPED if swapped else 1.0)
        return Match(phrase.field, score, True, phrase.quality == _HINT_QUALITY)
    if header.told and header.told == phrase.known:
        return Match(phrase.field, phrase.quality * _REPEATED, True)
    return None


@lru_cache(maxsize=1)
def index() -> PhraseIndex:
    """The index of the catalogue, built at first use."""
    return PhraseIndex()
