"""The patient file: one row a person."""

from ._types import core, define, extra

PATIENT = define(
    "patient",
    "Patient",
    core(
        "patient_id",
        "id",
        "patient id/number/code/key/reference; id; pid; mrn; uhid; upid; medical "
        "record number; registration id/number/code; "
        "op/opd/ip/cr/emr/reg/hospital/file/card/case/folder number; "
        "hospital/file/case/card id; record id/number; account number/id; unique id; "
        "~number; ~code; contact/person/user/lead id; ~member id/number; "
        "student/employee id/number",
        required=True,
    ),
    core(
        "external_id",
        "id",
        "external/legacy/old/previous/alternate/other/foreign/import id/code; "
        "external/legacy/old/alternate/other patient id/number/code; external "
        "reference/key; source/system/remote id; uuid; universal id; ~id; "
        "~identifier; third party id",
    ),
    core("name", "name", "full/complete/display/formatted name; name full"),
    core("title", "text", "name? prefix; salutation; honorific; courtesy title"),
    core("first_name", "name", "first; name first"),
    core("middle_name", "name", "middle; middle/second initial; second name"),
    core("last_name", "name", "last; name last; second surname"),
    core(
        "preferred_name",
        "name",
        "preferred first? name; nickname; known as; goes by; ~alias; called name; "
        "~preferred",
    ),
    core("email", "email", "email address/id; primary/personal/home/work/main email"),
    core(
        "phone",
        "phone",
        "phone number; contact number/phone; "
        "primary/main/home/day/landline/residence/default phone number?; "
        "home/residence/landline number; landline; phone home/primary/main/day; "
        "~contact; phone contact; phone 1",
    ),
    core(
        "mobile",
        "phone",
        "mobile number/contact; whatsapp number?; phone mobile; sms number; ~sms; "
        "primary/home/personal mobile number?; text message number",
    ),
    core(
        "phone_alt",
        "phone",
        "alternate/secondary/other/second/work/office/business phone/mobile number?; "
        "alternate/secondary/other/work/office number; alternate/secondary contact "
        "number?; phone 2/3/other/work/business/alternate/office/evening; "
        "mobile/contact 2; phone number 2/3; mobile number 2; evening phone",
    ),
    core(
        "street",
        "text",
        "address; address line? 1; "
        "street/full/home/postal/mailing/residential/permanent/current/present "
        "address; primary/billing address; address street/full/home/complete; address "
        "street 1; street 1; street name/line; address formatted; ~residence; house "
        "number",
    ),
    core(
        "street2",
        "text",
        "address line? 2/3; street/address 2; address street 2; locality; area; "
        "suite; apartment unit? number?; landmark; neighborhood; colony; address "
        "extended/additional; suburb locality",
    ),
    core(
        "city",
        "text",
        "address city; home/mailing city; city/village name; suburb; village",
    ),
    core("state", "text", "address state; home/mailing state; state code/name"),
    core("zip", "id", "~pin; address zip; home/mailing zip; postal"),
    core("country", "text", "address country; home/mailing country; country name/code"),
    core("date_of_birth", "date", "dob"),
    core("age", "age", "age years/yrs; age at registration; patient age"),
    core("gender", "gender", "~legal/birth/administrative gender; ~gender identity"),
    core("blood_group", "blood_group", "blood; abo; blood group rh; abo group"),
    core(
        "allergy_notes",
        "allergy",
        "allergy; allergy list/details/information/name; known/drug/food/medication "
        "allergy; allergen; intolerance; allergy and? reaction",
    ),
    core(
        "medical_history",
        "long_text",
        "history; past/previous/health/clinical medical? history; chronic "
        "condition/disease/illness; medical "
        "condition/problem/alert/information/background; condition; comorbidity; "
        "preexisting condition; existing disease/condition; problem list; past "
        "illness; medical alert notes; surgical/family/social history",
    ),
    core(
        "chief_complaint",
        "long_text",
        "complaint; main/presenting/primary complaint; presenting "
        "problem/issue/concern; reason visit; symptom; reason appointment; main "
        "concern",
    ),
    core(
        "diagnosis",
        "long_text",
        "primary/current/provisional/final/main/last diagnosis; diagnosis "
        "description/name",
    ),
    core(
        "physician_id",
        "id",
        "~physician; physician id/code/number/key; primary/assigned/default/preferred "
        "physician id/code/number",
    ),
    core(
        "physician_name",
        "name",
        "physician; primary/assigned/treating/attending/default/preferred/usual "
        "physician name?; primary care physician name?; pcp; assigned to; consulting "
        "physician; responsible physician; lead physician; physician full name; "
        "physician incharge; admission physician; staff/physician assigned; owner",
    ),
    core("physician_email", "email", "primary? physician email; owner email"),
    core(
        "notes",
        "long_text",
        "note; general/other/additional/internal/admin/clinical/private/patient note; "
        "notes text; about; additional information; special instruction; more "
        "information; other information/details",
    ),
    core(
        "status",
        "choice",
        "patient/account/record/registration status; active; inactive; active "
        "inactive; ~archived; active flag/status; ~enabled; ~stage; lifecycle stage; "
        "~deceased flag?",
    ),
    core(
        "created_at",
        "datetime",
        "created; created date/time/datetime/timestamp; date/time created; "
        "registration date/time/datetime; registered date?; date "
        "registered/added/registration/joined/enrolled; "
        "joining/joined/enrolment/admission/enrolled date; ~first appointment date?; "
        "first seen; member since; patient since; since; entry date; record date; "
        "~admission; date admission/opened; intake date; ~start date; client since",
    ),
    core(
        "updated_at",
        "datetime",
        "updated; updated date/time/datetime/timestamp; last updated date?; date "
        "updated; last update",
    ),
    # Known to some systems only.
    extra("district", "text", "county; taluk; tehsil; address district/county"),
    extra(
        "national_id",
        "id",
        "national id/number/identity; aadhaar number?; aadhar number?; abha "
        "id/number/address?; health id; ssn; social security number; social insurance "
        "number; passport number?; driver/driving license number?; id proof number?; "
        "pan number?; nhs number; national health number; tax id; identity number; "
        "civil id; nik; dni; curp; cpf; ~driver; identification number; government "
        "id; passport",
    ),
    extra("occupation", "text", "job title?; profession; ~work; designation"),
    extra("employer", "text", "employer name; workplace; place work"),
    extra("marital_status", "choice", "marital; civil status; married"),
    extra(
        "insurance_name",
        "text",
        "insurance; insurance company/plan/provider/payer/carrier name?; primary "
        "insurance company/plan? name?; payer name?; tpa name?; health plan/fund "
        "name?; insurer; ~carrier; ~plan name?",
    ),
    extra(
        "insurance_number",
        "id",
        "insurance/policy/member/subscriber/medicare/medicaid number/id/card; "
        "insurance policy/member/card/subscriber number/id?; ~policy; medicare card? "
        "number?; member id/number; health fund member? number; health card number?; "
        "concession card number?; dva card? number; membership number",
    ),
    extra("insurance_group", "id", "group number/id; insurance group number/id/name"),
    extra(
        "guardian_name",
        "name",
        "guardian; father/mother/parent/spouse/husband guardian? name?; responsible "
        "party name?; guarantor name?; guardian full name; parent guardian; legal "
        "guardian; fathers/mothers/husbands name",
    ),
    extra(
        "relative_name",
        "name",
        "relative; next kin name?; relation name; family member name?; attendant "
        "name?; nok name?",
    ),
    extra(
        "emergency_contact_name",
        "name",
        "emergency contact/name/person; emergency contact person; ice name",
    ),
    extra(
        "emergency_contact_phone",
        "phone",
        "emergency phone/mobile/number; emergency contact number/mobile/phone; "
        "emergency contact phone number; ice phone",
    ),
    extra(
        "emergency_contact_relation",
        "text",
        "emergency contact? relation/relationship; relation; relationship; emergency "
        "contact relationship patient",
    ),
    extra(
        "tags",
        "text",
        "tag; group; patient group/label/category/type/class; ~label; ~category; "
        "segment; ~list; ~type",
    ),
    extra(
        "referral_source",
        "text",
        "referred by/from; referral; referral source/by/type/name; ~source; lead "
        "source; referrer; how hear us?; how did you hear about us; marketing source; "
        "reference by; referred; acquisition source; heard about us",
    ),
    extra(
        "referring_physician",
        "name",
        "referring/referral physician name?; referred physician name?; referred by "
        "physician; ref physician; family physician; gp name?; general practitioner",
    ),
    extra(
        "language",
        "text",
        "preferred/primary/spoken language; language code; mother tongue; locale",
    ),
    extra("race", "text", "racial group"),
    extra("ethnicity", "text", "ethnic group; caste; tribe; religion"),
    extra(
        "deceased_date",
        "date",
        "death date; date death/deceased; ~deceased; deceased on; dod; ~dead; death",
    ),
    extra("deceased_reason", "text", "cause death; reason death; death cause"),
    extra(
        "marketing_opt_in",
        "yes_no",
        "marketing/email/sms/newsletter/promotional consent; marketing; opt in; opt "
        "out; marketing opt in/out; email/sms/newsletter opt in/out; email/sms "
        "subscribed/unsubscribed/marketing; subscribed; unsubscribed; newsletter; "
        "accepts marketing; do not email/contact/sms/call/text; receive "
        "newsletter/marketing/promotion; marketing email/sms; allow marketing",
    ),
    extra(
        "communication_preference",
        "choice",
        "preferred contact/communication method?; contact preference/method; "
        "communication method/preferences; reminder/confirmation "
        "type/preference/method; reminder; appointment reminder; preferred method "
        "contact; allow/receive sms/email/call/voice reminder?; sms/email/text/voice "
        "reminder",
    ),
    extra(
        "privacy_consent",
        "yes_no",
        "consent; privacy policy/consent; consent given/date/signed/form/status; "
        "hipaa consent?; gdpr consent?; data consent; privacy policy accepted; "
        "consent to treatment; terms accepted",
    ),
    extra(
        "company",
        "text",
        "company/organisation name?; business name; corporate name",
    ),
    extra(
        "balance",
        "money",
        "outstanding/due/account/current/opening/patient balance; "
        "outstanding/due/pending amount; balance due/amount/owed; amount "
        "due/owed/outstanding/balance; outstanding; ~due; credit balance; account "
        "credit; total due/outstanding; wallet balance",
    ),
    extra(
        "last_visit_at",
        "datetime",
        "last appointment date/time?; last seen date?; last appointment; date last "
        "appointment; most recent appointment; last treatment date; previous "
        "appointment; last consultation date",
    ),
    extra(
        "next_visit_at",
        "datetime",
        "next/upcoming appointment date/time?; recall/followup date?; next due date; "
        "next recall; next appointment; recall; date next appointment",
    ),
    extra(
        "medications",
        "long_text",
        "medication; current/ongoing/active/regular medication; medication list; "
        "medications taken",
    ),
    extra("rh_factor", "text", "rh; rhesus factor?; rh type"),
    extra("time_zone", "text", "timezone; tz"),
    extra("anniversary_date", "date", "anniversary; wedding anniversary? date?"),
    extra(
        "location",
        "text",
        "clinic/branch/center/practice/facility/site name?; preferred/primary/home "
        "location/clinic/branch; business/service location; location name; "
        "clinic/branch/location code/id",
    ),
    extra("pharmacy", "text", "preferred pharmacy name?; pharmacy name; chemist"),
    extra("photo", "file", "patient photo/image/picture; image url?; avatar"),
    extra("chart_number", "id", "chart id/number; chart; chart no"),
    extra("height", "number", "height cm/in/inches/feet/m"),
    extra("weight", "number", "weight kg/lb/lbs; body weight"),
    extra("discharge_date", "date", "discharged date?; date discharge; ~discharge"),
    extra("pregnancy_status", "yes_no", "pregnant; pregnancy; is pregnant"),
    extra("custom_fields", "text", "custom field; custom 1/2/3; custom data"),
    extra("billing_type", "choice", "payment/fee/payer type; billing class/category"),
    extra("merged_into", "id", "merged to/with/id; merged patient id; duplicate of"),
    extra("invoice_to", "text", "bill to name?; billing name/contact; send bill to"),
    extra("invoice_email", "email", "billing email; bill email"),
    subjects="patient contact person",
    files="patient contact demographics person people client register "
    "registration lead",
    required_any=(("name", "first_name", "last_name"),),
    expected="phone mobile email date_of_birth age gender street city zip blood_group",
)
