"""Measures a load: the addon from file to verified, beside base_import and the ORM.

An invented clinic of --patients, each with 4 appointments, 1 prescription and half a
bill (a draft invoice), goes into Odoo four ways: by the addon with one lane and with
two (from the file through stage, plan, load and journal to verified), by Odoo's own
base_import, and by bare create() in batches, the floor of whatever respects the ORM.
All four take turns, each in processes and a database of its own, and must store the
same numbers of records. The others get their records ready: what they read, convert,
look up or check costs them nothing, and their context is as quiet as the addon's.

Sizes are 1,000, 5,000 and 20,000 patients unless --patients names one. Sets up what is
missing, drops its databases.

Last line, of the largest size: speedup_vs_base_import_1 and _2 (lanes),
slowdown_vs_orm_floor_1, processor_vs_orm_floor_1 (the same of processor time, which
other work on the machine changes less; PostgreSQL's included), rss_growth_mb (the most
that a process of the addon took above its start, at any size), ms_per_row, cost_growth
(ms_per_row at the largest size over that at the smallest; null for one size), rows,
patients, counts.
"""

import argparse
import tempfile
from pathlib import Path

from . import fresh

_SIZES = (1000, 5000, 20000)
_ENOUGH = 3000  # patients in all rounds of a size, so that small ones scatter less


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--patients", type=int, metavar="N", help="one size only")
    parser.add_argument("--rounds", type=int, help="turns of each; default 3 to 1")
    parser.add_argument(
        "--no-bills", action="store_true", help="leave out what takes most of the time"
    )


def run(arguments: argparse.Namespace) -> int:
    fresh.enter_accounting()
    # only here: the command line itself runs without Odoo's Python
    from . import rounds, table

    sizes = [arguments.patients] if arguments.patients else _SIZES
    with tempfile.TemporaryDirectory() as folder:
        found = [
            rounds.measure(
                Path(folder, str(size)),
                size,
                arguments.rounds or max(1, min(3, _ENOUGH // size)),
                not arguments.no_bills,
            )
            for size in sizes
        ]
    table.write(found)
    return 0
