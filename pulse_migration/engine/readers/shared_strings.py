"""The string table of a workbook, on disk beyond a size so that memory stays flat."""

import json
import re
import tempfile
import weakref
from collections import OrderedDict
from collections.abc import Iterable

MEMORY_STRINGS = 50_000
_BLOCK = 1024
_CACHED_BLOCKS = 48
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


class SharedStrings:
    """Strings by index. Those used first are numbered first: blocks stay close."""

    def __init__(self, strings: Iterable[str]) -> None:
        self._memory: list[str] = []
        self._file = tempfile.SpooledTemporaryFile(max_size=8 * 1024 * 1024)
        # rows may be read after the workbook's other tables were given up
        weakref.finalize(self, self._file.close)
        self._offsets: list[tuple[int, int]] = []
        block: list[str] = []
        for text in strings:
            if len(self._memory) < MEMORY_STRINGS:
                self._memory.append(text)
                continue
            block.append(text)
            if len(block) == _BLOCK:
                self._write(block)
                block = []
        if block:
            self._write(block)
        self._blocks: OrderedDict[int, list[str]] = OrderedDict()

    def __getitem__(self, index: int) -> str:
        """Return a string; IndexError for a number that the table does not have."""
        if index < 0:
            raise IndexError(index)
        if index < MEMORY_STRINGS:
            return self._memory[index]
        block, place = divmod(index - MEMORY_STRINGS, _BLOCK)
        return self._cached(block)[place]

    def _cached(self, number: int) -> list[str]:
        found = self._blocks.get(number)
        if found is not None:
            self._blocks.move_to_end(number)
            return found
        if len(self._blocks) == _CACHED_BLOCKS:
            self._blocks.popitem(last=False)
        found = self._blocks[number] = self._read(number)
        return found

    def _write(self, block: list[str]) -> None:
        data = json.dumps(block).encode()
        self._offsets.append((self._file.tell(), len(data)))
        self._file.write(data)

    def _read(self, number: int) -> list[str]:
        offset, size = self._offsets[number]
        self._file.seek(offset)
        return json.loads(self._file.read(size))


def unescape(text: str) -> str:
    """Return text with Excel's ``_x000D_`` marks as the characters they stand for."""
    if "_x" not in text:
        return text
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
