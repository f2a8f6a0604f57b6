"""Odoo, as the browser's user sees it."""

import json
import urllib.request


class Server:
    """A session of the administrator."""

    def __init__(self, address: str, database: str) -> None:
        self.address = address
        self.session = ""
        answer = self._post(
            "/web/session/authenticate",
            {"db": database, "login": "admin", "password": "admin"},
        )
        cookies = answer.headers.get_all("Set-Cookie") or []
        found = next(c for c in cookies if c.startswith("session_id="))
        self.session = found.split(";")[0].removeprefix("session_id=")

    def _post(self, path: str, parameters: dict):
        request = urllib.request.Request(
            self.address + path,
            data=json.dumps({"jsonrpc": "2.0", "params": parameters}).encode(),
            headers={
                "Content-Type": "application/json",
                "Cookie": f"session_id={self.session}",
            },
        )
        return urllib.request.urlopen(request)

    def call(self, model: str, method: str, *args, **kwargs):
        """Return what a method answers; its refusal is an error."""
        parameters = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        answer = json.load(self._post("/web/dataset/call_kw", parameters))
        if "error" in answer:
            raise RuntimeError(answer["error"]["data"]["message"])
        return answer.get("result")  # a method without an answer has none

    def find(self, model: str, domain: list) -> int:
        """Return the id of the first record of a domain."""
        return self.call(model, "search", domain, limit=1, order="id")[0]
