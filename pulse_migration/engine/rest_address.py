"""Which addresses may be asked at all; connections go to the address that was checked.

A name is resolved once, where the connection is made: what was looked at is what is
connected to, whatever the name server says a moment later.
"""

import ipaddress
import socket
from urllib.parse import SplitResult, urljoin, urlsplit

from requests.adapters import HTTPAdapter
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import NameResolutionError, NewConnectionError
from urllib3.util.connection import create_connection

from .rest_settings import RestError

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_PORTS = {"http": 80, "https": 443}


def check_base(url: str, allows_private: bool) -> None:
    """Raise RestError for an address that can be no server's, or is not encrypted."""
    try:
        parts = urlsplit(url)
        _port = parts.port
    except ValueError as error:
        raise RestError("rest_url_bad") from error
    if parts.scheme not in _PORTS or not parts.hostname or parts.query:
        raise RestError("rest_url_bad")
    if parts.username or parts.password:
        raise RestError("rest_url_has_secret")
    if parts.scheme == "http" and not allows_private:
        raise RestError("rest_not_encrypted")


def join(base: str, path: str) -> str:
    """Return the address of ``path``, which must be the base's own server.

    >>> join("https://a.example/v1", "patients")
    'https://a.example/v1/patients'
    >>> join("https://a.example/v1", "/v2/patients?page=2")
    'https://a.example/v2/patients?page=2'
    """
    root = base if base.endswith("/") else f"{base}/"
    try:
        url = urljoin(root, path)
        if _server(urlsplit(url)) != _server(urlsplit(base)):
            raise RestError("rest_other_host")
    except ValueError as error:
        raise RestError("rest_other_host") from error
    return url


def _server(parts: SplitResult) -> tuple[str, str, int]:
    if parts.username or parts.password:
        raise RestError("rest_url_has_secret")
    port = parts.port or _PORTS.get(parts.scheme, 0)
    return parts.scheme, (parts.hostname or "").lower(), port


def is_public(text: str) -> bool:
    """Tell whether an IP address is one of the internet, by whatever way it is written.

    >>> is_public("8.8.8.8"), is_public("169.254.169.254"), is_public("::ffff:10.0.0.1")
    (True, False, False)
    """
    address = ipaddress.ip_address(text.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if not inner and address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if address.teredo or (inner and not is_public(str(inner))):
            return False
        if inner and address in _NAT64:
            return True
    return address.is_global and not address.is_multicast


def resolve(host: str, port: int, allows_private: bool) -> str:
    """Return an address of ``host``; RestError when any of them may not be asked."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(entry[4][0]) for entry in found]
    if not allows_private and not all(map(is_public, addresses)):
        raise RestError("rest_private_address")
    return addresses[0]


class _Guarded:
    """A connection to the very address that was checked."""

    allows_private = False

    def _new_conn(self):
        try:
            address = resolve(self._dns_host, self.port, self.allows_private)
        except socket.gaierror as error:
            raise NameResolutionError(self.host, self, error) from error
        try:
            return create_connection(
                (address, self.port),
                self.timeout,
                source_address=self.source_address,
                socket_options=self.socket_options,
            )
        except OSError as error:
            raise NewConnectionError(self, "no connection") from error


def _guard(pool: type, allows_private: bool) -> type:
    """Return the class of pools whose connections are guarded."""
    bases = (_Guarded, pool.ConnectionCls)
    guarded = type("Guarded", bases, {"allows_private": allows_private})
    return type("GuardedPool", (pool,), {"ConnectionCls": guarded})


class _Adapter(HTTPAdapter):
    def __init__(self, pools: dict[str, type], patience: float):
        self.pools = pools
        self.patience = patience
        super().__init__(max_retries=0)

    def init_poolmanager(self, *args, **kwargs):
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = self.pools

    def send(self, request, *args, **kwargs):
        return super().send(request, *args, **{**kwargs, "timeout": self.patience})


def make_adapter(allows_private: bool, patience: float) -> HTTPAdapter:
    """Return an adapter whose connections go to checked addresses only.

    :param patience: seconds without a byte, whatever the caller says
    """
    pools = {"http": HTTPConnectionPool, "https": HTTPSConnectionPool}
    return _Adapter(
        {scheme: _guard(pool, allows_private) for scheme, pool in pools.items()},
        patience,
    )
