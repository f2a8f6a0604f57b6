"""Fits the addon's table of how strongly each word speaks for each object.

FILE has one JSON object a line, as for ``mapping``; of each only system, object,
header, samples and kind are read. Prints how many tables get the right object: with the
shipped table, then cross-validated, which is the table fitted without the measured
vendor and those of its fold. Without FILE those of ``object_headers.jsonl`` are
measured, on which every fit rests besides. ``--write`` writes the table fitted on all.

The fit is a multinomial logistic regression with a quadratic penalty, beside what the
fields of the columns say; no chance is in it, so the same files give the same table.
What ``--write`` writes strays from ``object_words_base.csv`` only as far as the tables
ask for: it was fitted on header rows that are no longer at hand. The cross-validation
knows nothing of it. Last line: tables, shipped, cross_validated (shares of right
objects).
"""

import argparse
import csv
import json
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from engine import object_choice
from engine.column_words import Column, read_columns
from engine.object_choice import WEIGHTS
from engine.object_words import ANY, KINDS, OTHER, ObjectWords, parse, traits
from labelled import Tables, read_tables, unique, vendor

TABLE = Path(object_choice.__file__).with_name("object_words.csv")
# whose header rows the shipped table was fitted on
FITTED_VENDORS = Path(__file__).with_name("fitted_vendors.txt")
# tables whose object is known, real ones and invented ones of rarer kinds
HEADERS = Path(__file__).with_name("object_headers.jsonl")
BASE = Path(__file__).with_name("object_words_base.csv")
# the truth's name: the catalogue's
CATALOGUE_KIND = {"staff": "physician", "none": OTHER}
FOLDS = 6
LEAST_TABLES = 3  # a rarer trait says more of its system than of its object
# how many of ten files of a clinic are of each kind, about
USUAL = {
    "patient": 2.8,
    "appointment": 1.6,
    "prescription": 0.9,
    "medical_record": 1.4,
    "bill": 1.9,
    "campaign": 0.4,
    "message": 0.4,
    "physician": 0.8,
}
HOW_USUAL = 0.25  # of what that says: the exports to come are none of these either
PENALTY = 1.0  # of a weight's square: the more, the less is believed of few tables
PENALTY_ANY = 0.1  # how usual each kind is
ROUNDS = 80
STEP = 0.5
ZERO = (0.0,) * len(KINDS)
ROUNDED = 2  # digits written; a hundredth of a nat decides nothing


@dataclass(frozen=True)
class Example:
    """A labelled table: its traits, and what its columns' fields say by kind."""

    vendor: str
    kind: int
    columns: Sequence[Column]
    traits: frozenset[str]
    by_fields: tuple[float, ...]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", type=Path, nargs="*", metavar="FILE.jsonl")
    parser.add_argument("--write", action="store_true", help="write the fitted table")


def run(arguments: argparse.Namespace) -> int:
    measured = [
        example
        for path in arguments.files
        for example in read_examples(read_tables(path, all_kinds=False))
    ]
    kept = kept_examples()
    examples = measured + kept
    measured = measured or kept
    figures = {
        "tables": len(measured),
        "shipped": _share(measured, object_choice.shipped()),
        "cross_validated": _cross_validated(examples, measured),
    }
    if arguments.write:
        with BASE.open(encoding="utf-8", newline="") as lines:
            write(fit(examples, parse(lines)), TABLE)
        names = known_vendors() | {example.vendor for example in examples}
        names -= {example.vendor for example in kept}
        FITTED_VENDORS.write_text("\n".join(sorted(names)) + "\n", encoding="utf-8")
        print(f"Written: {TABLE.name}, {FITTED_VENDORS.name}")
    print(json.dumps(figures))
    return 0


def known_vendors() -> set[str]:
    """Whose header rows the shipped table was fitted on, but for ``HEADERS``."""
    return set(FITTED_VENDORS.read_text(encoding="utf-8").splitlines())


def kept_examples() -> list[Example]:
    """The tables of ``HEADERS``."""
    return read_examples(read_tables(HEADERS, all_kinds=True))


def read_examples(tables: Tables) -> list[Example]:
    """The tables whose object the catalogue knows, as the fit sees them."""
    examples = []
    for key, rows in tables.items():
        header = unique(row["header"] for row in rows)
        samples = {
            name: row.get("samples", ()) for name, row in zip(header, rows, strict=True)
        }
        columns = read_columns(header, samples, None)
        kind = CATALOGUE_KIND.get(key[1], key[1])
        by_fields = object_choice.by_kind(columns)
        told = tuple(WEIGHTS.trust * by_fields[name] for name in KINDS)
        found = frozenset(traits(columns))
        examples.append(Example(vendor(key), KINDS.index(kind), columns, found, told))
    return examples


