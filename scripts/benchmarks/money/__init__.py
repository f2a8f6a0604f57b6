"""Measures bills: drafts, postings and payments a second, beside the bare ORM.

An export of --bills, of two lines each and nine in ten paid by a receipt, is planned
and approved, and its patients are loaded. Copies of this database get the bills by the
addon, as posted invoices with their payments, and by the floor: create() and
action_post() of the same invoices, the same of their payments, and reconcile() of each
with its invoice, in batches as large as the addon's and a context as quiet. Both take
turns, each in a process of its own, and must leave the same invoices, payments and open
amounts. The floor gets its values ready; the addon reads them from staged rows, and
keeps links, journal and audit trail. What Odoo puts off to a flush is flushed within
the step that it belongs to.

Sets up what is missing, drops its databases.

Last line, medians of the rounds: drafts_per_s, postings_per_s, payments_per_s (made,
posted and matched) and bills_per_s (all of it) of the addon; the floor_ of each;
slowdown_vs_floor_drafts, _postings, _payments and _all, of times of the same round;
processor_vs_floor_all (PostgreSQL's included); share (of the addon's time, by step);
bills, payments, rounds.
"""

import argparse
import tempfile
from pathlib import Path

from ..load import fresh


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--bills", type=int, default=1000, metavar="N")
    parser.add_argument("--rounds", type=int, default=3)


def run(arguments: argparse.Namespace) -> int:
    fresh.enter_accounting()
    # only here: the command line itself runs without Odoo's Python
    from . import rounds, table

    with tempfile.TemporaryDirectory() as folder:
        found = rounds.measure(Path(folder), arguments.bills, arguments.rounds)
    table.write(found)
    return 0
