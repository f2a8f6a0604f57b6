"""From a source row to typed values, issues, a fingerprint: the core of staging."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from . import combine, fingerprint
from .cells import INFO_FLAGS, ORDINARY_RULES
from .converters import Rules, Value, column_converter
from .corrections import Corrections
from .errors import RowError
from .source_row import Issue, SourceRow

# object -> groups of fields of which one must be there, and what is said otherwise
NEEDED = {
    "patient": ((("patient_id",), "patient_id_missing"), (("name",), "name_missing")),
    "appointment": ((("start",), "date_missing"),),
    "bill": ((("bill_id",), "bill_id_missing"),),
    "bill_item": ((("bill_id",), "bill_id_missing"),),
    "payment": ((("amount", "refund"), "amount_missing"),),
    "campaign": ((("name", "campaign_id"), "name_missing"),),
    "message": ((("body", "file"), "body_missing"),),
    "physician": ((("name", "email"), "name_missing"),),
}
# Kinds of which two cells make one value, and what stands between them.
_JOINABLE = {"text": ", ", "long_text": "\n", "allergy": "\n", "name": " "}
# Fields with a neighbour that keeps, word for word, what could not be converted.
_VERBATIM = {"blood_group": "blood_group_other"}
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
        corrections: Corrections | None = None,
    ) -> None:
        """``constants`` are values of every row that stand nowhere in it."""
        self.object_name = object_name
        self.constants = constants or {}
        self.corrections = corrections
        self.columns = [
            (column, column_converter(column.kind, column.rules)) for column in columns
        ]
        self._id_columns = [
            pair
            for field in combine.ID_FIELDS.get(object_name, ())
            for pair in self.columns
            if pair[0].field == field
        ]

    def stage(self, row: SourceRow) -> StagedRow:
        """Return the typed row; a row that is no record keeps its cells only."""
        if row.excluded:
            return StagedRow(row.line, "", {}, (), fingerprint.of_row({}, row.cells))
        values: dict[str, object] = dict(self.constants)
        issues = [Issue(code, "", "warning") for code in row.issues]
        cells = row.cells
        if self.corrections:
            cells, corrected = self.corrections.apply(row, self.stated_id)
            issues += [Issue("corrected", header, "info") for header in corrected]
        unconverted: dict[str, str] = {}
        for column, convert in self.columns:
            text = cells.get(column.header)
            if text is None:
                continue
            try:
                converted = convert(text)
            except RowError as error:
                issues.append(Issue(error.code, column.header, "error"))
                unconverted[column.header] = text
                if column.field in _VERBATIM:
                    values[_VERBATIM[column.field]] = text.strip()
                continue
            if converted is not None:
                self._put(column, converted, values, issues)
        combine.combine(self.object_name, values)
        return StagedRow(
            line=row.line,
            external_id=combine.external_id(self.object_name, values),
            values=values,
            issues=tuple(issues),
            fingerprint=fingerprint.of_row(values, unconverted),
            rejected=self._missing(values),
        )

    def stated_id(self, cells: Mapping[str, str]) -> str:
        """Return the id that the cells themselves state, else ""."""
        for column, convert in self._id_columns:
            try:
                converted = convert(cells.get(column.header, ""))
            except RowError:
                continue
            if converted is not None and converted.value:
                return str(converted.value)
        return ""

    def _put(self, column: ColumnPlan, converted: Value, values, issues) -> None:
        """Put a converted cell into ``values`` and what is worth saying into issues."""
        if converted.rule not in ORDINARY_RULES:
            issues.append(Issue(converted.rule, column.header, "info"))
        for flag in converted.flags:
            severity = "info" if flag in INFO_FLAGS else "warning"
            issues.append(Issue(flag, column.header, severity))
        if converted.value is None:
            return
        present = values.get(column.field)
        if present is None or present == converted.value:
            values[column.field] = converted.value
        elif column.kind in _JOINABLE:
            values[column.field] = f"{present}{_JOINABLE[column.kind]}{converted.value}"
        else:
            self._keep_extra(column, (str(converted.value),), values, issues)
        if converted.extra:
            self._keep_extra(column, converted.extra, values, issues)

    def _keep_extra(self, column, extra, values, issues) -> None:
        target = _OVERFLOW.get(column.field)
        if target and not values.get(target):
            values[target] = ", ".join(extra)
        else:
            values[f"{column.field}_extra"] = ", ".join(extra)
            issues.append(Issue("more_than_one_value", column.header))

    def _missing(self, values) -> str:
        for fields, code in NEEDED.get(self.object_name, ()):
            if not any(values.get(field) for field in fields):
                return code
        return ""
