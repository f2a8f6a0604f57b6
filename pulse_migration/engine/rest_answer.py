"""What an answer of a server says: its records, what comes next, how much there is.

Nothing of it is known beforehand: the usual words are looked for. What could make a
list end too early must be said by the answer in words that mean one thing only.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType

import requests

from .rest_client import Answer
from .rest_settings import Listing, RestBusy, RestError

NO_HEADERS: Mapping[str, str] = MappingProxyType({})
_DEPTH = 4
_USUAL = ("data", "items", "results", "records")
# lists of objects that are no records, and what surrounds a list
_BESIDE = frozenset(
    "link links _links errors warnings meta _meta pagination paging breadcrumbs "
    "filters facets sort schema included page_info pageinfo".split()
)
_CHARSET = re.compile(r"charset=\"?([\w.:-]+)", re.IGNORECASE)
_NEXT = re.compile(
    r"next_?(page_?)?(cursor(_?mark)?|token|mark(er)?|link|url|uri)?|end_?cursor"
    r"|continuation(_?token)?|scroll_?id|@(odata\.)?nextlink",
    re.IGNORECASE,
)
_SURROUND = re.compile(
    r"_?(meta(data)?|links|paging|pagination|page_?info|cursors?|response_?metadata"
    r"|response|result|page)",
    re.IGNORECASE,
)
_MORE = re.compile(r"(has_?)?more|has_?next(_?page)?|is_?truncated", re.IGNORECASE)
_LAST = re.compile(r"is_?last(_?page)?|last|end_?of_?list", re.IGNORECASE)
_TOTAL = re.compile(
    r"total|total_?(count|records|items|results|elements|rows|hits)|records_?total",
    re.IGNORECASE,
)
_PAGES = re.compile(r"last_?page|total_?pages|page_?count|num_?pages", re.IGNORECASE)
# what names of headers begin with, before the word that tells something
_OF_HEADER = re.compile(r"x_((pagination|paging|list|api|wp)_)?")
_WORDS = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Told:
    """What an answer tells of its list; None where it tells nothing.

    ``more``: whether records follow; ``total`` of the records, ``pages`` in all.
    """

    more: bool | None = None
    total: int | None = None
    pages: int | None = None


def read_json(answer: Answer) -> tuple[object, bytes]:
    """Return (JSON, its bytes as UTF-8) of an answer; RestBusy for what is none."""
    content = answer.content
    if not content.strip():
        return [], content
    found = _CHARSET.search(answer.headers.get("Content-Type") or "")
    form = found[1] if found else "utf"
    if form.lower().startswith("utf"):
        form = json.detect_encoding(content)
    try:
        if not form.startswith("utf-8"):
            content = content.decode(form).encode()
        return json.loads(content, parse_float=str), content
    except (ValueError, LookupError):
        raise RestBusy("rest_no_json") from None


def find_records(
    payload: object, envelope: str = "", name: str = ""
) -> tuple[str, list[dict[str, object]]]:
    """Return (dotted path, records) of an answer; RestError when there is no list.

    :param name: what the list is likely called; other names come behind it

    >>> find_records({"meta": {"page": 1}, "data": [{"id": 1}]})
    ('data', [{'id': 1}])
    >>> find_records({"answer": {"errors": [], "patients": [{"id": 1}]}})
    ('answer.patients', [{'id': 1}])
    """
    if payload == []:
        return envelope, []
    if envelope:
        lists = {envelope: value_at(payload, envelope)}
        if lists[envelope] is None and _has(payload, envelope):
            return envelope, []
    else:
        lists = {path: found for path, found in _lists(payload) if _is_main(path)}
    for path in sorted(lists, key=lambda path: _likelihood(path, lists[path], name)):
        records = lists[path]
        if isinstance(records, list) and all(isinstance(r, dict) for r in records):
            return path, records
    if any(_has(payload, key) and value_at(payload, key) is None for key in _USUAL):
        return next(key for key in _USUAL if _has(payload, key)), []
    raise RestError("rest_no_list")


def _is_main(path: str) -> bool:
    return not _BESIDE.intersection(path.lower().split("."))


def _likelihood(path: str, records: object, name: str) -> tuple:
    """Usual names come first, then what holds something, then what stands higher."""
    last = path.rpartition(".")[2].lower()
    is_usual = not path or last in _USUAL or (bool(name) and last == name.lower())
    return not is_usual, not records, path.count(".")


def _lists(value: object, path: str = "", depth: int = 0) -> Iterator:
    if isinstance(value, list):
        yield path, value
    elif isinstance(value, dict) and depth <= _DEPTH:
        for key, inner in value.items():
            yield from _lists(inner, f"{path}.{key}" if path else key, depth + 1)


def value_at(value: object, path: str) -> object:
    """Return what stands at a dotted path, None when nothing does.

    >>> value_at({"a": {"b": 1}}, "a.b"), value_at({"@odata.next": 2}, "@odata.next")
    (1, 2)
    """
    if not isinstance(value, dict):
        return None
    if path in value:
        return value[path]
    key, dot, rest = path.partition(".")
    return value_at(value.get(key), rest) if dot else None


def _has(value: object, path: str) -> bool:
    above, _dot, key = path.rpartition(".")
    inner = value_at(value, above) if above else value
    return isinstance(inner, dict) and key in inner


def _around(payload: object, depth: int = 0) -> Iterator[tuple[str, object]]:
    """Yield (key, plain value) of what surrounds the records, what is near first."""
    if not isinstance(payload, dict) or depth > _DEPTH:
        return
    for key, value in payload.items():
        if isinstance(value, dict):
            yield key, value.get("href")
        elif not isinstance(value, list):
            yield key, value
        elif key.lower().strip("_") in ("link", "links"):
            yield from _related(value)
    for key, value in payload.items():
        if isinstance(value, dict) and (_SURROUND.fullmatch(key) or _has_list(value)):
            yield from _around(value, depth + 1)


def _related(links: list[object]) -> Iterator[tuple[str, object]]:
    """Yield the next one of links that say what each of them leads to."""
    for link in links:
        if isinstance(link, dict) and "next" in (link.get("rel"), link.get("relation")):
            yield "next_link", link.get("href") or link.get("url") or link.get("uri")


def _has_list(value: object, depth: int = 0) -> bool:
    if not isinstance(value, dict) or depth > _DEPTH:
        return isinstance(value, list)
    return any(_has_list(inner, depth + 1) for inner in value.values())


def _in_headers(headers: Mapping[str, str]) -> Iterator[tuple[str, object]]:
    """Yield (key, value) of what headers tell, as if it stood beside the records."""
    for name, text in headers.items():
        key = name.lower().replace("-", "_")
        if key == "x_pagination" and text.startswith("{"):
            try:
                yield from _around(json.loads(text))
            except ValueError:
                continue
        else:
            yield _OF_HEADER.sub("", key, count=1), _WORDS.get(text.lower(), text)


def read_told(payload: object, headers: Mapping[str, str] = NO_HEADERS) -> Told:
    """Return what the answer tells of its list, in words that mean one thing.

    >>> read_told({"data": [], "meta": {"total": 7, "has_more": True}})
    Told(more=True, total=7, pages=None)
    """
    more, total, pages = None, None, None
    for key, value in chain(_around(payload), _in_headers(headers)):
        if isinstance(value, bool):
            if more is None and _MORE.fullmatch(key):
                more = value
            elif more is None and _LAST.fullmatch(key):
                more = not value
        elif str(value).isdigit():
            if total is None and _TOTAL.fullmatch(key):
                total = int(value)
            elif pages is None and _PAGES.fullmatch(key):
                pages = int(value)
    return Told(more, total, pages)


def next_mark(
    listing: Listing, payload: object, headers: Mapping[str, str] = NO_HEADERS
) -> str:
    """Return the mark, or the address, of what comes next; blank behind the last.

    >>> next_mark(Listing("patients"), {"data": [], "meta": {"nextCursor": "x"}})
    'x'
    """
    if listing.next_key:
        found = value_at(payload, listing.next_key) or headers.get(listing.next_key)
        return "" if found in (None, "", False) else str(found)
    if read_told(payload, headers).more is False:
        return ""
    found = [
        str(value)
        for key, value in chain(_around(payload), _in_headers(headers))
        if _NEXT.fullmatch(key) and value not in (None, "", False, True)
    ]
    is_link = listing.pagination == "link"
    return min(found, key=lambda mark: is_address(mark) != is_link, default="")


def is_address(mark: str) -> bool:
    """Tell whether a mark says where to ask, not what."""
    is_path = mark.startswith(("/", "?")) and "=" in mark and "?" in mark
    return is_path or mark.startswith(("http://", "https://"))


def next_link(listing: Listing, answer: Answer, payload: object) -> str:
    """Return the address of the next page: of the Link header, else of the body."""
    for link in requests.utils.parse_header_links(answer.headers.get("Link") or ""):
        named = {key.lower(): value for key, value in link.items()}
        if "next" in named.get("rel", "").lower().split() and named.get("url"):
            return requests.compat.urljoin(answer.url, named["url"])
    return next_mark(listing, payload, answer.headers)
