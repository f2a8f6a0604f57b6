"""The pages of one listing: where the records are, what comes next, what repeats."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

import requests

from . import fingerprint
from .rest_answer import (
    Told,
    find_records,
    is_address,
    next_link,
    next_mark,
    read_json,
    read_told,
    value_at,
)
from .rest_client import Answer, RestClient
from .rest_moments import read_moment, write_moment
from .rest_settings import Listing, RestBusy, RestError

_MOST_PAGES = 100_000
_MOST_EMPTY = 20  # pages in a row of which the answer says that more follows
_BEHIND = (400, 416, 422)  # what a server may say of a page that it has not


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
    told: Told = Told()


def read_pages(
    client: RestClient,
    listing: Listing,
    params: Mapping[str, str],
    tries: int = 3,
    start: "Question | None" = None,
    known: Mapping[str, int] = MappingProxyType({}),
) -> Iterator[Page]:
    """Yield the pages of a listing to its end, none of them twice.

    The first page is given though it holds nothing: it tells the server's clock.
    A page that an earlier one repeats is asked for again; RestError
    rest_page_repeated when it stays so, and nothing tells that it was the last.

    :param start: the ``following`` of the page after which to go on
    :param known: {key: number of records} of the pages before it
    """
    reading = _Reading(client, listing, tries, known)
    question = start or _first(listing, params)
    for number in range(_MOST_PAGES):
        is_first = not (number or start)
        found = reading.read(question, is_first)
        if not found:
            return
        page, answer, payload = found
        # what is asked again when nobody knows what comes next
        following, error = question, RestError("rest_page_repeated")
        try:
            following = reading.following(question, page, answer, payload)
        except RestError as raised:
            error = raised
        if page.records or is_first:
            yield replace(page, following=following)
        if following is None:
            return
        if following == question:
            raise error
        question = following
    raise RestError("rest_page_repeated")


class _Reading:
    """One way through a list: what came of it, and what the last answer told."""

    def __init__(
        self,
        client: RestClient,
        listing: Listing,
        tries: int,
        known: Mapping[str, int],
    ) -> None:
        self.client, self.listing, self.tries = client, listing, tries
        self.seen = set(known)
        self.sizes = list(known.values())
        self.envelope = listing.envelope
        self.told, self.empty = Told(), 0

    def read(
        self, question: "Question", is_first: bool
    ) -> "tuple[Page, Answer, object] | None":
        """Return a page that is none of those before, with its answer and its JSON;
        None behind the last.

        What repeats, or is no JSON, may be a moment's fault: it is asked for again.
        """
        code = ""
        for _try in range(self.tries):
            try:
                page, answer, payload = self._read_page(question)
            except RestBusy as error:
                if error.code != "rest_no_json":
                    raise
                code = error.code
                continue
            except RestError as error:
                if not is_first and self._is_behind(error):
                    return None
                raise
            key = fingerprint.of_many([*page.prints, _since_of(self.listing, question)])
            if not page.records or key not in self.seen:
                self._note(page, key)
                return replace(page, key=key), answer, payload
            code = "rest_page_repeated"
            self.told = page.told
        if code == "rest_page_repeated" and self._is_end():
            return None
        raise RestError(code)

    def _note(self, page: Page, key: str) -> None:
        self.seen.add(key)
        self.told = page.told
        if page.records:
            self.sizes.append(len(page.records))
            self.envelope = self.envelope or page.envelope
        self.empty = 0 if page.records else self.empty + 1

    def _read_page(self, question: "Question") -> tuple[Page, Answer, object]:
        """Return (page, answer, its JSON); RestBusy for what is no JSON."""
        answer = self.client.get(*question)
        payload, content = read_json(answer)
        name = question[0].rstrip("/").rpartition("/")[2]
        envelope, records = find_records(payload, self.envelope, name)
        listing = self.listing
        moments = [
            read_moment(value_at(record, listing.changed_key), listing.zone)
            for record in records
        ]
        page = Page(
            content=content,
            records=records,
            prints=[fingerprint.of_json(record)[:32] for record in records],
            moments=moments,
            envelope=envelope,
            date=answer.date,
            told=read_told(payload, answer.headers),
        )
        return page, answer, payload

    def _is_behind(self, error: RestError) -> bool:
        """Whether a refusal says that there is no such page, behind the last one.

        By any other status than "not found" a server may say that it gives no more, and
        an answer without a list may be the text of an error.
        """
        if self.listing.pagination not in ("page", "offset"):
            return False
        if error.code == "rest_not_found":
            return self.listing.pagination == "page"
        if error.code == "rest_no_list":
            return self._is_told()
        return error.where.get("status") in _BEHIND and self._is_end()

    def _is_end(self) -> bool:
        """Whether the page before was the last: it is told, or was a short one."""
        if not self.sizes or self.told.more:
            return False
        return self.sizes[-1] < max(self.sizes) or self._is_told()

    def _is_told(self) -> bool:
        """Whether the last answer told that nothing follows."""
        if self.told.more is not None:
            return not self.told.more
        if not self.sizes or self.listing.is_ordered:
            return False  # what is told is of the rest of the range
        total, pages = self.told.total, self.told.pages
        return (total is not None and sum(self.sizes) >= total) or (
            pages is not None and len(self.sizes) >= pages
        )

    def following(
        self, question: "Question", page: Page, answer: Answer, payload: object
    ) -> "Question | None":
        """Return the next question, None behind the last page.

        By number it is asked until a page is empty: a server may give less than asked
        for. RestError rest_more_missing when more follows, and nobody says where.
        """
        found = _following(self.listing, question, page, answer, payload)
        is_gap = self.listing.pagination == "page" and not page.records
        if found or not (page.told.more or is_gap):
            return found
        if is_gap and (page.told.more and self.empty <= _MOST_EMPTY or self._lacks()):
            return _numbered(self.listing, question, 1)
        if page.told.more:
            raise RestError("rest_more_missing")
        return None

    def _lacks(self) -> bool:
        """Whether one empty page may be a gap: there shall be more than came so far."""
        total = self.told.total or 0
        return self.empty == 1 and bool(self.sizes) and total > sum(self.sizes)


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
        link = next_link(listing, answer, payload)
        return (link, {}) if link else None
    if listing.pagination == "cursor":
        cursor = next_mark(listing, payload, answer.headers)
        if is_address(cursor):
            return requests.compat.urljoin(answer.url, cursor), {}
        return (path, {**asked, listing.cursor_param: cursor}) if cursor else None
    if not page.records:
        return None
    step = len(page.records) if listing.pagination == "offset" else 1
    return _numbered(listing, question, step)


def _numbered(listing: Listing, question: Question, step: int) -> Question:
    path, asked = question
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
