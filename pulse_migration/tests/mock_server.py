"""A Pulse server for tests and demos: plain Python, real HTTP, faults to switch on.

Knows nothing of the addon. ``Clinic`` holds records and changes them; ``Faults`` says
what goes wrong with the next request; ``MockPulse`` serves both on loopback.
"""

import base64
import json
import random
import threading
import time
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

FAULTS = (
    "unauthorized",  # 401
    "busy",  # 429 with Retry-After
    "error",  # 500
    "timeout",  # no answer within the client's patience
    "half",  # the body breaks off
    "repeat",  # the page before once more
    "edits",  # a record changes while the client pages
    "slow",  # byte by byte
)
EPOCH = datetime(2026, 1, 1, tzinfo=timezone.utc)


class Clinic:
    """Records by object; each change moves ``updated_at`` on the clinic's own clock.

    :param tables: {object: [record]}; each record has its object's ``ids`` key
    """

    def __init__(self, tables, ids, clock=None):
        self.ids, self.files = ids, {}
        self._clock = clock or (lambda: datetime.now(timezone.utc))
        self.lock = threading.RLock()
        self.same_moment = False  # all records claim one moment of change
        self.skew = timedelta(0)  # how far its clock is ahead of the world's
        self.tables = {name: {} for name in ids}
        for name, records in tables.items():
            for record in records:
                self.put(name, record)

    def now(self):
        return self._clock() + self.skew

    def put(self, name, record, moment=None):
        """Add or replace a record; it changed now, or at ``moment``."""
        with self.lock:
            at = EPOCH if self.same_moment else (moment or self.now())
            stamp = at.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
            self.tables[name][record[self.ids[name]]] = {**record, "updated_at": stamp}

    def change(self, name, key, **values):
        with self.lock:
            record = {**self.tables[name][key], **values}
            self.put(name, {k: v for k, v in record.items() if k != "updated_at"})

    def delete(self, name, key):
        with self.lock:
            del self.tables[name][key]

    def select(self, name, since="", until=""):
        """Return the records of a closed range, in the order of change."""
        with self.lock:
            found = [
                record
                for record in self.tables[name].values()
                if since <= record["updated_at"] <= (until or "~")
            ]
        return sorted(found, key=lambda r: (r["updated_at"], r[self.ids[name]]))


class Faults:
    """What goes wrong: {fault: share of the requests}, told by a seeded die."""

    def __init__(self, seed=1, **shares):
        self.shares, self._die = shares, random.Random(seed)
        self.counts = dict.fromkeys(FAULTS, 0)
        self.pause = 3.0  # seconds of a time-out
        self.retry_after = "0"

    def pick(self):
        """Return the fault of this request, or nothing."""
        for name, share in self.shares.items():
            if self._die.random() < share:
                self.counts[name] += 1
                return name
        return ""

    def choose(self, items):
        return self._die.choice(items)


