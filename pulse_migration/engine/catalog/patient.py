"""The patient file: one row a person."""

from ._common import (
    created_at,
    physician_email,
    physician_id,
    physician_name,
    updated_at,
)
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
        "student/employee id/number; unique patient id; clinic number; "
        "opd/ipd/card/token/folder/dossier/enrolment number; case sheet number; "
        "umr/ur number; crn; urn; nhi; mpi id?; person/profile/customer/lead id; "
        "~uid; ~key; ~row id; emr/ehr/pms/system patient id; medical record; unique "
        "identifier; medical record file number; demographic number/id; patient "
        "account",
        required=True,
    ),
    core(
        "external_id",
        "id",
        "external/legacy/old/previous/alternate/other/foreign/import id/code; "
        "external/legacy/old/alternate/other patient id/number/code; external "
        "reference/key; source/system/remote id; uuid; universal id; ~id; "
        "~identifier; third party id; previous uhid/mrn/file/registration number; old "
        "uhid/mrn/chart/registration number; alternate/secondary mrn/uhid/chart "
        "number; barcode; ~reference; public id; integration id; pms id; "
        "xero/quickbooks contact id",
    ),
    core(
        "name",
        "name",
        "full/complete/display/formatted name; name full; person/contact/customer "
        "name; name patient; whole/official/legal name; first and last name; last "
        "first name; name per id; ~person; ~patient",
    ),
    core(
        "title",
        "text",
        "name? prefix; salutation; honorific; courtesy title; name title; mr mrs; "
        "personal title; greeting",
    ),
    core(
        "first_name",
        "name",
        "first; name first; legal first name; first name legal; given",
    ),
    core(
        "middle_name",
        "name",
        "middle; middle/second initial; second name; other/additional names; other "
        "given names; second given name",
    ),
    core(
        "last_name",
        "name",
        "last; name last; second surname; legal last name; last name legal; "
        "paternal/maternal surname; family",
    ),
    core(
        "preferred_name",
        "name",
        "preferred first? name; nickname; known as; goes by; ~alias; called name; "
        "aka; short/usual/pet/common name; ~preferred",
    ),
    core(
        "email",
        "email",
        "email address/id; primary/personal/home/work/main email; contact/login "
        "email; email 1/primary/home/main/personal; mail id",
    ),
    core(
        "phone",
        "phone",
        "phone number; contact number/phone; "
        "primary/main/home/day/landline/residence/default phone number?; "
        "home/residence/landline number; landline; phone home/primary/main/day; "
        "~contact; phone contact; phone 1; contact details; contact number 1; daytime "
        "phone; residential/std/preferred/best phone; phone number 1/primary/home; "
        "contact 1; phone day; caller number; telephone",
    ),
    core(
        "mobile",
        "phone",
        "mobile number/contact; whatsapp number?; phone mobile; sms number; ~sms; "
        "primary/home/personal mobile number?; text message number; "
        "personal/registered/primary mobile; mobile 1; mobile number 1; whatsapp "
        "contact/phone; sms phone",
    ),
    core(
        "phone_alt",
        "phone",
        "alternate/secondary/other/second/work/office/business phone/mobile number?; "
        "alternate/secondary/other/work/office number; alternate/secondary contact "
        "number?; phone 2/3/other/work/business/alternate/office/evening; "
        "mobile/contact 2; phone number 2/3; mobile number 2; evening phone; "
        "additional/another phone number?; additional/another contact number?; "
        "contact number 2/3; phone 4; alternate contact person number; mobile phone "
        "2; night phone; work extension; office/business/work mobile",
    ),
    core(
        "street",
        "text",
        "address; address line? 1; "
        "street/full/home/postal/mailing/residential/permanent/current/present "
        "address; primary/billing address; address street/full/home/complete; address "
        "street 1; street 1; street name/line; address formatted; ~residence; house "
        "number; "
        "contact/local/correspondence/communication/residence/physical/house/shipping/delivery "
        "address; street number name; house/door/plot/building/flat number; "
        "house/building name; building; ~domicile; location address; address details; "
        "street address 1; address line; mailing/postal street; address 1 line",
    ),
    core(
        "street2",
        "text",
        "address line? 2/3; street/address 2; address street 2; locality; area; "
        "suite; apartment unit? number?; landmark; neighborhood; colony; address "
        "extended/additional; suburb locality; unit/floor number?; appointment suite "
        "number?; ~apartment; suite number; locality/area name; sector; mohalla; "
        "nagar; post office; near; ward; street 2/3; address additional",
    ),
    core(
        "city",
        "text",
        "address city; home/mailing city; city/village name; suburb; village; "
        "contact/current/mailing/postal city; village city; place; ~hometown; native "
        "place; municipality; home town; address village",
    ),
    core(
        "state",
        "text",
        "address state; home/mailing state; state code/name; contact/mailing/postal "
        "state; ~region; state abbreviation",
    ),
    core(
        "zip",
        "text",
        "~pin; address zip; home/mailing zip; postal; contact/postal zip; zip 4; "
        "post; area zip",
    ),
    core(
        "country",
        "text",
        "address country; home/mailing country; country name/code; contact/postal "
        "country; country residence; residence country; nation",
    ),
    core(
        "date_of_birth",
        "date",
        "dob; birth; actual dob",
    ),
    core(
        "age",
        "age",
        "age years/yrs; age at registration; patient age; "
        "current/present/completed/actual age; age month; age years month; ~years",
    ),
    core(
        "gender",
        "gender",
        "~legal/birth/administrative gender; ~gender identity; biological/assigned "
        "gender; gender at birth; male female; m f",
    ),
    core(
        "blood_group",
        "blood_group",
        "blood; abo; blood group rh; abo group; bg; abo rh; blood group rh type",
    ),
    core(
        "allergy_notes",
        "allergy",
        "allergy; allergy list/details/information/name; known/drug/food/medication "
        "allergy; allergen; intolerance; allergy and? reaction; allergy "
        "status/history/alert; allergy to; allergic to; any allergy; adverse "
        "reaction; allergic; environmental/other allergy; allergic reaction; reaction",
    ),
    core(
        "medical_history",
        "long_text",
        "history; past/previous/health/clinical medical? history; chronic "
        "condition/disease/illness; medical "
        "condition/problem/alert/information/background; condition; comorbidity; "
        "preexisting condition; existing disease/condition; problem list; past "
        "illness; surgical/family/social history; "
        "personal/general/present/significant/dental history; past medical history; "
        "pmh; pmhx; underlying/other/chronic/known condition/disease/illness; medical "
        "warning/issue/flag; health condition/problem/issue; problem; risk factors; "
        "other risk factors; habit; lifestyle; surgery; past surgery; disease",
    ),
    core(
        "chief_complaint",
        "long_text",
        "complaint; main/presenting/primary complaint; presenting "
        "problem/issue/concern; reason visit; symptom; reason appointment; main "
        "concern; initial complaint/problem/symptom; current complaint; main "
        "symptom/problem; reason referral/consultation/treatment; purpose visit; "
        "health concern; patient concern; concern",
    ),
    core(
        "diagnosis",
        "long_text",
        "primary/current/provisional/final/main/last diagnosis; diagnosis "
        "description/name; latest/working/known/clinical/confirmed/principal "
        "diagnosis; impression; diagnosis 1; medical diagnosis",
    ),
    physician_id(
        "primary/assigned/default/preferred physician id/code/number; "
        "primary/preferred/usual/main physician number; default physician number; "
        "primary/preferred staff id; owner user id",
    ),
    physician_name(
        "primary/assigned/treating/attending/default/preferred/usual physician name?; "
        "assigned to; admission physician; staff/physician assigned; owner; "
        "preferred/regular/main physician; case manager; care physician; under "
        "physician; admitting physician; owner name; contact/record/account/lead "
        "owner; primary/preferred/assigned staff name?; responsible user; account "
        "manager; ~assignee; patient physician",
    ),
    physician_email(
        "owner email; assigned user/staff email; contact owner email",
    ),
    core(
        "notes",
        "long_text",
        "note; general/other/additional/internal/admin/clinical/private/patient note; "
        "notes text; about; additional information; special instruction; more "
        "information; other information/details; memo; description; ~details; ~alert; "
        "~warning; popup; background; background information; bio; additional "
        "note/details; miscellaneous; free text; information; special "
        "need/request/requirement; ~other; message; appointment note; medical urgent "
        "note; staff/alert/important/extra/popup/reception/chart/account alert note; "
        "staff/alert/important/extra/popup/reception/chart/account/medical personal "
        "note; staff/alert/important/extra/popup/reception/chart/account/medical lead "
        "note; staff/alert/important/extra/popup/reception/chart/account/medical "
        "urgent note; "
        "staff/alert/important/extra/popup/reception/chart/account/medical financial "
        "note",
    ),
    core(
        "status",
        "choice",
        "patient/account/record/registration status; active; inactive; active "
        "inactive; ~archived; active flag/status; ~enabled; ~stage; lifecycle stage; "
        "~deceased flag?; client/person/current/membership/case/lead/profile status; "
        "life cycle stage; ~deleted; live status; ~is deleted; enrolment status; is "
        "active/inactive/disabled; lead/contact/customer stage",
    ),
    created_at(
        "registration date/time/datetime; registered date?; date "
        "added/registration/joined/enrolled; "
        "joining/joined/enrolment/admission/enrolled date; first seen; member since; "
        "patient since; since; record date; ~admission; date admission/opened; intake "
        "date; ~start date; client since; "
        "enrolment/signup/onboarding/opened/join/converted date; date signup/first "
        "seen/first appointment; registration on/at; joined on; member since date; "
        "date first appointment/seen; date admitted; joined location; joined "
        "practice; new patient date; customer since; ~date; file opened; enrolled; "
        "signup; ~first appointment date; first seen/contact date; ~first "
        "appointment; effective date",
    ),
    updated_at(
        "last edit date?; last changed date?; change date; modification time; last "
        "synced",
    ),
    # Known to some systems only.
    extra(
        "district",
        "text",
        "county; taluk; tehsil; address district/county; tahsil; taluka; mandal; "
        "block; parish; sub district; lga; address tehsil/tahsil",
    ),
    extra(
        "national_id",
        "id",
        "national id/number/identity; aadhaar number?; aadhar number?; abha "
        "id/number/address?; health id; ssn; social security number; social insurance "
        "number; passport number?; driver/driving license number?; id proof number?; "
        "pan number?; nhs number; national health number; tax id; identity number; "
        "civil id; nik; dni; curp; cpf; ~driver; identification number; government "
        "id; passport; government/citizen/personal id/number; adhar/adhaar number?; "
        "uidai number?; aadhaar/aadhar card number?; abha card number; abdm id; pan; "
        "pan card number?; voter id number?; ssn number; ssn last 4; social security; "
        "social insurance; ihi number?; nric number?; emirates id number?; iqama "
        "number?; cnic number?; passport id; id card/document/proof number; ration "
        "card number?; driving license; tax file number; ppsn; id type; id proof; "
        "nhs; personal identification/identity number",
    ),
    extra(
        "occupation",
        "text",
        "job title?; profession; ~work; designation; job; occupation type; "
        "employment; employment status; patient occupation",
    ),
    extra(
        "employer",
        "text",
        "employer name; workplace; place work; employer company; employer "
        "organization; work place; school name?; company employer",
    ),
    extra(
        "marital_status",
        "choice",
        "marital; civil status; married; maritalstatus; marriage status; relationship "
        "status; civil state",
    ),
    extra(
        "insurance_name",
        "text",
        "insurance; insurance company/plan/provider/payer/carrier name?; primary "
        "insurance company/plan? name?; payer name?; tpa name?; health plan/fund "
        "name?; insurer; ~carrier; ~plan name?; primary insurance "
        "plan/carrier/provider; medical aid name?; private health fund; scheme name?; "
        "panel name?; primary payer name?; insurance 1; coverage; policy "
        "name/provider; health insurance name?; tpa; third party payer; insurance "
        "organization; fund; insurance scheme/fund/carrier/provider",
    ),
    extra(
        "insurance_number",
        "id",
        "insurance/policy/member/subscriber/medicare/medicaid number/id/card; "
        "insurance policy/member/card/subscriber number/id?; medicare card? number?; "
        "member id/number; health fund member? number; health card number?; "
        "concession card number?; dva card? number; membership number; primary "
        "insurance number/id; primary policy/member/subscriber number; medical "
        "aid/scheme/health fund/beneficiary/plan number; policy holder id; tpa card "
        "number; health insurance number/id; ~pension number; insurance card; "
        "medicare; insurance reference number; ~policy",
    ),
    extra(
        "insurance_group",
        "id",
        "group number/id; insurance group number/id/name; primary insurance group "
        "number?; plan group; employer group; insurance group",
    ),
    extra(
        "guardian_name",
        "name",
        "guardian; father/mother/parent/spouse/husband guardian? name?; responsible "
        "party name?; guarantor name?; guardian full name; parent guardian; legal "
        "guardian; fathers/mothers/husbands name; carer/wife/partner/guarantor full? "
        "name?; name father/mother/husband/guardian/parent; father husband name?; "
        "husband father name; fh name; s o; w o; d o; responsible person name?; "
        "responsible party first/last name; guarantor first/last name; mother maiden "
        "name; head household; father/mother/husband/guardian/parent/spouse "
        "first/last name; parent guardian name; parent 1; primary guardian name?",
    ),
    extra(
        "relative_name",
        "name",
        "relative; next kin name?; relation name; family member name?; attendant "
        "name?; nok name?; nominee name?; kin name?; name relative/attendant; "
        "relative first/last name; attendant; accompanied by",
    ),
    extra(
        "emergency_contact_name",
        "name",
        "emergency contact/name/person; emergency contact person; ice name; emergency "
        "contact first/last/full name; emergency contact 1 name?; person contact "
        "emergency; emergency",
    ),
    extra(
        "emergency_contact_phone",
        "phone",
        "emergency phone/mobile/number; emergency contact number/mobile/phone; "
        "emergency contact phone number; ice phone; emergency contact details; "
        "emergency contact 1 phone/number; emergency contact home/cell phone; next "
        "kin phone/number/mobile; nok phone/number/mobile; "
        "relative/guardian/attendant/father/mother/spouse phone/mobile/number; next "
        "kin contact number; parent phone/mobile",
    ),
    extra(
        "emergency_contact_relation",
        "text",
        "emergency contact? relation/relationship; relation; relationship; emergency "
        "contact relationship patient; relation patient; relationship patient; "
        "guardian/nok/kin relation; next kin relation; contact relation; emergency "
        "relation; emergency contact type; relation type",
    ),
    extra(
        "tags",
        "text",
        "tag; group; ~label; ~category; segment; ~list; ~type; "
        "client/customer/contact group/category/tag/segment; classification; vip; "
        "flags; interest; program; patient flag; contact tag; category name; member "
        "type; patient group/label/category/type",
    ),
    extra(
        "referral_source",
        "text",
        "referred by/from; referral; referral source/by/type/name; ~source; lead "
        "source; referrer; how hear us?; how did you hear about us; marketing source; "
        "reference by; referred; acquisition source; heard about us; referred "
        "through/via; referral channel/category/details; "
        "marketing/patient/acquisition/original/client/contact/customer source; how "
        "heard/found; how did you find us; source name/type/details; utm source; "
        "campaign source; introduced by; creation source; referring person/source; "
        "~channel; ref by; original source type; lead channel; hear about us; "
        "referral person",
    ),
    extra(
        "referring_physician",
        "name",
        "referring/referral physician name?; referred physician name?; referred by "
        "physician; ref physician; family physician; gp name?; general practitioner; "
        "referring location/name; gp location; referred physician; external "
        "physician; registered gp; usual gp; gp; ref physician name; family dentist; "
        "referring/referral physician first/last name; referring physician id",
    ),
    extra(
        "language",
        "text",
        "preferred/primary/spoken language; language code; mother tongue; locale; "
        "first/main/native/home/communication language; languages; language spoken; "
        "interpreter language; lang preference",
    ),
    extra(
        "race",
        "text",
        "racial group; race code/name; race 1",
    ),
    extra(
        "ethnicity",
        "text",
        "ethnic group; caste; tribe; religion; ethnicity code; ethnic "
        "origin/background/category; ethnoracial; race ethnicity; caste name; "
        "community; religion name; indigenous status; aboriginal status; nationality; "
        "social category; citizenship",
    ),
    extra(
        "deceased_date",
        "date",
        "death date; date death/deceased; ~deceased; deceased on; dod; ~dead; death; "
        "deceased date/datetime; died; date died; expired date; death datetime",
    ),
    extra(
        "deceased_reason",
        "text",
        "cause death; reason death; death cause; death reason; deceased cause",
    ),
    extra(
        "marketing_opt_in",
        "yes_no",
        "marketing/email/sms/newsletter/promotional consent; marketing; opt in; opt "
        "out; marketing opt in/out; email/sms/newsletter opt in/out; email/sms "
        "subscribed/unsubscribed/marketing; subscribed; unsubscribed; newsletter; "
        "accepts marketing; do not email/contact/sms/call/text; receive "
        "newsletter/marketing/promotion; marketing email/sms; allow marketing; "
        "email/sms/marketing/whatsapp/newsletter subscription status; email/sms/mail "
        "permission/allowed/ok; opted in/out; receive/accept/allow/agree "
        "newsletter/promotion/offer; do not email/call/disturb; dnd; mailing list; "
        "unsubscribed from all email; can email/sms/text/contact; promo sms/email; "
        "marketing preference/status/permission/message; email marketing; sms "
        "marketing; promotional email/sms; bulk email/sms; email opted out; marketing "
        "subscribed",
    ),
    extra(
        "communication_preference",
        "choice",
        "preferred contact/communication method?; contact preference/method; "
        "communication method/preferences; reminder/confirmation "
        "type/preference/method; reminder; appointment reminder; preferred method "
        "contact; allow/receive sms/email/call/voice reminder?; sms/email/text/voice "
        "reminder; preferred reminder/notification/confirmation method/type/channel; "
        "default reminder; notification preference/method/type/channel; best way/time "
        "contact; preferred contact time; contact via; send reminder; send sms/email "
        "reminder; no reminder; suspend reminder; email/sms/text/voice "
        "notification/confirmation; notification; confirmation method; recall method; "
        "preferred channel; contact method; correspondence preference",
    ),
    extra(
        "privacy_consent",
        "yes_no",
        "consent; privacy policy/consent; consent given/date/signed/form/status; "
        "hipaa consent?; gdpr consent?; data consent; privacy policy accepted; "
        "consent to treatment; terms accepted; privacy form/notice/signed; informed "
        "consent; term condition; accepted terms/privacy; hipaa "
        "form/signed/date/notice/mail/allow?; hipaa; gdpr; data sharing; data sharing "
        "consent; release of information; liability release; consent to "
        "share/contact; authorization; treatment consent; photo consent; notice "
        "privacy; privacy; privacy agreement",
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
        "outstanding/due/account/current/opening/patient balance; "
        "outstanding/due/pending amount; balance due/amount/owed; amount "
        "due/owed/outstanding/balance; outstanding; ~due; credit balance; account "
        "credit; total due/outstanding; wallet balance; "
        "total/open/family/unpaid/remaining/advance/prepaid/estimated/est balance; "
        "total dues; owes; arrears; debt; advance amount?; store credit; amount "
        "owing; balance outstanding; credit",
    ),
    extra(
        "last_visit_at",
        "datetime",
        "last appointment date/time?; last seen date?; last appointment; date last "
        "appointment; most recent appointment; last treatment date; previous "
        "appointment; last consultation date; latest/recent/previous/last "
        "appointment/seen/consultation/treatment/session/attendance/activity date; "
        "last attended; last visited; last active date?; last came; last checkup; "
        "last exam date; date last seen; last service date; last encounter",
    ),
    extra(
        "next_visit_at",
        "datetime",
        "next/upcoming appointment date/time?; recall/followup date?; next due date; "
        "next recall; next appointment; recall; date next appointment; future "
        "appointment; next consultation/session/review/followup date?; followup; "
        "recall month/due/due date; review date; next review; due date; upcoming "
        "appointment",
    ),
    extra(
        "medications",
        "long_text",
        "medication; current/ongoing/active/regular medication; medication list; "
        "medications taken; regular/present/existing/other medication; taking any "
        "medication; prescription; current treatment; long term medication; "
        "medication note",
    ),
    extra(
        "rh_factor",
        "text",
        "rh; rhesus factor?; rh type; rh value; rhesus",
    ),
    extra(
        "time_zone",
        "text",
        "timezone; tz; utc offset",
    ),
    extra(
        "anniversary_date",
        "date",
        "anniversary; wedding anniversary? date?; marriage anniversary date?; doa; "
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
        "preferred pharmacy name?; pharmacy name; chemist; default/primary/usual "
        "pharmacy; pharmacy id/phone; chemist name",
    ),
    extra(
        "photo",
        "file",
        "patient photo/image/picture; image url?; avatar; profile "
        "photo/picture/image/pic; photo url/path/file; picture; picture url; image; "
        "patient pic; image path",
    ),
    extra(
        "chart_number",
        "id",
        "chart id/number; chart; chart no; paper chart number; physical file number",
    ),
    extra(
        "height",
        "number",
        "height cm/in/inches/feet/m; patient height; height value/feet; body height; "
        "stature",
    ),
    extra(
        "weight",
        "number",
        "weight kg/lb/lbs; body weight; patient weight; weight kgs/pounds",
    ),
    extra(
        "discharge_date",
        "date",
        "discharged date?; date discharge; ~discharge; "
        "inactive/termination/exit/closed/archived/left date; date inactive; end "
        "date; release date",
    ),
    extra(
        "pregnancy_status",
        "yes_no",
        "pregnant; pregnancy; is pregnant; pregnancy flag; lmp; breastfeeding; "
        "lactating; pregnant nursing",
    ),
    extra(
        "custom_fields",
        "text",
        "custom field; custom 1/2/3; custom data; extra/additional field; user "
        "defined 1/2/3; udf 1/2/3; custom 4/5; custom attribute",
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
        "merged to/with/id; merged patient id; duplicate of; merged; is merged; merge "
        "id; duplicate",
    ),
    extra(
        "invoice_to",
        "text",
        "bill to name?; billing name/contact; send bill to; invoice contact; account "
        "holder; account payer; bill payer; billing person; billing contact name; "
        "invoice to name",
    ),
    extra(
        "invoice_email",
        "email",
        "billing email; bill email; accounts/account email; invoice to email; billing "
        "contact email",
    ),
    subjects="patient contact person",
    files="patient contact demographics person people client register "
    "registration lead",
    required_any=(("name", "first_name", "last_name"),),
    expected="phone mobile email date_of_birth age gender street city zip blood_group",
)
