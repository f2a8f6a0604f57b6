"""An Odoo server of its own process, as one of several hosts on one database."""

import contextlib
import http.client
import json
import os
import socket
import subprocess
import time
from pathlib import Path

# for what takes some, on a machine that has much else to do
_SECONDS = 120


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def wait_until(condition, told: str, seconds: float = _SECONDS):
    """Return the condition's first true value; fail when there is none in time."""
    deadline = time.monotonic() + seconds
    while not (value := condition()):
        if time.monotonic() > deadline:
            raise TimeoutError(f"{told}: not within {seconds:.0f} s")
        time.sleep(0.1)
    return value


class Server:
    """Use as a context manager; answers inside it."""

    def __init__(self, database: str, log: Path, *options: str, port=None, **variables):
        self.port = port or free_port()
        self.log = log
        self._command = [
            os.environ["ODOO_PYTHON"],
            *("-m", "odoo", "-d", database, "--http-interface=127.0.0.1"),
            *(f"--http-port={self.port}", "--workers=0"),
            *(f"--addons-path={Path(__file__).parents[2]}", "--log-level=info"),
            *options,
        ]
        self._variables = variables

    def __enter__(self):
        with self.log.open("wb") as out:
            self.process = subprocess.Popen(
                self._command,
                env=os.environ | self._variables,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            wait_until(self._answers, f"the server of {self.log}")
        except BaseException:
            self.kill()
            raise
        return self

    def __exit__(self, *_failure):
        if self.process.poll() is None:
            self.process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(20)
        self.kill()

    def kill(self):
        """End it, and its workers, at once and without a word."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, 9)
        self.process.wait()

    def cpu_seconds(self) -> float:
        """Return what this process has spent so far."""
        stat = Path(f"/proc/{self.process.pid}/stat").read_text()
        user, system = stat.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def press(self, database: str, button: str, run_id: int):
        """Press a button of a run, as the browser of the admin does."""
        self.call(database, "pulse.run", button, [run_id])

    def call(self, database: str, model: str, method: str, *args):
        """Call a method of records, as the browser of the admin does."""
        call = {
            "service": "object",
            "method": "execute_kw",
            "args": [database, 2, "admin", model, method, list(args)],
        }
        body = json.dumps({"params": call}).encode()
        with contextlib.closing(self._client()) as client:
            client.request(
                "POST", "/jsonrpc", body, {"Content-Type": "application/json"}
            )
            answer = json.load(client.getresponse())
        if "error" in answer:
            raise RuntimeError(answer["error"]["data"]["message"])

    def _client(self):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=_SECONDS)

    def _answers(self):
        if self.process.poll() is not None:
            raise RuntimeError(f"the server ended: {self.log.read_text()[-2000:]}")
        client = self._client()
        with contextlib.closing(client), contextlib.suppress(OSError):
            client.request("GET", "/web/health")  # needs no session, no database
            return client.getresponse().status == 200
        return False