class MockPulse:
    """The server; a context that serves from a thread on a free port of loopback."""

    def __init__(self, clinic, faults=None, pagination="page", port=0, auth=None):
        self.clinic, self.faults = clinic, faults or Faults()
        self.pagination = pagination
        self.auth = auth or {}  # header -> value that each request must bring
        self.most = 1000  # records that a page may have
        self.requests = []  # (path, parameters), as they came
        self.edit = None  # called with the clinic while a client pages
        self.moves = {}  # path -> where a redirect leads
        handler = type("Handler", (_Handler,), {"mock": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", port), handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self):
        serve = self._server.serve_forever
        threading.Thread(target=serve, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_error):
        self._server.shutdown()
        self._server.server_close()

    def serve(self):
        self._server.serve_forever()


def basic(user, password):
    """Return the header of basic authentication."""
    token = base64.b64encode(f"{user}:{password}".encode()).decode()
    return {"Authorization": f"Basic {token}"}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    mock = None

    def handle(self):
        with suppress(ConnectionResetError):  # the client was killed
            super().handle()

    def log_message(self, *_arguments):
        """Say nothing: the log of a test is the addon's."""

    def date_time_string(self, timestamp=None):
        return format_datetime(self.mock.clinic.now(), usegmt=True)

    def do_GET(self):
        parts = urlsplit(self.path)
        asked = {k: v[-1] for k, v in parse_qs(parts.query).items()}
        self.mock.requests.append((parts.path, asked))
        fault = self.mock.faults.pick()
        try:
            self._answer(parts.path.strip("/"), asked, fault)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True  # the client lost its patience

    def _answer(self, path, asked, fault):
        faults = self.mock.faults
        is_known = all(self.headers.get(k) == v for k, v in self.mock.auth.items())
        if fault == "unauthorized" or not is_known:
            return self._send(401, {"error": "unauthorized"})
        if fault == "busy":
            return self._send(429, {}, {"Retry-After": faults.retry_after})
        if fault == "error":
            return self._send(500, {"error": "internal"})
        if fault == "timeout":
            time.sleep(faults.pause)
        if path in self.mock.moves:
            return self._send(302, {}, {"Location": self.mock.moves[path]})
        clinic = self.mock.clinic
        if path in clinic.files:
            return self._send_bytes(clinic.files[path], "application/pdf", fault)
        if path not in clinic.tables:
            return self._send(404, {"error": "not found"})
        payload, headers = self._page(path, asked, fault)
        if fault == "edits" or self.mock.edit:
            (self.mock.edit or _edit_any)(clinic, path, faults)
        body = json.dumps(payload, ensure_ascii=False).encode()
        return self._send_bytes(body, "application/json", fault, headers)

    def _page(self, name, asked, fault):
        """Return (payload, headers) of one page, by the server's kind of paging."""
        kind = self.mock.pagination
        records = self.mock.clinic.select(
            name, asked.get("updated_since", ""), asked.get("updated_until", "")
        )
        records = [
            {k: v for k, v in record.items() if not k.startswith("_")}
            for record in records
        ]
        if kind == "none":
            return {"data": records}, {}
        size = min(int(asked.get("per_page", 100)), self.mock.most)
        start = self._start(asked, size, fault)
        payload = {"data": records[start : start + size], "total": len(records)}
        end = start + size
        if kind == "cursor" and end < len(records):
            payload["next_cursor"] = str(end)
        if kind == "link" and end < len(records):
            query = urlencode({**asked, "page": end // size + 1})
            return payload, {"Link": f'<{self.mock.url}/{name}?{query}>; rel="next"'}
        return payload, {}

    def _start(self, asked, size, fault):
        kind = self.mock.pagination
        if kind in ("page", "link"):
            start = (int(asked.get("page", 1)) - 1) * size
        else:
            start = int(asked.get("cursor" if kind == "cursor" else "page", 0))
        return max(0, start - size) if fault == "repeat" else start

    def _send(self, status, payload, headers=()):
        self._send_bytes(
            json.dumps(payload).encode(), "application/json", "", headers, status
        )

    def _send_bytes(self, body, kind, fault, headers=(), status=200):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in dict(headers).items():
            self.send_header(name, value)
        self.end_headers()
        if fault == "half":
            self.wfile.write(body[: len(body) // 2])
            self.close_connection = True
        elif fault == "slow":
            for start in range(0, len(body), max(1, len(body) // 20)):
                self.wfile.write(body[start : start + max(1, len(body) // 20)])
                time.sleep(0.01)
        else:
            self.wfile.write(body)


def _edit_any(clinic, name, faults):
    """Change a record that was perhaps given out already: it moves to the end."""
    with clinic.lock:
        if clinic.tables[name]:
            key = faults.choose(sorted(clinic.tables[name]))
            number = int(clinic.tables[name][key].get("edit", 0)) + 1
            clinic.change(name, key, edit=str(number))
