"""Readable text documents of what the source holds as rows.

Plain text, because it shows every script, prints anywhere, and can run nothing.
"""

from collections.abc import Iterable, Mapping, Sequence

from .details import ROW_ONLY, USED
from .value_maps import MEANING_FIELDS

Values = Mapping[str, object]

EARLIER = ("From an earlier export", "----------------------")
_MEDICATION = ("dosage", "strength", "form", "route", "frequency", "duration")
# what a message shows by itself, and what only a machine reads
_MESSAGE = USED["message"] | ROW_ONLY["message"]
# fields that the head of a document names itself, or that only join files together
_NOT_LISTED = frozenset(
    (
        "patient_id",
        "prescription_id",
        "record_id",
        "thread_id",
        "message_id",
        "file",
        "date",
        "physician_id",
        "physician_name",
        "physician_email",
        "patient_name",
        *MEANING_FIELDS.values(),
    )
)


def label(field: str) -> str:
    """Return a field's name as words: "chief_complaint" → "Chief complaint"."""
    return field.replace("_", " ").capitalize()


def head(title: str, facts: Sequence[tuple[str, object]]) -> list[str]:
    """Return the title, underlined, and aligned "label: value" lines."""
    lines = [title, "=" * len(title), ""]
    return lines + _facts(facts)


def _facts(facts: Iterable[tuple[str, object]]) -> list[str]:
    filled = [(name, _text(value)) for name, value in facts if value not in (None, "")]
    width = max((len(name) for name, _value in filled), default=0)
    lines = []
    for name, value in filled:
        first, *more = value.splitlines() or [""]
        lines.append(f"{name + ':':<{width + 2}}{first}")
        lines.extend(" " * (width + 2) + line for line in more)
    return lines


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def rest(values: Values, *but: str) -> list[tuple[str, object]]:
    """Return (label, value) of every filled field that no other line shows."""
    return [
        (label(field), value)
        for field, value in values.items()
        if field not in _NOT_LISTED and field not in but and value not in (None, "")
    ]


def prescription(
    facts: Sequence[tuple[str, object]],
    rows: Sequence[Values],
    earlier: Sequence[Values] = (),
) -> str:
    """Render the drugs of one prescription, one numbered block each."""
    lines = head("Prescription", facts)
    for number, values in enumerate((*rows, *earlier), 1):
        drug = values.get("medication") or values.get("name") or "-"
        dose = [str(values[field]) for field in _MEDICATION if values.get(field)]
        if number == len(rows) + 1:
            lines += ["", *EARLIER]
        lines += ["", f"{number}. {drug}"]
        if dose:
            lines.append(f"   {', '.join(dose)}")
        lines += [
            f"   {line}" for line in _facts(rest(values, "medication", *_MEDICATION))
        ]
    return "\n".join(lines) + "\n"


def medical_record(
    facts: Sequence[tuple[str, object]],
    rows: Sequence[Values],
    earlier: Sequence[Values] = (),
) -> str:
    """Render a record: every filled field with its words."""
    lines = head("Medical record", facts)
    for number, values in enumerate((*rows, *earlier), 1):
        if number == len(rows) + 1:
            lines += ["", *EARLIER]
        lines += ["", *_facts(rest(values))]
    return "\n".join(lines) + "\n"


def conversation(
    facts: Sequence[tuple[str, object]],
    rows: Sequence[Values],
    earlier: Sequence[Values] = (),
) -> str:
    """Render a thread in the order it was written, whenever it was exported."""
    lines = head("Conversation", facts)
    everything = (*earlier, *rows)
    for values in sorted(everything, key=lambda row: str(row.get("sent_at") or "")):
        moment = str(values.get("sent_at") or "").replace("T", " ")
        who = values.get("sender") or values.get("direction") or ""
        notes = [str(values[f]) for f in ("channel", "status") if values.get(f)]
        about = ", ".join(part for part in (moment, str(who), *notes) if part)
        lines += ["", f"[{about}]"]
        if values.get("subject"):
            lines.append(str(values["subject"]))
        lines.append(str(values.get("body") or values.get("file") or ""))
        if values.get("body") and values.get("file"):
            lines.append(f"File: {values['file']}")
        lines += _facts(rest(values, *_MESSAGE))
    return "\n".join(lines) + "\n"


def bills(
    facts: Sequence[tuple[str, object]],
    rows: Sequence[Values],
    sums: Sequence[str] = (),
) -> str:
    """Render a patient's bills, oldest first, with every stated amount.

    Lines and receipts follow their bill, whatever their own date is; ``sums`` are
    lines that come last.
    """
    lines = head("Bills", facts)
    dates: dict[object, str] = {}
    for values in rows:
        dates.setdefault(_bill_of(values), str(values.get("date") or ""))
    for values in sorted(rows, key=lambda row: dates[_bill_of(row)]):
        number = values.get("bill_id") or "Payment without a bill"
        title = f"{number}  {values.get('date') or ''}".rstrip()
        lines += ["", title, "-" * len(title)]
        lines += _facts(
            [("Physician", values.get("physician_name")), *rest(values, "bill_id")]
        )
    return "\n".join([*lines, *(("", *sums) if sums else ())]) + "\n"


def _bill_of(values: Values) -> object:
    """Return what keeps a bill's rows together; a payment without one is alone."""
    return values.get("bill_id") or id(values)
