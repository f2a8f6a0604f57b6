"""Scores the mapping proposal against header rows whose meaning is known.

FILE has one JSON object a line: system, object, header, samples, target, tier, also_ok,
kind. The lines of one system and object are one table, in file order. Its object is
predicted first, without a hint, and its columns by the predicted object: a wrong object
costs its columns too. The tables of one system are seen together, as the addon sees the
files of one export; what stands in brackets behind a system's name tells its files
apart, and is no system of its own.

The figures are cross-validated: what was chosen on labelled files (the thresholds of
the states, the table of words that speak for an object) is chosen anew for each vendor
without it, on FILE, on what ``--fitted-on`` names and on the tables that ``objects``
keeps. The phrases of the catalogue and the
few weights of the object are set by hand: only a FILE of systems their writer never saw
says how they generalise. A vendor that the shipped numbers were not chosen on is
measured as shipped; ``--as-shipped`` measures all so.

Last line: top1_core (right, of the columns that have a core target or none),
sure_precision (right, of all columns called sure, rarer fields too), sure_coverage
(called sure, of the columns with a core target), object_accuracy (of the tables).
"""

import argparse
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

from engine import export_tables, object_choice, profiles
from engine.assignment import DEFAULT, Thresholds
from engine.evidence import read_columns
from engine.matching import Proposal, TableProposal, propose
from engine.object_choice import WEIGHTS, Weights
from labelled import Tables, read_tables, unique, vendor

from .objects import fitted_without, kept_examples, known_vendors, read_examples

# the truth knows one object for all billing files, and calls physicians staff
TRUTH_OBJECT = {"physician": "staff", "bill_item": "bill", "payment": "bill"}
TRUTH_FIELD = {
    ("physician", "physician_id"): "staff_id",
    ("message", "time"): "sent_at",
    ("bill", "advance_used"): "amount_paid",
    ("message", "file"): "none",  # the truth has no word for it
    ("payment", "amount"): "amount_paid",
    ("payment", "payment_id"): "bill_id",
    ("bill_item", "bill_item_id"): "bill_id",
    ("bill_item", "discount_type"): "discount_percent",
}
# what may replace the shipped numbers, which come first
GRID = (
    DEFAULT,
    *(Thresholds(*each) for each in product((0.5, 0.6), (0.75, 0.85), (0.08, 0.2))),
)
# a choice must do that much better on the others; less is their own noise
CLEARLY = 0.01
GOAL_PRECISION = 0.99

Scored = tuple[tuple[str, str], TableProposal, list["Result"]]


@dataclass(frozen=True)
class Result:
    """One header row: what it means, and what was proposed for it."""

    truth: dict
    object: str
    proposal: Proposal

    @property
    def field(self) -> str:
        field = self.proposal.field
        return TRUTH_FIELD.get((self.object, field), field) or "none"

    @property
    def sure(self) -> bool:
        return self.proposal.state == "sure"

    @property
    def right(self) -> bool:
        accepted = {self.truth["target"], *self.truth.get("also_ok", ())}
        if self.object == "payment" and "payment_date" in accepted:
            accepted.add("date")  # the day of a payment
        if self.truth["tier"] == "extended":
            accepted |= {"none", "notes"}
        return self.field in accepted


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE.jsonl")
    parser.add_argument(
        "--all-kinds", action="store_true", help="also headers of APIs and schemas"
    )
    parser.add_argument(
        "--by-system", action="store_true", help="list each system and its errors"
    )
    parser.add_argument(
        "--fitted-on",
        type=Path,
        nargs="+",
        default=(),
        metavar="FILE.jsonl",
        help="more labelled files to fit the words on",
    )
    parser.add_argument(
        "--as-shipped",
        action="store_true",
        help="with the numbers the addon ships, instead of cross-validated ones",
    )


def run(arguments: argparse.Namespace) -> int:
    tables = read_tables(arguments.file, arguments.all_kinds)
    if arguments.as_shipped:
        scored = score(tables, DEFAULT, dict.fromkeys(tables, WEIGHTS))
    else:
        scored = cross_validate(tables, arguments.fitted_on)
    if arguments.by_system:
        for key, table, results in scored:
            print_errors(key, table, results)
    print_table(scored, "as shipped" if arguments.as_shipped else "cross-validated")
    print(json.dumps(measure(scored)))
    return 0


def score(
    tables: Tables, thresholds: Thresholds, weights: dict[tuple[str, str], Weights]
) -> list[Scored]:
    exports: dict[str, list[tuple[str, str]]] = {}
    for key in tables:
        exports.setdefault(key[0].split(" (")[0], []).append(key)
    beside = {}
    for keys in exports.values():
        together = [_as_table(tables[key], weights[key]) for key in keys]
        beside |= dict(zip(keys, export_tables.weigh(together), strict=True))
    return [
        (key, *score_table(rows, thresholds, weights[key], beside[key]))
        for key, rows in tables.items()
    ]


