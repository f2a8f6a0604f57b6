"""A benchmark that needs Odoo starts again with its Python and a fresh database."""

import os
import signal
import sys
from pathlib import Path

_WITH_DATABASE = Path(__file__).resolve().parents[2] / "lib" / "with_database.sh"
DATABASE = "PULSE_BENCH_DATABASE"


def enter_accounting() -> str:
    """Return the name of a fresh database with Accounting, dropped at the end.

    Comes back here in another process: nothing may have happened before.
    """
    if DATABASE not in os.environ:
        os.environ["PULSE_MODULES"] = "accounting"
        command = ["bash", str(_WITH_DATABASE), DATABASE, *sys.argv]
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # a shell's pipes rely on it
        os.execvp(command[0], command)
    return os.environ[DATABASE]
