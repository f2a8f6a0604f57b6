"""Measures the screens in a browser: when a page shows what one came for.

In a fresh Odoo database: a loaded clinic whose run has --rows staged rows and
--documents scans, and a patient with --entries on the timeline. A real server and a
real Chromium open each page --rounds times, after once to fill the caches; what is
told is the median of the time from the address to the frame that shows the page's
lines (and, of the first paint of anything). Sets up what is missing, drops its
database.

Last line: rows, documents, entries, and by page seconds_shown and seconds_first_paint.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
from pathlib import Path

from hosts.server import Server as Host
from screens.server import Server

from .sample import _environment

SCRIPTS = Path(__file__).resolve().parents[1]
_WITH_DATABASE = SCRIPTS / "lib" / "with_database.sh"
_DATABASE = "PULSE_BENCH_DATABASE"
_ACTION = "/odoo/action-pulse_migration."
_PATIENTS = 20
# noted by the page itself: when the lines stand in a frame, and are painted with it
_WATCH = """
    const tab = %s;
    let isOpen = !tab;
    const look = () => {
        if (!isOpen && document.querySelector(tab)) {
            document.querySelector(tab).click();
            isOpen = true;
        }
        if (document.querySelector(%s)) {
            requestAnimationFrame(() => { window.pulseShown = performance.now(); });
        } else {
            requestAnimationFrame(look);
        }
    };
    requestAnimationFrame(look);
