"""Reads header words nobody listed: run-together, misspelt or cut short."""

from collections import Counter
from collections.abc import Iterable
from functools import cached_property

# two-letter words that may be part of a run-together header ("ptid", "drname")
_SHORT = frozenset("pt dr id no nr dt nm ph of by to rx tx dx hx tm".split())
_DENIALS = frozenset("dis non mis".split())  # "disallowed" is no discount
_LEAST_BONES = 4
_VOWELS_TRUST = 0.85
_MAX_WORD = 40  # longer pieces are data or junk, not worth the search


def distance(left: str, right: str, limit: int) -> int:
    """Edits between two words, a swap of neighbours being one; ``limit + 1`` if more.

    >>> distance("recieved", "received", 2)
    1
    """
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    older: list[int] = []
    old = list(range(len(right) + 1))
    for row, a in enumerate(left, 1):
        new = [row]
        for column, b in enumerate(right, 1):
            cost = min(old[column] + 1, new[-1] + 1, old[column - 1] + (a != b))
            swapped = row > 1 < column and a == right[column - 2] and left[row - 2] == b
            if swapped:
                cost = min(cost, older[column - 2] + 1)
            new.append(cost)
        if min(new) > limit:
            return limit + 1
        older, old = old, new
    return old[-1]


def _slip(word: str, known: str) -> bool:
    """A slip of the pen keeps the first and last letter; another word may not."""
    if sorted(word) == sorted(known):
        return word[0] == known[0]  # "acme" is a name, and not "came"
    return len(word) > 4 and (word[0], word[-1]) == (known[0], known[-1])


def _bones(word: str) -> str:
    """First letter and consonants: what is left of a word cut short."""
    return word[:1] + "".join(c for c in word[1:] if c not in "aeiou")


class Speller:
    """A vocabulary and what an unknown word most likely is in it.

    ``read`` returns the known words and how far to trust them, 0 to 1; the word itself
    with 1.0 when it is known, or when nothing comes near (an honest unknown).
    """

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._known = frozenset(vocabulary)
        self._cache: dict[str, tuple[tuple[str, ...], float]] = {}

    @cached_property
    def _by_length(self) -> dict[int, list[tuple[str, Counter[str]]]]:
        found: dict[int, list[tuple[str, Counter[str]]]] = {}
        for word in sorted(self._known):
            if len(word) > 3:
                found.setdefault(len(word), []).append((word, Counter(word)))
        return found

    @cached_property
    def _by_bones(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for word in sorted(self._known):
            if len(word) > 5:
                found.setdefault(_bones(word), []).append(word)
        return found

    def knows(self, word: str) -> bool:
        """Whether the word is in the vocabulary."""
        return word in self._known

    def read(self, word: str) -> tuple[tuple[str, ...], float]:
        """Return (the words that a written one stands for, how sure: 0 to 1)."""
        if word in self._known or not word.isalpha() or len(word) > _MAX_WORD:
            return (word,), 1.0
        if word not in self._cache:
            self._cache[word] = self._guess(word)
        return self._cache[word]

    def _guess(self, word: str) -> tuple[tuple[str, ...], float]:
        parts = self._split(word)
        if parts:
            return parts, 0.97
        if len(word) < 4:
            return (word,), 1.0
        near = self._nearest(word)
        if near:
            return near
        short = self._without_vowels(word)
        if short:
            return short
        longer = [known for known in self._known if known.startswith(word)]
        if longer and len({known[: len(word) + 2] for known in longer}) == 1:
            return (min(longer, key=lambda known: (len(known), known)),), 0.8
        return (word,), 1.0

    def _without_vowels(self, word: str) -> tuple[tuple[str, ...], float] | None:
        """What "prvdr" or "regstrtn" leaves out; only if one word fits."""
        bones = _bones(word)
        if len(bones) < _LEAST_BONES or len(word) > len(bones) + 1:
            return None
        found = self._by_bones.get(bones, ())
        return ((found[0],), _VOWELS_TRUST) if len(found) == 1 else None

    def _split(self, word: str) -> tuple[str, ...]:
        """The fewest known words that spell this one, or nothing."""
        best: list[tuple[str, ...] | None] = [(), *[None] * len(word)]
        for end in range(2, len(word) + 1):
            for start in range(end - 1):
                before, part = best[start], word[start:end]
                fits = part in self._known and (len(part) > 2 or part in _SHORT)
                fits = fits and part not in _DENIALS
                if before is None or not fits:
                    continue
                if best[end] is None or len(before) + 1 < len(best[end]):
                    best[end] = (*before, part)
        return best[-1] or ()

    def _nearest(self, word: str) -> tuple[tuple[str, ...], float] | None:
        limit = 1 if len(word) < 8 else 2
        letters = Counter(word)
        found: list[tuple[int, str]] = []
        for length in range(len(word) - limit, len(word) + limit + 1):
            for known, its_letters in self._by_length.get(length, ()):
                if (letters - its_letters).total() > limit:
                    continue
                edits = distance(word, known, limit)
                if edits <= limit and _slip(word, known):
                    found.append((edits, known))
        if not found:
            return None
        edits, known = min(found)
        tied = sum(other[0] == edits for other in found) > 1
        trust = 1 - 0.8 * edits / len(word)
        return (known,), trust * (0.8 if tied else 1.0)
