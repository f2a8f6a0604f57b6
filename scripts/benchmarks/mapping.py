"""Scores the mapping proposal against header rows whose meaning is known.

FILE has one JSON object a line: system, object, header, samples, target, tier, also_ok,
kind. The lines of one system and object are one table, in file order. Its object is
predicted first, without a hint, and its columns by the predicted object: a wrong object
costs its columns too. The phrases are written by hand and not fitted; with
--cross-validate the thresholds are, on all vendors but the one that is measured.

Last line: top1_core (right, of the columns that have a core target or none),
sure_precision (right, of all columns called sure, rarer fields too), sure_coverage
(called sure, of the columns with a core target), object_accuracy (of the tables).
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from engine.assignment import DEFAULT, Thresholds
from engine.matching import Proposal, TableProposal, propose

REAL_KINDS = frozenset({"export", "import_template", "dataset"})
# the truth knows one object for all billing files, and calls physicians staff
TRUTH_OBJECT = {"physician": "staff", "bill_item": "bill", "payment": "bill"}
TRUTH_FIELD = {
    ("physician", "physician_id"): "staff_id",
    ("payment", "amount"): "amount_paid",
    ("payment", "payment_id"): "bill_id",
    ("bill_item", "bill_item_id"): "bill_id",
    ("bill_item", "discount_type"): "discount_percent",
}
GRID = tuple(
    Thresholds(*numbers)
    for numbers in product((0.5, 0.55, 0.6), (0.75, 0.8, 0.85), (0.08, 0.12, 0.2))
)
GOAL_PRECISION = 0.99

Tables = dict[tuple[str, str], list[dict]]
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
        "--cross-validate",
        action="store_true",
        help="fit the thresholds on the other vendors",
    )


def run(arguments: argparse.Namespace) -> int:
    tables = read_tables(arguments.file, arguments.all_kinds)
    if arguments.cross_validate:
        scored = cross_validate(tables)
    else:
        scored = score(tables, DEFAULT)
    if arguments.by_system:
        for key, table, results in scored:
            print_errors(key, table, results)
    print_table(scored)
    print(json.dumps(measure(scored)))
    return 0


def score(tables: Tables, thresholds: Thresholds) -> list[Scored]:
    return [(key, *score_table(rows, thresholds)) for key, rows in tables.items()]


def cross_validate(tables: Tables) -> list[Scored]:
    """Each vendor's tables, by the thresholds that are best for all other vendors."""
    by_numbers = {numbers: score(tables, numbers) for numbers in GRID}
    found: list[Scored] = []
    for name in dict.fromkeys(map(vendor, tables)):
        best = max(GRID, key=lambda numbers: _worth(by_numbers[numbers], name))
        found.extend(item for item in by_numbers[best] if vendor(item[0]) == name)
    return found


def vendor(key: tuple[str, str]) -> str:
    """All systems of one maker stand or fall together: "Jane App (charts)"."""
    return key[0].split(" (")[0].split()[0]


def _worth(scored: list[Scored], left_out: str) -> tuple[float, ...]:
    figures = measure([item for item in scored if vendor(item[0]) != left_out])
    precise = min(figures["sure_precision"], GOAL_PRECISION)
    return precise, figures["top1_core"] + figures["sure_coverage"]


def read_tables(path: Path, all_kinds: bool) -> Tables:
    """Header rows by (system, object)."""
    tables: Tables = defaultdict(list)
    with path.open(encoding="utf-8") as lines:
        for line in filter(str.strip, lines):
            row = json.loads(line)
            if all_kinds or row["kind"] in REAL_KINDS:
                tables[row["system"], row["object"]].append(row)
    return tables


def score_table(
    rows: list[dict], thresholds: Thresholds
) -> tuple[TableProposal, list[Result]]:
    headers = unique(row["header"] for row in rows)
    samples = {
        header: row.get("samples", ())
        for header, row in zip(headers, rows, strict=True)
    }
    table = propose(headers, samples, thresholds=thresholds)
    return table, [
        Result(row, table.object, proposal)
        for row, proposal in zip(rows, table.columns, strict=True)
    ]


def unique(headers: Iterable[str]) -> list[str]:
    """Number repeated headers as the readers do."""
    seen: Counter[str] = Counter()
    names = []
    for header in headers:
        seen[header] += 1
        names.append(header if seen[header] == 1 else f"{header} ({seen[header]})")
    return names


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


def print_table(scored: list[Scored]) -> None:
    results = [result for *_, found in scored for result in found]
    print(f"{len(scored)} tables, {len(results)} columns, object predicted, no hint")
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
