"""What a clinic built in Pulse and has to build again: read from a list, or proposed.

A texts' skeleton keeps its fixed words only; whoever was written to is not in it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

KINDS = ("workflow", "automation", "reminder", "report", "dashboard")

# kind -> (words, feature), the first whose words the text has; "" is for the rest
_FEATURES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "workflow": (("approv", "automation_rule"), ("", "activity_plan")),
    "automation": (
        ("mail|sms|whatsapp|campaign|newsletter", "marketing"),
        ("pay|due|overdue|invoice|bill", "follow_up"),
        ("", "automation_rule"),
    ),
    "reminder": (
        ("pay|due|overdue|invoice|bill", "follow_up"),
        ("birthday|greeting|wish", "automation_rule"),
        ("", "reminder"),
    ),
    "report": (("", "favorite"),),
    "dashboard": (("", "dashboard"),),
}
_KIND_WORDS = (
    ("dashboard", "dashboard|cockpit|overview|board"),
    ("reminder", "remind|recall|alert|follow.?up|birthday|notif"),
    ("report", "report|statement|analysis|register|list|export"),
    ("automation", "automat|trigger|rule|auto.?repl|campaign|drip"),
    ("workflow", "workflow|process|pipeline|journey|protocol|approv"),
)
_HEADERS = {
    "name": "name|title|workflow|automation|rule|report|dashboard|item|feature",
    "kind": "kind|type|category|object",
    "description": "description|details|notes?|what it does|purpose|trigger|schedule",
    "owner": "owner|responsible|assigned to|assignee|user|created by",
}
_WORD = re.compile(r"[^\W\d_]+|\d+", re.UNICODE)
_LONGEST = 14  # words of a skeleton; what follows differs from text to text
_REPEATED_TEXT, _REPEATED_TO = 5, 3


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to build again; ``owner`` is a name or an e-mail."""

    name: str
    kind: str
    description: str = ""
    owner: str = ""


@dataclass(slots=True)
class Repeated:
    """A text that was sent again and again."""

    skeleton: str
    count: int = 0
    days: set[date] = field(default_factory=set)
    patients: set[str] = field(default_factory=set)


def feature_of(kind: str, text: str) -> str:
    """Return the name of the Odoo feature that usually replaces it."""
    lowered = text.lower()
    for words, feature in _FEATURES[kind]:
        if re.search(words, lowered):
            return feature
    raise ValueError(kind)


def kind_of(text: str) -> str:
    """Return the kind that a person's words mean, else an automation."""
    lowered = text.lower()
    for kind, words in _KIND_WORDS:
        if re.search(words, lowered):
            return kind
    return "automation"


def read_items(
    header: Iterable[str], rows: Iterable[Mapping[str, str]]
) -> Iterator[Item]:
    """Yield the items of a table in any of the usual headers; a row needs a name."""
    columns = _columns_of(list(header))
    for cells in rows:
        values = {name: cells.get(column, "") for name, column in columns.items()}
        name = " ".join(values.get("name", "").split())
        if name:
            kind = kind_of(values.get("kind") or f"{name}")
            yield Item(
                name, kind, values.get("description", ""), values.get("owner", "")
            )


def _columns_of(header: list[str]) -> dict[str, str]:
    """Return {field: column}; without a column of names the first is it."""
    found: dict[str, str] = {}
    for name, words in _HEADERS.items():
        for column in header:
            if column in found.values():
                continue
            if re.fullmatch(rf"(.*\b)?({words})", column.strip().lower()):
                found[name] = column
                break
    if "name" not in found and header:
        found["name"] = next((c for c in header if c not in found.values()), header[0])
    return found


def skeleton(text: str, names: Iterable[str] = ()) -> str:
    """Return the fixed words of a text: no number, no name, nothing after the start.

    :param names: words of the names of the one it was written to
    """
    known = {word.lower() for name in names for word in _WORD.findall(name)}
    kept, is_start = [], True
    for match in _WORD.finditer(text):
        word = match.group()
        is_name = word[:1].isupper() and not is_start
        if word.isdigit() or is_name or word.lower() in known:
            if kept[-1:] != ["…"]:
                kept.append("…")
        else:
            kept.append(word)
        rest = text[match.end() : match.end() + 1]
        is_start = rest in (".", "!", "?", "\n")
    return " ".join(kept[:_LONGEST])


def repeated(
    messages: Iterable[tuple[str, str, str, date | None]],
) -> list[Repeated]:
    """Return the texts that several patients got, most often sent first.

    :param messages: (text, patient's id, patient's name, day) of each that was sent
    """
    found: dict[str, Repeated] = {}
    for text, patient, name, day in messages:
        key = skeleton(text, (name,))
        if len(key.split()) < 3:
            continue
        one = found.setdefault(key.lower(), Repeated(key))
        one.count += 1
        one.patients.add(patient)
        if day:
            one.days.add(day)
    often = [
        one
        for one in found.values()
        if one.count >= _REPEATED_TEXT and len(one.patients) >= _REPEATED_TO
    ]
    return sorted(often, key=lambda one: (-one.count, one.skeleton))
