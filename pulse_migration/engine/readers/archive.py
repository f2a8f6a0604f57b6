"""ZIP archives: the files inside, those of nested ZIPs too, under safe paths."""

import struct
import tempfile
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import BinaryIO, NamedTuple

from ..errors import SourceError
from .probe import ARCHIVE_HEAD, ZIP_MAGIC, is_other_archive

MAX_MEMBERS = 200_000
MAX_DEPTH = 8  # a ZIP that holds itself has no end
MAX_TOTAL_BYTES = 64 * 1024**3
MAX_RATIO = 250
RATIO_FREE_BYTES = 64 * 1024**2
SPOOL_BYTES = 8 * 1024**2
_COPY_BYTES = 1024**2
_ENCRYPTED = 0x1
_UTF8_NAME = 0x800
_SKIPPED_NAMES = {".ds_store", "thumbs.db", "desktop.ini", ".localized"}
# a broken offset is a ValueError of the stream, a broken size an OverflowError
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
)


class Member(NamedTuple):
    """A file inside an archive; ``size`` in bytes once unpacked."""

    path: str
    size: int


# a file's own entry, after those of the nested ZIPs that lead to it
_Chain = tuple[zipfile.ZipInfo, ...]


class Archive:
    """A ZIP with its list of files read once; ``stream`` stays the caller's.

    Raises SourceError: damaged_file, empty_file, other_archive, password_protected,
    too_large_inside, unknown_format.
    """

    def __init__(self, stream: BinaryIO) -> None:
        stream.seek(0)
        start = stream.read(ARCHIVE_HEAD)
        if is_other_archive(start):
            raise SourceError("other_archive")
        if not start.startswith(ZIP_MAGIC):
            raise SourceError("unknown_format")
        self._packages = [_open_package(stream)]
        self._open_nested: list[zipfile.ZipInfo] = []
        self._entries: dict[str, _Chain] = {}
        self._total = 0
        infos = _files(self._packages[0])
        if not infos:
            raise SourceError("empty_file")
        if all(info.flag_bits & _ENCRYPTED for info in infos):
            raise SourceError("password_protected")
        for info in infos:
            self._add("", (info,))

    def members(self) -> Iterator[Member]:
        """Yield the files in archive order."""
        for path, chain in self._entries.items():
            yield Member(path, chain[-1].file_size)

    def open(self, path: str) -> BinaryIO:
        """Return a seekable stream of one file; KeyError for an unknown path."""
        *nested, info = self._entries[path]
        return _unpack(self._package_of(nested), info)

    def _add(self, folder: str, chain: _Chain) -> None:
        """List a file of ``folder``; a nested ZIP as what it holds."""
        info = chain[-1]
        self._weigh(info)
        path = folder + safe_path(_name(info))
        inner = self._nested_files(chain) if path.lower().endswith(".zip") else []
        for item in inner:
            self._add(f"{path}/", (*chain, item))
        if not inner:
            self._entries[self._unique(path)] = chain

    def _nested_files(self, chain: _Chain) -> list[zipfile.ZipInfo]:
        """Return what a nested ZIP holds; nothing of one that can't be opened.

        It is listed as it is, and opening it will say what is wrong.
        """
        if chain[-1].flag_bits & _ENCRYPTED or len(chain) > MAX_DEPTH:
            return []
        try:
            return _files(self._package_of(chain))
        except SourceError as error:
            if error.code not in ("damaged_file", "unsupported_compression"):
                raise
            return []

    def _weigh(self, info: zipfile.ZipInfo) -> None:
        """Refuse what unpacks to an absurd size before unpacking any of it."""
        self._total += info.file_size
        ratio = info.file_size / max(info.compress_size, 1)
        absurd = info.file_size > RATIO_FREE_BYTES and ratio > MAX_RATIO
        if absurd or self._total > MAX_TOTAL_BYTES or len(self._entries) >= MAX_MEMBERS:
            raise SourceError("too_large_inside")

    def _unique(self, path: str) -> str:
        """Keep both of two files that come to the same path."""
        pure, number, candidate = PurePosixPath(path), 1, path
        while candidate in self._entries:
            number += 1
            candidate = str(pure.with_name(f"{pure.stem} ({number}){pure.suffix}"))
        return candidate

    def _package_of(self, nested: Sequence[zipfile.ZipInfo]) -> zipfile.ZipFile:
        """Return the ZIP at the end of ``nested``; what leads to it stays unpacked."""
        kept = 0
        for had, wanted in zip(self._open_nested, nested, strict=False):
            if had is not wanted:
                break
            kept += 1
        del self._open_nested[kept:], self._packages[kept + 1 :]
        for info in nested[kept:]:
            self._packages.append(_open_package(_unpack(self._packages[-1], info)))
            self._open_nested.append(info)
        return self._packages[-1]


def members(stream: BinaryIO) -> Iterator[Member]:
    """Yield the files of an archive, those of a nested ZIP as ``outer.zip/name``."""
    return Archive(stream).members()


def open_member(stream: BinaryIO, path: str) -> BinaryIO:
    """Return a seekable stream of one file. Use :class:`Archive` to open many."""
    return Archive(stream).open(path)


def safe_path(name: str) -> str:
    """Return a relative path with ``/``: no drive, no root, no step upwards."""
    parts = [part.strip() for part in name.replace("\\", "/").split("/")]
    kept = [p for p in parts if p not in ("", ".", "..") and not p.endswith(":")]
    return "/".join(kept) or "unnamed"


def _open_package(stream: BinaryIO) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(stream)
    except (*_DAMAGE, NotImplementedError) as error:
        raise SourceError("damaged_file") from error


def _files(package: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Return the files a person put in, not those that a system added."""
    return [
        info
        for info in package.infolist()
        if not info.is_dir() and not _is_system_file(info.filename)
    ]


def _is_system_file(name: str) -> bool:
    *folders, last = name.replace("\\", "/").split("/")
    return (
        "__MACOSX" in folders
        or last.lower() in _SKIPPED_NAMES
        or last.startswith(("._", "~$"))
        or not last
    )


def _name(info: zipfile.ZipInfo) -> str:
    """Return the name; many programs write UTF-8, or Windows' letters, unsaid."""
    if info.flag_bits & _UTF8_NAME or info.filename.isascii():
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeError:
        return info.filename
    for encoding in ("utf-8", "cp1252"):
        try:
            name = raw.decode(encoding)
        except UnicodeError:
            continue
        if encoding == "utf-8" or _letters(name) > _letters(info.filename):
            return name
    return info.filename


def _letters(name: str) -> int:
    """Count the letters of western Europe; others come from a wrong reading."""
    return sum(unicodedata.name(sign, "").startswith("LATIN ") for sign in name)


def _unpack(package: zipfile.ZipFile, info: zipfile.ZipInfo) -> BinaryIO:
    """Copy one file to memory, to disk beyond some megabytes."""
    if info.flag_bits & _ENCRYPTED:
        raise SourceError("password_protected")
    target = tempfile.SpooledTemporaryFile(max_size=SPOOL_BYTES)
    try:
        with package.open(info) as source:
            while block := source.read(_COPY_BYTES):
                target.write(block)
    except NotImplementedError as error:
        target.close()
        raise SourceError("unsupported_compression") from error
    except (*_DAMAGE, RuntimeError) as error:
        target.close()
        raise SourceError("damaged_file") from error
    target.seek(0)
    return target
