"""Which of the generator's own columns a header of a messy export stands for."""

from exportgen.words import HEADERS


def _keys(text: str) -> dict[str, str]:
    pairs = (pair.split("=", 1) for pair in text.split("|"))
    keys: dict[str, str] = {}
    for key, header in pairs:
        keys.setdefault(header.strip(), key)
    return keys


KEYS = {name: _keys(text) for name, text in HEADERS.items()}


def key_of(entry: dict) -> str:
    """The column's key, empty for a defect of the whole row or file."""
    return KEYS.get(entry["object"], {}).get(entry["column"], "")
