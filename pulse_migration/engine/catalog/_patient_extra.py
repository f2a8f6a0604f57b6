"""What some systems know of a patient besides."""

from ._types import Field, extra

PATIENT_EXTRA: tuple[Field, ...] = (
    extra(
        "referral_source",
        "text",
        "referred/referral/reference/introduced by; referred from/through/via; "
        "referral/referrer/referred; referral type/channel/category/details/person; "
        "lead/marketing/acquisition/patient/original/contact/utm/"
        "campaign/creation/referring source; how hear us; how hear/heard/found; how "
        "did you hear about us; heard/hear about us; how did you find us; source "
        "type/details; referring person; lead channel; ~source/channel",
    ),
    extra(
        "referring_physician",
        "name",
        "referring/referral/referred/ref physician name; "
        "referral/referred/ref/family/external physician; referred by physician; "
        "gp/referring name; gp; general practitioner; referring/gp location; "
        "registered/usual gp; referring/referral physician first name; "
        "referring/referral physician last name; referring physician id",
    ),
    extra(
        "language",
        "text",
        "preferred/primary/spoken/first/main/native/home/communication/interpreter "
        "language; language code/spoken; mother tongue; locale; lang preference",
    ),
    extra(
        "race",
        "text",
        "racial group; race code/name/1",
    ),
    extra(
        "ethnicity",
        "text",
        "ethnic group/origin/background/category; "
        "caste/tribe/religion/ethnoracial/community; ~nationality/citizenship; "
        "ethnicity code; race ethnicity; caste/religion name; indigenous/aboriginal "
        "status; social category",
    ),
    extra(
        "deceased_date",
        "date",
        "death/expired date; date death/deceased/died; death/died; ~dod; "
        "deceased/death datetime; ~deceased/dead",
    ),
    extra(
        "deceased_reason",
        "text",
        "cause/reason death; death/deceased cause; death reason",
    ),
    extra(
        "marketing_opt_in",
        "yes_no",
        "marketing/email/sms/newsletter/promotional consent; "
        "marketing/subscribed/unsubscribed/newsletter/dnd; opt/opted in; opt/opted "
        "out; marketing/email/sms/newsletter opt out; email/sms/newsletter opt in; "
        "email subscribed/unsubscribed/marketing/permission/allowed/ok; sms "
        "subscribed/unsubscribed/marketing/permission/allowed/ok; "
        "accepts/receive/allow marketing; do not email/contact/sms/call/text/disturb; "
        "receive/accept/allow/agree newsletter; receive/accept/allow/agree promotion; "
        "email/sms/marketing/whatsapp/newsletter subscription status; "
        "receive/accept/allow/agree offer; mailing list; unsubscribed from all email; "
        "can/promo/promotional/bulk email; can/promo/promotional/bulk sms; can "
        "text/contact; marketing preference/permission/message/subscribed; email "
        "opted out",
    ),
    extra(
        "communication_preference",
        "choice",
        "preferred contact/communication/reminder/notification/confirmation method; "
        "preferred contact/communication/channel; "
        "contact/reminder/confirmation/notification/correspondence preference; "
        "contact/communication/reminder/confirmation/notification/recall method; "
        "reminder/confirmation/notification type; reminder; "
        "appointment/sms/email/voice/send/no/suspend reminder; allow "
        "sms/email/call/voice reminder; allow sms/email/call/voice; receive "
        "sms/email/call/voice reminder; receive sms/email/call/voice; preferred "
        "reminder/notification/confirmation type; preferred "
        "reminder/notification/confirmation channel; notification channel; best "
        "way/time contact; preferred contact time; contact via; send sms/email "
        "reminder; email/sms/text/voice notification; email/sms/text/voice "
        "confirmation",
    ),
    extra(
        "privacy_consent",
        "yes_no",
        "consent/hipaa/gdpr/authorization/privacy; privacy "
        "policy/form/notice/signed/agreement; consent given/date/signed/form; hipaa "
        "consent/form/signed/date/notice/mail/allow; gdpr/informed/treatment/photo "
        "consent; privacy policy accepted; consent to treatment/share/contact; terms "
        "accepted; term condition; accepted privacy; data sharing; data sharing "
        "consent; release of information; liability release",
    ),
    extra(
        "company",
        "text",
        "company/organisation name?; business name; corporate name; "
        "firm/account/associated company? name; associated company; organization "
        "name; business; company name 1",
    ),
    extra(
        "balance",
        "money",
        "outstanding/due/account/current/opening/patient/amount/"
        "credit/wallet/total/open/family/unpaid/remaining/advance/"
        "prepaid/estimated/est balance; outstanding/due/pending/balance/advance "
        "amount; balance/amount/total due; balance/amount owed; "
        "outstanding/owes/arrears/debt/advance/credit; account/store credit; total "
        "outstanding; ~due",
    ),
    extra(
        "last_visit_at",
        "datetime",
        "last appointment/seen/treatment/attendance/activity/active/exam/service "
        "date; last appointment time; last "
        "appointment/seen/attended/visited/active/came/checkup; date last "
        "appointment/seen; most recent appointment; previous appointment; latest "
        "appointment/seen/treatment/attendance/activity date; recent "
        "appointment/seen/treatment/attendance/activity date; previous "
        "appointment/seen/treatment/attendance/activity date",
    ),
    extra(
        "next_visit_at",
        "datetime",
        "next appointment/due/review/followup date; next/upcoming appointment time; "
        "next appointment/recall/review/followup; upcoming appointment date; "
        "upcoming/future appointment; recall/followup/review/due date; "
        "recall; ~followup; date next appointment; recall month/due date",
    ),
    extra(
        "medications",
        "long_text",
        "current/ongoing/active/regular/present/existing/other medication; medication "
        "list/note; medications taken; taking any medication; prescription; long term "
        "medication",
    ),
    extra(
        "rh_factor",
        "long_text",  # a dash is a value here
        "rh/rhesus; rhesus factor; rh type",
    ),
    extra(
        "time_zone",
        "text",
        "tz; utc offset",
    ),
    extra(
        "anniversary_date",
        "date",
        "anniversary; wedding anniversary? date?; marriage anniversary date?; ~doa; "
        "marriage date",
    ),
    extra(
        "location",
        "text",
        "clinic/branch/center/practice/facility/site name?; preferred/primary/home "
        "location/clinic/branch; business/service location; location name; "
        "clinic/branch/location code/id; "
        "default/preferred/primary/main/registered/home location id/name/code?; "
        "hospital name; health center; registration location; health facility; "
        "organization unit; unit name; business location; office; store; place "
        "registration; hospital; phc; sub location",
    ),
    extra(
        "pharmacy",
        "text",
        "preferred pharmacy name; preferred/default/primary/usual pharmacy; pharmacy "
        "name/id/phone; chemist; chemist name",
    ),
    extra(
        "photo",
        "file",
        "patient photo/image/picture/pic; image/photo/picture url; "
        "image/avatar/picture; profile photo/picture/image/pic; photo/image path; "
        "photo file",
    ),
    extra(
        "chart_number",
        "id",
        "chart id; chart; paper chart number; physical file number",
    ),
    extra(
        "height",
        "number",
        "height cm/inches/feet/m; patient/body height; stature",
    ),
    extra(
        "weight",
        "number",
        "weight kg/lb/lbs/kgs/pounds; body/patient weight",
    ),
    extra(
        "discharge_date",
        "date",
        "discharged; date discharge/inactive; "
        "inactive/termination/exit/closed/archived/left/end/release date; ~discharge",
    ),
    extra(
        "pregnancy_status",
        "yes_no",
        "pregnant/pregnancy/lmp/breastfeeding/lactating; pregnancy flag; pregnant "
        "nursing",
    ),
    extra(
        "custom_fields",
        "text",
        "custom 1/2/3/data/4/5/attribute; extra/additional field; user defined 1/2/3; "
        "udf 1/2/3",
    ),
    extra(
        "billing_type",
        "choice",
        "payment/fee/payer type; billing class/category; fee schedule; price "
        "list/level; payment terms; rate/tariff/price/charge "
        "type/class/category/plan; bill type; payment plan; financial class; payment "
        "category",
    ),
    extra(
        "merged_into",
        "id",
        "merged to/with/id; merged patient id; duplicate of; merged; merge id",
    ),
    extra(
        "invoice_to",
        "text",
        "bill to name; billing name/contact/person; send bill to; invoice contact; "
        "account holder/payer; bill payer; billing contact name",
    ),
    extra(
        "invoice_email",
        "email",
        "billing/accounts email; invoice to email; billing contact email",
    ),
)
