"""Turns: the addon and the floor, each in a fresh copy of the prepared database."""

import contextlib
import os
import sys
from pathlib import Path

from ..load import databases
from ..load.fresh import DATABASE
from ..load.process import in_a_process
from . import clinic

_WAYS = f"{__package__}.ways"
WAYS = ("addon", "floor")


def measure(folder: Path, bills: int, rounds: int) -> dict:
    """Return {"counts": what the export has, way: [figures of each round]}."""
    counts = clinic.write(folder / "export", bills)
    found: dict = {"counts": counts, **{way: [] for way in WAYS}}
    original = os.environ[DATABASE]
    in_a_process(_WAYS, "prepare", original, folder)
    with contextlib.ExitStack() as copies:
        for number in range(rounds):
            ends = []
            for way in WAYS:
                name = f"{original}_{way}_{number}"
                copies.enter_context(databases.copy(original, name))
                figures = in_a_process(_WAYS, way, name, folder)
                ends.append(figures.pop("end"))
                found[way].append(figures)
                told = ", ".join(f"{k} {v:.1f}" for k, v in figures["seconds"].items())
                print(f"{bills} bills, {way}: {told} s", file=sys.stderr, flush=True)
            check(counts, *ends)
    return found


def check(counts: dict, addon: dict, floor: dict) -> None:
    """Both must have booked the whole export, and the same."""
    if addon != floor or any(addon[name] != count for name, count in counts.items()):
        raise SystemExit(f"addon {addon}, floor {floor}, export {counts}")
