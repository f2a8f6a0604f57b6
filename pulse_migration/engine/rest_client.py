"""Asks a REST server: patiently, politely, and nobody but that server.

Over ``requests``; what is tried again, and after how long, is urllib3's ``Retry``. The
loop is our own, since a body that breaks off is tried again as well and urllib3 would
log addresses.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import HTTPError, MaxRetryError
from urllib3.util.retry import Retry

from .rest_address import check_base, join, make_adapter
from .rest_settings import RestBusy, RestError, RestSettings

_AGAIN = (408, 425, 429, 500, 502, 503, 504)
_MOVED = (301, 302, 303, 307, 308)
_MOST_MOVES = 3
_CHUNK = 1 << 16
_REFUSED = {
    401: "rest_unauthorized",
    403: "rest_forbidden",
    404: "rest_not_found",
    410: "rest_not_found",
}
# what the connection did; the same question may be answered the next time
_BROKEN = (
    requests.ConnectionError,
    requests.Timeout,
    requests.exceptions.ChunkedEncodingError,
    requests.exceptions.ContentDecodingError,
    HTTPError,
    OSError,
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: ``date`` is the server's own clock, None when it does not say."""

    url: str
    status: int
    headers: Mapping[str, str]
    content: bytes
    date: datetime | None


class _Broken(Exception):
    """An answer that did not come whole; ``code`` says how."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class RestClient:
    """One server over one session; close it, or use it as a context."""

    def __init__(
        self,
        settings: RestSettings,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        check_base(settings.base_url, settings.allows_private)
        self.settings = settings
        self.request_count = 0
        self._sleep, self._clock = sleep, clock
        self._asked_at: float | None = None
        self._session = requests.Session()
        # no proxy and no .netrc: the checked address is the one that is asked
        self._session.trust_env = False
        adapter = make_adapter(settings.allows_private, settings.timeout)
        self._session.mount("https://", adapter)
        self._session.mount("http://", adapter)
        self._session.headers.update({"Accept": "application/json", **self._key()})
        if settings.auth == "basic":
            self._session.auth = (
                settings.auth_name.encode(),
                settings.secret.encode(),
            )

    def __enter__(self) -> "RestClient":
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections that are kept open."""
        self._session.close()

    def _key(self) -> dict[str, str]:
        settings = self.settings
        if settings.auth == "header":
            return {settings.auth_name or "X-API-Key": settings.secret}
        if settings.auth == "bearer":
            return {"Authorization": f"Bearer {settings.secret}"}
        return {}

    def get(self, path: str, params: Mapping[str, str] | None = None) -> Answer:
        """Return the whole answer to a question.

        Raises RestError (a person has to act) or RestBusy (later), never a text of the
        server, and nothing of the question.
        """
        url = join(self.settings.base_url, path)
        retry = Retry(
            total=self.settings.tries - 1,
            status_forcelist=_AGAIN,
            backoff_factor=self.settings.backoff,
            backoff_jitter=self.settings.backoff / 2,
            raise_on_status=False,
        )
        while True:
            code, wanted = "rest_unreachable", 0.0
            try:
                answer = self._ask(url, params)
            except _Broken as error:
                code = error.code
            else:
                if answer.status not in _AGAIN:
                    return self._checked(answer)
                code = "rest_busy" if answer.status == 429 else "rest_server_error"
                wanted = _seconds_of(retry, answer.headers.get("Retry-After"))
            if wanted > self.settings.most_wait:
                raise RestBusy(code, wanted)
            try:
                # an error of the connection counts like a status: one budget
                retry = retry.increment("GET", "/", error=HTTPError(code))
            except (MaxRetryError, HTTPError):
                raise RestBusy(code, wanted) from None
            pause = min(retry.get_backoff_time(), self.settings.most_wait)
            self._sleep(max(wanted, pause))

    def _checked(self, answer: Answer) -> Answer:
        if answer.status in _REFUSED:
            raise RestError(_REFUSED[answer.status], status=answer.status)
        if not 200 <= answer.status < 300:
            raise RestError("rest_status", status=answer.status)
        return answer

    def _ask(self, url: str, params: Mapping[str, str] | None) -> Answer:
        """Ask once, following the server's moves within itself."""
        for _move in range(_MOST_MOVES):
            self._keep_pace()
            try:
                answer = self._ask_once(url, params)
            except requests.exceptions.SSLError:
                raise RestError("rest_certificate") from None
            except _BROKEN:
                raise _Broken("rest_unreachable") from None
            except requests.RequestException:
                raise RestError("rest_url_bad") from None
            if answer.status not in _MOVED:
                return answer
            try:
                url = join(url, answer.headers.get("Location", ""))
            except RestError:
                raise RestError("rest_redirect") from None
            params = None  # the new address holds them
        raise RestError("rest_redirect")

    def _ask_once(self, url: str, params: Mapping[str, str] | None) -> Answer:
        with self._session.get(
            url,
            params=params,
            timeout=self.settings.timeout,
            allow_redirects=False,
            stream=True,
        ) as response:
            self.request_count += 1
            return Answer(
                response.url,
                response.status_code,
                response.headers,
                self._read(response),
                _date_of(response.headers.get("Date")),
            )

    def _read(self, response: requests.Response) -> bytes:
        """Return the whole body; what breaks off, or never ends, is no answer."""
        until = self._clock() + self.settings.deadline
        parts, size = [], 0
        for chunk in response.iter_content(_CHUNK):
            parts.append(chunk)
            size += len(chunk)
            if size > self.settings.most_bytes:
                raise RestError("rest_too_large")
            if self._clock() > until:
                raise _Broken("rest_too_slow")
        announced = response.headers.get("Content-Length", "")
        is_plain = "Content-Encoding" not in response.headers
        if is_plain and announced.isdigit() and int(announced) != size:
            raise _Broken("rest_broken_off")
        return b"".join(parts)

    def _keep_pace(self) -> None:
        """Wait until the next request may be made."""
        now = self._clock()
        if self._asked_at is not None and self.settings.rate > 0:
            pause = self._asked_at + 1 / self.settings.rate - now
            if pause > 0:
                self._sleep(pause)
                now += pause
        self._asked_at = now


def name_of(url: str) -> str:
    """Return the last part of an address's path, for a file's name."""
    return urlsplit(url).path.rstrip("/").rpartition("/")[2]


def _seconds_of(retry: Retry, text: str | None) -> float:
    """Return the seconds of a Retry-After header: a number, or a date."""
    if not text:
        return 0.0
    try:
        return max(0.0, retry.parse_retry_after(text))
    except HTTPError:
        return 0.0


def _date_of(text: str | None) -> datetime | None:
    """Return the naive UTC moment of a Date header."""
    try:
        moment = parsedate_to_datetime(text or "")
    except (TypeError, ValueError):
        return None
    if moment.tzinfo is None:
        return moment
    return moment.astimezone(timezone.utc).replace(tzinfo=None)
