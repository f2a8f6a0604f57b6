"""ZIP archives: the files inside, safe paths, one nested ZIP deep."""

import struct
import tempfile
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO, NamedTuple

from ..errors import SourceError
from .probe import ARCHIVE_MAGIC, ZIP_MAGIC

MAX_MEMBERS = 200_000
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


class _Entry(NamedTuple):
    info: zipfile.ZipInfo
    inner: zipfile.ZipInfo | None = None


class Archive:
    """A ZIP with its list of files read once; ``stream`` stays the caller's.

    Raises SourceError: damaged_file, empty_file, other_archive, password_protected,
    too_large_inside, unknown_format.
    """

    def __init__(self, stream: BinaryIO) -> None:
        stream.seek(0)
        start = stream.read(8)
        if start.startswith(ARCHIVE_MAGIC):
            raise SourceError("other_archive")
        if not start.startswith(ZIP_MAGIC):
            raise SourceError("unknown_format")
        self._package = _open_package(stream)
        self._inner: tuple[str, zipfile.ZipFile] | None = None
        self._entries: dict[str, _Entry] = {}
        self._total = 0
        infos = _files(self._package)
        if not infos:
            raise SourceError("empty_file")
        if all(info.flag_bits & _ENCRYPTED for info in infos):
            raise SourceError("password_protected")
        for info in infos:
            self._add(info)

    def members(self) -> Iterator[Member]:
        """Yield the files in archive order."""
        for path, entry in self._entries.items():
            yield Member(path, (entry.inner or entry.info).file_size)

    def open(self, path: str) -> BinaryIO:
        """Return a seekable stream of one file; KeyError for an unknown path."""
        entry = self._entries[path]
        if entry.inner is None:
            return _unpack(self._package, entry.info)
        return _unpack(self._inner_package(entry.info), entry.inner)

    def _add(self, info: zipfile.ZipInfo) -> None:
        self._weigh(info)
        path = safe_path(_name(info))
        if path.lower().endswith(".zip") and not info.flag_bits & _ENCRYPTED:
            try:
                inner = _files(self._inner_package(info))
            except SourceError as error:
                if error.code != "damaged_file":
                    raise
                inner = []  # listed as it is; opening it will say what is wrong
            for item in inner:
                self._weigh(item)
                inside = f"{path}/{safe_path(_name(item))}"
                self._entries[self._unique(inside)] = _Entry(info, item)
            if inner:
                return
        self._entries[self._unique(path)] = _Entry(info)

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

    def _inner_package(self, info: zipfile.ZipInfo) -> zipfile.ZipFile:
        """Return the nested ZIP; only the one used last stays unpacked."""
        if self._inner is None or self._inner[0] != str(info.header_offset):
            package = _open_package(_unpack(self._package, info))
            self._inner = (str(info.header_offset), package)
        return self._inner[1]


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
