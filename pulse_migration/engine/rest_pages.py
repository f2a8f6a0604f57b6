"""The pages of one listing: where the records are, what comes next, what repeats."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

import requests

from . import fingerprint
from .rest_client import Answer, RestClient
from .rest_moments import read_moment, write_moment
from .rest_settings import Listing, RestBusy, RestError

_DEPTH = 4
_MOST_PAGES = 100_000
_USUAL = ("data", "items", "results", "records")
_NEXT = ("next_cursor", "next", "meta.next_cursor", "links.next", "paging.next")


@dataclass(frozen=True, slots=True)
class Page:
    """An answer that holds records; ``prints`` are their fingerprints, in its order.

    ``moments`` when they changed. ``envelope`` is the dotted path at which they stand,
    blank for a bare list; ``date`` is the server's clock. ``key`` tells the page from
    the others of its list; ``following`` is what to ask next, None behind the last.
    """

    content: bytes
    records: list[dict[str, object]]
    prints: list[str]
    moments: list[datetime | None]
    envelope: str
    date: datetime | None
    key: str = ""
    following: "Question | None" = None


def read_pages(
    client: RestClient,
    listing: Listing,
    params: Mapping[str, str],
    tries: int = 3,
    start: "Question | None" = None,
    known: Iterable[str] = (),
) -> Iterator[Page]:
    """Yield the pages of a listing to its end, none of them twice.

    The first page is given though it holds nothing: it tells the server's clock.
    A page that an earlier one repeats is asked for again; RestError
    rest_page_repeated when it stays so: the end is not known then.

    :param start: the ``following`` of the page after which to go on
    :param known: the keys of the pages before it
    """
    seen = set(known)
    question = start or _first(listing, params)
    for number in range(_MOST_PAGES):
        is_first = not (number or start)
        page, answer, payload = _read_new(
            client, listing, question, seen, tries, is_first
        )
        # what is asked again when nobody knows what comes next
        following, error = question, RestError("rest_page_repeated")
        try:
            following = _following(listing, question, page, answer, payload)
        except RestError as found:
            error = found
        if page.records or is_first:
            yield replace(page, following=following)
        if following is None:
            return
        if following == question:
            raise error
        question = following
    raise RestError("rest_page_repeated")


def _read_new(
    client: RestClient,
    listing: Listing,
    question: "Question",
    seen: set[str],
    tries: int,
    is_first: bool,
) -> "tuple[Page, Answer, object]":
    """Return a page that is none of ``seen``, with its answer and its JSON.

    What repeats, or is no JSON, may be a moment's fault: it is asked for again.
    """
    code = ""
    for _try in range(tries):
        try:
            page, answer, payload = _read_page(client, listing, question, is_first)
        except RestBusy as error:
            if error.code != "rest_no_json":
                raise
            code = error.code
            continue
        key = fingerprint.of_many([*page.prints, _since_of(listing, question)])
        if not page.records or key not in seen:
            seen.add(key)
            return replace(page, key=key), answer, payload
        code = "rest_page_repeated"
    raise RestError(code)


Question = tuple[str, dict[str, str]]


def _first(listing: Listing, params: Mapping[str, str]) -> Question:
    asked = {**listing.more_params, **params}
    if listing.pagination != "none" and listing.size_param:
        asked[listing.size_param] = str(listing.page_size)
    if listing.pagination == "page":
        asked[listing.page_param] = str(listing.first_page)
    if listing.pagination == "offset":
        asked[listing.page_param] = "0"
    return listing.path, asked


def _read_page(
    client: RestClient, listing: Listing, question: Question, is_first: bool
) -> tuple[Page, Answer, object]:
    """Return (page, answer, its JSON); RestBusy for what is no JSON."""
    try:
        answer = client.get(*question)
    except RestError as error:
        if error.code != "rest_not_found" or is_first or listing.pagination != "page":
            raise
        # behind the last page
        return Page(b"", [], [], [], "", None), Answer("", 404, {}, b"", None), None
    try:
        payload = json.loads(answer.content, parse_float=str) if answer.content else []
    except ValueError:
        raise RestBusy("rest_no_json") from None
    envelope, records = find_records(payload, listing.envelope)
    prints = [fingerprint.of_json(record)[:32] for record in records]
    moments = [
        read_moment(value_at(record, listing.changed_key), listing.zone)
        for record in records
    ]
    page = Page(answer.content, records, prints, moments, envelope, answer.date)
    return page, answer, payload


def find_records(
    payload: object, envelope: str = ""
) -> tuple[str, list[dict[str, object]]]:
    """Return (dotted path, records) of an answer; RestError when there is no list.

    >>> find_records({"meta": {"page": 1}, "data": [{"id": 1}]})
    ('data', [{'id': 1}])
    """
    if envelope:
        found = value_at(payload, envelope)
        if found is None:
            raise RestError("rest_no_list")
        lists = {envelope: found}
    else:
        lists = dict(_lists(payload))
    for path in sorted(lists, key=_likelihood):
        records = lists[path]
        if isinstance(records, list) and all(isinstance(r, dict) for r in records):
            return path, records
    raise RestError("rest_no_list")


def _likelihood(path: str) -> tuple[bool, int]:
    """Usual names come first, then what stands higher."""
    return path.rpartition(".")[2] not in _USUAL, path.count(".")


def _lists(value: object, path: str = "", depth: int = 0) -> Iterator:
    if isinstance(value, list):
        yield path, value
    elif isinstance(value, dict) and depth <= _DEPTH:
        for key, inner in value.items():
            yield from _lists(inner, f"{path}.{key}" if path else key, depth + 1)


def value_at(value: object, path: str) -> object:
    """Return what stands at a dotted path, None when nothing does."""
    for key in path.split("."):
        if not isinstance(value, dict):
            return None
        value = value.get(key)
    return value


def _following(
    listing: Listing, question: Question, page: Page, answer: Answer, payload: object
) -> Question | None:
    """Return the next question, None behind the last page.

    By number it is asked until a page is empty: a server may give less than asked for.
    """
    path, asked = question
    if listing.is_ordered and (since := _moved_since(listing, asked, page)):
        return _first(listing, {**_asked(listing, asked), listing.since_param: since})
    if listing.pagination in ("none", "") or not (page.records or answer.content):
        return None
    if listing.pagination == "link":
        link = _link_of(answer, listing, payload)
        return (link, {}) if link else None
    if listing.pagination == "cursor":
        cursor = _next_of(listing, payload)
        return (path, {**asked, listing.cursor_param: cursor}) if cursor else None
    if not page.records:
        return None
    step = len(page.records) if listing.pagination == "offset" else 1
    number = int(asked[listing.page_param]) + step
    return path, {**asked, listing.page_param: str(number)}


def _moved_since(listing: Listing, asked: dict[str, str], page: Page) -> str:
    """Return the last moment of an ordered page, "" when it is where we ask from.

    RestError rest_not_ordered when the page is not what the listing claims to be.
    """
    moments = [moment for moment in page.moments if moment]
    if len(moments) < len(page.records) or moments != sorted(moments):
        raise RestError("rest_not_ordered")
    if not moments or not listing.since_param:
        return ""
    last = write_moment(moments[-1], listing.since_format, listing.zone)
    before = read_moment(asked.get(listing.since_param), listing.zone)
    return last if before is None or read_moment(last, listing.zone) > before else ""


def _since_of(listing: Listing, question: Question) -> str:
    return question[1].get(listing.since_param, "") if listing.is_ordered else ""


def _asked(listing: Listing, asked: dict[str, str]) -> dict[str, str]:
    """Return the parameters without those of paging."""
    own = (listing.size_param, listing.page_param, listing.cursor_param)
    return {key: value for key, value in asked.items() if key not in own}


def _link_of(answer: Answer, listing: Listing, payload: object) -> str:
    """Return the address of the next page: of the Link header, else of the body."""
    for link in requests.utils.parse_header_links(answer.headers.get("Link") or ""):
        if link.get("rel") == "next" and link.get("url"):
            return requests.compat.urljoin(answer.url, link["url"])
    return _next_of(listing, payload)


def _next_of(listing: Listing, payload: object) -> str:
    for path in (listing.next_key,) if listing.next_key else _NEXT:
        found = value_at(payload, path)
        if found not in (None, "", False):
            return str(found)
    return ""
