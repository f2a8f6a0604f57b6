"""From a source row to typed values, issues, a fingerprint: the core of staging."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from . import (
    adding,
    cancelled,
    combine,
    fingerprint,
    named_currency,
    row_checks,
    value_maps,
)
from .cells import ORDINARY_RULES
from .converters import Rules, column_converter
from .corrections import Corrections
from .errors import RowError
from .row_draft import CLINICAL, RowDraft
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
# Longest text that names a record; what is longer is a shifted column of notes, and no
# index of PostgreSQL holds it.
MAX_KEY = 250  # characters
_KEY_FIELDS = (
    "patient_id",
    "appointment_id",
    "prescription_id",
    "record_id",
    "bill_id",
    "payment_id",
    "message_id",
    "thread_id",
    "campaign_id",
    "physician_id",
    "physician_email",
    "physician_name",
)
_KEYS_OF = {"physician": ("email", "name")}  # by which a person is known
# What a row should say where its file has a column for it, and what a blank means.
_EXPECTED = {
    "appointment": {"type": "type_missing", "time": "time_missing"},
    "bill": {"amount_total": "amount_missing"},
}


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """One mapped column: ``kind`` names its converter, ``rules`` what it must know.

    ``choices`` are what persons chose for its texts; they win over the converter.
    """

    header: str
    field: str
    kind: str
    rules: Rules
    choices: value_maps.Choices | None = None


@dataclass(frozen=True, slots=True)
class StagedRow:
    """What one source row says.

    ``values`` maps canonical fields to JSON-able values (dates as ISO text in the
    clinic's time, money as decimal text); ``rejected`` is the code that says why the
    row cannot become a record, else empty; ``excluded`` the one why it is none.
    """

    line: int
    external_id: str
    values: dict[str, object]
    issues: tuple[Issue, ...]
    fingerprint: str
    rejected: str = ""
    excluded: str = ""


def meaning_reader(column: ColumnPlan):
    """Return what reads the meaning of a column's texts, None when none is looked for.

    A kind that replaces its texts is left to its converter while nobody chose.
    """
    choices = column.choices
    if choices is None or (choices.kind.replaces and not choices.by_key):
        return None
    return choices.reader()


def _added_fields(columns: Sequence[ColumnPlan]) -> frozenset[str]:
    """Return the fields of which several columns are the parts."""
    headers: dict[str, list[str]] = {}
    for column in columns:
        headers.setdefault(column.field, []).append(column.header)
    return frozenset(f for f, names in headers.items() if adding.adds_up(f, names))


def _reader_of(column: ColumnPlan):
    convert = column_converter(column.kind, column.rules)
    if column.field == cancelled.FIELD:
        return cancelled.reader(column.header, convert)
    return convert


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
        self.corrections = corrections or Corrections()
        self.columns = [
            (column, column.header, _reader_of(column), meaning_reader(column))
            for column in columns
        ]
        self._headers = {column.field: column.header for column in columns}
        self._added = _added_fields(columns)
        moneys = [column for column in columns if column.kind == "money"]
        self._amounts = {column.field for column in moneys}
        names_currency = object_name in named_currency.OBJECTS
        self._may_name_currency = moneys if names_currency else []
        self._key_fields = _KEY_FIELDS + _KEYS_OF.get(object_name, ())
        self._expected = {
            field: code
            for field, code in _EXPECTED.get(object_name, {}).items()
            if field in self._headers
        }
        self._id_columns = [
            column
            for field in combine.ID_FIELDS.get(object_name, ())
            for column in self.columns
            if column[0].field == field
        ]

    def rules_print(self) -> str:
        """Fingerprint of all but corrections that a row's values follow from.

        Of the day only its year counts, by which years of two digits are read.
        """
        columns = []
        for column, *_readers in self.columns:
            rules = asdict(column.rules)
            day, chosen = rules.pop("today"), column.choices
            columns.append(
                [
                    *(column.header, column.field, column.kind, rules),
                    day and day.year,
                    chosen and [chosen.kind.name, dict(chosen.by_key)],
                ]
            )
        return fingerprint.of_json([self.object_name, columns, dict(self.constants)])

    def stage(self, row: SourceRow) -> StagedRow:
        """Return the typed row; a row that is no record keeps its cells only."""
        counted = row.excluded and self.corrections.issues_of_record(row)
        if row.excluded and not counted:
            print_of_row = fingerprint.of_row({}, row.cells)
            return StagedRow(row.line, "", {}, (), print_of_row, excluded=row.excluded)
        draft = RowDraft(self.constants, row.issues)
        draft.issues += counted or ()
        cells = row.cells
        if self.corrections:
            cells, corrected = self.corrections.apply(row, self.stated_id)
            draft.issues += [Issue("corrected", name, "info") for name in corrected]
        self._convert(cells, draft)
        draft.settle_conflicts(cells)
        draft.add_up()
        draft.settle_credit()
        draft.settle_currency(self._may_name_currency, cells)
        draft.take_off_carried(self._headers)
        values = draft.values
        if values.get("time"):  # it has a cell of its own beside the day
            draft.issues = [i for i in draft.issues if i.code != "time_missing"]
        combine.combine(self.object_name, values)
        has_long_key = self._take_out_long_keys(draft)
        draft.issues.extend(self._check(draft))
        return StagedRow(
            line=row.line,
            external_id=combine.external_id(self.object_name, values),
            values=values,
            issues=tuple(draft.issues),
            fingerprint=fingerprint.of_row(self._said(values), draft.unconverted),
            rejected="id_too_long" if has_long_key else self._missing(values),
        )

    def _said(self, values: dict[str, object]) -> dict[str, object]:
        """Return the values; a workbook writes their amounts shorter than a text."""
        amounts = {
            name: fingerprint.amount(text)
            for name in self._amounts
            if isinstance(text := values.get(name), str)
        }
        return {**values, **amounts} if amounts else values

    def _convert(self, cells: Mapping[str, str], draft: RowDraft) -> None:
        """Convert the cells of one row into its draft."""
        values = draft.values
        for column, header, convert, meaning_of in self.columns:
            if header not in cells:
                continue
            text = cells[header]
            if meaning_of and draft.put_meaning(column, text, *meaning_of(text)):
                continue
            try:
                converted = convert(text)
            except RowError as error:
                is_share = error.code == "percent_in_money"
                if not (is_share and draft.put_share(column, text)):
                    draft.refuse(column, text, error.code)
                continue
            if converted is None:
                continue
            value, rule, flags, extra = converted
            is_plain = rule in ORDINARY_RULES and not flags and not extra
            field = column.field
            if field in self._added:
                draft.put_part(column, converted)
            elif is_plain and value is not None and field not in values:
                values[field] = value  # nearly every cell
                if field in CLINICAL:
                    draft.claim(column, value)
            else:
                draft.put(column, converted)

    def stated_id(self, cells: Mapping[str, str]) -> str:
        """Return the id that the cells themselves state, else ""."""
        for _column, header, convert, _meaning in self._id_columns:
            try:
                converted = convert(cells.get(header, ""))
            except RowError:
                continue
            if converted is not None and converted.value:
                return str(converted.value)
        return ""

    def _take_out_long_keys(self, draft: RowDraft) -> bool:
        """Leave texts that are too long to name anything to the cells; tell of any."""
        values = draft.values
        fields = [f for f in self._key_fields if len(str(values.get(f, ""))) > MAX_KEY]
        for field in fields:
            header = self._headers.get(field, "")
            draft.issues.append(Issue("id_too_long", header, "error"))
            draft.unconverted[header] = str(values.pop(field))
        return bool(fields)

    def _check(self, draft: RowDraft) -> Iterator[Issue]:
        """Find blanks that matter, and cells that contradict each other."""
        values = draft.values
        for field, code in self._expected.items():
            header = self._headers[field]
            if values.get(field) is None and header not in draft.unconverted:
                yield Issue(code, header)
        for code, field in row_checks.check(self.object_name, values):
            yield Issue(code, self._headers.get(field, ""))

    def _missing(self, values) -> str:
        for fields, code in NEEDED.get(self.object_name, ()):
            if not any(values.get(field) for field in fields):
                return code
        return ""
