"""JSON lists, envelopes and JSON lines to tables, a chunk at a time."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import BinaryIO

from ..errors import SourceError
from ..source_row import SourceRow, SourceTable
from .json_stream import Item, JsonStream
from .json_values import Number, blanks, flatten, text_of
from .probe import Head
from .tables import build_tables

HEADER_RECORDS = 200
_MAX_DEPTH = 4
_TITLES = frozenset("headers header columns fields cols column_names".split())
_TITLE_KEYS = ("display_name", "label", "title", "name", "field", "key", "id")
_NAMES = (".json", ".jsonl", ".ndjson")
_START = re.compile(r"\s*(?:\[\s*[\[{\"\]]|\{\s*[\"}])")


def probe(head: Head) -> bool:
    """Tell whether the text starts as a JSON list or object does."""
    if head.is_binary:
        return False
    if head.suffix in _NAMES and head.text.lstrip()[:1] in ("[", "{"):
        return True
    return _START.match(head.text) is not None


def read(stream: BinaryIO, head: Head) -> Iterator[SourceTable]:
    """Yield a table per list of objects, in file order.

    Shapes: a list; an object that holds lists, at any depth to 4; one object a line;
    one object whose values are all objects; one single object.
    """
    source = JsonStream(stream, head.encoding)
    notes = (head.encoding.note,) if head.encoding.note else ()
    found = False
    if source.peek() == "[":
        tables = _list_tables(source.items(), "", notes)
    elif source.is_json_lines():
        tables = _list_tables(source.lines(), "", (*notes, "json_lines"))
    else:
        tables = _envelope_tables(source, "", notes, 0)
    for table in chain(tables, _more_lists(source, notes)):
        found = True
        yield table
    if not found:
        single = JsonStream(stream, head.encoding)
        yield from _object_table(single, notes)


def _more_lists(source: JsonStream, notes: tuple[str, ...]) -> Iterator[SourceTable]:
    """Yield the tables of lists that stand behind the first value of the file."""
    number = 2
    while start := source.peek():
        if start != "[":
            raise SourceError("damaged_file", line=source.line)
        yield from _list_tables(source.items(), f"table {number}", notes)
        number += 1


def _envelope_tables(
    source: JsonStream, path: str, notes: tuple[str, ...], depth: int
) -> Iterator[SourceTable]:
    """Yield the tables inside an object; its plain values become their preamble."""
    preamble: list[tuple[int, str]] = []
    titles = _Titles("", [])
    for key in source.keys():
        name = f"{path}.{key}" if path else key
        start = source.peek()
        if start == "[" and key.casefold() in _TITLES and titles.is_used:
            line, value, codes = source.value()
            titles = _Titles(name, [(line, item, codes) for item in value])
            if not titles.texts:
                yield from titles.as_table(notes)
        elif start == "[":
            yield from _list_tables(
                source.items(), name, notes, tuple(preamble), titles
            )
        elif start == "{" and depth < _MAX_DEPTH:
            yield from _envelope_tables(source, name, notes, depth + 1)
        else:
            line, value, _codes = source.value()
            preamble.append((line, f"{name}: {text_of(value)}"))
    if not titles.is_used:
        yield from titles.as_table(notes)


class _Titles:
    """A list that may name the columns of the rows beside it, as texts or objects.

    What no rows are found for is a table of its own.
    """

    def __init__(self, name: str, items: list[Item]) -> None:
        self._name, self._items = name, items
        found = [_title(value) for _line, value, _codes in items]
        self.texts = [] if None in found else found
        self.is_used = not self.texts

    def fit(self, first: Sequence[Item]) -> bool:
        """Tell whether these are the titles of such rows; then they are used."""
        width = max(len(value) for _line, value, _codes in first)
        is_fitting = not self.is_used and len(self.texts) == width
        self.is_used = self.is_used or is_fitting
        return is_fitting

    def as_table(self, notes: tuple[str, ...]) -> Iterator[SourceTable]:
        self.is_used = True
        return _list_tables(iter(self._items), self._name, notes)


def _title(value: object) -> str | None:
    if isinstance(value, dict):
        value = next((value[key] for key in _TITLE_KEYS if key in value), None)
    is_text = isinstance(value, str) and not isinstance(value, Number)
    return value if is_text else None


def _list_tables(
    items: Iterator[Item],
    name: str,
    notes: tuple[str, ...],
    preamble: tuple[tuple[int, str], ...] = (),
    titles: _Titles | None = None,
) -> Iterator[SourceTable]:
    """Yield the table of one list: of objects, of rows, or of plain values.

    ``titles`` are those of its rows, where the file names them apart.
    """
    first = list(islice(items, HEADER_RECORDS))
    if not first:
        return
    every = chain(first, items)
    if len({line for line, _value, _codes in first}) < len(first):
        # a line that all records share would tell nobody where to look
        every = _numbered(every)
        notes = (*notes, "numbered_by_record")
    if all(isinstance(value, list) for _line, value, _codes in first):
        if titles and titles.fit(first):
            every = chain([(0, titles.texts, ())], every)
        yield from build_tables(_grid(every), name, notes)
        return
    header, rows = _records(every, len(first))
    yield SourceTable(
        name=name,
        header=header,
        header_line=first[0][0],
        rows=rows,
        preamble=preamble,
        notes=notes,
    )
    for _item in items:
        pass  # the next key starts where this list ends


def _records(
    items: Iterator[Item], count: int
) -> tuple[tuple[str, ...], Iterator[SourceRow]]:
    """Return the keys that the first ``count`` records have, and the rows of all."""
    rows = map(_row, items)
    sample = list(islice(rows, count))
    named = [row.cells for row in sample if not row.issues] or [sample[0].cells]
    header = tuple(dict.fromkeys(key for cells in named for key in cells))
    return header, (row for row in chain(sample, rows) if row.cells)


def _numbered(items: Iterator[Item]) -> Iterator[Item]:
    """Give each record its place in the list, from 1, instead of its line."""
    for number, (_line, value, codes) in enumerate(items, start=1):
        yield number, value, codes


def _grid(items: Iterator[Item]) -> Iterator[tuple[int, list[str], tuple[str, ...]]]:
    for line, value, codes in items:
        cells = value if isinstance(value, list) else [value]
        yield line, [text_of(cell) for cell in cells], codes


def _row(item: Item) -> SourceRow:
    line, value, codes = item
    if isinstance(value, dict):
        return SourceRow(line, flatten(value), codes, blanks=blanks(value))
    text = text_of(value)
    return SourceRow(line, {"value": text} if text.strip() else {}, codes)


def _object_table(source: JsonStream, notes: tuple[str, ...]) -> Iterator[SourceTable]:
    """Yield the table of a lone object: records by key, or one record."""
    line, value, codes = source.value()
    if not isinstance(value, dict) or not value:
        raise SourceError("empty_file")
    if len(value) > 1 and all(isinstance(item, dict) for item in value.values()):
        records = [{"key": key, **item} for key, item in value.items()]
    else:
        records = [value]
    rows = [
        SourceRow(number, flatten(record), codes, blanks=blanks(record))
        for number, record in enumerate(records, start=line)
    ]
    header = tuple(dict.fromkeys(key for row in rows for key in row.cells))
    yield SourceTable("", header, line, iter(rows), notes=notes)
