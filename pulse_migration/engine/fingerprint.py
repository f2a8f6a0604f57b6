"""Stable SHA-256 fingerprints of a row, a file, an approval."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import BinaryIO

_CHUNK = 1 << 20
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


def of_cells(cells: Mapping[str, str]) -> str:
    """Short fingerprint of a row's untouched cells: it names a row that has no id."""
    return of_json(dict(cells))[:32]


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
