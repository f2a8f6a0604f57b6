"""Holds one entry of ``defects.jsonl`` against the facts: expected, silent or wrong."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .arrival import PLACES, VERBATIM, is_blank, stands
from .facts import Fact, Facts
from .keys import key_of

EXPECTED, SILENT, WRONG = "expected", "silent", "wrong"
# a suggested code -> other codes that say the same of the cell or its row
FITTING = {
    "amount_missing": {"bill_total_missing"},
    "appointment_past_scheduled": {"past_scheduled_archived"},
    "bill_lines_mismatch": {"line_total_differs", "bill_total_differs"},
    "bill_total_mismatch": {"negative_in_brackets", "minus_behind", "money_advance"},
    "date_missing": {"impossible_date", "placeholder_date"},
    "impossible_date": {"date_missing"},
    "not_money": {"amount_missing"},
    "number_not_date": {"not_a_date"},  # of four digits, as a year has
    "patient_unknown": {"unit_of_several_patients"},
    "phone_shared": {"shared_phone"},
    "phone_doubtful": {"placeholder_phone"},  # five times the same digit
    "physician_unmatched": {"physician_fallback"},
    "probable_duplicate_person": {
        "same_name_and_birth_date",
        "same_name_and_email",
        "same_name_and_phone",
    },
}
# what somebody has to settle first, whatever else is wrong with the row
OF_OTHERS = ("patient_held", "duplicate_id", "unit_of_several_patients")
# said when a row loads, so not of one that another defect keeps out
AT_LOAD = ("appointment_past_scheduled",)
# nothing loads before a person decided who that is
OF_PHYSICIANS = (
    "physician_unmatched",
    "physician_without_email",
    "physician_by_name",  # a name that two of them have names neither
)
VALUE_MAPS = {
    ("appointments", "type"): "appointment_type",
    ("appointments", "status"): "appointment_status",
    ("bills", "status"): "bill_status",
    ("payments", "payment_method"): "payment_mode",
}


class Verdict(NamedTuple):
    """``why`` says in a few words what was found instead; no patient's data."""

    outcome: str
    why: str = ""


