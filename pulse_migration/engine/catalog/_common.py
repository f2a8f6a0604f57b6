"""Fields that most objects share, so that each way to write them is known to all."""

from ._types import Field, core

_PATIENT_ID = (
    "patient id/number/code/key/reference/uuid; patient account; ~patient; mrn; uhid; "
    "upid; pid; crn; "
    "patient mrn/uhid; urn; patient external/source/system id; "
    "patient file/chart/record/account/registration/case/card/folder id/number; "
    "student/employee/member id/number; contact/person/subject id"
)
_PATIENT_NAME = (
    "patient full/complete/display? name; student/member/child/beneficiary name; "
    "~owner name; ~name; full name; person name; name patient; "
    "name full; patient name full; ~patient"
)
_PHYSICIAN_ID = (
    "~physician; physician id/code/number/key/uuid; staff/employee/resource id/code; "
    "physician external/user/staff/employee id/number"
)
_PHYSICIAN_NAME = (
    "physician; ~attending; physician full/display? name; name physician; staff name?; "
    "~employee name; primary physician name?"
)
_APPOINTMENT_ID = (
    "appointment; appointment id/number/code/key/reference/uuid; opd/ipd number; "
    "admission/episode id"
)
_CREATED = (
    "created; created date/time/datetime/timestamp; date/time created; datetime "
    "created; record created date?; entered at/on; date entered; entered datetime"
)
_UPDATED = (
    "updated; updated date/time/datetime/timestamp; last updated date/datetime/time?; "
    "date/time updated; date/time last updated; last update; datetime updated; record "
    "updated date?; last change"
)


def _with(patterns: str, more: str) -> str:
    return f"{patterns}; {more}" if more else patterns


def patient_id(more: str = "", *, required: bool = True) -> Field:
    """Whose record it is, by the patient's number."""
    return core("patient_id", "id", _with(_PATIENT_ID, more), required=required)


def patient_name(more: str = "") -> Field:
    """Whose record it is, by name."""
    return core("patient_name", "name", _with(_PATIENT_NAME, more))


def physician_id(more: str = "") -> Field:
    """Who treats, by number."""
    return core("physician_id", "id", _with(_PHYSICIAN_ID, more))


def physician_name(more: str = "") -> Field:
    """Who treats, by name."""
    return core("physician_name", "name", _with(_PHYSICIAN_NAME, more))


def physician_email(more: str = "") -> Field:
    """Who treats, by e-mail."""
    return core(
        "physician_email", "email", _with("physician/staff email address?", more)
    )


def appointment_id(more: str = "") -> Field:
    """The visit a record belongs to."""
    return core("appointment_id", "id", _with(_APPOINTMENT_ID, more))


def created_at(more: str = "") -> Field:
    """When the other system made the record."""
    return core("created_at", "datetime", _with(_CREATED, more))


def updated_at(more: str = "") -> Field:
    """When the other system last changed the record."""
    return core("updated_at", "datetime", _with(_UPDATED, more))
