"""Further details: what the source says and Odoo has no field for, in readable lines.

Every canonical field has a home. Those that loaders put to use themselves are listed
in ``USED``; what would only repeat the patient's own page, or a machine's bookkeeping,
stays on the row (``ROW_ONLY``) and verification says so; everything else becomes a
line. A line is for everybody who sees the record only when it is listed in ``OPEN``:
what nobody thought of may be medical.
"""

from collections.abc import Mapping
from functools import cache

from .catalog import OBJECTS
from .custom import PREFIX

_EXTRA = "_extra"
_CONFLICT = "_conflict"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


USED = {
    "patient": _words(
        "patient_id name first_name middle_name last_name email phone mobile phone_alt "
        "street street2 city state zip country date_of_birth gender blood_group "
        "blood_group_other allergy_notes medical_history chief_complaint diagnosis "
        "status notes created_at physician_id physician_email"
    ),
    "appointment": _words(
        "appointment_id patient_id patient_name patient_first_name patient_last_name "
        "start date time duration type status notes cancel_reason physician_id "
        "physician_name physician_first_name physician_last_name physician_email"
    ),
    "campaign": _words(
        "name sent_at date patient_id patient_name patient_first_name patient_last_name"
    ),
    "prescription": _words(
        "prescription_id patient_id patient_name physician_id physician_name "
        "physician_email date file"
    ),
    "medical_record": _words(
        "record_id patient_id patient_name physician_id physician_name "
        "physician_email date file"
    ),
    "message": _words(
        "message_id thread_id patient_id patient_name patient_phone sent_at time "
        "direction channel sender subject body status file"
    ),
    "bill": _words("bill_id patient_id patient_name physician_id physician_name date"),
    "bill_item": _words(
        "bill_id patient_id patient_name physician_id physician_name date"
    ),
    "payment": _words("bill_id patient_id patient_name date"),
    "physician": _words(
        "physician_id name title first_name middle_name last_name email phone"
    ),
}

_PATIENTS_OWN = _words(
    "patient_email patient_phone patient_date_of_birth patient_gender patient_age "
    "patient_address patient_city patient_state patient_zip patient_country "
    "patient_title patient_blood_group national_id"
)
ROW_ONLY = {
    "patient": _words("photo updated_at"),
    "appointment": (_PATIENTS_OWN - {"national_id"}) | {"updated_at"},
    "campaign": _words("patient_email patient_phone updated_at"),
    "prescription": frozenset(),
    "medical_record": frozenset(),
    "message": _words(
        "appointment_id created_at updated_at archived_at account_id api_version "
        "encrypted_flag segments"
    ),
    "bill": frozenset(),
    "bill_item": frozenset(),
    "payment": frozenset(),
    "physician": frozenset(OBJECTS["physician"].fields) - USED["physician"],
}

OPEN = {
    "patient": _words(
        "title preferred_name external_id age district national_id occupation employer "
        "marital_status insurance_name insurance_number insurance_group guardian_name "
        "relative_name emergency_contact_name emergency_contact_phone "
        "emergency_contact_relation referral_source referring_physician language "
        "deceased_date marketing_opt_in communication_preference privacy_consent "
        "company balance last_visit_at next_visit_at time_zone anniversary_date "
        "location pharmacy chart_number billing_type merged_into invoice_to "
        "invoice_email physician_name"
    ),
    "appointment": _words(
        "end end_time created_at location room cancelled_at checked_in_at "
        "checked_out_at arrived_flag no_show_flag reminder_sent invoice_status fee "
        "amount_paid outstanding bill_total units payer insurance_secondary recurrence "
        "department telehealth_link physician_title referring_physician"
    ),
    "campaign": frozenset(OBJECTS["campaign"].fields),
}
# of these a further value is no more medical than the first
_OPEN_EXTRA = _words(
    "email phone mobile phone_alt street city state zip country status"
)


def details(
    object_name: str, values: Mapping[str, object], *, is_medical: bool
) -> list[str]:
    """Return "Label: value" of the fields that have no home of their own.

    In the catalogue's order, either those that are medical or those that are not.
    """
    places, kept = _places(object_name)
    found = []
    for name, value in values.items():
        # one with a home has a plain name: nearly every value ends here
        if name in kept or value in (None, ""):
            continue
        if name.startswith(PREFIX):  # a field of the clinic's own holds it
            continue
        base = name.removesuffix(_EXTRA).removesuffix(_CONFLICT)
        if _is_open(object_name, name, base) != is_medical:
            place = places.get(base, len(places))
            found.append((place, name, f"{_label(object_name, name, base)}: "))
    return [head + _text(values[name]) for _place, name, head in sorted(found)]


@cache
def _places(object_name: str) -> tuple[dict[str, int], frozenset[str]]:
    """Return the place of each field, and the names of those that have a home."""
    places = {name: place for place, name in enumerate(OBJECTS[object_name].fields)}
    kept = USED[object_name] | ROW_ONLY[object_name]
    return places, frozenset(
        name for name in kept if not name.endswith((_EXTRA, _CONFLICT))
    )


def _is_open(object_name: str, name: str, base: str) -> bool:
    if name.endswith(_CONFLICT):
        return False
    if name.endswith(_EXTRA) and base in _OPEN_EXTRA:
        return True
    return base in OPEN[object_name]


def _label(object_name: str, name: str, base: str) -> str:
    field = OBJECTS[object_name].fields.get(base)
    label = field.label if field else base.replace("_", " ").capitalize()
    if name.endswith(_CONFLICT):
        return f"{label} (contradictory)"
    return f"{label} (further)" if name.endswith(_EXTRA) else label


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
