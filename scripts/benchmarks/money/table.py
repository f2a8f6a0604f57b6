"""The figures as a table, and as JSON in the last line."""

import json
from statistics import median

from .rounds import WAYS

# figure -> (what it counts, the steps whose time it is over; none: all of them)
_FIGURES = {
    "drafts": ("bills", ("create",)),
    "postings": ("bills", ("post",)),
    "payments": ("payments", ("pay", "match")),
    "all": ("bills", ()),
}


def write(found: dict) -> None:
    told = summary(found)
    print(f"\n{'a second':12}{'addon':>12}{'floor':>12}{'addon / floor':>16}")
    for name in _FIGURES:
        rates = (_rate(found, way, name) for way in WAYS)
        ratio = told[f"slowdown_vs_floor_{name}"]
        print(f"{name:12}" + "".join(f"{r:12.0f}" for r in rates) + f"{ratio:16.2f}")
    shares = (f"{step} {share:.0%}" for step, share in told["share"].items())
    print(f"the addon's time: {', '.join(shares)}")
    print(json.dumps(told))


def summary(found: dict) -> dict:
    told: dict = {}
    for prefix, way in (("", "addon"), ("floor_", "floor")):
        for name in _FIGURES:
            key = "bills" if name == "all" else name
            told[f"{prefix}{key}_per_s"] = round(_rate(found, way, name), 1)
    for name in _FIGURES:
        told[f"slowdown_vs_floor_{name}"] = round(
            _ratio(found, lambda one, name=name: _seconds(one, name)), 2
        )
    told["processor_vs_floor_all"] = round(_ratio(found, lambda one: one["cpu"]), 2)
    told["share"] = _shares(found["addon"])
    return {**told, **found["counts"], "rounds": len(found["addon"])}


def _rate(found: dict, way: str, name: str) -> float:
    seconds = median(_seconds(one, name) for one in found[way])
    return found["counts"][_FIGURES[name][0]] / seconds


def _ratio(found: dict, measure) -> float:
    """Of figures of the same round: what else the machine did weighs on both."""
    pairs = zip(found["addon"], found["floor"], strict=True)
    return median(measure(addon) / measure(floor) for addon, floor in pairs)


def _seconds(one: dict, name: str) -> float:
    steps = _FIGURES[name][1] or one["seconds"]
    return sum(one["seconds"][step] for step in steps)


def _shares(rounds: list[dict]) -> dict[str, float]:
    """Return {step: its share of the time}: where the time goes."""
    steps = {
        step: median(one["seconds"][step] for one in rounds)
        for step in rounds[0]["seconds"]
    }
    return {step: round(s / sum(steps.values()), 3) for step, s in steps.items()}
