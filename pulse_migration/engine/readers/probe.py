"""What a file is, judged by its first bytes; its name is only a hint."""

import re
import zipfile
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import BinaryIO

from .text import PREFIX_BYTES, Encoding, decode_prefix, detect_encoding

ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ARCHIVE_MAGIC = (
    b"\x1f\x8b",  # gzip
    b"Rar!\x1a\x07",
    b"7z\xbc\xaf\x27\x1c",
    b"\xfd7zXZ\0",
    b"\x28\xb5\x2f\xfd",  # zstd
    *(b"BZh%d1AY&SY" % level for level in range(1, 10)),
)
_TAR_MAGIC, _TAR_PLACE = b"ustar", 257
ARCHIVE_HEAD = _TAR_PLACE + len(_TAR_MAGIC)  # bytes that tell every kind
_DOCUMENT_MAGIC = (
    b"%PDF-",
    b"\x89PNG\r\n",
    b"\xff\xd8\xff",
    b"GIF8",
    b"II*\0",
    b"MM\0*",
    b"{\\rtf",
    b"OggS",
    b"ID3",
    b"\x1aE\xdf\xa3",
    b"#!AMR",
    b"BEGIN:VCARD",
    b"From ",
)
_DOCUMENT_SUFFIXES = (".html", ".htm", ".xhtml", ".md", ".rst", ".eml", ".vcf", ".xml")
_MARKUP = re.compile(r"\ufeff?\s*<(?:\?xml|!doctype|!--|[a-z][\w:-]*[\s/>])", re.I)
_CONTROL = re.compile("[\0-\x08\x0e-\x19\x1b-\x1f]")


@dataclass(frozen=True, slots=True)
class Head:
    """The start of a file: its bytes, its text if it is text, its lower-case suffix."""

    name: str
    data: bytes
    encoding: Encoding
    text: str = field(repr=False)
    parts: frozenset[str] = field(default=frozenset(), repr=False)

    @classmethod
    def of(cls, stream: BinaryIO, name: str) -> "Head":
        """Read the head of a seekable stream, which is left at its start."""
        stream.seek(0)
        data = b""
        # a raw stream may give less than it was asked for
        while len(data) < PREFIX_BYTES and (
            more := stream.read(PREFIX_BYTES - len(data))
        ):
            data += more
        encoding = detect_encoding(data)
        parts: frozenset[str] = frozenset()
        if data.startswith(ZIP_MAGIC):
            parts = _zip_parts(stream)
        elif data.startswith(OLE_MAGIC):
            parts = _ole_parts(stream)
        stream.seek(0)
        return cls(name, data, encoding, decode_prefix(data, encoding), parts)

    @property
    def suffix(self) -> str:
        """Return the lower-case end of the name, such as ``.csv``."""
        return PurePosixPath(self.name).suffix.lower()

    @property
    def is_blank(self) -> bool:
        """Tell whether there is nothing but white space."""
        return not self.text.strip("\ufeff\0\x1a \t\r\n")

    @property
    def is_markup(self) -> bool:
        """Tell whether the text is HTML or XML, whatever its name says."""
        return _MARKUP.match(self.text) is not None

    @property
    def is_binary(self) -> bool:
        """Tell whether the bytes are no text at all."""
        if self.data.startswith((*ZIP_MAGIC, OLE_MAGIC)):
            return True
        if is_other_archive(self.data):
            return True
        sample = self.text.rstrip("\0")[:65536]  # a file that a crash left too long
        odd = len(_CONTROL.findall(sample))
        return is_document(self) or odd > 16 + len(sample) * 0.05


def is_other_archive(data: bytes) -> bool:
    """Tell whether a file that starts so is an archive, and no ZIP."""
    return data.startswith(_ARCHIVE_MAGIC) or data[_TAR_PLACE:].startswith(_TAR_MAGIC)


def is_document(head: Head) -> bool:
    """Tell whether the magic bytes are those of a PDF, picture, sound or letter."""
    data = head.data
    if data.startswith(_DOCUMENT_MAGIC) or data[4:8] == b"ftyp":
        return True
    if data[:4] == b"RIFF" or data[128:132] == b"DICM":
        return True
    if data.startswith(b"BM") and data[6:10] == b"\0\0\0\0":
        return True
    office = {"word", "ppt", "content.xml", "WordDocument", "PowerPoint Document"}
    return bool(head.parts & office) and "xl" not in head.parts


def is_printed_page(head: Head) -> bool:
    """Tell whether the name is that of a page for people, whatever it contains."""
    return head.suffix in _DOCUMENT_SUFFIXES


def _zip_parts(stream: BinaryIO) -> frozenset[str]:
    """Return the first path elements of a ZIP that is an Office document, else none."""
    try:
        with zipfile.ZipFile(stream) as package:
            names = package.NameToInfo
            if "[Content_Types].xml" not in names and "mimetype" not in names:
                return frozenset()
            return frozenset(name.partition("/")[0] for name in names)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return frozenset()


def _ole_parts(stream: BinaryIO) -> frozenset[str]:
    """Return which known streams an old Office container (or a locked one) holds."""
    wanted = {
        name: name.encode("utf-16-le")
        for name in (
            "EncryptedPackage",
            "Workbook",
            "Book",
            "WordDocument",
            "PowerPoint Document",
        )
    }
    found = set()
    tail = b""
    stream.seek(0)
    while block := stream.read(1 << 20):
        window = tail + block
        found |= {name for name, mark in wanted.items() if mark in window}
        tail = window[-64:]
    return frozenset(found)
