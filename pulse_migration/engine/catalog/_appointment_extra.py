"""What some systems know of a visit besides."""

from ._types import Field, extra

APPOINTMENT_EXTRA: tuple[Field, ...] = (
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
        "room/bed/chair/operatory/cabin number; room/operatory/equipment name; room "
        "id/code; treatment/consulting/exam room name; treatment/consulting/exam "
        "room; ~resource; ~resource name; "
        "chair/operatory/bed/cabin/op/equipment/machine/bay",
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
        "deposit amount; price; cost; charge; fee",
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
)
