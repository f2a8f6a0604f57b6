"""Counts verdicts by kind of defect and prints them as a table."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from .judge import EXPECTED, SILENT, WRONG, Verdict


class Tally:
    """Verdicts by (defect, object); of what was not expected, the reasons."""

    def __init__(self, pairs: Iterable[tuple[dict, Verdict]]) -> None:
        self.counts: dict[tuple[str, str], Counter] = defaultdict(Counter)
        self.reasons: dict[tuple[str, str], Counter] = defaultdict(Counter)
        self.first: dict[tuple, tuple[str, int]] = {}  # where each came first
        for entry, verdict in pairs:
            kind = entry["defect"], entry["object"]
            self.counts[kind][verdict.outcome] += 1
            if verdict.outcome != EXPECTED:
                self.reasons[kind][verdict.why] += 1
                place = entry.get("file", ""), entry.get("line", 0)
                self.first.setdefault((kind, verdict.why), place)

    def total(self, outcome: str) -> int:
        return sum(counts[outcome] for counts in self.counts.values())

    def summary(self) -> dict[str, int]:
        """The figures of the last line."""
        return {
            "injected": sum(counts.total() for counts in self.counts.values()),
            "kinds": len(self.counts),
            "expected": self.total(EXPECTED),
            "silent": self.total(SILENT),
            "wrong": self.total(WRONG),
        }

    def lines(self, is_whole: bool = True) -> list[str]:
        """The table; without ``is_whole`` only what was not expected."""
        head = f"{'defect':34}{'object':17}{'injected':>9}{'expected':>9}"
        lines = [f"{head}{'silent':>8}{'wrong':>7}"]
        for (name, table), counts in sorted(self.counts.items()):
            if not is_whole and counts[EXPECTED] == counts.total():
                continue
            line = f"{name:34}{table or 'file':17}{counts.total():9}"
            line += f"{counts[EXPECTED]:9}{counts[SILENT]:8}{counts[WRONG]:7}"
            reasons = self.reasons[name, table].most_common(3)
            told = "; ".join(
                f"{why} x{n} ({':'.join(map(str, self.first[(name, table), why]))})"
                for why, n in reasons
            )
            lines.append(f"{line}  {told}".rstrip())
        return lines
