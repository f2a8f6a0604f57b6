"""The figures as a table, and as JSON in the last line."""

import json
from statistics import median

from .rounds import WAYS


def write(found: list[dict]) -> None:
    for figures in found:
        _write_size(figures)
    print(json.dumps(summary(found)))


def _write_size(figures: dict) -> None:
    counts, size = figures["counts"], figures["size"]
    print(f"\n{size} patients, {figures['rows']} records, rows a second")
    print(f"{'':12}" + "".join(f"{way:>13}" for way in WAYS))
    for name, count in counts.items():
        rates = [count / _median(figures, way, "objects", name) for way in WAYS]
        print(f"{name:12}" + "".join(f"{rate:13.0f}" for rate in rates))
    totals = [figures["rows"] / total(figures, way) for way in WAYS]
    print(f"{'all of it':12}" + "".join(f"{rate:13.0f}" for rate in totals))
    for label, values in (
        ("seconds", [total(figures, way) for way in WAYS]),
        ("ms a row", [ms_per_row(figures, way) for way in WAYS]),
        ("/ floor", [ratio(figures, way, "floor") for way in WAYS]),
        ("processor s", [cpu(figures, way) for way in WAYS]),
        ("growth MB", [growth(figures, way) for way in WAYS]),
    ):
        print(f"{label:12}" + "".join(f"{value:13.2f}" for value in values))
    for way in ("addon_1", "addon_2"):
        steps = figures[way][0]["seconds"]
        told = (f"{s} {_median(figures, way, 'seconds', s):.1f}" for s in steps)
        print(f"{way}: {', '.join(told)} s")


def summary(found: list[dict]) -> dict:
    first, last = found[0], found[-1]
    costs = ms_per_row(first, "addon_1"), ms_per_row(last, "addon_1")
    return {
        "speedup_vs_base_import_1": round(ratio(last, "base_import", "addon_1"), 2),
        "speedup_vs_base_import_2": round(ratio(last, "base_import", "addon_2"), 2),
        "slowdown_vs_orm_floor_1": round(ratio(last, "addon_1", "floor"), 2),
        "processor_vs_orm_floor_1": round(
            median(
                one["cpu"] / other["cpu"]
                for one, other in zip(last["addon_1"], last["floor"], strict=True)
            ),
            2,
        ),
        "rss_growth_mb": round(
            max(growth(size, way) for size in found for way in ("addon_1", "addon_2"))
        ),
        "ms_per_row": round(costs[1], 3),
        "cost_growth": round(costs[1] / costs[0], 2) if len(found) > 1 else None,
        "rows": last["rows"],
        "patients": last["size"],
        "counts": last["counts"],
    }


def ratio(figures: dict, above: str, below: str) -> float:
    """Of times of the same round: what else the machine did weighs on both."""
    return median(
        _total(one) / _total(other)
        for one, other in zip(figures[above], figures[below], strict=True)
    )


def total(figures: dict, way: str) -> float:
    return median(map(_total, figures[way]))


def ms_per_row(figures: dict, way: str) -> float:
    return 1000 * total(figures, way) / figures["rows"]


def cpu(figures: dict, way: str) -> float:
    return median(one["cpu"] for one in figures[way])


def growth(figures: dict, way: str) -> float:
    return max(one["growth"] for one in figures[way])


def _total(one: dict) -> float:
    return sum(one["seconds"].values())


def _median(figures: dict, way: str, part: str, name: str) -> float:
    return median(one[part][name] for one in figures[way])
