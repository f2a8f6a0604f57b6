"""Takes a picture of every step, wide and narrow, of a server with the demo data.

A page that shows a technical name, or an error, is no picture: the command fails.
"""

import argparse
import json
import re
import sys
import urllib.request
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from screens.browser import Browser, chromium  # noqa: E402 - found beside this script

WIDTHS = {"": (1400, 900), "_narrow": (400, 800)}
_ACTION = "/odoo/action-pulse_migration."
# what a person should never read on a screen
_TECHNICAL = re.compile(
    r"x_studio_\w+|\b(?:res|pulse|mail|ir|account)\.[a-z]+\.?[a-z.]*\b"
    r"|Traceback|Server Error|\bNaN\b|undefined"
)
_MOST_ATTEMPTS = 20
_READY = (
    "document.querySelector('.o_view_controller, .modal .o_form_view')"
    " && !document.querySelector('.o_loading_indicator')"
)


@dataclass(frozen=True, slots=True)
class Page:
    """A picture: its name, its address, what is clicked first, what must be seen."""

    name: str
    address: str
    shown: str
    clicks: tuple[str, ...] = ()


def pages(ids: dict[str, int]) -> list[Page]:
    """Return the pages in the order of the admin's walk."""
    row, form = ".o_data_row", ".o_form_view"
    clinic, branch = ids["clinic_run"], ids["branch_run"]
    run = f"{_ACTION}pulse_run_action"
    return [
        Page("01_overview", f"{_ACTION}pulse_migration_action", ".o_kanban_record"),
        Page("02_receive", f"{_ACTION}pulse_receive_action", ".modal .o_form_view"),
        Page("03_run", f"{run}/{branch}", form),
        Page("04_mapping", f"{_ACTION}pulse_file_action/{ids['file']}", form),
        Page("05_issues", f"{_ACTION}pulse_issue_action", row),
        Page(
            "06_rows",
            f"{_ACTION}pulse_row_action_patient",
            f"{row}, .o_kanban_record:not(.o_kanban_ghost)",
        ),
        Page("07_row", f"{_ACTION}pulse_row_action/{ids['row']}", f"{form} table"),
        Page("08_value_maps", f"{_ACTION}pulse_value_map_action", row),
        Page("09_plan", f"{_ACTION}pulse_plan_line_action", row),
        Page("10_done", f"{run}/{clinic}", form),
        Page("11_outcomes", f"{_ACTION}pulse_outcome_action", "canvas"),
        Page(
            "12_after",
            f"{_ACTION}pulse_after_action/{ids['clinic']}",
            ".o_field_widget[name='rebuild_ids']",
        ),
        Page(
            "13_patient",
            f"/odoo/res.partner/{ids['patient']}",
            ".o_field_widget[name='x_studio_patient_id']",
            (".o_notebook a[name='x_personal_information']",),
        ),
        Page(
            "14_timeline",
            f"/odoo/res.partner/{ids['patient']}",
            ".o_field_widget[name='timeline_ids']",
            (".o_notebook a[name='timeline']",),
        ),
    ]


class Server:
    """Odoo, as the browser's user sees it."""

    def __init__(self, address: str, database: str) -> None:
        self.address = address
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
                "Cookie": f"session_id={getattr(self, 'session', '')}",
            },
        )
        return urllib.request.urlopen(request)

    def find(self, model: str, domain: list) -> int:
        """Return the id of the first record of a domain."""
        parameters = {
            "model": model,
            "method": "search",
            "args": [domain],
            "kwargs": {"limit": 1, "order": "id"},
        }
        answer = json.load(self._post("/web/dataset/call_kw", parameters))
        return answer["result"][0]


def _find_ids(server: Server) -> dict[str, int]:
    clinic = server.find("pulse.migration", [["name", "like", "Demo Clinic"]])
    branch = server.find("pulse.migration", [["name", "like", "Demo Branch"]])
    patients = [["object_name", "=", "patient"], ["migration_id", "=", branch]]
    return {
        "clinic": clinic,
        "clinic_run": server.find("pulse.run", [["migration_id", "=", clinic]]),
        "branch_run": server.find("pulse.run", [["migration_id", "=", branch]]),
        "file": server.find("pulse.file", patients),
        "row": server.find(
            "pulse.row",
            [["object_name", "=", "patient"], ["migration_id", "=", clinic]],
        ),
        "patient": server.find("res.partner", [["x_studio_patient_id", "=", "D001"]]),
    }


def take(browser: Browser, server: Server, page: Page) -> bytes:
    """Open the page, wait until it shows what it is to show, return its picture."""
    browser.open(f"{server.address}{page.address}")
    browser.wait_for(_READY, page.name)
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
    text = browser.evaluate("document.body.innerText") or ""
    if found := _TECHNICAL.search(text):
        raise RuntimeError(f"{page.name} shows a technical text: {found.group()}")
    return _settled(browser)


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


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address")
    parser.add_argument("database")
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*", help="only pages that begin like this")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    server = Server(arguments.address, arguments.database)
    failed = []
    with chromium() as browser:
        browser.set_cookie(server.address, "session_id", server.session)
        for page in pages(_find_ids(server)):
            if arguments.names and not page.name.startswith(tuple(arguments.names)):
                continue
            for suffix, size in WIDTHS.items():
                browser.set_size(*size)
                try:
                    picture = take(browser, server, page)
                except RuntimeError as error:
                    failed.append(f"{page.name}{suffix}: {error}")
                    continue
                (arguments.folder / f"{page.name}{suffix}.png").write_bytes(picture)
    for line in failed:
        print(line, file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