def fit(examples: Sequence[Example], base: ObjectWords | None = None) -> ObjectWords:
    """The table that explains ``examples`` best, beside the fields of the columns.

    It keeps as near to ``base`` as they allow.
    """
    counts = Counter(trait for example in examples for trait in example.traits)
    before = dict(base.items()) if base else {}
    often = {trait for trait, count in counts.items() if count >= LEAST_TABLES}
    names = sorted(often | set(before))
    weights = {name: list(before.get(name, ZERO)) for name in names}
    slopes = {name: [1e-8] * len(KINDS) for name in names}
    known = [
        (
            example,
            [weights[trait] for trait in sorted(example.traits) if trait in weights],
        )
        for example in examples
    ]
    for _ in range(ROUNDS):
        errors = [_error(example, told) for example, told in known]
        gradient = {
            name: _penalty(name, weights[name], before.get(name, ZERO))
            for name in names
        }
        for (example, _), error in zip(known, errors, strict=True):
            for trait in example.traits:
                if trait in gradient:
                    total = gradient[trait]
                    gradient[trait] = [a + b for a, b in zip(total, error, strict=True)]
        for name in names:
            _step(weights[name], slopes[name], gradient[name])
    if ANY in weights:
        usual = _as_usual(examples)
        weights[ANY] = [a + b for a, b in zip(weights[ANY], usual, strict=True)]
    return ObjectWords(
        {name: tuple(round(each, ROUNDED) for each in weights[name]) for name in names}
    )


def _as_usual(examples: Sequence[Example]) -> list[float]:
    """What to add to each kind, in nats, since clinics have other files than these."""
    counts = Counter(KINDS[example.kind] for example in examples)
    known = sum(counts[kind] for kind in USUAL)
    whole = sum(USUAL.values())
    return [
        HOW_USUAL * math.log(USUAL[kind] / whole / (counts[kind] / known))
        if kind in USUAL and counts[kind]
        else 0.0
        for kind in KINDS
    ]


def _penalty(
    name: str, weights: Sequence[float], before: Sequence[float]
) -> list[float]:
    penalty = PENALTY_ANY if name == ANY else PENALTY
    return [penalty * (a - b) for a, b in zip(weights, before, strict=True)]


def _error(example: Example, told: Sequence[Sequence[float]]) -> list[float]:
    """By kind: the chance that was given to it, less 1 for the right one."""
    total = [sum(each) for each in zip(example.by_fields, *told, strict=True)]
    top = max(total)
    odds = [math.exp(each - top) for each in total]
    whole = sum(odds)
    error = [each / whole for each in odds]
    error[example.kind] -= 1
    return error


def _step(weights: list[float], slopes: list[float], gradient: Sequence[float]) -> None:
    """Go down the gradient, less far where it was steep before."""
    for at, slope in enumerate(gradient):
        slopes[at] += slope * slope
        weights[at] -= STEP * slope / math.sqrt(slopes[at])


def fitted_without(
    examples: Sequence[Example], vendors: Iterable[str]
) -> dict[str, ObjectWords]:
    """For each vendor a table fitted without it, and without those of its fold."""
    names = list(dict.fromkeys(vendors))
    tables: dict[str, ObjectWords] = {}
    for fold in range(FOLDS):
        left_out = set(names[fold::FOLDS])
        if left_out:
            words = fit([each for each in examples if each.vendor not in left_out])
            tables.update(dict.fromkeys(left_out, words))
    return tables


def _cross_validated(examples: Sequence[Example], measured: Sequence[Example]) -> float:
    tables = fitted_without(examples, (example.vendor for example in measured))
    right = [_is_right(example, tables[example.vendor]) for example in measured]
    return round(sum(right) / len(right), 4)


def _share(examples: Sequence[Example], words: ObjectWords) -> float:
    right = [_is_right(example, words) for example in examples]
    return round(sum(right) / len(right), 4)


def _is_right(example: Example, words: ObjectWords) -> bool:
    weights = replace(WEIGHTS, words=words)
    name = object_choice.choose(example.columns, "", weights=weights).object
    return object_choice.KIND.get(name, name or OTHER) == KINDS[example.kind]


def write(words: ObjectWords, path: Path) -> None:
    """Write the table, one trait a line; what says nothing is left out."""
    with path.open("w", encoding="utf-8", newline="") as lines:
        table = csv.writer(lines, lineterminator="\n")
        table.writerow(["trait", *KINDS])
        for trait, weights in words.items():
            if any(weights):
                table.writerow([trait, *(f"{each + 0.0:g}" for each in weights)])
