"""The appointment book: one row a visit, planned or past."""

from ._common import (
    created_at,
    patient_id,
    patient_name,
    physician_email,
    physician_id,
    physician_name,
    updated_at,
)
from ._types import core, define, extra

APPOINTMENT = define(
    "appointment",
    "Appointment",
    core(
        "appointment_id",
        "id",
        "appointment id/number/code/key/reference/uuid; id; "
        "reservation/event/order/token/slot id/number; opd number; confirmation "
        "code/number; ~number; ~appointment",
    ),
    patient_name("contact name; participant name?"),
    patient_id("registration/file/case/chart number; contact/person/subject/user id"),
    core("patient_first_name", "name", "first name; patient first; attendee first"),
    core("patient_last_name", "name", "last name; patient last; attendee last"),
    core(
        "patient_email",
        "email",
        "email address?; patient email address/id?; contact/invitee/attendee email",
    ),
    core(
        "patient_phone",
        "phone",
        "patient phone/mobile/contact number?; phone number?; mobile number?; contact "
        "number?; home/cell phone number?; patient home/cell phone; patient phone "
        "home/mobile",
    ),
    core(
        "start",
        "datetime",
        "appointment start/from; start at/datetime; start date time; appointment "
        "start date time; date time; datetime; appointment date time; appointment "
        "datetime; scheduled at/datetime/start; scheduled date time; starts at; "
        "begin; start timestamp; timestamp; ~slot; ~appointment slot; date started; "
        "~start date; when; period start; event start",
    ),
    core(
        "date",
        "date",
        "appointment/scheduled/schedule/service/slot date; ~start date; date "
        "appointment/service; appointment start date; day; appointment day; dos; "
        "event date; admission date; date admission",
    ),
    core(
        "time",
        "time",
        "appointment/scheduled/schedule/slot time; start time; time start/from; "
        "appointment start time; from time; from; time slot",
    ),
    core(
        "end",
        "datetime",
        "end at/datetime/date/timestamp; end date time; appointment end; appointment "
        "end date time; ends at; stop; finish; stop date/datetime; date "
        "stopped/ended; scheduled end; to; period end; until; event end",
    ),
    core(
        "end_time",
        "time",
        "time end/to; to/stop/finish time; appointment end time; scheduled end time",
    ),
    core(
        "duration",
        "duration",
        "appointment duration/length; duration minutes/mins/min/hours/hrs/seconds; "
        "length; hours; scheduled duration; length minutes; minutes; appointment "
        "length minutes; slot duration/length; time minutes; service duration",
    ),
    core(
        "type",
        "choice",
        "appointment/service/slot/event type; appointment type name; appointment "
        "category/class/kind/purpose/mode; service; service name; ^treatment; "
        "surgery; treatment/session type; category; treatment name; ^procedure; "
        "procedure name/type; class; ~event; ~description; ~name",
    ),
    core(
        "status",
        "choice",
        "appointment/booking/attendance/confirmation/current/schedule status; "
        "appointment state; outcome; stage; attendance; status name/description; "
        "confirmed; confirmation",
    ),
    core(
        "reason",
        "text",
        "reason visit/appointment/encounter/description; appointment reason; purpose; "
        "^chief complaint; ^complaint; ~subject; appointment "
        "title/subject/name/description; ^presenting complaint/problem; ~title; "
        "~description; reason description/name; appointment for; concern; ^symptom; "
        "summary",
    ),
    physician_id(),
    physician_name(
        "with; assigned to; ~resource name?; appointment physician; employee "
        "name?; host"
    ),
    core("physician_first_name", "name", "physician first; staff first name"),
    core("physician_last_name", "name", "physician last; staff last name"),
    physician_email("staff/host/resource email"),
    core(
        "notes",
        "long_text",
        "note; appointment/booking/additional/internal/staff/front/reception/desk "
        "note; instructions; additional information; special request/instruction; "
        "patient notes/comments; remarks; message",
    ),
    created_at(
        "booked at/on/date?; appointment made/booked/created; date "
        "booked/made/added; ~booking date; appointment created at/date; made "
        "on; requested date"
    ),
    updated_at(),
    # Known to some systems only.
    extra("patient_date_of_birth", "date", "patient? dob; patient birth"),
    extra("patient_gender", "gender", "gender"),
    extra("patient_age", "age", "age; age years"),
    extra("patient_address", "text", "address; street address?; home address"),
    extra("patient_city", "text", "city"),
    extra("patient_state", "text", "state"),
    extra("patient_zip", "text", "zip"),
    extra("patient_title", "text", "salutation; patient salutation/prefix; prefix"),
    extra(
        "location",
        "text",
        "clinic/branch/center/practice/facility/site/hospital name?; "
        "location/facility/branch/clinic/business/organization name/id/code; "
        "business; organization; venue; office; service facility; place service",
    ),
    extra(
        "room",
        "text",
        "chair; operatory; room number/name/id; bed number?; cabin; chair number; "
        "~resource",
    ),
    extra(
        "cancel_reason",
        "text",
        "cancellation reason/note/comment; reason cancellation/cancelled; cancelled "
        "reason; cancel note; no show reason",
    ),
    extra(
        "cancelled_at",
        "datetime",
        "cancelled; cancelled date/time/on; cancellation date/time; date cancelled; "
        "cancelled flag; is cancelled",
    ),
    extra(
        "checked_in_at",
        "datetime",
        "checkin; checkin time/date/at; arrival time/date?; arrived time/at; time "
        "arrived",
    ),
    extra(
        "checked_out_at",
        "datetime",
        "checkout; checkout time/date/at; departure time?; completed at/time; "
        "~completed appointment; time out",
    ),
    extra("arrived_flag", "yes_no", "arrived; patient arrived; attended; showed"),
    extra("no_show_flag", "yes_no", "noshow; did not attend/arrive; dna; missed"),
    extra(
        "reminder_sent",
        "yes_no",
        "reminder; reminder sent at/date/time?; email/sms reminder sent?; reminder "
        "status; sms sent; confirmation sent",
    ),
    extra(
        "invoice_status",
        "choice",
        "bill/payment/billing status; billed; bill paid; paid flag; bill number/id; "
        "billed flag",
    ),
    extra(
        "fee",
        "money",
        "^price; ^cost; ^charge; appointment fee/price/cost/charge/amount; service "
        "fee/price/cost/charge; base cost; appointment base cost; ^amount; expected "
        "amount",
    ),
    extra("amount_paid", "money", "paid amount?; payment amount; deposit; collected"),
    extra("outstanding", "money", "^balance; due amount; amount due; copay due"),
    extra("bill_total", "money", "^total; total amount/cost/price; total claim cost"),
    extra("units", "number", "unit; number units"),
    extra(
        "payer",
        "text",
        "insurance; insurance name/company/plan; payer name/id; primary insurance "
        "name?; insurer",
    ),
    extra("insurance_secondary", "text", "secondary insurance name?; secondary payer"),
    extra("recurrence", "text", "repeat; recurring; repeat rule; series id?"),
    extra("department", "text", "department name/id; specialty; unit name"),
    extra(
        "diagnosis_code",
        "text",
        "diagnosis code; reason code; icd code?; icd 10 code?",
    ),
    extra(
        "procedure_code",
        "text",
        "service/treatment/cpt/billing/item code; cpt; ~code",
    ),
    extra(
        "telehealth_link",
        "text",
        "video/meeting/telehealth/zoom url/link; video call link; join url; "
        "telehealth url; meeting link",
    ),
    extra("physician_title", "text", "physician prefix/salutation"),
    extra("referring_physician", "name", "referred by; referring/referral physician"),
    extra("patient_height", "number", "height; height cm"),
    extra("patient_weight", "number", "weight; weight kg"),
    extra("medical_condition", "text", "^condition; ^disease; ^diagnosis"),
    subjects="appointment",
    files="appointment schedule calendar diary reservation event",
    required_any=(("start", "date"),),
    expected="time start end duration status type physician_name physician_id reason",
)
