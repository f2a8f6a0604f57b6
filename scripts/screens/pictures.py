"""Takes a picture of every step, wide and narrow, of a server with the demo data.

A page that shows a technical name, a raw key, "1 rows" or an error, that is cut off at
its side, or that keeps somebody out (contrast, names of buttons, Tab) is no picture:
the command fails.
"""

import argparse
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from screens.access import FAULTS as ACCESS_FAULTS  # noqa: E402 - beside this script
from screens.browser import Browser, chromium  # noqa: E402
from screens.checks import find_faults  # noqa: E402
from screens.description import write_description  # noqa: E402
from screens.pages import Page, Walk  # noqa: E402
from screens.server import Server  # noqa: E402

WIDTHS = {"": (1400, 900), "_narrow": (400, 800)}
_MOST_ATTEMPTS = 20
_READY = (
    "document.querySelector('.o_view_controller, .modal .o_form_view')"
    " && !document.querySelector('.o_loading_indicator')"
)
_BADGES = "[...document.querySelectorAll('.badge')].map((one) => one.innerText)"
_CUT_OFF = "document.documentElement.scrollWidth > window.innerWidth"


def take(browser: Browser, server: Server, page: Page) -> bytes:
    """Open the page, wait until it shows what it is to show, return its picture."""
    browser.open(f"{server.address}{page.address}")
    browser.wait_for(_READY, page.name)
    if page.upload:
        browser.upload("input[type='file']", page.upload)
    for selector in page.clicks:
        found = f"document.querySelector({json.dumps(selector)})"
        browser.wait_for(found, selector)
        browser.evaluate(f"{found}.click()")
    browser.wait_for(f"document.querySelector({json.dumps(page.shown)})", page.shown)
    browser.wait_for(f"{_READY} && document.fonts.status === 'loaded'", page.name)
    browser.evaluate(
        f"document.querySelector({json.dumps(page.shown)})"
        ".scrollIntoView({block: 'nearest'})"
    )
    picture = _settled(browser)
    _check(browser)
    return picture


def _check(browser: Browser) -> None:
    """Refuse a page that shows what nobody should read, or not all of its width."""
    text = browser.evaluate("document.body.innerText") or ""
    faults = list(find_faults(text, browser.evaluate(_BADGES)))
    faults += browser.evaluate(ACCESS_FAULTS)
    if browser.evaluate(_CUT_OFF):
        faults.append("it is cut off at its side")
    if faults:
        raise RuntimeError("; ".join(faults))


def _settled(browser: Browser) -> bytes:
    """Return the picture once it no longer changes: charts grow for a moment."""
    last = b""
    for _attempt in range(_MOST_ATTEMPTS):
        picture = browser.picture()
        if picture == last:
            break
        last = picture
        browser.evaluate("new Promise((done) => setTimeout(done, 250))")
    return last


def _take_all(server: Server, folder: Path, names: list[str]) -> list[str]:
    """Take the pictures (whose names begin so); return what was wrong."""
    failed = []
    pages = Walk(server).pages()
    with chromium() as browser:
        browser.set_cookie(server.address, "session_id", server.session)
        # the clinic's clock: appointments are at the hour that its people know
        browser.call("Emulation.setTimezoneOverride", timezoneId="Asia/Kolkata")
        for page in pages:
            for model, method, ids in page.calls:
                server.call(model, method, ids)
            if names and not page.name.startswith(tuple(names)):
                continue
            for suffix, size in WIDTHS.items():
                browser.set_size(*size)
                try:
                    picture = take(browser, server, page)
                except RuntimeError as error:
                    failed.append(f"{page.name}{suffix}: {error}")
                    continue
                (folder / f"{page.name}{suffix}.png").write_bytes(picture)
    write_description(folder.parent / "index.html", pages)
    return failed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address")
    parser.add_argument("database")
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*", help="only pages that begin like this")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    server = Server(arguments.address, arguments.database)
    failed = _take_all(server, arguments.folder, arguments.names)
    for line in failed:
        print(line, file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