def _as_table(rows: list[dict], weights: Weights) -> export_tables.Table:
    """A table as the others of its system see it."""
    headers, samples = _read(rows)
    layout = profiles.recognise(headers)
    columns = read_columns(headers, samples, None)
    weighed = object_choice.weigh(columns, "", weights)
    return export_tables.Table(weighed, headers, {}, layout and layout.object)


def cross_validate(tables: Tables, others: Iterable[Path]) -> list[Scored]:
    """Each vendor's tables, by numbers that were chosen without it.

    The shipped numbers were chosen without a vendor that ``fitted_vendors.txt`` does
    not name: for it they count as they are.
    """
    known = known_vendors()
    seen = {key: rows for key, rows in tables.items() if vendor(key) in known}
    weights = dict.fromkeys(tables, WEIGHTS)
    if seen:
        weights |= _fitted_weights(tables, seen, others)
    by_numbers = {numbers: score(tables, numbers, weights) for numbers in GRID}
    found: list[Scored] = []
    for name in dict.fromkeys(map(vendor, tables)):
        best = _best(by_numbers, name, _worth) if name in known else DEFAULT
        chosen = by_numbers[best]
        found.extend(item for item in chosen if vendor(item[0]) == name)
    return found


def _fitted_weights(
    tables: Tables, seen: Tables, others: Iterable[Path]
) -> dict[tuple[str, str], Weights]:
    """For each table of ``seen`` the weights with words fitted without its vendor."""
    examples = read_examples(tables) + kept_examples()
    for path in others:
        examples += read_examples(read_tables(path, all_kinds=False))
    words = fitted_without(examples, map(vendor, seen))
    return {key: replace(WEIGHTS, words=words[vendor(key)]) for key in seen}


def _best(scores: dict, left_out: str, worth: Callable[[dict], float]):
    """The first of ``scores``, unless another is clearly better without a vendor."""
    worths = {
        each: worth(measure([item for item in scored if vendor(item[0]) != left_out]))
        for each, scored in scores.items()
    }
    first, best = next(iter(worths)), max(worths, key=lambda each: worths[each])
    return best if worths[best] > worths[first] + CLEARLY else first


def _worth(figures: dict[str, float]) -> float:
    """Right and sure; a "sure" that is wrong weighs ten times what it gains."""
    wrong = max(GOAL_PRECISION - figures["sure_precision"], 0.0)
    return figures["top1_core"] + figures["sure_coverage"] - 10 * wrong


def _read(rows: list[dict]) -> tuple[list[str], dict[str, list[str]]]:
    """A table's headers, and its samples by header."""
    headers = unique(row["header"] for row in rows)
    samples = {
        header: row.get("samples", ())
        for header, row in zip(headers, rows, strict=True)
    }
    return headers, samples


def score_table(
    rows: list[dict],
    thresholds: Thresholds,
    weights: Weights,
    beside: dict[str, float],
) -> tuple[TableProposal, list[Result]]:
    table = propose(*_read(rows), thresholds=thresholds, weights=weights, beside=beside)
    return table, [
        Result(row, table.object, proposal)
        for row, proposal in zip(rows, table.columns, strict=True)
    ]


def named(table: TableProposal) -> str:
    return TRUTH_OBJECT.get(table.object, table.object) or "none"


def measure(scored: list[Scored]) -> dict[str, float]:
    results = [result for *_, found in scored for result in found]
    tier = [(result, result.truth["tier"]) for result in results]
    is_sure = [result for result in results if result.sure]
    return {
        "top1_core": share(result.right for result, of in tier if of != "extended"),
        "sure_precision": share(result.right for result in is_sure),
        "sure_coverage": share(result.sure for result, of in tier if of == "core"),
        "object_accuracy": share(key[1] == named(table) for key, table, _ in scored),
    }


def share(hits: Iterable[bool]) -> float:
    marks = list(hits)
    return round(sum(marks) / len(marks), 4) if marks else 0.0


def print_table(scored: list[Scored], way: str) -> None:
    results = [result for *_, found in scored for result in found]
    print(f"{len(scored)} tables, {len(results)} columns, {way}; object predicted")
    print(f"{'tier':10} {'columns':>8} {'right':>7} {'sure':>7} {'sure right':>11}")
    for tier in ("core", "none", "extended"):
        rows = [result for result in results if result.truth["tier"] == tier]
        right = share(result.right for result in rows)
        covered = share(result.sure for result in rows)
        precise = share(result.right for result in rows if result.sure)
        print(f"{tier:10} {len(rows):8} {right:7.1%} {covered:7.1%} {precise:11.1%}")


def print_errors(
    key: tuple[str, str], table: TableProposal, results: list[Result]
) -> None:
    system, truth = key
    core = [result for result in results if result.truth["tier"] != "extended"]
    right = share(result.right for result in core)
    print(f"{system}: {truth} -> {named(table)} ({table.score:.2f}), {right:.0%} right")
    for result in results:
        if result.right:
            continue
        proposal = result.proposal
        print(
            f"    {proposal.header!r}: {result.truth['target']}"
            f" -> {result.field} ({proposal.state} {proposal.score:.2f}"
            f" {proposal.reason})"
        )
    print()
