"""From a source row to typed values, issues, a fingerprint: the core of staging."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from . import combine, fingerprint, row_checks
from .cells import INFO_FLAGS, ORDINARY_RULES
from .converters import Rules, Value, column_converter
from .errors import RowError
from .source_row import Issue, SourceRow

# object -> groups of fields of which one must be there, and what is said otherwise
_NEEDED = {
    "patient": ((("patient_id",), "patient_id_missing"), (("name",), "name_missing")),
    "appointment": ((("start",), "date_missing"),),
    "bill": ((("bill_id",), "bill_id_missing"),),
    "bill_item": ((("bill_id",), "bill_id_missing"),),
    "payment": ((("amount", "refund"), "amount_missing"),),
    "campaign": ((("name", "campaign_id"), "name_missing"),),
    "message": ((("body", "file"), "body_missing"),),
    "physician": ((("name", "email"), "name_missing"),),
}
# What a row should say where its file has a column for it, and what a blank means.
_EXPECTED = {
    "appointment": {"type": "type_missing", "time": "time_missing"},
    "bill": {"amount_total": "amount_missing"},
}
# Kinds of which two cells make one value, and what stands between them.
_JOINABLE = {"text": ", ", "long_text": "\n", "allergy": "\n", "name": " "}
# Fields with a neighbour that keeps, word for word, what could not be converted.
_VERBATIM = {"blood_group": "blood_group_other"}
# A whole name may be "NA", flagged; as a part of one it would only spoil the others.
_PARTS_OF_NAME = ("first_name", "middle_name", "last_name")
# Fields of which two different values mean that nobody knows: neither is stored. What
# the cells say is kept in a neighbour that only the medical group sees.
_CLINICAL = {
    "blood_group": "blood_group_other",
    "date_of_birth": "date_of_birth_conflict",
    "gender": "gender_conflict",
}
# Where a second phone, e-mail … of one cell goes when that field is still free.
_OVERFLOW = {"phone": "phone_alt", "mobile": "phone_alt"}


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """One mapped column: ``kind`` names its converter, ``rules`` what it must know."""

    header: str
    field: str
    kind: str
    rules: Rules


@dataclass(frozen=True, slots=True)
class StagedRow:
    """What one source row says.

    ``values`` maps canonical fields to JSON-able values (dates as ISO text in the
    clinic's time, money as decimal text); ``rejected`` is the code that says why the
    row cannot become a record, else empty.
    """

    line: int
    external_id: str
    values: dict[str, object]
    issues: tuple[Issue, ...]
    fingerprint: str
    rejected: str = ""


def is_joinable(kind: str) -> bool:
    """Tell whether two cells of a kind make one value."""
    return kind in _JOINABLE


class Stager:
    """Converts the rows of one table by its confirmed mapping."""

    def __init__(
        self,
        object_name: str,
        columns: Sequence[ColumnPlan],
        constants: Mapping[str, object] | None = None,
    ) -> None:
        """``constants`` are values of every row that stand nowhere in it."""
        self.object_name = object_name
        self.constants = constants or {}
        self.columns = [
            (column, column.header, column_converter(column.kind, column.rules))
            for column in columns
        ]
        self._headers = {column.field: column.header for column in columns}
        self._expected = {
            field: code
            for field, code in _EXPECTED.get(object_name, {}).items()
            if field in self._headers
        }

    def stage(self, row: SourceRow) -> StagedRow:
        """Return the typed row; a row that is no record keeps its cells only."""
        if row.excluded:
            return StagedRow(row.line, "", {}, (), fingerprint.of_row({}, row.cells))
        values: dict[str, object] = dict(self.constants)
        issues = [Issue(code, "", "warning") for code in row.issues]
        unconverted: dict[str, str] = {}
        claims: dict[str, dict[str, object]] = {}
        cells = row.cells
        for column, header, convert in self.columns:
            if header not in cells:
                continue
            try:
                converted = convert(cells[header])
            except RowError as error:
                issues.append(Issue(error.code, header, "error"))
                unconverted[header] = cells[header]
                if column.field in _VERBATIM:
                    verbatim = cells[header].strip()
                    values[_VERBATIM[column.field]] = verbatim
                    claims.setdefault(column.field, {})[header] = verbatim
                continue
            if converted is None:
                continue
            value, rule, flags, extra = converted
            is_plain = rule in ORDINARY_RULES and not flags and not extra
            if is_plain and value is not None and column.field not in values:
                values[column.field] = value  # nearly every cell
            else:
                self._put(column, converted, values, issues)
            if column.field in _CLINICAL and value is not None:
                claims.setdefault(column.field, {})[header] = value
        self._settle_conflicts(claims, cells, values, issues)
        if values.get("time"):  # it has a cell of its own beside the day
            issues = [issue for issue in issues if issue.code != "time_missing"]
        combine.combine(self.object_name, values)
        issues += self._check(values, unconverted)
        return StagedRow(
            line=row.line,
            external_id=combine.external_id(self.object_name, values),
            values=values,
            issues=tuple(issues),
            fingerprint=fingerprint.of_row(values, unconverted),
            rejected=self._missing(values),
        )

    def _check(self, values, unconverted) -> Iterator[Issue]:
        """Find blanks that matter, and cells that contradict each other."""
        for field, code in self._expected.items():
            header = self._headers[field]
            if values.get(field) is None and header not in unconverted:
                yield Issue(code, header)
        for code, field in row_checks.check(self.object_name, values):
            yield Issue(code, self._headers.get(field, ""))

    def _put(self, column: ColumnPlan, converted: Value, values, issues) -> None:
        """Put a converted cell into ``values`` and what is worth saying into issues."""
        issues.extend(_said(column.header, converted.rule, converted.flags))
        if converted.value is None or (
            column.field.endswith(_PARTS_OF_NAME)
            and "name_placeholder" in converted.flags
        ):
            return
        present = values.get(column.field)
        if present is None or present == converted.value:
            values[column.field] = converted.value
        elif column.field in _CLINICAL:
            return  # settled when all columns are read
        elif column.kind in _JOINABLE:
            values[column.field] = f"{present}{_JOINABLE[column.kind]}{converted.value}"
        else:
            self._keep_extra(column, (str(converted.value),), values, issues)
        if converted.extra:
            self._keep_extra(column, converted.extra, values, issues)

    def _keep_extra(self, column, extra, values, issues) -> None:
        """Keep further values of a field that has one, in a neighbour; drop none."""
        target = _OVERFLOW.get(column.field)
        if not target or values.get(target):
            target = f"{column.field}_extra"
            issues.append(Issue("more_than_one_value", column.header))
        kept = str(values[target]).split(", ") if values.get(target) else []
        values[target] = ", ".join(dict.fromkeys([*kept, *extra]))

    def _settle_conflicts(self, claims, cells, values, issues) -> None:
        """Store nothing of a clinical field about which the columns disagree.

        :param claims: {field: {header: value, or the text of what is none}}
        """
        for field, said in claims.items():
            if len(set(said.values())) < 2:
                continue
            values.pop(field, None)
            texts = dict.fromkeys(cells[header].strip() for header in said)
            values[_CLINICAL[field]] = ", ".join(texts)
            issues.extend(Issue("conflicting_values", h, "error") for h in said)

    def _missing(self, values) -> str:
        for fields, code in _NEEDED.get(self.object_name, ()):
            if not any(values.get(field) for field in fields):
                return code
        return ""


@lru_cache(maxsize=4096)
def _said(header: str, rule: str, flags: tuple[str, ...]) -> tuple[Issue, ...]:
    """Return what a conversion says; most cells of a column say one of a few things."""
    issues = [] if rule in ORDINARY_RULES else [Issue(rule, header, "info")]
    for flag in flags:
        severity = "info" if flag in INFO_FLAGS else "warning"
        issues.append(Issue(flag, header, severity))
    return tuple(issues)
