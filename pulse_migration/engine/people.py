"""Names of people, made comparable."""

import re
import unicodedata

from .texts import split_title

_TITLES = re.compile(
    r"^(dr|doctor|prof|professor|mr|mrs|ms|miss|shri|smt|sri|kum|master|baby)\b\.?\s*",
    re.IGNORECASE,
)


def name_key(name: str) -> str:
    """Return a name without titles, case, accents and punctuation: "dr. José Gómez-
    Pérez" and "JOSE GOMEZ PEREZ" share one key."""
    text = unicodedata.normalize("NFKD", name.strip())
    text = "".join(char for char in text if not unicodedata.combining(char))
    while (shorter := _TITLES.sub("", text)) != text and shorter:
        text = shorter
    return " ".join(re.split(r"[\W_]+", text.casefold())).strip()


def person_key(name: str) -> str:
    """Return the words of a name in one order: "Rao, Asha" and "Mrs. Asha Rao" share
    a key. Equal keys hint at one person; alone they prove nothing."""
    return " ".join(sorted(name_key(split_title(name)[1] or name).split()))