class Judge:
    """Judges the entries of one export by the facts of one run."""

    def __init__(self, manifest: dict, entries: Iterable[dict], facts: Facts) -> None:
        self._files = manifest["files"]
        self._documents = {item["path"] for item in manifest.get("documents", ())}
        self._facts = facts
        self._entries = list(entries)
        self._on_line = defaultdict(list)
        self._spoilt = Counter((e["file"], e["column"]) for e in self._entries)
        for entry in self._entries:
            self._on_line[entry["file"], entry["line"]].append(entry)

    def verdicts(self) -> Iterator[tuple[dict, Verdict]]:
        for entry in self._entries:
            yield entry, self.judge(entry)

    def strays(self) -> list[str]:
        """Files that gave rows though the clinic has no such table or document."""
        known = {*self._files, *self._documents}
        return [
            name
            for name, tables in self._facts.files.items()
            if name not in known and any(rows for *_rest, rows in tables)
        ]

    def judge(self, entry: dict) -> Verdict:
        if not entry["object"]:
            return self._judge_file(entry)
        fact = self._facts.rows.get((entry["file"], entry["line"]))
        if fact is None:
            # a blank line is no record: that none came of it is as it should be
            is_blank_line = entry["code"] == "blank_row"
            return Verdict(EXPECTED) if is_blank_line else Verdict(SILENT, "no row")
        return _JUDGES[entry["expect"]](self, entry, fact)

    # whole files and columns

    def _judge_file(self, entry: dict) -> Verdict:
        tables = self._facts.files.get(entry["file"])
        if not tables:
            return Verdict(SILENT, "file not received")
        if entry["expect"] == "excluded":
            states = {state for state, *_rest in tables}
            return _verdict(states <= {"unused", "unreadable"}, f"file is {states}")
        if entry["column"]:
            return self._judge_column(entry)
        count = sum(rows for _state, _code, _name, rows in tables)
        wanted = self._files[entry["file"]]["rows"]
        return _verdict(count == wanted, f"{count} rows instead of {wanted}")

    def _judge_column(self, entry: dict) -> Verdict:
        found = self._mapping_of(entry["file"], entry["column"])
        if found is None:
            return Verdict(SILENT, "column is not listed")
        field, state, order, proof = found
        if entry["defect"] == "custom_column":
            return _verdict(True, state)
        if entry["expect"] == "flagged":
            return _verdict(proof == "nothing_proves", f"date order {proof}")
        if not field or order != entry["original"]:
            return Verdict(WRONG, f"{field or 'kept'} {order}")
        place = entry["file"], entry["column"]
        failed = self._facts.unconverted.get(place, 0)
        return _verdict(failed <= self._spoilt[place], f"{failed} not converted")

    def _mapping_of(self, file: str, header: str) -> tuple | None:
        """The column's line; a second one of a name is told apart by its number."""
        mappings = self._facts.mappings
        return mappings.get((file, header)) or mappings.get((file, f"{header} (2)"))

    # rows

    def _judge_converted(self, entry: dict, fact: Fact) -> Verdict:
        if not fact.record_id:
            return self._judge_without_record(entry, fact)
        place = PLACES.get((entry["object"], key_of(entry)))
        if place is None:
            return Verdict(EXPECTED)
        if self._stands(place, entry, fact, entry["original"]):
            return Verdict(EXPECTED)
        if not entry["original"] and is_blank(place, fact):
            return Verdict(EXPECTED)
        if (entry["object"], key_of(entry)) in VERBATIM and stands(
            place, fact, entry["written"]
        ):
            return Verdict(EXPECTED)
        codes = sorted(fact.codes(entry["column"]))
        return Verdict(WRONG if codes else SILENT, f"not arrived, {codes}")

    def _judge_without_record(self, entry: dict, fact: Fact) -> Verdict:
        """A row that another defect keeps from loading."""
        others = [
            other
            for other in self._on_line[entry["file"], entry["line"]]
            if other["expect"] in ("held", "rejected")
        ]
        if others or fact.reason in OF_OTHERS or self._hangs_on_held(entry, fact):
            return Verdict(EXPECTED)
        return Verdict(WRONG, f"{fact.state} {fact.reason}")

    def _hangs_on_held(self, entry: dict, fact: Fact) -> bool:
        """Lines and payments of a bill that is itself held wait with it."""
        return entry["object"] in ("bill_items", "payments") and fact.reason in (
            "patient_unknown",
            "bill_unknown",
        )

    def _judge_flagged(self, entry: dict, fact: Fact) -> Verdict:
        if entry["code"] in AT_LOAD and not fact.record_id:
            return self._judge_without_record(entry, fact)
        if not self._is_flagged(entry, fact):
            codes = sorted(fact.codes(entry["column"]))
            return Verdict(WRONG if codes else SILENT, f"{fact.state} {codes}")
        place = PLACES.get((entry["object"], key_of(entry)))
        if place is None or not fact.record_id or not entry["written"]:
            return Verdict(EXPECTED)
        texts = (entry["original"], entry["written"])
        if any(text and self._stands(place, entry, fact, text) for text in texts):
            return Verdict(EXPECTED)
        if is_blank(place, fact) and not place.inside:
            kept = fact.payload.get(entry["column"], "")
            return _verdict(kept.strip() == entry["written"].strip(), "original lost")
        return Verdict(WRONG, "altered")

    def _is_flagged(self, entry: dict, fact: Fact) -> bool:
        code = entry["code"]
        if code == "duplicate_row":
            return fact.state in ("merged", "unchanged") or fact.reason in OF_OTHERS
        if code == "value_unmapped" and self._is_listed(entry, fact):
            return True
        if code in OF_PHYSICIANS and self._is_asked_about(entry, fact):
            return True
        return bool(_fitting(entry) & (fact.codes(entry["column"]) | {fact.reason}))

    def _is_listed(self, entry: dict, fact: Fact) -> bool:
        """A line of the value maps, or Odoo has the clinic's own word."""
        text = entry["written"].strip()
        where = entry["object"], key_of(entry)
        if (VALUE_MAPS[where], text) in self._facts.value_maps:
            return True
        if where not in VERBATIM:
            return False
        return stands(PLACES[where], fact, text) or text in fact.values.values()

    def _is_asked_about(self, entry: dict, fact: Fact) -> bool:
        """Listed among the physicians, by e-mail or by name."""
        told = fact.values.get("physician_name") or fact.values.get("name")
        name = str(told or "").casefold()
        keys = {
            entry["written"].lower(),
            f"name:{name.removeprefix('dr.').strip()}",
        }
        return bool(keys & self._facts.physicians)

    def _judge_kept_out(self, entry: dict, fact: Fact) -> Verdict:
        """Held, rejected or excluded: in that state, for that reason, or for that of
        another defect on the row."""
        if fact.state == entry["expect"] and fact.reason in _fitting(entry):
            return Verdict(EXPECTED)
        if entry["expect"] == "held" and fact.reason in OF_OTHERS:
            return Verdict(EXPECTED)
        others = self._on_line[entry["file"], entry["line"]]
        if fact.state in ("held", "rejected") and any(
            fact.reason in _fitting(other) for other in others
        ):
            return Verdict(EXPECTED)
        return Verdict(WRONG, f"{fact.state} {fact.reason}")

    def _stands(self, place, entry: dict, fact: Fact, text: str) -> bool:
        return bool(text) and stands(place, fact, text)


def _fitting(entry: dict) -> set[str]:
    """The codes that say what is wrong here."""
    return {entry["code"], *FITTING.get(entry["code"], ())}


def _verdict(is_expected: bool, why: str) -> Verdict:
    return Verdict(EXPECTED) if is_expected else Verdict(WRONG, why)


_JUDGES = {
    "converted": Judge._judge_converted,
    "flagged": Judge._judge_flagged,
    "held": Judge._judge_kept_out,
    "rejected": Judge._judge_kept_out,
    "excluded": Judge._judge_kept_out,
}
