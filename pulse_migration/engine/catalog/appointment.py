"""The appointment book: one row a visit, planned or past."""

from ._appointment_extra import APPOINTMENT_EXTRA
from ._common import (
    created_at,
    patient_id,
    patient_name,
    physician_email,
    physician_id,
    physician_name,
    updated_at,
)
from ._types import core, define

APPOINTMENT = define(
    "appointment",
    "Appointment",
    core(
        "appointment_id",
        "id",
        "accession number; appointment id/number/code/key/reference/uuid; scheduled "
        "appointment id; id; reservation/event/order/slot/book id/number; ~token "
        "id/number; opd number; confirmation code/number; ~number; ~appointment; "
        "unique id; ticket/encounter/schedule id; ~queue id/number; eid; appointment "
        "unique id; ~key; external id; ~reference id; reference number",
    ),
    patient_name(
        "contact name; participant name?; ~booked by",
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
        "~appointment/preferred/requested slot; ~start date; ^start time; timestamp",
    ),
    core(
        "date",
        "date",
        "scheduled procedure step start date; "
        "appointment/scheduled/schedule/service/slot/event/admission/treatment/class/"
        "weekday/from date; date appointment/admission; appointment start date; day; "
        "appointment/scheduled day; start dos; ~start date; scheduled date; "
        "~requested date; preferred/desired/requested/proposed for date",
    ),
    core(
        "time",
        "time",
        "scheduled procedure step start time; "
        "appointment/scheduled/schedule/slot/start/treatment/event/class/token/clock/"
        "opd time; time start/slot; appointment start time; from/timing; "
        "start/appointment hour; appointment timing; slot from; "
        "preferred/desired/requested/proposed time",
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
        "hours/seconds; length/minutes; appointment length minutes; length/service "
        "time; slot size",
    ),
    core(
        "type",
        "choice",
        "appointment/service/slot/event/treatment/procedure/class/activity/therapy/"
        "admission "
        "type; appointment category/class/purpose/mode; "
        "service/surgery/category/class/therapy/package/program/activity; service "
        "name/category/booked/description/item/requested; treatment/procedure/test "
        "name; new or followup; reason category; ~event/description/name; ~procedure "
        "description; ^treatment/procedure; appointment type name",
    ),
    core(
        "status",
        "choice",
        "~estado/state; "
        "appointment/attendance/confirmation/current/schedule/scheduled/event/"
        "attended/arrival/final/last/show status; appointment/schedule/scheduled "
        "state; appointment outcome; outcome/stage/attendance/confirmed/confirmation; "
        "status name/description; ~flag; ~is completed; is completed",
    ),
    core(
        "reason",
        "text",
        "reason visit/description/name/examination; appointment "
        "reason/for/details/title/subject; purpose/concern/summary/problem; "
        "purpose/nature appointment; patient concern; procedure description; medical "
        "problem/issue; ~subject/title/description/topic; ^complaint/symptom; "
        "^presenting/presenting/chief complaint; ^presenting problem; appointment for",
    ),
    physician_id(
        "host/calendar/assigned user id; ~user id; calendar id",
    ),
    physician_name(
        "with/employee/host/technician/barber/beautician/hygienist/trainer/instructor/"
        "stylist/artist/organizer/coach/examiner; employee name; assigned "
        "to/staff/user/name; appointment/service physician; employee/host/calendar "
        "name; with staff; appointment with; event owner; "
        "~calendar/username/user/owner/nurse/resource; ~resource name; "
        "preferred/requested/selected physician",
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
        "booked at/on/time; booked/ordered; book/booked date; appointment "
        "made/booked/created; date booked/made/added; appointment created at/date; "
        "made on; event created datetime; ~booking date/time; ~date scheduled; "
        "placed/request/order/scheduling/entry date; ~requested date; submitted; "
        "submitted date/datetime; date submitted",
    ),
    updated_at(
        "last status change; rescheduled; rescheduled/status date; status updated "
        "date; date rescheduled",
    ),
    *APPOINTMENT_EXTRA,
    subjects="appointment",
    files="appointment schedule calendar diary reservation event",
    required_any=(("start", "date"),),
    expected="time start end duration status type physician_name physician_id reason",
)
