"""A page of a real server that stays open, and is told by the bus alone."""

import socket
import urllib.request
from contextlib import contextmanager, suppress

from own_browser import Browser
from own_cluster import Server, wait_for

# the screen's own look every ten seconds, should no message come, is taken away
NO_POLLING = """
const every = window.setInterval;
window.setInterval = (f, ms, ...more) => (ms === 10000 ? 0 : every(f, ms, ...more));
"""
SHOWN = ".o_pulse_done"
# in one look: what the load's own numbers are told only while it loads
ON_JOURNEY = """
(() => {
    const all = (selector) => [...document.querySelectorAll(selector)];
    const number = (one) => parseInt(one?.textContent.replace(/\\D/g, "") || 0);
    const step = all("[aria-current=step]")[0]?.dataset.step;
    const text = all(".o_pulse_progress")[0]?.textContent || "";
    if (step !== "load" || !text.includes("Rows done")) {
        return {step};
    }
    const created = all("button[name=action_open_outcome]").find((one) =>
        one.textContent.includes("Created")
    );
    return {
        step,
        done: number(all(".o_pulse_done")[0]),
        created: number(created?.querySelector(".o_pulse_value")),
        bars: all(".o_pulse_phase .progress-bar").reduce(
            (sum, bar) => sum + parseInt(bar.style.width),
            0
        ),
    };
})()
"""


@contextmanager
def open_screen(cluster, database, page, folder):
    """A server of its own and a browser on one page, which looks at nothing itself."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    server = Server(
        cluster,
        database,
        folder / "live.log",
        "--http-interface=127.0.0.1",
        f"--http-port={port}",
        f"--db-filter=^{database}$",
    )
    browser = Browser(folder / "browser")
    try:
        wait_for(lambda: answers(f"{url}/web/health"), "the server", pause=0.1)
        browser.log_in(url, database)
        browser.call("Page.addScriptToEvaluateOnNewDocument", source=NO_POLLING)
        browser.call("Page.navigate", url=f"{url}{page}")
        wait_for(lambda: browser.text_of(SHOWN) == "0", "a run with nothing loaded")
        browser.look("window.isSamePage = true")
        yield browser
        assert browser.look("window.isSamePage") is True
    finally:
        browser.close()
        server.kill()


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def answers(url):
    with suppress(OSError), urllib.request.urlopen(url) as answer:
        return answer.status == 200
