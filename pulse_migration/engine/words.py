"""Brings a header to a short list of canonical words: first step of the mapping.

``PtName``, ``Patient's Name *`` and ``client_name`` all become ``("patient", "name")``.
``spellings`` says which are one word; the catalogue's phrases go through the same
door, so each synonym is written once.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache

from .other_scripts import SCRIPT_PHRASES, SCRIPT_WORDS
from .phrases import PHRASES
from .spellings import NOISE, SPELLINGS
from .translated_phrases import TRANSLATED_PHRASES
from .translations import AMBIGUOUS, LINKS, TRANSLATIONS

_MOMENTS = {"at": "datetime", "on": "date"}
_PIECES = re.compile(
    r"[^\W\d_]*[\u0900-\u0DFF]+"  # the scripts of India with their vowel signs
    r"|[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+|[^\W\d_]+"
)
_PLAIN_WORDS = re.compile("[a-z ]*")
_APOSTROPHE_S = re.compile(r"['’`]s\b|['’`]", re.IGNORECASE)
_SYMBOLS = str.maketrans(
    {"#": " number ", "№": " number ", "°": "o ", "%": " percent "}
)
_NUMBER_FIRST = frozenset("numero nro رقم".split())
_MARKS = re.compile("[\u0300-\u036f\u093c\u064b-\u065f\u0670\u0640]")
# letters that people write for one another
_ALIKE = str.maketrans({"ß": "ss", "ँ": "ं", "ة": "ه", "ى": "ي"})
_ARABIC_ARTICLE = re.compile(r"\bال(?=\w{2})")
_LONG = 7  # letters; shorter, a word in "-es" may be another one


def _plain(text: str) -> str:
    """Drop accents (not the vowel signs of Indian scripts) and read symbols aloud."""
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = _MARKS.sub("", decomposed).translate(_ALIKE)
        text = _ARABIC_ARTICLE.sub("", text)
    return _APOSTROPHE_S.sub("", text).translate(_SYMBOLS)


def singular(word: str) -> str:
    """The word without an English plural ending; ``status`` and ``address`` stay."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


_CANONICAL: dict[str, tuple[str, ...]] = {}
for _word, _others in (
    *SPELLINGS.items(),
    *TRANSLATIONS.items(),
    *SCRIPT_WORDS.items(),
):
    for _spelling in (_word, *_plain(_others).split()):
        _CANONICAL.setdefault(singular(_spelling), tuple(map(singular, _word.split())))


def _canonical(pieces: Iterable[str]) -> list[str]:
    words: list[str] = []
    for piece in pieces:
        single = singular(piece)
        words.extend(_CANONICAL.get(single) or _bent(single))
    return words


def _bent(word: str) -> tuple[str, ...]:
    """A word in the plural of other languages: "enfermedades"."""
    if word.endswith("e") and len(word) > _LONG:
        return _CANONICAL.get(word[:-1], (word,))
    return (word,)


class _Sequences(dict[tuple[str, ...], tuple[str, ...]]):
    """What two or three words that follow each other mean together."""

    def replaced(self, words: list[str]) -> list[str]:
        """The words with known sequences replaced, the longest first, left to right."""
        if self._first.isdisjoint(words):
            return words
        joined: list[str] = []
        at = 0
        while at < len(words):
            length = self._length(words, at)
            end = at + (length or 1)
            joined.extend(self[tuple(words[at:end])] if length else words[at:end])
            at = end
        return joined

    @cached_property
    def _first(self) -> frozenset[str]:
        return frozenset(sequence[0] for sequence in self)

    def _length(self, words: list[str], at: int) -> int:
        """How many words the known sequence at this place has; 0 if there is none."""
        if words[at] in self._first:
            for length in (4, 3, 2):
                if self.get(tuple(words[at : at + length])):
                    return length
        return 0


_PHRASES = _Sequences()
for _phrase, _meaning in PHRASES.items():
    _raw = [singular(_word) for _word in _phrase.split()]
    _PHRASES.setdefault(tuple(_canonical(_raw)), tuple(_meaning.split()))
for _phrase, _meaning in PHRASES.items():
    _PHRASES[tuple(singular(_word) for _word in _phrase.split())] = tuple(
        _meaning.split()
    )
_TRANSLATED = _Sequences(
    (tuple(map(singular, _plain(_phrase).split())), tuple(_meaning.split()))
    for _phrase, _meaning in (*TRANSLATED_PHRASES.items(), *SCRIPT_PHRASES.items())
)
for _phrase in [_key for _key in _TRANSLATED if _key[0] == "numero"]:
    for _short in ("num", "nro", "nr", "no", "n"):
        _TRANSLATED.setdefault((_short, *_phrase[1:]), _TRANSLATED[_phrase])
# words that no English header has, as far as that can be said of one word
_OF_PAPERS = frozenset("type date dt path file url title size category".split())
_ENOUGH = 2  # foreign words of a table; one may be a name, or a dentist's root canal
_FOREIGN = frozenset(
    singular(_word) for _words in TRANSLATIONS.values() for _word in _words.split()
) | frozenset("paciente hora nome nombre nom valor telefone fecha datum".split())


def in_their_language(headers: Sequence[Sequence[str]]) -> list[list[str]]:
    """The pieces of a table's headers, those of ``AMBIGUOUS`` read as their neighbours.

    >>> in_their_language([["data"], ["hora"], ["paciente"]])
    [['date'], ['hora'], ['paciente']]
    """
    told = {singular(part) for parts in headers for part in parts}
    meant = dict(AMBIGUOUS) if len(told & _FOREIGN) >= _ENOUGH else {}
    if any(parts[0] == "doc" and parts[-1] in _OF_PAPERS for parts in headers if parts):
        meant["doc"] = "document"  # else a doctor
    return [[meant.get(part, part) for part in parts] for parts in headers]


def pieces(text: str) -> list[str]:
    """Split at blanks, punctuation, digits and the humps of camelCase; lower case.

    >>> pieces("patientDOB_2")
    ['patient', 'dob', '2']
    """
    if _PLAIN_WORDS.fullmatch(text):  # as nearly all phrases of the catalogue
        return text.split()
    return [piece.lower() for piece in _PIECES.findall(_plain(text))]


@lru_cache(maxsize=20_000)
def phrase_words(text: str) -> tuple[str, ...]:
    """Canonical words of a phrase whose words are all known, such as an alias."""
    return _finish(pieces(text))


def _finish(parts: list[str]) -> tuple[str, ...]:
    if len(parts) > 1 and parts[-1] in _MOMENTS:  # "created" alone may be a flag
        parts = [*parts[:-1], _MOMENTS[parts[-1]]]
    words = _PHRASES.replaced([singular(part) for part in parts])
    words = [word for word in words if word not in LINKS] or words
    words = _TRANSLATED.replaced(words)
    if words and words[0] in _NUMBER_FIRST:  # "numero factura" is no count of bills
        words = [*words[1:], words[0]]
    words = _PHRASES.replaced(_canonical(words))
    kept = [word for word in words if word not in NOISE]
    return tuple(kept or words)