"""
_FIRST_PAINT = (
    "performance.getEntriesByName('first-contentful-paint')[0]?.startTime || 0"
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--entries", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=5)


def run(arguments: argparse.Namespace) -> int:
    if _DATABASE not in os.environ:
        # comes back here with Odoo's Python and the name of a fresh database
        command = ["bash", str(_WITH_DATABASE), _DATABASE, *sys.argv]
        os.execvp(command[0], command)
    # found in Odoo's environment only
    from screens.browser import chromium

    addresses = _prepare(arguments)
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder, "odoo.log")
        with Host(os.environ[_DATABASE], log, "--max-cron-threads=0") as host:
            server = Server(f"http://127.0.0.1:{host.port}", os.environ[_DATABASE])
            with chromium() as browser:
                browser.set_cookie(server.address, "session_id", server.session)
                browser.set_size(1400, 900)
                pages = {
                    name: _median(browser, server.address, page, arguments.rounds)
                    for name, page in addresses.items()
                }
    for name, seconds in pages.items():
        print(f"{name}: shown after {seconds['seconds_shown']} s")
    names = ("rows", "documents", "entries")
    sizes = {name: getattr(arguments, name) for name in names}
    print(json.dumps(sizes | pages))
    return 0


def _prepare(arguments: argparse.Namespace) -> dict[str, tuple[str, str, str | None]]:
    """Fill the database; return {page: (address, its lines, the tab to open)}."""
    with _environment() as env:
        run = _load_clinic(env)
        _multiply_rows(env, run, arguments.rows)
        _add_documents(env, run, arguments.documents)
        partner = env["res.partner"].search([("x_studio_patient_id", "=", "P1")])
        _lengthen_timeline(env, partner, arguments.entries)
        env.cr.commit()
        clinic = f"{_ACTION}pulse_migration_action"
        card = ".o_kanban_record:not(.o_kanban_ghost)"
        patient = f"/odoo/res.partner/{partner.id}"
        tab = "a[name='timeline']"
        found = {
            "overview": (clinic, card, None),
            "clinic": (f"{clinic}/{run.migration_id.id}", ".o_pulse_number", None),
            "staged_rows": (f"{_ACTION}pulse_row_action_patient", ".o_data_row", None),
            "patient": (patient, tab, None),
            "timeline": (patient, "[name='timeline_ids'] .o_data_row", tab),
        }
    with env.registry.cursor() as cr:
        cr.commit()
        cr._cnx.autocommit = True
        cr.execute("VACUUM ANALYZE pulse_row, pulse_file, mail_activity, ir_attachment")
    return found


def _load_clinic(env):
    """Take a small clinic through all verbs; return its run."""
    with tempfile.TemporaryDirectory() as name:
        rows = "\n".join(f"P{n},Patient {n}" for n in range(1, _PATIENTS + 1))
        Path(name, "patients.csv").write_text(f"patient_id,name\n{rows}\n")
        run = env["pulse.migration"]._create_for_export("Bench")._open_run()
        run._receive_path(name)
    run.action_stage()
    run.action_plan()
    run.file_ids.action_confirm_mapping()
    run.action_approve()
    run._load()
    run.action_verify()
    return run


def _multiply_rows(env, run, count: int) -> None:
    """Give the run ``count`` rows: copies of its own under other ids."""
    env.flush_all()
    env.cr.execute(
        """SELECT string_agg(quote_ident(column_name), ', ')
             FROM information_schema.columns
            WHERE table_name = 'pulse_row' AND is_generated = 'NEVER'
              AND column_name NOT IN ('id', 'external_id', 'unit_key', 'line')"""
    )
    (columns,) = env.cr.fetchone()
    env.cr.execute(
        f"""INSERT INTO pulse_row (external_id, unit_key, line, {columns})
            SELECT 'B' || n, 'B' || n, n, {columns}
              FROM generate_series(1, %(count)s) AS n
              JOIN (SELECT *, row_number() OVER (ORDER BY id) AS place
                      FROM pulse_row WHERE run_id = %(run)s) AS r
                ON r.place = n %% %(own)s + 1""",
        {"count": count - _PATIENTS, "run": run.id, "own": _PATIENTS},
    )
    run.file_ids.sudo().row_count = count


def _add_documents(env, run, count: int) -> None:
    """Give the run ``count`` scans, without their bytes."""
    env.cr.execute(
        """INSERT INTO pulse_file (migration_id, run_id, name, kind, state, sha256,
                                   size, row_count)
           SELECT %(migration)s, %(run)s, 'files/' || n || '.pdf', 'document',
                  'received', md5(n::text) || md5(n::text), 1000, 0
             FROM generate_series(1, %(count)s) AS n""",
        {"migration": run.migration_id.id, "run": run.id, "count": count},
    )


def _lengthen_timeline(env, partner, count: int) -> None:
    """Give the patient ``count`` past appointments and documents."""
    activity_type = env.ref("mail.mail_activity_data_call")
    half = count // 2
    env["mail.activity"].create(
        [
            {
                "res_model_id": env["ir.model"]._get_id("res.partner"),
                "res_id": partner.id,
                "activity_type_id": activity_type.id,
                "summary": f"Consultation {n}",
                "date_deadline": f"20{10 + n % 14}-03-{n % 28 + 1:02d}",
                "active": False,
                "x_studio_appointment_id": f"A{n}",
            }
            for n in range(half)
        ]
    )
    env["ir.attachment"].create(
        [
            {
                "name": f"Prescription {n}",
                "raw": b"x",
                "res_model": "res.partner",
                "res_id": partner.id,
                "x_studio_document_type": "prescription",
                "x_studio_document_on": f"20{10 + n % 14}-04-{n % 28 + 1:02d}",
            }
            for n in range(count - half)
        ]
    )


def _median(browser, server: str, page, rounds: int) -> dict[str, float]:
    """Open a page again and again; return when it was shown, and first painted."""
    address, shown, tab = page
    source = _WATCH % (json.dumps(tab), json.dumps(shown))
    watch = browser.call("Page.addScriptToEvaluateOnNewDocument", source=source)
    times = []
    for _round in range(rounds + 1):
        browser.open(server + address)
        browser.wait_for("window.pulseShown", shown)
        times.append(browser.evaluate(f"[window.pulseShown, {_FIRST_PAINT}]"))
        browser.open("about:blank")
        browser.wait_for("location.href === 'about:blank'", "an empty page")
    browser.call(
        "Page.removeScriptToEvaluateOnNewDocument", identifier=watch["identifier"]
    )
    whole, first = zip(*times[1:], strict=True)
    return {
        "seconds_shown": round(statistics.median(whole) / 1000, 2),
        "seconds_first_paint": round(statistics.median(first) / 1000, 2),
    }
