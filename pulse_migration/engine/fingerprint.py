"""Stable SHA-256 fingerprints of a row, a file, an approval."""

import hashlib
import hmac
import json
from base64 import b64encode
from collections.abc import Iterable, Mapping
from typing import BinaryIO

KEYED = "k:"  # before a fingerprint that nobody makes without the key
_CHUNK = 1 << 20
_SHORT = 18  # bytes: no two rows of any clinic share them by chance
# one encoder: json.dumps with options builds a new one at every call
_encode = json.JSONEncoder(
    sort_keys=True, ensure_ascii=False, separators=(",", ":")
).encode


def of_json(data: object) -> str:
    """Return the hex SHA-256 of ``data`` as canonical JSON (sorted keys)."""
    return hashlib.sha256(_encode(data).encode("utf-8", "surrogatepass")).hexdigest()


def of_row(values: Mapping[str, object], unconverted: Mapping[str, str]) -> str:
    """Fingerprint of what a row says: typed values, and the cells that did not convert.

    A newer export that writes the same date in another notation has the same print.
    """
    return of_json([values, unconverted])


def amount(text: str) -> str:
    """Return a decimal text as a fingerprint takes it: its amount, not its notation.

    >>> amount("1250.00"), amount("1250"), amount("-0.50"), amount("0.00")
    ('1250', '1250', '-0.5', '0')
    """
    plain = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if plain in ("-0", "-", "") else plain


def of_cells(cells: Mapping[str, str]) -> str:
    """Short fingerprint of a row's untouched cells: it names a row that has no id."""
    return of_json(dict(cells))[:32]


def of_source(row) -> str:
    """Fingerprint of a :class:`SourceRow` as its reader gave it, wherever it stood.

    What has the same one, and is staged by the same rules, becomes the same values.
    """
    said = [row.cells, row.issues, row.excluded, row.blanks]
    digest = hashlib.blake2b(_encode(said).encode("utf-8", "surrogatepass"))
    return b64encode(digest.digest()[:_SHORT]).decode()


def keyed(print_: str, key: str) -> str:
    """Return a fingerprint as it stays once what it is of was forgotten.

    Who knows nearly all that a row said cannot try the rest without the key (hex).

    >>> keyed("ab", "00") == keyed(keyed("ab", "00"), "00"), keyed("ab", "01")[:6]
    (True, 'k:e7ca')
    """
    if print_.startswith(KEYED):
        return print_
    digest = hmac.new(bytes.fromhex(key), print_.encode(), "sha256")
    return f"{KEYED}{digest.hexdigest()}"


def of_many(fingerprints: Iterable[str]) -> str:
    """Fingerprint of a record that several rows make, in whatever order they come."""
    joined = ",".join(sorted(fingerprints))
    return hashlib.sha256(joined.encode()).hexdigest()


def of_stream(stream: BinaryIO) -> tuple[str, int]:
    """Return (hex SHA-256, size in bytes) of a binary stream, read to its end."""
    digest, size = hashlib.sha256(), 0
    while chunk := stream.read(_CHUNK):
        digest.update(chunk)
        size += len(chunk)
    return digest.hexdigest(), size
