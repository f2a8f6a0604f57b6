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
        "code/number; ~number; ~appointment; unique id; record id; "
        "ticket/queue/encounter/schedule id; eid; appointment unique id; ~key; "
        "external id",
    ),
    patient_name(
        "contact name; participant name?; booked by",
    ),
    patient_id(
        "registration/file/case/chart/account/card number; "
        "contact/person/subject/user id; patient account",
    ),
    core(
        "patient_first_name",
        "name",
        "first name; patient first; participant/contact first name",
    ),
    core(
        "patient_last_name",
        "name",
        "last name; patient last; participant/contact last name",
    ),
    core(
        "patient_email",
        "email",
        "email address/1; email; patient/participant email address; patient email id; "
        "contact/participant email",
    ),
    core(
        "patient_phone",
        "phone",
        "patient phone/mobile/contact/whatsapp number; patient "
        "mobile/contact/whatsapp; phone/mobile/contact/whatsapp/sms number; "
        "phone/mobile/contact/whatsapp; home phone number; home/primary phone; "
        "patient home phone; patient phone home; phone 1; text reminder number; "
        "mobile contact number",
    ),
    core(
        "start",
        "datetime",
        "appointment/scheduled/period/event/slot start; appointment from; "
        "start/scheduled at; appointment start date time; date/admission time; "
        "appointment date time; when; event/admission datetime; ~slot/arrival; "
        "~appointment slot; ~start date; ^start time",
    ),
    core(
        "date",
        "date",
        "appointment/scheduled/schedule/service/slot/event/"
        "admission/treatment/class/weekday/from date; date appointment/admission; "
        "appointment start date; day; appointment/scheduled day; start dos; ~start "
        "date",
    ),
    core(
        "time",
        "time",
        "appointment/scheduled/schedule/slot/start/treatment/event/class/token/clock "
        "time; time start/slot; appointment start time; from/timing; "
        "start/appointment hour; appointment timing; slot from",
    ),
    core(
        "end",
        "datetime",
        "end at/date/timestamp; appointment/scheduled/period/event/slot end; "
        "appointment end date time; stop/finish/to/until; stop/completion/discharge "
        "date; stop/finish/discharge datetime; date stopped/ended; finished at; "
        "scheduled stop; discharge time",
    ),
    core(
        "end_time",
        "time",
        "time end; stop/finish/until/close/finishing time; appointment/scheduled/slot "
        "end time; slot to; end hour",
    ),
    core(
        "duration",
        "duration",
        "appointment/scheduled/slot/service/actual/total/booked duration; "
        "appointment/slot/block length; duration/length/time minutes; duration "
        "hours/seconds; length/minutes; appointment length minutes; slot/appointment "
        "size; length/service time",
    ),
    core(
        "type",
        "choice",
        "appointment/service/slot/event/treatment/procedure/class/"
        "activity/therapy/admission type; appointment category/class/purpose/mode; "
        "service/surgery/category/class/therapy/package/program/activity; service "
        "name/category/booked/description/item/requested; treatment/procedure/test "
        "name; new or followup; reason category; ~event/description/name; ~procedure "
        "description; ^treatment/procedure",
    ),
    core(
        "status",
        "choice",
        "appointment/attendance/confirmation/current/schedule/"
        "event/attended/arrival/final/last/show status; appointment state/outcome; "
        "outcome/stage/attendance/confirmed/confirmation; status name/description; "
        "~flag; ~is completed",
    ),
    core(
        "reason",
        "text",
        "reason visit/description/name; appointment reason/for/details/title/subject; "
        "purpose/concern/summary/problem; purpose/nature appointment; patient "
        "concern; procedure description; medical problem; "
        "~subject/title/description/topic; ^complaint/symptom; "
        "^presenting/presenting/chief complaint; ^presenting problem",
    ),
    physician_id(
        "host/calendar/assigned user id; ~user id; calendar id",
    ),
    physician_name(
        "with/employee/host/trainer/instructor/stylist/artist/"
        "organizer/coach/examiner; assigned to/staff/user/name; appointment/service "
        "physician; employee/host/calendar name; with staff; appointment with; event "
        "owner; ~calendar/username/user/owner/nurse/resource; ~resource name",
    ),
    core("physician_first_name", "name", "physician first; staff first name"),
    core("physician_last_name", "name", "physician last; staff last name"),
    physician_email(
        "staff/host/resource/organizer/assigned/user/owner/username email",
    ),
    core(
        "notes",
        "long_text",
        "appointment/additional/internal/staff/front/reception/"
        "desk/event/private/public/other/extra/reschedule/alert note; "
        "instructions/message/question/body/memo; additional information/details; "
        "special request/instruction; patient notes; other/extra details; "
        "~details/text",
    ),
    created_at(
        "booked at/on/time; booked/ordered; appointment made/booked/created; date "
        "booked/made/added; appointment created at/date; made on; "
        "requested/placed/request/order/scheduling/entry date; event created "
        "datetime; ~booking date/time; ~date scheduled",
    ),
    updated_at(
        "last status change; rescheduled; rescheduled/status date; status updated "
        "date; date rescheduled",
    ),
    # Known to some systems only.
    extra(
        "patient_date_of_birth",
        "date",
        "dob; patient birth",
    ),
    extra(
        "patient_gender",
        "gender",
        "gender/mf; sex at birth",
    ),
    extra(
        "patient_age",
        "age",
        "age; age years/visit",
    ),
    extra(
        "patient_address",
        "text",
        "address/street/locality/area/neighbourhood/neighborhood; street/home "
        "address; address 1; patient location; ~village",
    ),
    extra(
        "patient_city",
        "text",
        "city/village; city name",
    ),
    extra("patient_state", "text", "state"),
    extra("patient_zip", "text", "zip"),
    extra(
        "patient_title",
        "text",
        "salutation/prefix; patient salutation/prefix",
    ),
    extra(
        "location",
        "text",
        "clinic/center/practice/hospital/business/organization name; "
        "center/practice/hospital/business/organization/venue/office/place/store; "
        "location id/code/address/branch; business/organization id; "
        "business/organization code; service facility; place service/consultation; "
        "appointment/meeting/treatment/room location; health center; ~address",
    ),
    extra(
        "room",
        "text",
        "chair/operatory/bed/cabin/op/equipment/machine/bay/column; "
        "room/bed/chair/operatory/cabin number; room/operatory/equipment name; room "
        "id/code; treatment/consulting/exam room name; treatment/consulting/exam "
        "room; ~resource; ~resource name",
    ),
    extra(
        "cancel_reason",
        "text",
        "cancellation note/details; reason cancellation; no show reason; cancel "
        "type/message; reason no show; reschedule reason; cancelled because",
    ),
    extra(
        "cancelled_at",
        "datetime",
        "cancelled; cancelled date/time/flag; date cancelled; cancelled by date",
    ),
    extra(
        "checked_in_at",
        "datetime",
        "checkin/arrival; checkin/arrival/arrived/seated time; checkin/arrival date; "
        "arrived at; time/datetime arrived; checked in flag; checkin status; seated "
        "datetime; time/datetime seated; waiting since",
    ),
    extra(
        "checked_out_at",
        "datetime",
        "checkout/departure/departed; "
        "checkout/departure/completed/out/dismissed/seen/completion time; "
        "checkout/completed date; completed/left at; time out; datetime "
        "dismissed/checkout; ~completed appointment",
    ),
    extra(
        "arrived_flag",
        "yes_no",
        "arrived/attended/showed/show; patient/has arrived; patient attended; did "
        "arrive; showed up",
    ),
    extra(
        "no_show_flag",
        "yes_no",
        "noshow/dna/missed/fta; did not attend/arrive; marked noshow; missed "
        "appointment; not attended",
    ),
    extra(
        "reminder_sent",
        "yes_no",
        "reminder/reminded; reminder sent at/date/time; email/sms/whatsapp reminder "
        "sent; email/sms/whatsapp reminder; reminder status/datetime; "
        "sms/confirmation/text/notification/email sent; sms received/confirmation; "
        "confirmation email; has sent reminder; has sent email/sms reminder; email "
        "confirmation; sms reminder status",
    ),
    extra(
        "invoice_status",
        "choice",
        "payment/billing/paid status; billed/bill/invoiced/payment; bill "
        "paid/number/id/date; paid/billed flag; payment details; billing code status",
    ),
    extra(
        "fee",
        "money",
        "^price; ^cost; ^charge; appointment fee/price/cost/charge/amount; service "
        "fee/price/cost/charge; base cost; appointment base cost; ^amount; expected "
        "amount; consultation/session/treatment/base/list fee/price/cost/charge/rate; "
        "consultation charges; rate; quoted price; total fee; net price; fee amount; "
        "deposit amount",
    ),
    extra(
        "amount_paid",
        "money",
        "paid/payment/prepaid/collected amount; paid/deposit/collected; amount paid "
        "online; amount/payment received; advance/deposit/total paid; paid online; "
        "amount collected",
    ),
    extra(
        "outstanding",
        "money",
        "due/copay/remaining amount; amount/copay/balance due; due/copay; amount "
        "owing; ^balance",
    ),
    extra(
        "bill_total",
        "money",
        "total amount/cost/price/charge; total claim cost; bill/billed amount; ^total",
    ),
    extra(
        "units",
        "number",
        "number units/session; session count",
    ),
    extra(
        "payer",
        "text",
        "insurance/insurer/sponsor/corporate/tpa/fund; insurance "
        "name/company/plan/id/type/provider; payer name/id/plan; primary insurance "
        "name; primary insurance; health fund; invoice to; third party",
    ),
    extra("insurance_secondary", "text", "secondary insurance name?; secondary payer"),
    extra(
        "recurrence",
        "text",
        "repeat/recurring/series/rrule/frequency; repeat "
        "rule/frequency/pattern/every; series/recurrence/recurring/group id; "
        "recurrence rule/pattern",
    ),
    extra(
        "department",
        "text",
        "department/unit/specialty name; department id; specialty/ward/discipline; "
        "dept code; clinic type; service line",
    ),
    extra(
        "diagnosis_code",
        "text",
        "reason/icd code; icd; icd 10/9 code; icd 10/9",
    ),
    extra(
        "procedure_code",
        "text",
        "service/treatment/cpt/billing/item/ada code; cpt; item number; ~code",
    ),
    extra(
        "telehealth_link",
        "text",
        "video/meeting/zoom/join/invitee/event url; video call link; conference "
        "meet/online/virtual link; google meet/online/virtual link; online link; join "
        "meeting link; meeting id; zoom",
    ),
    extra("physician_title", "text", "physician prefix/salutation"),
    extra(
        "referring_physician",
        "name",
        "referred/reference by; referral physician/name/source; referral/gp/referrer; "
        "referrer/referred name; referring physician name",
    ),
    extra("patient_height", "number", "height; height cm"),
    extra("patient_weight", "number", "weight; weight kg"),
    extra(
        "medical_condition",
        "text",
        "medical history; hypertension/diabetes/disability/alcoholism/handicap; "
        "problem description; ^condition/disease/diagnosis",
    ),
    subjects="appointment",
    files="appointment schedule calendar diary reservation event",
    required_any=(("start", "date"),),
    expected="time start end duration status type physician_name physician_id reason",
)
