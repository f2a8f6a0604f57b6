"""Readers: bytes of a clinic's file to :class:`SourceTable` objects.

``READERS`` is the place to add a format: a name, a probe of the file's head, a reader.
"""

from collections.abc import Callable, Iterator
from typing import BinaryIO, NamedTuple

from ..errors import SourceError
from ..source_row import SourceTable
from . import (
    delimited,
    html_table,
    json_list,
    ods,
    spreadsheet_xml,
    whatsapp,
    xls,
    xlsx,
    xml_records,
)
from .archive import Archive, Member, members, open_member
from .probe import (
    ZIP_MAGIC,
    Head,
    is_document,
    is_other_archive,
    is_printed_page,
)


class Reader(NamedTuple):
    """A format: ``probe`` tells whether a file is of it, ``read`` yields its tables."""

    name: str
    probe: Callable[[Head], bool]
    read: Callable[[BinaryIO, Head], Iterator[SourceTable]]


# the first whose probe says yes reads the file: the strictest probes come first
READERS = (
    Reader("xlsx", xlsx.probe, xlsx.read),
    Reader("ods", ods.probe, ods.read),
    Reader("xls", xls.probe, xls.read),
    Reader("spreadsheet_xml", spreadsheet_xml.probe, spreadsheet_xml.read),
    Reader("html", html_table.probe, html_table.read),
    Reader("xml", xml_records.probe, xml_records.read),
    Reader("whatsapp", whatsapp.probe, whatsapp.read),
    Reader("json", json_list.probe, json_list.read),
    Reader("delimited", delimited.probe, delimited.read),
)


def read_tables(stream: BinaryIO, name: str) -> Iterator[SourceTable]:
    """Yield the tables of a file; ``stream`` is seekable, ``name`` its path.

    The content decides which reader is used, the name only where the content cannot.
    Raises SourceError: empty_file, unknown_format, damaged_file, password_protected,
    line_too_long, too_large_inside, unsupported_workbook, old_excel.
    """
    head = Head.of(stream, name)
    if head.is_blank:
        raise SourceError("empty_file")
    for reader in READERS:
        if reader.probe(head):
            yield from reader.read(stream, head)
            return
    raise SourceError(_why_not(head))


def _why_not(head: Head) -> str:
    """Return the code that tells a person what to do about an unreadable file."""
    if head.data.startswith(ZIP_MAGIC) and not head.parts and head.suffix == ".xlsx":
        return "damaged_file"
    return "unknown_format"


def detect_kind(stream: BinaryIO, name: str) -> str:
    """Return ``table``, ``archive``, ``document`` or ``unknown`` from the file's head.

    A document is kept as it is: PDF, picture, sound, letter, web page.
    """
    head = Head.of(stream, name)
    is_data = ods.probe(head) or head.suffix == ".xml" and xml_records.probe(head)
    if not is_data and (is_document(head) or is_printed_page(head)):
        return "document"
    if not head.is_blank and any(reader.probe(head) for reader in READERS):
        return "table"
    if is_other_archive(head.data):
        return "archive"
    if head.data.startswith(ZIP_MAGIC) and not head.parts:
        return "archive"
    return "unknown"


__all__ = [
    "READERS",
    "Archive",
    "Head",
    "Member",
    "Reader",
    "detect_kind",
    "members",
    "open_member",
    "read_tables",
]
