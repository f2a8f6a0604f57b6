"""What the values of one column prove, gathered in one pass and constant memory."""

import heapq
import zlib
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any

from .cells import Rules, fold, is_placeholder, unquote
from .column_marks import marks
from .converters import CONVERTERS, currency_of
from .errors import RowError

_EXACT_DISTINCT = 200
_SKETCH_SIZE = 512
_SAMPLES = 5
_SAMPLE_LENGTH = 200
_HASH_RANGE = 1 << 32

# Longer texts are prose.
_LONGEST_TYPED = 60
_ORDER_KEYS = frozenset(("dmy", "mdy", "ymd", "short_ymd", "either"))
# Codes that say "this kind, but", and flags that say "perhaps not this kind".
_STILL_FITS = frozenset(("date_order_unknown", "phone_scientific", "money_ambiguous"))
_DOUBTS = frozenset(
    "phone_doubtful phone_with_text time_missing time_dropped date_dropped".split()
)

SCORED_KINDS = tuple(
    "phone email date datetime time blood_group gender money number percent yes_no age "
    "duration".split()
)


@dataclass(frozen=True, slots=True)
class OrderProof:
    """What proves a column's date order: counts of values and where each first stands.

    ``dmy`` and ``mdy`` count the values that can only be read so, ``ymd`` those with
    the year in front, ``either`` those that both orders could read. ``reason`` is one
    of proven_dmy, proven_mdy, proven_ymd, both_orders, nothing_proves and
    no_numeric_dates. ``first_lines`` says where each count begins. ``is_swapped`` warns
    that a spreadsheet seems to have swapped day and month: where it understood a day it
    wrote it year first, the days past 12 it left alone.
    """

    reason: str
    dmy: int = 0
    mdy: int = 0
    ymd: int = 0
    either: int = 0
    first_lines: dict[str, int] = field(default_factory=dict)
    is_swapped: bool = False


@dataclass(frozen=True, slots=True)
class MarkProof:
    """What proves a decimal mark: texts that only a point, only a comma can read."""

    reason: str
    point: int = 0
    comma: int = 0
    either: int = 0


