"""The parts of an XLSX package: sheets, number formats, strings, merged cells."""

import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from lxml import etree

from ..errors import SourceError
from .cell_formats import format_kind
from .shared_strings import SharedStrings, unescape

MAX_PART_BYTES = 8 * 1024**3
MAX_RATIO = 400
RATIO_FREE_BYTES = 128 * 1024**2
MAX_MERGES = 200_000
MAX_COLUMNS = 16384
_SCAN_BYTES = 1024 * 1024
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_MERGE_TAG = b"mergeCell "
_CELL_VALUE = re.compile(rb"<(?:\w+:)?(?:v|is|f)[ >]")
XML = {"resolve_entities": False, "no_network": True, "load_dtd": False}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet: its name, the path of its part and whether users see it."""

    name: str
    part: str
    hidden: bool


@contextmanager
def damage() -> Iterator[None]:
    """Turn every way in which a package can be broken into one SourceError."""
    try:
        yield
    except NotImplementedError as error:
        raise SourceError("unsupported_compression") from error
    except RuntimeError as error:  # zipfile: the part needs a password
        raise SourceError("password_protected") from error
    except (
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        etree.XMLSyntaxError,
        KeyError,
        EOFError,
        OSError,
        ValueError,
        OverflowError,
    ) as error:
        raise SourceError("damaged_file") from error


class Workbook:
    """What is known about a workbook before any sheet is read."""

    def __init__(self, stream: BinaryIO) -> None:
        with damage():
            self._package = zipfile.ZipFile(stream)
            check_sizes(self._package)
            main = self._main_part()
            root = self._root(main)
            self.sheets = self._find_sheets(root, main)
            self.epoch_1904 = _is_1904(root)
            folder = posixpath.dirname(main)
            self.kinds = self._format_kinds(posixpath.join(folder, "styles.xml"))
            strings = posixpath.join(folder, "sharedStrings.xml")
            self.strings = SharedStrings(self._strings(strings))

    def elements(self, part: str, name: str) -> Iterator[etree._Element]:
        """Yield the elements of a part by local name; each is emptied afterwards."""
        with self._package.open(self._real(part)) as source:
            for _event, element in etree.iterparse(source, tag=f"{{*}}{name}", **XML):
                yield element
                element.clear(keep_tail=False)
                while element.getprevious() is not None:
                    del element.getparent()[0]

    def has_values(self, sheet: Sheet) -> bool:
        """Tell whether the first part of a sheet holds any value."""
        with damage(), self._package.open(self._real(sheet.part)) as source:
            return _CELL_VALUE.search(source.read(_SCAN_BYTES)) is not None

    def merges(self, sheet: Sheet) -> list[tuple[int, int, int, int]]:
        """Return merged ranges as (first row, first column, last row, last column).

        Rows are 1-based, columns 0-based. They stand after the cells, hence a scan of
        the raw bytes ahead of reading.
        """
        found: list[tuple[int, int, int, int]] = []
        tail = b""
        with damage(), self._package.open(self._real(sheet.part)) as source:
            while block := source.read(_SCAN_BYTES):
                window = tail + block
                last = 0
                # the plain search is far faster and most sheets have no merge at all
                for match in _MERGE.finditer(window) if _MERGE_TAG in window else ():
                    last = match.end()
                    merge = _range(match)
                    if len(found) < MAX_MERGES and merge[3] < MAX_COLUMNS:
                        found.append(merge)
                tail = window[max(last, len(window) - 300) :]
        return found

    def _real(self, part: str) -> str:
        """Return the name as the package spells it: some differ by case only."""
        if part in self._package.NameToInfo:
            return part
        names = self._package.namelist()
        known = {name.lower().replace("\\", "/"): name for name in names}
        return known[part.lower()]

    def _root(self, part: str) -> etree._Element:
        parser = etree.XMLParser(**XML)
        return etree.fromstring(self._package.read(self._real(part)), parser)

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Return {id: (type, path of the part)} of what a part refers to."""
        folder, name = posixpath.split(part)
        root = self._root(posixpath.join(folder, "_rels", f"{name}.rels"))
        found = {}
        for item in root.iterfind("{*}Relationship"):
            kind = item.get("Type", "").rpartition("/")[2]
            target = posixpath.join("/", folder, item.get("Target", ""))
            found[item.get("Id", "")] = kind, posixpath.normpath(target).lstrip("/")
        return found

    def _main_part(self) -> str:
        for kind, target in self._relations("").values():
            if kind == "officeDocument":
                if target.endswith(".bin"):
                    raise SourceError("unsupported_workbook")
                return target
        raise SourceError("damaged_file")

    def _find_sheets(self, root: etree._Element, main: str) -> list[Sheet]:
        relations = self._relations(main)
        sheets = []
        for item in root.iterfind("{*}sheets/{*}sheet"):
            keys = [key for key in item.attrib if key.endswith("}id")]
            kind, target = relations.get(item.get(keys[0]) if keys else "", ("", ""))
            if kind == "worksheet":
                hidden = item.get("state", "visible") != "visible"
                sheets.append(Sheet(item.get("name", ""), target, hidden))
        return sheets

    def _format_kinds(self, part: str) -> list[str]:
        """Return the format kind of each cell style, by its number."""
        try:
            root = self._root(part)
        except KeyError:
            return []
        codes = {
            int(item.get("numFmtId", 0)): item.get("formatCode", "")
            for item in root.iterfind("{*}numFmts/{*}numFmt")
        }
        numbers = (
            int(item.get("numFmtId", 0)) for item in root.iterfind("{*}cellXfs/{*}xf")
        )
        return [format_kind(number, codes.get(number)) for number in numbers]

    def _strings(self, part: str) -> Iterator[str]:
        try:
            self._real(part)
        except KeyError:
            return
        for element in self.elements(part, "si"):
            yield rich_text(element)


def check_sizes(package: zipfile.ZipFile) -> None:
    """Raise SourceError("too_large_inside") for a part of absurd size."""
    for info in package.infolist():
        ratio = info.file_size / max(info.compress_size, 1)
        if info.file_size > MAX_PART_BYTES or (
            info.file_size > RATIO_FREE_BYTES and ratio > MAX_RATIO
        ):
            raise SourceError("too_large_inside")


def rich_text(element: etree._Element) -> str:
    """Return the text of a string item, formatted runs joined, phonetics left out."""
    if len(element) == 1 and element[0].tag.endswith("}t"):
        return unescape(element[0].text or "")
    parts = []
    for child in element:
        name = child.tag.rpartition("}")[2]
        if name == "t":
            parts.append(child.text or "")
        elif name == "r":
            parts += [text.text or "" for text in child.iterfind("{*}t")]
    return unescape("".join(parts))


def column_index(letters: str) -> int:
    """Return the 0-based number of a column: A is 0, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _range(match: re.Match[bytes]) -> tuple[int, int, int, int]:
    first, top, last, bottom = (item.decode() for item in match.groups())
    return int(top), column_index(first), int(bottom), column_index(last)


def _is_1904(root: etree._Element) -> bool:
    properties = root.find("{*}workbookPr")
    value = properties.get("date1904", "0") if properties is not None else "0"
    return value in ("1", "true", "on")
