"""XML of any program: what repeats and has parts is a record, a table for each kind."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice
from typing import BinaryIO

from lxml import etree

from ..errors import SourceError
from ..source_row import SourceRow, SourceTable
from .json_values import blanks, flatten
from .probe import Head

_HEADER_RECORDS = 200
_MAX_DEPTH = 8  # below, nothing is a record of its own
_LEAST_PARTS = 2  # a list of single words is no table
# pages, drawings, feeds and letters of one patient are for people to look at
_DOCUMENTS = frozenset(
    "html svg rss feed clinicaldocument document officedocument plist kml".split()
)

Path = tuple[str, ...]


def probe(head: Head) -> bool:
    """Tell whether the start of an XML file holds records of the same kind."""
    if head.is_binary or not head.is_markup:
        return False
    parser = etree.XMLPullParser(events=("start", "end"), **_SAFE)
    try:
        parser.feed(head.data)
        events = list(parser.read_events())
    except (etree.XMLSyntaxError, ValueError):
        return False
    return bool(_record_paths(iter(events)))


def read(stream: BinaryIO, head: Head) -> Iterator[SourceTable]:
    """Yield a table per kind of record; an attribute is a column as an element is."""
    paths = _record_paths(_events(stream))
    if not paths:
        raise SourceError("empty_file")
    for path in paths:
        rows, notes = _rows(stream, path), ("xml_records",)
        first = list(islice(rows, _HEADER_RECORDS))
        rows = chain(first, rows)
        if len({row.line for row in first}) < len(first):
            # a line that records share would tell nobody where to look
            rows, notes = _numbered(rows), (*notes, "numbered_by_record")
        yield SourceTable(
            name=".".join(path[1:]) if len(paths) > 1 else "",
            header=tuple(dict.fromkeys(key for row in first for key in row.cells)),
            header_line=first[0].line,
            rows=(row for row in rows if row.cells),
            notes=notes,
        )


def _numbered(rows: Iterator[SourceRow]) -> Iterator[SourceRow]:
    """Give each record its place among its kind, from 1, instead of its line."""
    for number, row in enumerate(rows, start=1):
        yield replace(row, line=number)


_SAFE = {"resolve_entities": False, "no_network": True, "huge_tree": False}


def _events(stream: BinaryIO) -> Iterator[tuple[str, etree._Element]]:
    stream.seek(0)
    try:
        yield from etree.iterparse(stream, ("start", "end"), **_SAFE)
    except etree.XMLSyntaxError as error:
        raise SourceError("damaged_file", line=error.lineno or 0) from error


def _record_paths(events: Iterator[tuple[str, etree._Element]]) -> list[Path]:
    """The outermost paths, in file order, that repeat and have parts."""
    path: list[str] = []
    counts: Counter[Path] = Counter()
    parts: dict[Path, set[str]] = {}
    for event, element in events:
        if event == "start":
            path.append(_name(element.tag))
            here = tuple(path)
            if len(path) == 1 and path[0].lower() in _DOCUMENTS:
                return []
            if len(path) <= _MAX_DEPTH:
                counts[here] += 1
                parts.setdefault(here, set()).update(map(_name, element.attrib))
                parts.setdefault(here[:-1], set()).add(_key(element))
        else:
            path.pop()
            _forget(element)
    found: list[Path] = []
    for here, count in counts.items():
        is_inside = any(here[: len(outer)] == outer for outer in found)
        if count > 1 and len(parts[here]) >= _LEAST_PARTS and not is_inside:
            found.append(here)
    return found


def _rows(stream: BinaryIO, wanted: Path) -> Iterator[SourceRow]:
    path: list[str] = []
    for event, element in _events(stream):
        if event == "start":
            path.append(_name(element.tag))
            continue
        here = tuple(path)
        path.pop()
        if here == wanted:
            value = _value(element)
            record = value if isinstance(value, dict) else {"value": value}
            yield SourceRow(
                element.sourceline or 0, flatten(record), blanks=blanks(record)
            )
        if len(here) <= len(wanted):
            _forget(element)


def _value(element: etree._Element) -> object:
    """The text of an element, or its parts by name; what repeats becomes a list."""
    text = (element.text or "").strip()
    children = [child for child in element if isinstance(child.tag, str)]
    if any(child.tag is etree.Entity for child in element):
        # what stands behind a name of the file's own is never looked up
        raise SourceError("damaged_file", line=element.sourceline or 0)
    if not children and not element.attrib:
        return text
    found: dict[str, object] = {_name(key): each for key, each in element.items()}
    for child in children:
        name = _key(child)
        is_named = name != _name(child.tag)
        value = (child.text or "") if is_named else _value(child)
        if name not in found:
            found[name] = value
        elif isinstance(found[name], list):
            found[name].append(value)
        else:
            found[name] = [found[name], value]
    if text:
        found["value" if "value" not in found else "text"] = text
    return found


def _key(element: etree._Element) -> str:
    """What a part is called: its tag, or in <field name="dob"> what it is named."""
    is_named = set(element.attrib) == {"name"} and not len(element)
    return element.get("name") if is_named else _name(element.tag)


def _name(tag: object) -> str:
    """The name without its namespace; comments have none."""
    return str(tag).rpartition("}")[2] if isinstance(tag, str) else ""


def _forget(element: etree._Element) -> None:
    """Free what was read; the parents stay."""
    element.clear(keep_tail=False)
    while element.getprevious() is not None:
        del element.getparent()[0]