class ColumnEvidence:
    """Everything one column of one file says about itself.

    ``rows`` counts the cells seen, ``filled`` the non-blank ones, ``placeholders``
    those that say "nothing here"; ``longest`` is in characters, ``samples`` holds
    (line, text) pairs.
    """

    def __init__(self) -> None:
        self.filled = 0
        self.blank = 0
        self.longest = 0
        self.samples: list[tuple[int, str]] = []
        self._tally: Counter[str] = Counter()
        self._first_lines: dict[str, int] = {}
        self._counts: dict[str, int] | None = {}
        self._sketch: list[tuple[int, str]] = []
        self._hashes: set[int] = set()
        self._marked: dict[str, tuple[str, ...]] = {}

    def add(self, text: str, line: int = 0, count: int = 1) -> None:
        """Take one cell in; ``count`` says how many rows hold this same text."""
        if not text or text.isspace():
            self.blank += count
            return
        self.filled += count
        counts = self._counts
        if counts is not None:
            if text in counts:
                counts[text] += count
                if text in self._marked:
                    self._count_again(self._marked[text], count)
                return
            counts[text] = count
            if len(counts) > _EXACT_DISTINCT:
                self._counts = None
                self._marked.clear()
        self._sketch_in(text)
        self._sample(text, line)
        self._count_marks(text, line, count)

    @property
    def placeholders(self) -> int:
        """How many cells say that nothing is known ("NA", "-")."""
        return self._tally["placeholder"]

    @property
    def rows(self) -> int:
        """How many cells were looked at, blank ones included."""
        return self.filled + self.blank

    @property
    def distinct(self) -> tuple[int, bool]:
        """(number of distinct texts, is it exact); an estimate is within 10 %."""
        if self._counts is not None:
            return len(self._counts), True
        if len(self._sketch) < _SKETCH_SIZE:
            return len(self._sketch), True
        highest = -self._sketch[0][0]
        return min(
            self.filled, round((_SKETCH_SIZE - 1) * _HASH_RANGE / highest)
        ), False

    @property
    def values(self) -> dict[str, int] | None:
        """Return every distinct text with its count, None when there are too many."""
        return dict(self._counts) if self._counts is not None else None

    def date_order(self) -> tuple[str, OrderProof]:
        """Return (DMY, MDY, YMD or empty, the proof)."""
        dmy, mdy, ymd = (self._tally[key] for key in ("dmy", "mdy", "ymd"))
        either, short_ymd = self._tally["either"], self._tally["short_ymd"]
        order, reason = "", "nothing_proves"
        if sum(map(bool, (dmy, mdy, short_ymd))) > 1:
            reason = "both_orders"
        elif dmy or mdy:
            order = "DMY" if dmy else "MDY"
        elif short_ymd or (ymd and not either):
            order = "YMD"
        elif not either:
            reason = "no_numeric_dates"
        if order:
            reason = f"proven_{order.lower()}"
        return order, OrderProof(
            reason,
            dmy,
            mdy,
            ymd + short_ymd,
            either,
            self._first_lines,
            self._is_swapped(),
        )

    def decimal(self) -> tuple[str, MarkProof]:
        """Return ("." or "," or empty, the proof)."""
        point, comma = self._tally["point"], self._tally["comma"]
        either = self._tally["mark_either"]
        if point and comma:
            return "", MarkProof("both_marks", point, comma, either)
        if point or comma:
            mark, reason = (".", "proven_point") if point else (",", "proven_comma")
            return mark, MarkProof(reason, point, comma, either)
        if either:
            return "", MarkProof("nothing_proves", 0, 0, either)
        return ".", MarkProof("no_marks")

    def serial_dates(self) -> bool:
        """Tell whether bare numbers of this column are days a spreadsheet counted.

        They must all lie between 1910 and 2100 and either stand beside written days, as
        one of twenty at least, or make up the whole column: a number among many days
        may be anything. Means something only in a column mapped to a date.
        """
        serial, other = self._tally["serial"], self._tally["number"]
        days = sum(self._tally[key] for key in ("dmy", "mdy", "ymd", "either", "same"))
        if not serial or other:
            return False
        return 0 < days < 20 * serial or serial + self.placeholders >= 0.9 * self.filled

    def unix_unit(self) -> str:
        """Return what bare numbers count since 1970: "ms", "s" or, unproven, "".

        One number that is too long for seconds proves milliseconds for the column.
        """
        if self._tally["unix_ms"]:
            return "ms"
        return "s" if self._tally["unix_s"] else ""

    def half_day(self) -> bool:
        """Tell whether hours stay below 13 and never say AM or PM."""
        return self._tally["hour"] > 0 and not self._tally["hour_clear"]

    def currencies(self, country: str) -> Counter[str]:
        """Count the currencies (ISO codes) that the sampled amounts name."""
        rules = Rules(country=country)
        found = Counter(currency_of(text, rules) for text in self.sample_texts())
        del found[""]
        return found

    def sample_texts(self) -> list[str]:
        """Return texts drawn evenly from the distinct ones, at most 512."""
        if self._counts is not None:
            return list(self._counts)
        return [text for _, text in self._sketch]

    def sketch(self) -> tuple[list[int], bool]:
        """Return (the smallest hashes of the distinct texts, are those all)."""
        hashes = [-digest for digest, _ in self._sketch]
        return hashes, len(hashes) < _SKETCH_SIZE

    def scores(
        self, country: str = "IN", kinds: tuple[str, ...] = SCORED_KINDS
    ) -> dict[str, float]:
        """Return the share (0 to 1) of the sampled texts that each kind converts.

        Placeholders say nothing for or against; without another text all is 0.
        """
        texts = [text for text in self.sample_texts() if not _is_nothing(text)]
        order, _ = self.date_order()
        rules = Rules(country=country, date_order=order, decimal=self.decimal()[0])
        return {
            kind: sum(_fits(kind, text, rules) for text in texts) / max(len(texts), 1)
            for kind in kinds
        }

    def rules(self, country: str = "IN", **known: Any) -> Rules:
        """Return the Rules this column proves; ``known`` overrides them."""
        proven = Rules(
            country=country,
            date_order=self.date_order()[0],
            decimal=self.decimal()[0],
            serial_dates=self.serial_dates(),
            half_day=self.half_day(),
            unix_unit=self.unix_unit(),
        )
        return replace(proven, **known)

    def _is_swapped(self) -> bool:
        tally = self._tally
        is_left_alone = tally["dmy"] + tally["mdy"] >= 3 and not tally["either"]
        return is_left_alone and tally["ymd"] >= 8 and not tally["ymd_wide"]

    def _sample(self, text: str, line: int) -> None:
        if len(self.samples) < _SAMPLES and not _is_nothing(text):
            self.samples.append((line, text[:_SAMPLE_LENGTH]))

    def _sketch_in(self, text: str) -> None:
        """Keep the texts of the smallest hashes: an even draw and a distinct count."""
        digest = zlib.crc32(text.encode("utf-8", "surrogatepass")) + 1
        sketch = self._sketch
        if len(sketch) == _SKETCH_SIZE and digest >= -sketch[0][0]:
            return
        if digest in self._hashes:
            return
        self._hashes.add(digest)
        entry = (-digest, text[:_SAMPLE_LENGTH])
        if len(sketch) < _SKETCH_SIZE:
            heapq.heappush(sketch, entry)
        else:
            dropped = heapq.heapreplace(sketch, entry)
            self._hashes.discard(-dropped[0])

    def _count_marks(self, text: str, line: int, count: int) -> None:
        if len(text) > self.longest:
            self.longest = len(text)
        if len(text) > _LONGEST_TYPED:
            return
        plain = text
        if not text.isascii() or text[0] in "'\"= " or text[-1] == " ":
            plain = unquote(fold(text).strip())
        found = marks(plain)
        if not found:
            return
        for key in found:
            if key in _ORDER_KEYS:
                self._first_lines.setdefault(key, line)
        self._count_again(found, count)
        if self._counts is not None:
            self._marked[text] = found

    def _count_again(self, found: tuple[str, ...], count: int) -> None:
        for key in found:
            self._tally[key] += count


def _is_nothing(text: str) -> bool:
    return is_placeholder(fold(text).strip())


def _fits(kind: str, text: str, rules: Rules) -> bool:
    """Tell whether ``text`` is a value of ``kind`` beyond doubt."""
    try:
        value = CONVERTERS[kind](text, rules)
    except RowError as error:
        return error.code in _STILL_FITS
    if value is None or value.value is None:
        return False
    return not _DOUBTS.intersection(value.flags)
