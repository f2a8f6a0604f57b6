"""How a clinic's REST interface is spoken to: nothing of it is known beforehand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timezone, tzinfo

from .errors import SourceError, TransientError

PAGINATIONS = ("none", "page", "offset", "cursor", "link")
SINCE_FORMATS = ("iso", "plain", "date", "epoch", "epoch_ms")


@dataclass(frozen=True, slots=True)
class RestSettings:
    """One server: where it is, who asks, and with how much patience.

    ``auth_name`` is the name of the key's header, or the user of basic authentication;
    ``rate`` the most requests a second; ``timeout`` the seconds without a byte, and
    ``deadline`` those for a whole answer; ``most_wait`` the longest pause that is made
    within a poll. ``allows_private`` is for developers: loopback, private networks and
    plain HTTP.
    """

    base_url: str
    auth: str = "none"
    auth_name: str = ""
    secret: str = field(default="", repr=False)
    timeout: float = 30.0
    deadline: float = 120.0
    tries: int = 5
    backoff: float = 0.5
    most_wait: float = 60.0
    rate: float = 5.0
    most_bytes: int = 64 << 20
    allows_private: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """One kind of record on the server, and how its pages are asked for.

    Keys of an answer are dotted paths into it. A blank ``envelope`` is looked for.
    ``zone`` is that of moments without one. ``is_ordered``: records come in the order
    of their change, the oldest first; then each page asks on from the last moment seen,
    and no record can slip between two pages.
    """

    path: str
    envelope: str = ""
    pagination: str = "page"
    page_param: str = "page"
    first_page: int = 1
    size_param: str = "per_page"
    page_size: int = 100
    cursor_param: str = "cursor"
    next_key: str = ""
    since_param: str = "updated_since"
    until_param: str = ""
    since_format: str = "iso"
    changed_key: str = "updated_at"
    zone: tzinfo = timezone.utc
    is_ordered: bool = False
    more_params: Mapping[str, str] = field(default_factory=dict)


class RestError(SourceError):
    """The server's answer needs a person: the same question again has the same end."""


class RestBusy(TransientError):
    """The server cannot answer now. ``retry_after`` are seconds that it asks for."""

    def __init__(self, code: str, retry_after: float = 0.0) -> None:
        super().__init__(code)
        self.code = code
        self.retry_after = retry_after
