"""A Chromium without a window: opens pages of Odoo and takes pictures of them."""

import base64
import contextlib
import json
import shutil
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterable, Iterator
from pathlib import Path

import websocket

_NAMES = ("google-chrome", "chromium", "chromium-browser", "google-chrome-stable")
_PATIENCE = 60  # seconds until a page must show what it is to show


class Browser:
    """One tab; its commands are those of the Chrome DevTools protocol."""

    def __init__(self, address: str) -> None:
        # Chromium refuses an origin that it does not know
        self._socket = websocket.create_connection(
            address, timeout=_PATIENCE, suppress_origin=True
        )
        self._number = 0
        for domain in ("Page", "Runtime", "Network"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **parameters) -> dict:
        """Send a command and return its result; events in between are dropped."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        self._socket.send(json.dumps(message))
        while True:
            answer = json.loads(self._socket.recv())
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return answer["result"]

    def evaluate(self, script: str):
        """Return the value of a JavaScript expression in the page."""
        answer = self.call(
            "Runtime.evaluate",
            expression=script,
            returnByValue=True,
            awaitPromise=True,
        )
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"]["text"])
        return answer["result"].get("value")

    def set_cookie(self, address: str, name: str, value: str) -> None:
        self.call("Network.setCookie", url=address, name=name, value=value)

    def set_size(self, width: int, height: int) -> None:
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=width < 600,
        )

    def open(self, address: str) -> None:
        self.call("Page.navigate", url=address)

    def wait_for(self, condition: str, what: str, patience: float = _PATIENCE) -> float:
        """Wait until a JavaScript expression is true; return how long, in seconds."""
        started = time.monotonic()
        while time.monotonic() < started + patience:
            with contextlib.suppress(RuntimeError):  # between two pages
                if self.evaluate(f"Boolean({condition})"):
                    return time.monotonic() - started
            time.sleep(0.02)
        raise RuntimeError(f"The page did not show: {what}")

    def upload(self, selector: str, files: Iterable[Path]) -> None:
        """Give files to the page's input, as a person who chooses them."""
        self.wait_for(f"document.querySelector({json.dumps(selector)})", selector)
        root = self.call("DOM.getDocument")["root"]["nodeId"]
        node = self.call("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
        self.call("DOM.setFileInputFiles", nodeId=node, files=[str(f) for f in files])

    def picture(self) -> bytes:
        """Return the page as PNG."""
        answer = self.call("Page.captureScreenshot", format="png")
        return base64.b64decode(answer["data"])


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """Start Chromium with a profile of its own and yield its tab."""
    binary = next(filter(None, map(shutil.which, _NAMES)), None)
    if not binary:
        raise RuntimeError("No Chromium here: install the package chromium.")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        process = subprocess.Popen(
            [
                binary,
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--force-prefers-reduced-motion",
                "--remote-debugging-port=0",
                f"--user-data-dir={profile}",
                "about:blank",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            yield Browser(_address_of_tab(Path(profile), process))
        finally:
            process.terminate()
            process.wait(timeout=30)


def _address_of_tab(profile: Path, process: subprocess.Popen) -> str:
    """Return the address of the tab, once Chromium has written its port."""
    file = profile / "DevToolsActivePort"
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError, StopIteration, IndexError):
            port = file.read_text().splitlines()[0]
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/json") as answer:
                tabs = json.load(answer)
            page = next(tab for tab in tabs if tab["type"] == "page")
            return page["webSocketDebuggerUrl"]
        time.sleep(0.05)
    raise RuntimeError("Chromium did not start.")
