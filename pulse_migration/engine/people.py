"""Names of people, made comparable."""

import re
import unicodedata

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
