"""Turns: every way once, in a fresh copy of the database, then every way again."""

import contextlib
import os
import sys
from pathlib import Path

from . import clinic, databases
from .fresh import DATABASE
from .process import in_a_process

WAYS_MODULE = f"{__package__}.ways"
WAYS = ("addon_1", "base_import", "floor", "addon_2")


def measure(folder: Path, size: int, rounds: int, with_bills: bool) -> dict:
    """Return {"size", "rows", way: [figures of each round]}.

    The addon comes first: what it makes of the export is what the others store.
    """
    counts = clinic.write(folder / "export", size, with_bills)
    found: dict = {"size": size, "counts": counts, "rows": sum(counts.values())}
    original = os.environ[DATABASE]
    in_a_process(WAYS_MODULE, "prepare", original)
    with contextlib.ExitStack() as copies:
        for number in range(rounds):
            for way in WAYS:
                name = f"{original}_{way}_{number}"
                copies.enter_context(databases.copy(original, name))
                figures = in_a_process(WAYS_MODULE, way, name, folder, size)
                if way == "addon_1" and number == 0:
                    in_a_process(WAYS_MODULE, "keep_records", name, folder)
                check(way, counts, figures)
                found.setdefault(way, []).append(figures)
                told = ", ".join(f"{k} {v:.1f}" for k, v in figures["seconds"].items())
                print(f"{size} patients, {way}: {told} s", file=sys.stderr, flush=True)
    return found


def check(way: str, counts: dict, figures: dict) -> None:
    if figures["counts"] != counts:
        raise SystemExit(f"{way} stored {figures['counts']}, not {counts}")
