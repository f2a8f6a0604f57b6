"""Names of people, made comparable."""

import re
import unicodedata
from collections import Counter
from collections.abc import Hashable, Iterable

from .texts import split_title

_TITLES = re.compile(
    r"^(dr|doctor|prof|professor|mr|mrs|ms|miss|shri|smt|sri|kum|master|baby)\b\.?\s*",
    re.IGNORECASE,
)
_DEGREES = frozenset(
    "mbbs md ms bds mds dnb dm mch frcs mrcp dgo dch phd bhms bams bpt mpt do".split()
)
_FAMILY_NAME = 3  # letters; a shorter word is shared by chance


def name_key(name: str) -> str:
    """Return a name without titles, case, accents and punctuation: "dr. José Gómez-
    Pérez" and "JOSE GOMEZ PEREZ" share one key."""
    text = unicodedata.normalize("NFKD", name.strip())
    text = "".join(char for char in text if not unicodedata.combining(char))
    while (shorter := _TITLES.sub("", text)) != text and shorter:
        text = shorter
    return " ".join(re.split(r"[\W_]+", text.casefold())).strip()


def alike(one: str, other: str) -> str:
    """Tell how two names resemble each other: "same", "initials", "shorter", or "".

    "Dr. A. Rao" and "Anil Rao" agree but for an initial; "Anil Rao" is shorter than
    "Anil Kumar Rao". The order of the words does not count, nor do degrees. It is a
    reason to ask, never proof.
    """
    left, right = sorted((_words(one), _words(other)), key=lambda w: (len(w), w))
    if not left or not right:
        return ""
    if sorted(left) == sorted(right):
        return "same"
    shared = Counter(left) & Counter(right)
    if not any(len(word) >= _FAMILY_NAME for word in shared):
        return ""
    rest = list((Counter(right) - shared).elements())
    initials = list((Counter(left) - shared).elements())
    if not initials:
        return "shorter" if len(left) > 1 else ""
    for word in initials:
        match = next((w for w in rest if _is_initial(word, w)), None)
        if match is None:
            return ""
        rest.remove(match)
    return "initials"


class NameIndex:
    """Names with what they belong to, for finding those that resemble another."""

    def __init__(self, items: Iterable[tuple[str, Hashable]]) -> None:
        self._by_word: dict[str, dict[Hashable, str]] = {}
        for name, item in items:
            for word in _words(name):
                self._by_word.setdefault(word, {})[item] = name

    def find(self, name: str) -> dict[str, list]:
        """Return {how: items} of the names that resemble ``name``, see ``alike``."""
        near: dict[Hashable, str] = {}
        for word in _words(name):
            near |= self._by_word.get(word, {})
        found: dict[str, list] = {}
        for item, other in near.items():
            if how := alike(name, other):
                found.setdefault(how, []).append(item)
        return found


def _words(name: str) -> list[str]:
    return [word for word in name_key(name).split() if word not in _DEGREES]


def _is_initial(one: str, other: str) -> bool:
    return 1 in (len(one), len(other)) and one[:1] == other[:1]


def person_key(name: str) -> str:
    """Return the words of a name in one order: "Rao, Asha" and "Mrs. Asha Rao" share
    a key. Equal keys hint at one person; alone they prove nothing."""
    return " ".join(sorted(name_key(split_title(name)[1] or name).split()))
