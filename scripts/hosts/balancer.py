"""A load balancer for HTTP on loopback: each request to the host with the least to do.

The job runner does not wait for an answer; the host works on, so it counts as busy
until it has answered. A host that is down is passed over.
"""

import contextlib
import socket
import socketserver
import threading

_CHUNK = 65536


class Balancer:
    """Use as a context manager; ``port`` is where it listens."""

    def __init__(self, ports: list[int]):
        self._busy = dict.fromkeys(ports, 0)
        self._lock = threading.Lock()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.balancer = self
        self.port = self._server.server_address[1]

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_failure):
        self._server.shutdown()
        self._server.server_close()

    @contextlib.contextmanager
    def host(self):
        """Yield a connection to the host with the least to do, or None."""
        port = connection = None
        tried = set()
        while connection is None and (port := self._pick(tried)):
            try:
                connection = socket.create_connection(("127.0.0.1", port))
            except OSError:
                self._release(port)
                tried.add(port)
        try:
            yield connection
        finally:
            if connection is not None:
                connection.close()
                self._release(port)

    def _pick(self, tried):
        with self._lock:
            ports = [port for port in self._busy if port not in tried]
            port = min(ports, key=self._busy.__getitem__, default=None)
            if port:
                self._busy[port] += 1
            return port

    def _release(self, port):
        with self._lock:
            self._busy[port] -= 1


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True


class _Handler(socketserver.BaseRequestHandler):
    def handle(self):
        request = _read_head(self.request)
        with self.server.balancer.host() as host:
            if host is None or not request:
                return
            head = request.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n", 1)
            with contextlib.suppress(OSError):  # a host that is killed in between
                host.sendall(head)
                self._answer(host)

    def _answer(self, host):
        client = self.request
        while chunk := host.recv(_CHUNK):
            try:
                client.sendall(chunk)
            except OSError:  # the runner does not wait for it
                continue


def _read_head(client) -> bytes:
    """Return a request without a body, which is all that the job runner sends."""
    request = b""
    while b"\r\n\r\n" not in request:
        chunk = client.recv(_CHUNK)
        if not chunk:
            return b""
        request += chunk
    return request
