"""Cells that make one value together, and the identity of a record.

Works on the converted values of one row, in place of nothing: a part that was combined
stays beside the whole.
"""

import hashlib
import json
from collections.abc import Callable

Values = dict[str, object]

# What names a record of each object; the first field that is filled wins.
ID_FIELDS = {
    "patient": ("patient_id",),
    "appointment": ("appointment_id",),
    "prescription": ("prescription_id",),
    "medical_record": ("record_id",),
    "bill": ("bill_id",),
    "payment": ("payment_id",),
    "message": ("message_id",),
    "physician": ("email", "physician_id", "name"),
}

# Without an id of its own a record is named by these values together.
_NATURAL_KEYS = {
    "appointment": ("patient_id", "start", "physician_email", "physician_name"),
    "prescription": ("patient_id", "date", "physician_email", "physician_name"),
    "medical_record": ("patient_id", "date", "chief_complaint", "diagnosis", "notes"),
    "bill_item": ("bill_id", "item_name", "description", "quantity", "unit_price"),
    "payment": ("bill_id", "patient_id", "receipt_number", "date", "amount"),
    "campaign": ("campaign_id", "name", "patient_id", "sent_at"),
    "message": ("thread_id", "patient_id", "patient_phone", "sent_at", "body"),
}


def own_id_of(object_name: str) -> str:
    """Return the field of the id that the source itself gives a record.

    >>> own_id_of("medical_record"), own_id_of("physician")
    ('record_id', 'physician_id')
    """
    fields = ID_FIELDS.get(object_name, ())
    own = (field for field in fields if field.endswith("_id"))
    return next(own, f"{object_name}_id")


def combine(object_name: str, values: Values) -> None:
    """Fill the whole from its parts: a name from first and last, a start from day and
    time."""
    step = _STEPS.get(object_name)
    if step:
        step(values)


def external_id(object_name: str, values: Values) -> str:
    """Return the source's id of the record, or ``~`` and a digest of its natural key.

    Empty when the row holds nothing to name it by.
    """
    for field in ID_FIELDS.get(object_name, ()):
        if values.get(field):
            text = str(values[field])
            return text.lower() if field == "email" else text
    key = [values.get(field) for field in _NATURAL_KEYS.get(object_name, ())]
    if not any(key):
        return ""
    digest = hashlib.sha256(json.dumps(key, ensure_ascii=False).encode()).hexdigest()
    return f"~{digest[:24]}"


def join_name(values: Values, prefix: str = "") -> str:
    """Return "First Middle Last" of the filled parts."""
    parts = (values.get(f"{prefix}{part}_name") for part in ("first", "middle", "last"))
    return " ".join(str(part) for part in parts if part)


def _combine_patient(values: Values) -> None:
    if not values.get("name") and (name := join_name(values)):
        values["name"] = name


def _combine_appointment(values: Values) -> None:
    if not values.get("patient_name") and (name := join_name(values, "patient_")):
        values["patient_name"] = name
    if not values.get("physician_name") and (name := join_name(values, "physician_")):
        values["physician_name"] = name
    _combine_start(values)


def _combine_start(values: Values) -> None:
    """One local moment: ``start`` alone, or ``date`` with ``time``.

    Without a time of day ``start`` is the day alone: nobody came at midnight.
    """
    start = str(values.get("start") or values.get("date") or "")
    time = values.get("time")
    if start and time and (len(start) == 10 or start[10:] == "T00:00:00"):
        start = f"{start[:10]}T{time}"
    elif start and not values.get("start"):
        start = start[:10]
    if start:
        values["start"] = start
    if start and not values.get("date"):
        values["date"] = str(start)[:10]


def _combine_message(values: Values) -> None:
    """A chat has the time beside the day."""
    sent_at = str(values.get("sent_at") or "")
    if sent_at and values.get("time"):
        values["sent_at"] = f"{sent_at[:10]}T{values.pop('time')}"


_STEPS: dict[str, Callable[[Values], None]] = {
    "patient": _combine_patient,
    "physician": _combine_patient,
    "appointment": _combine_appointment,
    "message": _combine_message,
}
