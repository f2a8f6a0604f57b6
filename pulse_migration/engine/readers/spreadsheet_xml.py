"""Excel 2003 XML ("SpreadsheetML"), also sent under the name .xls."""

from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from ..errors import SourceError
from ..source_row import SourceTable
from .probe import Head
from .tables import Record, build_tables
from .workbook import MAX_COLUMNS

_NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"
_SS = f"{{{_NAMESPACE}}}"


def probe(head: Head) -> bool:
    """Tell whether the XML declares Microsoft's spreadsheet language."""
    start = head.text[:4096].lstrip()
    return start.startswith("<") and _NAMESPACE in start and "<html" not in start


def read(stream: BinaryIO, head: Head) -> Iterator[SourceTable]:
    """Yield the tables of all sheets, named when there are several."""
    names = list(_sheet_names(stream))
    found = False
    for position, name in enumerate(names):
        label = name if len(names) > 1 else ""
        for table in build_tables(_records(stream, position), label, trimmed=True):
            found = True
            yield table
    if not found:
        raise SourceError("empty_file")


def _elements(stream: BinaryIO) -> Iterator[tuple[str, etree._Element]]:
    stream.seek(0)
    events = etree.iterparse(
        stream,
        events=("start", "end"),
        tag=(f"{_SS}Worksheet", f"{_SS}Row"),
        resolve_entities=False,
        no_network=True,
    )
    try:
        for event, element in events:
            yield f"{event} {element.tag[len(_SS) :]}", element
            if event == "end":
                element.clear(keep_tail=False)
                while element.getprevious() is not None:
                    del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise SourceError("damaged_file") from error


def _sheet_names(stream: BinaryIO) -> Iterator[str]:
    for event, element in _elements(stream):
        if event == "start Worksheet":
            yield element.get(f"{_SS}Name", "")


def _records(stream: BinaryIO, wanted: int) -> Iterator[Record]:
    """Yield (row number, cells, codes) of one sheet, counted from 0."""
    sheet, number = -1, 0
    for event, element in _elements(stream):
        if event == "start Worksheet":
            sheet, number = sheet + 1, 0
        if sheet > wanted:
            return
        if event == "end Row" and sheet == wanted:
            previous, number = number, _number(element, "Index", number + 1)
            if number > previous + 1:
                yield previous + 1, [], ()
            cells, codes = _cells(element)
            yield number, cells, codes


def _cells(row: etree._Element) -> tuple[list[str], tuple[str, ...]]:
    cells: list[str] = []
    codes: tuple[str, ...] = ()
    for cell in row.iterfind(f"{_SS}Cell"):
        index = _number(cell, "Index", len(cells) + 1) - 1
        across = _number(cell, "MergeAcross", 0)
        if max(index, len(cells)) + across >= MAX_COLUMNS:
            raise SourceError("damaged_file")
        cells += [""] * (index - len(cells))
        data = cell.find(f"{_SS}Data")
        kind = data.get(f"{_SS}Type", "") if data is not None else ""
        if kind == "Error":
            codes = ("formula_error",)
        cells.append(_text(data, kind))
        cells += [""] * across
    return cells, codes


def _number(element: etree._Element, name: str, usual: int) -> int:
    """Return the whole number that an attribute holds, ``usual`` without one."""
    text = element.get(f"{_SS}{name}")
    if text is None:
        return usual
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise SourceError("damaged_file")
    return int(text)


def _text(data: etree._Element | None, kind: str) -> str:
    if data is None:
        return ""
    text = "".join(data.itertext())
    if kind == "DateTime":
        day, _t, clock = text.partition("T")
        clock = clock.partition(".")[0]
        if day == "1899-12-31":
            return clock  # a time alone, on Excel's day zero
        return day if clock in ("", "00:00:00") else f"{day} {clock}"
    if kind == "Boolean":
        return "TRUE" if text == "1" else "FALSE"
    return text
