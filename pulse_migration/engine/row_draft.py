"""What a row says so far: its values and issues while its cells are converted."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from . import adding, carried, named_currency, value_maps
from .bill_lines import number
from .cells import INFO_FLAGS, ORDINARY_RULES
from .converters import Value, convert
from .errors import RowError
from .money import as_number
from .source_row import Issue

# Fields of which two different values mean that nobody knows: neither is stored. What
# the cells say is kept in a neighbour that only the medical group sees.
CLINICAL = {
    "blood_group": "blood_group_other",
    "date_of_birth": "date_of_birth_conflict",
    "gender": "gender_conflict",
}
# Kinds of which two cells make one value, and what stands between them.
_JOINABLE = {"text": ", ", "long_text": "\n", "allergy": "\n", "name": " "}
# Fields with a neighbour that keeps, word for word, what could not be converted.
_VERBATIM = {"blood_group": "blood_group_other"}
# A whole name may be "NA", flagged; as a part of one it would only spoil the others.
_PARTS_OF_NAME = ("first_name", "middle_name", "last_name")
# What is said of a clinic's own word for what loading, not staging, maps.
_OWN_WORDS = {
    "appointment_type": "unknown_type",
    "appointment_status": "unknown_status",
}
_BALANCE = "outstanding"
_CREDIT = frozenset(("money_credit", "money_advance", "money_refund"))
# Where a second phone, e-mail … of one cell goes when that field is still free.
_OVERFLOW = {"phone": "phone_alt", "mobile": "phone_alt"}


def is_joinable(kind: str) -> bool:
    """Tell whether two cells of a kind make one value."""
    return kind in _JOINABLE


class RowDraft:
    """The values, issues and unreadable cells of one row, filled cell by cell."""

    __slots__ = ("amounts", "claims", "in_credit", "issues", "unconverted", "values")

    def __init__(self, constants: Mapping[str, object], codes: Sequence[str]) -> None:
        self.values: dict[str, object] = dict(constants)
        self.issues = [Issue(code, "", "warning") for code in codes]
        self.unconverted: dict[str, str] = {}
        # {clinical field: {header: value, or the text of what is none}}
        self.claims: dict[str, dict[str, object]] = {}
        # {field: {header: amount}} of columns that make one amount together
        self.amounts: dict[str, dict[str, Decimal]] = {}
        self.in_credit = ""  # the header of a balance that is the patient's credit

    def refuse(self, column, text: str, code: str) -> None:
        """Keep a cell that cannot be read as the text that it is."""
        self.issues.append(Issue(code, column.header, "error"))
        self.unconverted[column.header] = text
        if column.field in _VERBATIM:
            self.values[_VERBATIM[column.field]] = text.strip()
            self.claim(column, text.strip())

    def put_share(self, column, text: str) -> bool:
        """Put in "10%" among amounts of discount as a share; tell whether it was."""
        if column.field != "discount":
            return False
        try:
            share = convert("percent", text, column.rules)
        except RowError:
            return False
        if share is None or share.value is None:
            return False
        self.values["discount_percent"] = share.value
        self.issues.append(Issue("discount_is_share", column.header, "info"))
        return True

    def claim(self, column, value: object) -> None:
        """Note what a column says of a clinical field."""
        self.claims.setdefault(column.field, {})[column.header] = value

    def put(self, column, converted: Value) -> None:
        """Put in a converted cell, and what is worth saying about it."""
        value, rule, flags, extra = converted
        field = column.field
        self.issues.extend(_said(column.header, rule, flags))
        if field == _BALANCE and not _CREDIT.isdisjoint(flags):
            self.in_credit = column.header
        if value is None or (
            field.endswith(_PARTS_OF_NAME) and "name_placeholder" in flags
        ):
            return
        if field in CLINICAL:
            self.claim(column, value)
        present = self.values.get(field)
        if present is None or present == value:
            self.values[field] = value
        elif field in CLINICAL:
            return  # settled when all columns are read
        elif column.kind in _JOINABLE:
            self.values[field] = f"{present}{_JOINABLE[column.kind]}{value}"
        else:
            self._keep_extra(column, (str(value),))
        if extra:
            self._keep_extra(column, extra)

    def _keep_extra(self, column, extra: Sequence[str]) -> None:
        """Keep further values of a field that has one, in a neighbour; drop none."""
        target = _OVERFLOW.get(column.field)
        if not target or self.values.get(target):
            target = f"{column.field}_extra"
            self.issues.append(Issue("more_than_one_value", column.header))
        present = self.values.get(target)
        kept = str(present).split(", ") if present else []
        self.values[target] = ", ".join(dict.fromkeys([*kept, *extra]))

    def put_part(self, column, converted: Value) -> None:
        """Note what one of several columns of an amount says."""
        value, rule, flags, _extra = converted
        self.issues.extend(_said(column.header, rule, flags))
        if value is not None:
            amounts = self.amounts.setdefault(column.field, {})
            amounts[column.header] = Decimal(str(value))

    def add_up(self) -> None:
        """Make one amount of those that belong together."""
        for field, said in self.amounts.items():
            total, agrees = adding.add_up(field, said)
            self.values[field] = as_number(total) if field == "tax_rate" else f"{total}"
            if len(said) > 1:
                code = "added_up" if agrees else "parts_differ"
                severity = "info" if agrees else "warning"
                self.issues += [Issue(code, header, severity) for header in said]
            word, mode = adding.paid_by(field, said)
            if word and not self.values.get("payment_method"):
                self.values["payment_method"] = word
                self.values[value_maps.MEANING_FIELDS["payment_method"]] = mode

    def settle_currency(self, columns: Sequence, cells: Mapping[str, str]) -> None:
        """A row is in the currency that all its amounts name."""
        named = {
            one.header: found
            for one in columns
            if (found := named_currency.named_in(cells.get(one.header), one.rules))
        }
        if not named:
            return
        stated = self.values.get("currency")
        code, issues = named_currency.settle(stated, named)
        self.issues.extend(Issue(*said) for said in issues)
        if code:
            self.values["currency"] = code

    def settle_credit(self) -> None:
        """A balance of "500 Cr" is the patient's, unless the bill's own amounts say
        that it is owed."""
        if not self.in_credit or not (owed := number(self.values, _BALANCE)):
            return
        total, paid = (number(self.values, n) for n in ("amount_total", "amount_paid"))
        if owed > 0 and (total is None or total - (paid or 0) != owed):
            self.values[_BALANCE] = f"{-owed}"
            self.issues.append(Issue("balance_in_credit", self.in_credit, "info"))

    def take_off_carried(self, headers: Mapping[str, str]) -> None:
        """A balance of earlier bills is theirs: what the row proves to hold it is told
        without it."""
        if not number(self.values, carried.CARRIED):
            return
        found = carried.own_amounts(self.values)
        if not found:
            header = headers.get(carried.CARRIED, "")
            self.issues.append(Issue("previous_balance_unclear", header))
        for field, amount in found.items():
            self.values[field] = amount
            header = headers.get(field, "")
            self.issues.append(Issue("previous_balance_taken_off", header, "info"))

    def put_meaning(self, column, text: str, meaning: str, is_chosen: bool) -> bool:
        """Put in what a text means where its kind wants it; tell whether that was all.

        A word that nobody knows is flagged, and stays as it is.
        """
        kind = column.choices.kind
        if kind.verb == "load":
            if not meaning and kind.name in _OWN_WORDS:
                self.issues.append(Issue(_OWN_WORDS[kind.name], column.header, "info"))
            return False
        if is_chosen:
            self.issues.append(Issue("mapped_by_value_map", column.header, "info"))
        if kind.replaces:
            if is_chosen:
                self._replace(column, text, meaning)
            return is_chosen
        if meaning == value_maps.EMPTY:
            return is_chosen
        if meaning:
            self.values[value_maps.MEANING_FIELDS[column.field]] = meaning
        else:
            self.issues.append(Issue("value_not_mapped", column.header))
        return False

    def _replace(self, column, text: str, meaning: str) -> None:
        if meaning == value_maps.KEPT:
            self.values[_VERBATIM[column.field]] = text.strip()
            self.claim(column, text.strip())
        elif meaning != value_maps.EMPTY:
            self.put(column, Value(meaning))

    def settle_conflicts(self, cells: Mapping[str, str]) -> None:
        """Store nothing of a clinical field about which the columns disagree."""
        for field, said in self.claims.items():
            if len(set(said.values())) < 2:
                continue
            self.values.pop(field, None)
            texts = dict.fromkeys(cells[header].strip() for header in said)
            self.values[CLINICAL[field]] = ", ".join(texts)
            self.issues.extend(Issue("conflicting_values", h, "error") for h in said)


@lru_cache(maxsize=4096)
def _said(header: str, rule: str, flags: tuple[str, ...]) -> tuple[Issue, ...]:
    """Return what a conversion says; most cells of a column say one of a few things."""
    issues = [] if rule in ORDINARY_RULES else [Issue(rule, header, "info")]
    for flag in flags:
        severity = "info" if flag in INFO_FLAGS else "warning"
        issues.append(Issue(flag, header, severity))
    return tuple(issues)
