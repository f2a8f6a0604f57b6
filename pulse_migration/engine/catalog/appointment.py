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
        "registration/file/case/chart number; contact/person/subject/user id; "
        "account/card number; subject id; patient account",
    ),
    core(
        "patient_first_name",
        "name",
        "first name; patient first; attendee first; participant/contact first name; "
        "given name",
    ),
    core(
        "patient_last_name",
        "name",
        "last name; patient last; attendee last; participant/contact last name; "
        "family name",
    ),
    core(
        "patient_email",
        "email",
        "email address?; patient email address/id?; contact/invitee/attendee email; "
        "participant email; email 1; participant email address",
    ),
    core(
        "patient_phone",
        "phone",
        "patient phone/mobile/contact number?; phone number?; mobile number?; contact "
        "number?; home/cell phone number?; patient home/cell phone; patient phone "
        "home/mobile; contact; patient contact; patient whatsapp number?; whatsapp "
        "number?; phone 1; text reminder number; sms number; primary phone; mobile "
        "contact number",
    ),
    core(
        "start",
        "datetime",
        "appointment start/from; start at/datetime; start date time; appointment "
        "start date time; date time; datetime; appointment date time; appointment "
        "datetime; scheduled at/datetime/start; scheduled date time; starts at; "
        "begin; start timestamp; timestamp; ~slot; ~appointment slot; date started; "
        "~start date; when; period start; event start; slot start; event datetime; "
        "started at; ^start time; ~arrival; starting at; begin datetime; begins at; "
        "start date hour; appointment begin; admission time; admission datetime",
    ),
    core(
        "date",
        "date",
        "appointment/scheduled/schedule/service/slot date; ~start date; date "
        "appointment/service; appointment start date; day; appointment day; dos; "
        "event date; admission date; date admission; treatment/class date; date "
        "appointment; weekday date; start dos; scheduled day; from date",
    ),
    core(
        "time",
        "time",
        "appointment/scheduled/schedule/slot time; start time; time start/from; "
        "appointment start time; from time; from; time slot; treatment/event/class "
        "time; start hour; begin time; timing; appointment timing; slot from; token "
        "time; appointment hour; clock time",
    ),
    core(
        "end",
        "datetime",
        "end at/datetime/date/timestamp; end date time; appointment end; appointment "
        "end date time; ends at; stop; finish; stop date/datetime; date "
        "stopped/ended; scheduled end; to; period end; until; event end; slot end; "
        "finished at; ended at; completion date; scheduled stop; finish datetime; "
        "discharge time; discharge datetime; discharge date",
    ),
    core(
        "end_time",
        "time",
        "time end/to; to/stop/finish time; appointment end time; scheduled end time; "
        "slot end time; until time; slot to; end hour; close time; finishing time",
    ),
    core(
        "duration",
        "duration",
        "appointment duration/length; duration minutes/mins/min/hours/hrs/seconds; "
        "length; scheduled duration; length minutes; minutes; appointment length "
        "minutes; slot duration/length; time minutes; service duration; "
        "actual/total/booked duration; slot size; length time; service time; block "
        "length; visit length; appointment size",
    ),
    core(
        "type",
        "choice",
        "appointment/service/slot/event type; appointment type name; appointment "
        "category/class/kind/purpose/mode; service; service name; ^treatment; "
        "surgery; treatment/session type; category; treatment name; ^procedure; "
        "procedure name/type; class; ~event; ~description; ~name; "
        "treatment/session/class/activity type; service category; service booked; new "
        "or followup; consultation mode; appointment type description; service "
        "description; ~procedure description; therapy; therapy type; test name; "
        "package; package name; program; activity; service item; reason category; "
        "class name; visit mode; service requested; admission type",
    ),
    core(
        "status",
        "choice",
        "appointment/booking/attendance/confirmation/current/schedule status; "
        "appointment state; outcome; stage; attendance; status name/description; "
        "confirmed; confirmation; event status; session status; attended status; "
        "arrival status; final/last status; appointment outcome; booking state; show "
        "status; ~flag; ~is completed; completed; is confirmed; visit state",
    ),
    core(
        "reason",
        "text",
        "reason visit/appointment/encounter/description; appointment reason; purpose; "
        "^complaint; ~subject; ^presenting complaint/problem; ~title; ~description; "
        "reason description/name; appointment for; concern; ^symptom; summary; reason "
        "booking; booking reason; ^presenting complaint; purpose appointment; patient "
        "concern; nature appointment; problem; procedure description; medical "
        "problem; ~topic; appointment details; appointment title/subject; ^chief "
        "complaint",
    ),
    physician_id(
        "host/calendar/assigned user id; ~user id; calendar id",
    ),
    physician_name(
        "with; assigned to; appointment physician; employee name?; host; host name; "
        "~calendar; assigned staff/user; with staff; ~username; ~user; appointment "
        "with; trainer; instructor; stylist; artist; event owner; organizer; coach; "
        "service physician; ~owner; ~nurse; ~resource; calendar/assigned name; "
        "~resource name; examiner",
    ),
    core("physician_first_name", "name", "physician first; staff first name"),
    core("physician_last_name", "name", "physician last; staff last name"),
    physician_email(
        "staff/host/resource email; organizer/assigned email; user/owner email; "
        "username email",
    ),
    core(
        "notes",
        "long_text",
        "note; appointment/booking/additional/internal/staff/front/reception/desk "
        "note; instructions; additional information; special request/instruction; "
        "patient notes/comments; remarks; message; "
        "event/session/patient/private/public note; ~details; other note/details; "
        "extra note/details; special request; reschedule note; ~text; question; body; "
        "memo; additional details; alert note",
    ),
    created_at(
        "booked at/on/date?; appointment made/booked/created; date booked/made/added; "
        "~booking date; appointment created at/date; made on; requested date; "
        "placed/request/order date; scheduling date; event created datetime; booked "
        "time; entry date; ~booking time; ordered; ~date scheduled",
    ),
    updated_at(
        "last status change; rescheduled; rescheduled date; status date; status "
        "updated date; date rescheduled",
    ),
    # Known to some systems only.
    extra("patient_date_of_birth", "date", "patient? dob; patient birth"),
    extra(
        "patient_gender",
        "gender",
        "gender; sex at birth; mf",
    ),
    extra(
        "patient_age",
        "age",
        "age; age years; age visit; age appointment",
    ),
    extra(
        "patient_address",
        "text",
        "address; street address?; home address; locality; area; neighbourhood; "
        "address 1; neighborhood; ~village; patient location",
    ),
    extra(
        "patient_city",
        "text",
        "city; city name; village",
    ),
    extra("patient_state", "text", "state"),
    extra("patient_zip", "text", "zip"),
    extra("patient_title", "text", "salutation; patient salutation/prefix; prefix"),
    extra(
        "location",
        "text",
        "clinic/branch/center/practice/facility/site/hospital name?; "
        "location/facility/branch/clinic/business/organization name/id/code; "
        "business; organization; venue; office; service facility; place service; "
        "appointment location; service location; meeting location; location address; "
        "clinic/branch address; health center; place; ~address; place consultation; "
        "treatment location; room location; location branch; business name; store",
    ),
    extra(
        "room",
        "text",
        "chair; operatory; room number/name/id; bed number?; cabin; chair number; "
        "~resource; operatory name/number; op; treatment/consulting/exam room name?; "
        "equipment; machine; bay; cabin number; bed; room code; column; equipment "
        "name; ~resource name",
    ),
    extra(
        "cancel_reason",
        "text",
        "cancellation reason/note/comment; reason cancellation/cancelled; cancelled "
        "reason; cancel note; no show reason; cancel type/message/comment; reason no "
        "show; reason cancel; reschedule reason; noshow reason; cancellation details; "
        "cancelled because",
    ),
    extra(
        "cancelled_at",
        "datetime",
        "cancelled; cancelled date/time/on; cancellation date/time; date cancelled; "
        "cancelled flag; is cancelled; cancel date/time/datetime; cancelled datetime; "
        "cancellation; cancelled by date",
    ),
    extra(
        "checked_in_at",
        "datetime",
        "checkin; checkin time/date/at; arrival time/date?; arrived time/at; time "
        "arrived; datetime arrived; arrived datetime; checked in flag; checkin "
        "status; seated time; seated datetime; time seated; datetime seated; waiting "
        "since; is checkin",
    ),
    extra(
        "checked_out_at",
        "datetime",
        "checkout; checkout time/date/at; departure time?; completed at/time; "
        "~completed appointment; time out; out time; departed; datetime dismissed; "
        "dismissed time; left at; completed date; seen time; datetime checkout; "
        "completion time",
    ),
    extra(
        "arrived_flag",
        "yes_no",
        "arrived; patient arrived; attended; showed; patient attended; show; has "
        "arrived; arrived flag; is attended; did arrive; showed up",
    ),
    extra(
        "no_show_flag",
        "yes_no",
        "noshow; did not attend/arrive; dna; missed; is noshow; marked noshow; noshow "
        "flag; missed appointment; fta; not attended; no show",
    ),
    extra(
        "reminder_sent",
        "yes_no",
        "reminder; reminder sent at/date/time?; email/sms reminder sent?; reminder "
        "status; sms sent; confirmation sent; whatsapp reminder sent?; sms received; "
        "reminded; confirmation email; has sent reminder; has sent email/text/sms "
        "reminder; text sent; notification sent; reminder datetime; email sent; "
        "sms/email confirmation; sms reminder status",
    ),
    extra(
        "invoice_status",
        "choice",
        "bill/payment/billing status; billed; bill paid; paid flag; bill number/id; "
        "billed flag; paid status; bill; invoiced; is billed; payment; bill date; "
        "payment details; billing code status",
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
        "paid amount?; payment amount; deposit; collected; amount paid online; amount "
        "received; advance paid; deposit paid; payment received; total paid; prepaid "
        "amount; amount paid; collected amount; paid online; amount collected",
    ),
    extra(
        "outstanding",
        "money",
        "due amount; amount due; copay due; due; outstanding; balance due; copay; "
        "copay amount; remaining amount; amount owing; ^balance",
    ),
    extra(
        "bill_total",
        "money",
        "^total; total amount/cost/price; total claim cost; bill amount/total; total "
        "charge; billed amount",
    ),
    extra(
        "units",
        "number",
        "number units; number session; session count",
    ),
    extra(
        "payer",
        "text",
        "insurance; insurance name/company/plan; payer name/id; primary insurance "
        "name?; insurer; health fund; sponsor; corporate; invoice to; tpa; third "
        "party; insurance id/type/provider; payer plan; fund",
    ),
    extra("insurance_secondary", "text", "secondary insurance name?; secondary payer"),
    extra(
        "recurrence",
        "text",
        "repeat; recurring; repeat rule; series id?; is recurring; repeat "
        "frequency/pattern/every; recurrence rule/pattern/id; recurring id; group id; "
        "rrule; frequency",
    ),
    extra(
        "department",
        "text",
        "department name/id; specialty; unit name; dept code; clinic type; ward; "
        "service line; discipline; department code; specialty name",
    ),
    extra(
        "diagnosis_code",
        "text",
        "diagnosis code; reason code; icd code?; icd 10 code?; dx code; icd 9 code?; "
        "diagnosis codes",
    ),
    extra(
        "procedure_code",
        "text",
        "service/treatment/cpt/billing/item code; cpt; procedure/ada code; procedure "
        "codes; item number; ~code",
    ),
    extra(
        "telehealth_link",
        "text",
        "video/meeting/telehealth/zoom url/link; video call link; join url; "
        "telehealth url; meeting link; conference/google meet/online/virtual "
        "link/url; online link; join meeting link; invitee url; event url; meeting "
        "id; zoom",
    ),
    extra("physician_title", "text", "physician prefix/salutation"),
    extra(
        "referring_physician",
        "name",
        "referred by; referring/referral physician; referral; "
        "referral/referrer/referred name; referral source; referring physician name; "
        "gp; referrer; reference by",
    ),
    extra("patient_height", "number", "height; height cm"),
    extra("patient_weight", "number", "weight; weight kg"),
    extra(
        "medical_condition",
        "text",
        "^condition; ^disease; ^diagnosis; medical history; hypertension; diabetes; "
        "disability; problem description; alcoholism; handicap",
    ),
    subjects="appointment",
    files="appointment schedule calendar diary reservation event",
    required_any=(("start", "date"),),
    expected="time start end duration status type physician_name physician_id reason",
)
