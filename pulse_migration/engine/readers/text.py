"""Bytes to physical lines: encodings, line ends and damaged characters.

Nothing here knows about tables. Memory stays at one block whatever the file's size.
"""

import codecs
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from ..errors import SourceError

PREFIX_BYTES = 256 * 1024
BLOCK_BYTES = 256 * 1024
MAX_LINE_CHARS = 16 * 1024 * 1024

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le", "encoding_utf_32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "encoding_utf_32"),
    (codecs.BOM_UTF8, "utf-8", ""),
    (codecs.BOM_UTF16_LE, "utf-16-le", "encoding_utf_16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "encoding_utf_16"),
)
_ESCAPED_BYTE = re.compile("[\udc80-\udcff]")
_UTF8_SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)


@dataclass(frozen=True, slots=True)
class Encoding:
    """How to turn a file's bytes into text; ``note`` is a code for the table."""

    codec: str
    note: str = ""

    @property
    def errors(self) -> str:
        """Damaged bytes survive as surrogates, or as U+FFFD where they cannot."""
        return "replace" if self.codec.startswith(("utf-16", "utf-32")) else _ESCAPE


_ESCAPE = "surrogateescape"


class FlaggedLine(str):
    """A physical line whose text had to be repaired; ``codes`` says how."""

    codes: tuple[str, ...] = ()

    @classmethod
    def of(cls, text: str, codes: tuple[str, ...]) -> "FlaggedLine":
        """Return the repaired text with the codes that say what was wrong."""
        line = cls(text)
        line.codes = codes
        return line


def detect_encoding(prefix: bytes) -> Encoding:
    """Return the encoding that the first bytes of a file prove, else UTF-8.

    Bytes that are not UTF-8 mean Windows-1252, unless at least half of the non-ASCII
    text is valid UTF-8, which chance rarely gives: then some characters are damaged.
    """
    for bom, codec, note in _BOMS:
        if prefix.startswith(bom):
            return Encoding(codec, note)
    codec = _utf16_without_bom(prefix)
    if codec:
        return Encoding(codec, "encoding_utf_16")
    decoder = codecs.getincrementaldecoder("utf-8")(_ESCAPE)
    bad = len(_ESCAPED_BYTE.findall(decoder.decode(prefix)))
    if not bad or len(_UTF8_SEQUENCE.findall(prefix)) >= bad:
        return Encoding("utf-8")
    return Encoding("cp1252", "encoding_windows_1252")


def _utf16_without_bom(prefix: bytes) -> str:
    """Return the byte order of UTF-16: delimiters and line ends have a zero byte.

    Bytes of any other text, taken in pairs, would be signs of the Far East.
    """
    even, odd = prefix[0::2].count(0), prefix[1::2].count(0)
    if not even and not odd:
        return ""
    codec = "utf-16-le" if odd > even else "utf-16-be"
    text = codecs.getincrementaldecoder(codec)("replace").decode(prefix)
    small = sum("\0" < char < "\u2000" for char in text)
    return codec if small > 0.7 * len(text) else ""


def decode_prefix(prefix: bytes, encoding: Encoding) -> str:
    """Return the text of a file's first bytes, a cut character at the end left out."""
    decoder = codecs.getincrementaldecoder(encoding.codec)(encoding.errors)
    return repair(decoder.decode(prefix)).lstrip("\ufeff")


def text_blocks(stream: BinaryIO, encoding: Encoding) -> Iterator[str]:
    """Yield the stream's text from its start in blocks, without byte order marks."""
    stream.seek(0)
    decoder = codecs.getincrementaldecoder(encoding.codec)(encoding.errors)
    first = True
    while data := stream.read(BLOCK_BYTES):
        text = decoder.decode(data)
        if first and text:
            text = text.lstrip("\ufeff")
            first = False
        if text:
            yield text
    if text := decoder.decode(b"", final=True):
        yield text


class TextLines:
    """The physical lines of a stream, ends kept: LF, CRLF and CR all end a line.

    A line with a NUL or with bytes that its encoding does not know comes as a
    :class:`FlaggedLine`; ``flagged`` turns true from the first such line on.
    """

    def __init__(self, stream: BinaryIO, encoding: Encoding) -> None:
        self._stream = stream
        self._encoding = encoding
        self.flagged = False

    def __iter__(self) -> Iterator[str]:
        suspicious = re.compile("[\0\ufffd\udc80-\udcff]")
        if self._encoding.errors == _ESCAPE:
            # here U+FFFD is what the clinic stored, not something we put there
            suspicious = re.compile("[\0\udc80-\udcff]")
        for block in self._whole_lines():
            lines = io.StringIO(block, newline="")
            if suspicious.search(block) is None:
                yield from lines
            else:
                for line in lines:
                    yield self._flag(line) if suspicious.search(line) else line

    def _whole_lines(self) -> Iterator[str]:
        """Yield blocks that end where a line ends."""
        rest = ""
        for text in text_blocks(self._stream, self._encoding):
            rest += text
            # a CR at the very end may be the first half of a CRLF
            cut = max(rest.rfind("\n"), rest.rfind("\r", 0, len(rest) - 1)) + 1
            if cut:
                yield rest[:cut]
                rest = rest[cut:]
            elif len(rest) > MAX_LINE_CHARS:
                raise SourceError("line_too_long")
        rest = rest.rstrip("\x1a")  # the end-of-file mark of DOS programs
        if rest:
            yield rest

    def _flag(self, line: str) -> FlaggedLine:
        codes = []
        if "\0" in line:
            codes.append("nul_bytes")
            line = line.replace("\0", "")
        if not line.isascii():
            repaired = repair(line)
            if repaired != line or "\ufffd" in line:
                codes.append("undecodable_bytes")
            line = repaired
        self.flagged = True
        return FlaggedLine.of(line, tuple(codes))


def has_escaped_bytes(text: str) -> bool:
    """Tell whether decoding met bytes that the encoding does not know."""
    return _ESCAPED_BYTE.search(text) is not None


def repair(text: str) -> str:
    """Read escaped bytes as Windows-1252, by far the likeliest stray encoding."""
    return _ESCAPED_BYTE.sub(_windows_character, text)


def _windows_character(match: re.Match[str]) -> str:
    byte = bytes([ord(match[0]) - 0xDC00])
    try:
        return byte.decode("cp1252")
    except UnicodeDecodeError:
        return byte.decode("latin-1")
