"""A JSON text walked value by value, with line numbers and flat memory."""

import json
import re
from collections.abc import Iterator
from typing import BinaryIO

from ..errors import SourceError
from .json_values import DECODER
from .text import Encoding, has_escaped_bytes, repair, text_blocks

MAX_VALUE_CHARS = 64 * 1024 * 1024
_SPACE = re.compile(r"\s*")

Item = tuple[int, object, tuple[str, ...]]


class JsonStream:
    """A cursor in JSON text. ``line`` is that of the cursor, 1-based.

    An item is (line, value, codes). Raises SourceError("damaged_file", line=...) where
    the text is no JSON.
    """

    def __init__(self, stream: BinaryIO, encoding: Encoding) -> None:
        self._blocks = text_blocks(stream, encoding)
        self._text = ""
        self._at = 0
        self._ended = False
        self._cut_return = ""
        self._escaped = False
        self.line = 1

    def peek(self) -> str:
        """Skip white space and return the next character, empty at the end."""
        while True:
            self._move(_SPACE.match(self._text, self._at).end())
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def keys(self) -> Iterator[str]:
        """Yield the keys of the object at the cursor.

        The caller takes each value before asking for the next key.
        """
        self._take("{")
        while self.peek() != "}":
            _line, key, _codes = self.value()
            self._take(":")
            yield str(key)
            if self.peek() != ",":
                break
            self._take(",")
        self._take("}")

    def items(self) -> Iterator[Item]:
        """Yield each value of the list at the cursor."""
        self._take("[")
        while self.peek() != "]":
            yield self.value()
            if self.peek() != ",":
                break
            self._take(",")
        self._take("]")

    def lines(self) -> Iterator[Item]:
        """Yield values that follow each other, usually one a line.

        A line that is no JSON is given as its text, with ``damaged_record``.
        """
        while self.peek():
            try:
                yield self.value()
            except SourceError:
                yield self.line, self._rest_of_line(), ("damaged_record",)
            if self.peek() == ",":
                self._take(",")

    def is_json_lines(self) -> bool:
        """Tell whether a second object follows the first; the cursor stays."""
        self.peek()
        self._text, self._at = self._text[self._at :], 0
        try:
            _value, end = self._decode()
        except SourceError:
            first, _end, second = self._text.partition("\n")
            return first.rstrip().endswith("}") and second.lstrip()[:1] == "{"
        while True:
            end = _SPACE.match(self._text, end).end()
            if end < len(self._text):
                return self._text[end] == "{"
            if not self._more():
                return False

    def value(self) -> Item:
        """Return the value at the cursor and go past it."""
        self.peek()
        line = self.line
        value, end = self._decode()
        codes: tuple[str, ...] = ()
        if self._escaped and has_escaped_bytes(self._text[self._at : end]):
            value = DECODER.decode(repair(self._text[self._at : end]))
            codes = ("undecodable_bytes",)
        self._move(end)
        return line, value, codes

    def _decode(self) -> tuple[object, int]:
        """Return (value, its end), reading on as long as the value is cut."""
        while True:
            try:
                value, end = DECODER.raw_decode(self._text, self._at)
            except (json.JSONDecodeError, RecursionError) as error:
                if self._drop_comma(getattr(error, "pos", 0)):
                    continue
                unread = len(self._text) - self._at
                if unread > MAX_VALUE_CHARS or not self._more():
                    raise SourceError("damaged_file", line=self.line) from error
                continue
            # a number at the end of what was read may go on
            if end < len(self._text) or self._text[end - 1] in '}]"':
                return value, end
            if not self._more():
                return value, end

    def _drop_comma(self, place: int) -> bool:
        """Blank a comma that nothing follows, where the decoder stopped at it.

        People who write JSON by hand leave it behind the last value.
        """
        before = self._text[self._at : place + 1].rstrip()
        if before[-1:] in ("}", "]"):
            before = before[:-1].rstrip()
        comma = self._at + len(before) - 1
        rest = _SPACE.match(self._text, comma + 1).end()
        is_last = self._text[rest : rest + 1] in ("}", "]")
        is_behind = before[:-1].rstrip()[-1:] not in ("", "{", "[", ",", ":")
        if before[-1:] != "," or not (is_last and is_behind):
            return False
        self._text = f"{self._text[:comma]} {self._text[comma + 1 :]}"
        return True

    def _more(self) -> bool:
        """Read at least as much again as is unread; False at the end of the file."""
        parts = [self._text[self._at :]]
        wanted = max(len(parts[0]), 1)
        self._at = 0
        while wanted > 0 and not self._ended:
            block = next(self._blocks, None)
            if block is None:
                self._ended = True
                block, self._cut_return = self._cut_return, ""
            else:
                block = self._cut_return + block
                # a CR at the very end may be the first half of a CRLF
                self._cut_return = "\r" if block.endswith("\r") else ""
                block = block[: len(block) - len(self._cut_return)]
            block = block.replace("\r\n", "\n").replace("\r", "\n")
            self._escaped = self._escaped or has_escaped_bytes(block)
            parts.append(block)
            wanted -= len(block)
        self._text = "".join(parts)
        return len(self._text) > len(parts[0])

    def _move(self, end: int) -> None:
        self.line += self._text.count("\n", self._at, end)
        self._at = end

    def _take(self, expected: str) -> None:
        if self.peek() != expected:
            raise SourceError("damaged_file", line=self.line)
        self._at += 1

    def _rest_of_line(self) -> str:
        end = self._text.find("\n", self._at)
        end = len(self._text) if end < 0 else end
        text = repair(self._text[self._at : end]).strip()
        self._move(end)
        return text
