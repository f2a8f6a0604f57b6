"""Header rows whose meaning is known: reading them, table by table.

A line of a file is one header (system, object, header, ...), or a whole table of which
only the object is known (system, object, headers).
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

REAL_KINDS = frozenset({"export", "import_template", "dataset"})

Tables = dict[tuple[str, str], list[dict]]  # rows in file order by (system, object)


def read_tables(path: Path, all_kinds: bool) -> Tables:
    """Header rows by (system, object)."""
    tables: Tables = defaultdict(list)
    with path.open(encoding="utf-8") as lines:
        for line in filter(str.strip, lines):
            row = json.loads(line)
            key = row["system"], row["object"]
            if "headers" in row:
                tables[key] = [{"header": header} for header in row["headers"]]
            elif all_kinds or row["kind"] in REAL_KINDS:
                tables[key].append(row)
    return tables


def vendor(key: tuple[str, str]) -> str:
    """All systems of one maker stand or fall together: "Jane App (charts)"."""
    return key[0].split(" (")[0].split()[0]


def unique(headers: Iterable[str]) -> list[str]:
    """Number repeated headers as the readers do."""
    seen: Counter[str] = Counter()
    names = []
    for header in headers:
        seen[header] += 1
        names.append(header if seen[header] == 1 else f"{header} ({seen[header]})")
    return names
