"""WhatsApp's "Export chat" text to a table of messages; no date is interpreted."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import PurePosixPath
from typing import BinaryIO

from ..errors import SourceError
from ..source_row import SourceRow, SourceTable
from ..vocabularies import HALF_DAYS
from .probe import Head
from .text import FlaggedLine, TextLines

HEADER = ("date", "time", "sender", "body", "media")
_PROBE_LINES = 20
# marks of writing direction; joiners belong to scripts and emoji and stay
_INVISIBLE = re.compile("[\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_DATE = r"(\d{1,4}[/.\-]\s?\d{1,2}[/.\-]\s?\d{1,4})"
_HALF = "|".join([r"[AaPp]\.?\s?[Mm]\b\.?", *map(re.escape, HALF_DAYS)])
_TIME = rf"(\d{{1,2}}[:.]\d{{2}}(?:[:.]\d{{2}})?(?:\s?(?:{_HALF}))?)"
_START = re.compile(
    rf"(?:\[{_DATE},?\s+{_TIME}\]\s?|{_DATE},?\s+{_TIME}\s[-\u2013]\s)(.*)", re.DOTALL
)
_SENDER = re.compile(r"([^:\n]{1,120}): ?(.*)", re.DOTALL)
_SYSTEM = re.compile(
    r"changed (?:the (?:subject|group name)|this group|their phone|to )|created group"
    r"|security code|end-to-end encrypted|added|removed|joined using",
    re.IGNORECASE,
)
_ATTACHED = (
    re.compile(r"<attached: ([^>\n]+)>"),
    re.compile(r"^([^\n]+\.\w{2,5}) \([^()\n]+\)\s*(?:\n|\Z)"),
)
_OMITTED = re.compile(
    r"^(?:<Media omitted>|(?:image|video|audio|GIF|sticker|document|Contact card"
    r"|video note) omitted)\s*$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\+?[0-9][0-9\s()\-]{6,20}[0-9]")
_CHAT_NAME = re.compile(r"WhatsApp Chat (?:with|-) (.+)", re.IGNORECASE)


@dataclass(slots=True)
class _Message:
    line: int
    date: str
    time: str
    text: list[str]
    codes: list[str] = field(default_factory=list)


def probe(head: Head) -> bool:
    """Tell whether one of the first lines starts like a message of a chat."""
    if head.is_binary:
        return False
    lines = islice(io.StringIO(head.text), _PROBE_LINES)
    starts = [_START.match(_clean(line)) for line in lines if line.strip()]
    found = sum(match is not None for match in starts)
    return found > 0 and (found > 1 or len(starts) == 1 or starts[0] is not None)


def read(stream: BinaryIO, head: Head) -> Iterator[SourceTable]:
    """Yield the one table of a chat, named after the contact in the file's name.

    An iPhone's file does not name it: then it is the one number that writes.
    """
    contact = contact_name(head.name) or _number_of_two(stream, head)
    stream.seek(0)
    messages = _messages(TextLines(stream, head.encoding))
    first = next(messages, None)
    preamble: list[tuple[int, str]] = []
    while first is not None and not first.date:
        preamble += [
            (first.line, text.rstrip("\r\n")) for text in first.text if text.strip()
        ]
        first = next(messages, None)
    if first is None:
        raise SourceError("empty_file")
    yield SourceTable(
        name=contact,
        header=HEADER,
        header_line=0,
        rows=map(_row, _with_first(first, messages)),
        preamble=tuple(preamble),
        notes=tuple(filter(None, ("whatsapp_chat", head.encoding.note))),
    )


def contact_name(name: str) -> str:
    """Return the contact, number or group that a chat's path names, else empty."""
    for part in reversed(PurePosixPath(name.replace("\\", "/")).parts):
        stem = re.sub(r"\.(?:txt|zip)$", "", part, flags=re.IGNORECASE)
        match = _CHAT_NAME.search(_clean(stem))
        if match:
            return re.sub(r"\s*\(\d+\)$", "", match[1]).strip()
    return ""


def _number_of_two(stream: BinaryIO, head: Head) -> str:
    """Return the only number among at most two senders; a group has more."""
    senders: set[str] = set()
    stream.seek(0)
    for message in _messages(TextLines(stream, head.encoding)):
        sender = _row(message).cells.get("sender", "") if message.date else ""
        senders.update(filter(None, (sender,)))
        if len(senders) > 2:
            return ""
    numbers = [sender for sender in senders if _NUMBER.fullmatch(sender)]
    return numbers[0] if len(numbers) == 1 else ""


def _messages(lines: TextLines) -> Iterator[_Message]:
    """Yield messages with their lines; one without date holds lines above all."""
    current: _Message | None = None
    for number, line in enumerate(lines, start=1):
        match = _START.match(_clean(line))
        if match or current is None:
            if current is not None:
                yield current
            date, time, text = _parts(match) if match else ("", "", line)
            current = _Message(number, date, time, [text])
        else:
            current.text.append(_clean(line))
        if isinstance(line, FlaggedLine):
            current.codes += line.codes
    if current is not None:
        yield current


def _parts(match: re.Match[str]) -> tuple[str, str, str]:
    date, time = match[1] or match[3], match[2] or match[4]
    return date, " ".join(time.split()), match[5]


def _row(message: _Message) -> SourceRow:
    text = "\n".join(line.rstrip("\r\n") for line in message.text).rstrip("\n")
    sender, body = "", text
    match = _SENDER.match(text)
    if match and not _SYSTEM.search(match[1]):
        sender, body = match[1].strip(), match[2]
    cells = {
        "date": message.date,
        "time": message.time,
        "sender": sender,
        "body": body,
        "media": _media(body),
    }
    filled = {name: value for name, value in cells.items() if value.strip()}
    return SourceRow(message.line, filled, tuple(dict.fromkeys(message.codes)))


def _media(body: str) -> str:
    """Return the name of the attached file, or the words that stand for one."""
    for pattern in _ATTACHED:
        match = pattern.search(body)
        if match:
            return match[1].strip()
    return body.strip() if _OMITTED.match(body) else ""


def _clean(text: str) -> str:
    """Drop the invisible marks around names and dates; spaces of any width stay."""
    return _INVISIBLE.sub("", text)


def _with_first(first: _Message, rest: Iterator[_Message]) -> Iterator[_Message]:
    yield first
    yield from rest
