"""A Chromium that looks at a real server, over its debugging protocol."""

import json
import resource
import shutil
import subprocess
import urllib.request
from pathlib import Path

import websocket
from own_cluster import wait_for

NAMES = ("google-chrome", "chromium", "chromium-browser", "google-chrome-stable")
OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--remote-debugging-port=0",
    "--window-size=1366,900",
)


def find_chromium():
    """Return the program's path, None where there is none."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def _take_all_memory():
    """Drop the limit of addresses that a server of Odoo sets for its process.

    Chromium reserves terabytes of them.
    """
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))


class Browser:
    """One page, logged in as one user."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.process = subprocess.Popen(
            [find_chromium(), *OPTIONS, f"--user-data-dir={folder}", "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            preexec_fn=_take_all_memory,
        )
        port = self.folder / "DevToolsActivePort"
        wait_for(lambda: self._is_up(port), "Chromium")
        self.port = port.read_text().split()[0]
        page = wait_for(self._find_page, "a page")
        self.socket = websocket.create_connection(
            page["webSocketDebuggerUrl"], suppress_origin=True, timeout=60
        )
        self.number = 0
        self.call("Page.enable")

    def _is_up(self, port):
        assert self.process.poll() is None, "Chromium ended at once"
        return port.exists() and port.read_text().strip()

    def _find_page(self):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/json") as answer:
            pages = json.load(answer)
        return next((page for page in pages if page["type"] == "page"), None)

    def call(self, method, **params):
        """Call a method of the protocol; return its result."""
        self.number += 1
        message = {"id": self.number, "method": method, "params": params}
        self.socket.send(json.dumps(message))
        while True:
            answer = json.loads(self.socket.recv())
            if answer.get("id") == self.number:
                assert "error" not in answer, answer
                return answer["result"]

    def log_in(self, url, database, login="admin"):
        params = {"db": database, "login": login, "password": login}
        request = urllib.request.Request(
            f"{url}/web/session/authenticate",
            json.dumps({"jsonrpc": "2.0", "params": params}).encode(),
            {"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request) as answer:
            cookie = answer.headers["Set-Cookie"]
        session = cookie.split("session_id=")[1].split(";")[0]
        self.call("Network.setCookie", name="session_id", value=session, url=url)

    def look(self, expression):
        """Return what a JavaScript expression says on the page."""
        params = {"expression": expression, "returnByValue": True}
        return self.call("Runtime.evaluate", **params)["result"].get("value")

    def text_of(self, selector):
        return self.look(f"document.querySelector({selector!r})?.textContent || ''")

    def click(self, selector):
        """Click as soon as it is there."""
        script = f"(e => e && (e.click(), true))(document.querySelector({selector!r}))"
        wait_for(lambda: self.look(script), f"{selector} to click")

    def close(self):
        self.socket.close()
        self.process.terminate()
        self.process.wait()
