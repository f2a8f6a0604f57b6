"""Known layouts: exports whose columns need no guessing.

A profile says which object a file holds and which field each header is; it is
recognised by its key headers. What a clinic saved itself is in ``clinic_profile``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """One layout. ``keys`` are the headers that give it away."""

    name: str
    object: str
    fields: Mapping[str, str]
    keys: tuple[str, ...]

    def for_header(self, header: Sequence[str]) -> dict[str, str]:
        """The field of each given header the profile knows, spelled as given."""
        known = {_plain(name): target for name, target in self.fields.items()}
        return {name: known[_plain(name)] for name in header if _plain(name) in known}


def _plain(header: str) -> str:
    return "".join(header.lower().split())


def recognise(header: Sequence[str]) -> Profile | None:
    """The built-in profile whose key headers are all there, or ``None``."""
    present = {_plain(name) for name in header}
    for profile in BUILT_IN:
        if present.issuperset(_plain(key) for key in profile.keys):
            return profile
    return None


def _pulse(item: str, keys: str, others: str, **renamed: str) -> Profile:
    """Pulse's own headers: most are the field names, ``renamed`` are not."""
    fields = {name: name for name in f"{keys} {others}".split()}
    return Profile("pulse", item, {**fields, **renamed}, tuple(keys.split()))


# the columns that our own reader of chats makes
WHATSAPP_CHAT = Profile(
    "whatsapp",
    "message",
    {
        "date": "sent_at",
        "time": "time",
        "sender": "sender",
        "body": "body",
        "media": "file",
    },
    ("date", "time", "sender", "body", "media"),
)
PRACTO_PATIENTS = Profile(
    "practo_ray",
    "patient",
    {
        "Patient Number": "patient_id",
        "Patient Name": "name",
        "Mobile Number": "mobile",
        "Contact Number": "phone",
        "Email Address": "email",
        "Secondary Mobile": "phone_alt",
        "Gender": "gender",
        "Address": "street",
        "Locality": "street2",
        "City": "city",
        "Pincode": "zip",
        "National Id": "national_id",
        "Date of Birth": "date_of_birth",
        "Age": "age",
        "Anniversary Date": "anniversary_date",
        "Blood Group": "blood_group",
        "Remarks": "notes",
        "Medical History": "medical_history",
        "Referred By": "referral_source",
        "Groups": "tags",
        "Patient Notes": "notes",
    },
    ("Patient Number", "Patient Name", "Contact Number", "Secondary Mobile", "Groups"),
)
PRACTO_APPOINTMENTS = Profile(
    "practo_ray",
    "appointment",
    {
        "Date": "date",
        "Patient Number": "patient_id",
        "Patient Name": "patient_name",
        "Notes": "notes",
        "DoctorName": "physician_name",
        "Status": "status",
        "Checked In At": "checked_in_at",
        "Checked Out At": "checked_out_at",
    },
    ("Patient Number", "DoctorName", "Checked In At", "Checked Out At"),
)
_VISIT = "patient_id appointment_id physician_email date"
BUILT_IN = (
    WHATSAPP_CHAT,
    PRACTO_PATIENTS,
    PRACTO_APPOINTMENTS,
    _pulse(
        "prescription",
        "prescription_id medication",
        f"{_VISIT} dosage frequency duration quantity instructions status file",
        physician="physician_name",
    ),
    _pulse(
        "medical_record",
        "record_id diagnosis treatment_plan",
        f"{_VISIT} chief_complaint notes status file",
        physician="physician_name",
    ),
    _pulse(
        "bill",
        "bill_id patient_id outstanding",
        "appointment_id date due_date description quantity unit_price discount tax "
        "status currency payment_method payment_date payer notes",
        physician="physician_name",
        amount="amount_net",
        total="amount_total",
        paid="amount_paid",
    ),
    _pulse(
        "payment",
        "payment_id patient_id amount",
        "date receipt_number bill_id payment_method refund cancelled_flag",
    ),
    _pulse(
        "bill_item",
        "bill_id item_name unit_price",
        "description quantity discount discount_type tax_name tax_rate amount_total",
        total="amount_total",
    ),
    _pulse("campaign", "campaign_id patient_id", "name channel sent_at status"),
    _pulse(
        "message",
        "message_id thread_id body",
        "patient_id sent_at direction channel sender recipient subject status",
    ),
    _pulse(
        "appointment",
        "appointment_id patient_id appointment_date",
        "physician_email type status reason notes",
        appointment_date="date",
        appointment_time="time",
        duration_minutes="duration",
        physician="physician_name",
    ),
    _pulse(
        "patient",
        "patient_id name date_of_birth blood_group allergy_notes",
        "first_name last_name email phone city state zip country gender age "
        "physician_email medical_history chief_complaint diagnosis notes status "
        "created_at updated_at",
        address="street",
        physician="physician_name",
    ),
    _pulse(
        "physician",
        "physician_id name specialty",
        "email phone gender address city state zip country role",
        clinic="location",
    ),
)
