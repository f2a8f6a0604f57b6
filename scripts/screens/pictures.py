"""Takes a picture of every step, wide and narrow, of a server with the demo data, and
of a clinic's books.

A page that shows a technical name, a raw key, "1 rows" or an error, that is cut off at
its side, or that keeps somebody out (contrast, names of buttons, Tab) is no picture:
the command fails.
"""

import argparse
import contextlib
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from screens.access import FAULTS as ACCESS_FAULTS  # noqa: E402 - beside this script
from screens.books import Books  # noqa: E402 - found beside this script
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
    _show(browser, page)
    picture = _settled(browser)
    _check(browser)
    return picture


def _show(browser: Browser, page: Page) -> None:
    """Click to what is to show; what moves the page on meanwhile has it done again."""
    scroll = f"document.querySelector({json.dumps(page.shown)})?.scrollIntoView"
    for _attempt in range(_MOST_ATTEMPTS):
        for click in page.clicks:
            _click(browser, click)
        browser.wait_for(scroll, page.shown)
        browser.wait_for(f"{_READY} && document.fonts.status === 'loaded'", page.name)
        if browser.evaluate(f"Boolean({scroll})"):
            browser.evaluate(f"{scroll}?.({{block: 'nearest'}})")
            return
    raise RuntimeError(f"The page did not stay: {page.shown}")


def _click(browser: Browser, click: str) -> None:
    """Click once it is there; what a page may lack is not waited for long."""
    found = _script_of(click.removeprefix("?"))
    if not click.startswith("?"):
        browser.wait_for(found, click)
    else:
        with contextlib.suppress(RuntimeError):
            browser.wait_for(found, click, patience=2)
    browser.evaluate(f"{found}?.click()")


def _script_of(click: str) -> str:
    """Return JavaScript of the first element of a selector, with this text if any."""
    selector, _bar, text = click.partition("|")
    every = f"[...document.querySelectorAll({json.dumps(selector)})]"
    is_meant = f"(one) => one.innerText.includes({json.dumps(text)})"
    return f"{every}.find({is_meant})"


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


def _take_all(
    server: Server, pages: list[Page], folder: Path, names: list[str]
) -> list[str]:
    """Take the pictures (whose names begin so); return what was wrong."""
    failed = []
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
    return failed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address")
    parser.add_argument("database", help="with the demo data")
    parser.add_argument("books", help="the database of a clinic with Accounting")
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*", help="only pages that begin like this")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    failed, shown = [], []
    for database, walk in ((arguments.database, Walk), (arguments.books, Books)):
        server = Server(arguments.address, database)
        pages = walk(server).pages()
        failed += _take_all(server, pages, arguments.folder, arguments.names)
        shown += pages
    write_description(arguments.folder.parent / "index.html", shown)
    for line in failed:
        print(line, file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
