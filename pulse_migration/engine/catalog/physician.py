"""The staff file: one row a physician, dentist, therapist, nurse or desk user."""

from ._types import core, define, extra

PHYSICIAN = define(
    "physician",
    "Physician",
    core(
        "physician_id",
        "id",
        "physician id/number/code/key/reference/uuid; staff id/number/code; id; "
        "resource id; ~code",
    ),
    core(
        "name",
        "name",
        "physician full? name; physician; full/display name; staff name; staff member "
        "name?; employee name; ~label",
    ),
    core("title", "text", "prefix; salutation; honorific; physician prefix/salutation"),
    core("first_name", "name", "first; physician/staff first name"),
    core("middle_name", "name", "middle; middle initial"),
    core("last_name", "name", "last; physician/staff last name"),
    core(
        "email",
        "email",
        "email address/id; physician/staff/work/user/personal/home email address?",
    ),
    core(
        "phone",
        "phone",
        "phone number; contact number?; physician phone/contact number?; "
        "work/office/home/residence phone number?; office; extension",
    ),
    core(
        "mobile",
        "phone",
        "mobile number; physician mobile number?; whatsapp number?",
    ),
    core(
        "specialty",
        "text",
        "speciality; specialization; specialisation; medical/primary/physician "
        "specialty; area expertise; discipline; taxonomy",
    ),
    core(
        "role",
        "choice",
        "user/staff/job role/type; designation; position; job title; ~type; "
        "~category; access level; physician type",
    ),
    core("department", "text", "department name/id; unit; hospital department; ward"),
    core(
        "notes",
        "long_text",
        "note; bio; biography; about; description; profile; physician note",
    ),
    core("status", "choice", "employment/physician/staff/account status"),
    core(
        "created_at",
        "datetime",
        "created; created date/time; date created; joining/joined/hire/start date; "
        "date joining/joined/hired",
    ),
    core(
        "updated_at",
        "datetime",
        "updated; updated date/time; date updated; last updated",
    ),
    # Known to some systems only.
    extra(
        "license_number",
        "id",
        "license; license id/code; registration number/id; medical/council "
        "registration/license number; state license/registration number; "
        "mci/nmc/dea/gmc number; reg number; professional number; registration",
    ),
    extra("npi", "id", "npi number; national physician identifier"),
    extra("gender", "gender", "gender"),
    extra("date_of_birth", "date", "dob"),
    extra(
        "qualification",
        "text",
        "degree; education; credential; credentials; suffix",
    ),
    extra(
        "location",
        "text",
        "clinic/branch/center/practice/facility/site/hospital name?; organization; "
        "organization name/id; facility id; practice location",
    ),
    extra(
        "address",
        "text",
        "street address?; address line? 1; home/office address; street",
    ),
    extra("city", "text"),
    extra("state", "text"),
    extra("zip", "id"),
    extra("country", "text", "country code/name"),
    extra(
        "user_login",
        "text",
        "user; username; login; user id; system user; user account",
    ),
    extra(
        "fee",
        "money",
        "appointment fee/charge; price; fees; inpatient/outpatient appointment charge",
    ),
    extra(
        "fee_item",
        "text",
        "charge item; appointment charge item; inpatient appointment charge item",
    ),
    extra(
        "active_flag",
        "yes_no",
        "active; is active; enabled; disabled; archived; inactive",
    ),
    extra(
        "schedule",
        "text",
        "working hours/days; availability; timings; shift; slots",
    ),
    extra(
        "experience_years",
        "number",
        "experience; years experience; experience years",
    ),
    extra(
        "online_booking_flag",
        "yes_no",
        "online bookings; show online bookings?; bookable online; allow online "
        "booking; accept online booking",
    ),
    extra("time_zone", "text", "timezone; tz"),
    extra("photo", "file", "image; picture; avatar; photo url; image url"),
    extra("company", "text", "company name?"),
    extra("external_id", "id", "external/legacy/old id; uuid"),
    extra("billing_type", "choice", "billing/payment type"),
    extra("employee_id", "id", "employee; employee number/code/id; hr id"),
    extra(
        "utilization",
        "number",
        "utilization rate; encounters; procedures; patients seen",
    ),
    extra("latitude", "number", "lat"),
    extra("longitude", "number", "lon; lng"),
    subjects="physician staff",
    files="physician staff user employee team",
    required_any=(("name", "first_name", "last_name"),),
    expected="specialty role license_number department qualification",
)
