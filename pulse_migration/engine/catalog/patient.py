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
        "patient/op/ip/cr/emr/file/card/case/folder/account/"
        "clinic/token/dossier/enrolment/ur/demographic number; "
        "id/pid/mrn/uhid/upid/urn/nhi/mpi; "
        "registration/hospital/record/unique/contact/person/user/"
        "lead/student/employee/mpi/profile id; unique/emr/ehr/pms patient id; case "
        "sheet number; medical record; medical record file number; patient account; "
        "~number/code/uid/key; ~member/row id; ~member number",
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
        "full/complete/display/formatted/person/contact/customer/whole/official/legal "
        "name; name full/patient; first and last name; last first name; name per id; "
        "~person/patient",
    ),
    core(
        "title",
        "text",
        "name prefix/title; prefix/salutation/honorific/greeting; courtesy/personal "
        "title; mr mrs",
    ),
    core(
        "first_name",
        "name",
        "first; name first; legal first name; first name legal",
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
        "last/family; name last; second/paternal/maternal surname; legal last name; "
        "last name legal",
    ),
    core(
        "preferred_name",
        "name",
        "preferred first name; nickname/aka; known as; goes by; "
        "called/short/usual/pet/common name; ~alias/preferred",
    ),
    core(
        "email",
        "email",
        "email address/id/1/primary/home/main/personal; "
        "primary/personal/home/work/main/contact/login/preferred email",
    ),
    core(
        "phone",
        "phone",
        "phone number/home/primary/main/day/contact/1; "
        "contact/home/residence/landline/caller number; "
        "contact/primary/main/home/day/landline/residence/default/"
        "daytime/residential/std/preferred/best phone; "
        "primary/main/home/day/landline/residence/default phone number; landline; "
        "contact details/1; contact/phone number 1; phone number primary/home; "
        "~contact",
    ),
    core(
        "mobile",
        "phone",
        "mobile/whatsapp/sms number; mobile/whatsapp contact; whatsapp; "
        "primary/home/personal mobile number; primary/home/personal/registered "
        "mobile; text message number; mobile 1; mobile number 1; whatsapp/sms phone; "
        "~sms",
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
        "address; address line/street 1; address 1/formatted/details/line; "
        "street/home/postal/mailing/residential/permanent/present/"
        "billing/contact/local/correspondence/communication/"
        "residence/physical/house/shipping/delivery/location address; street "
        "1/name/line; house/door/plot/building/flat number; street number name; "
        "house/building name; ~residence/domicile",
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
        "address/village city; city/village name; suburb/village/place; native place; "
        "address village; ~hometown",
    ),
    core(
        "state",
        "text",
        "address state; state code/name/abbreviation; ~region",
    ),
    core(
        "zip",
        "text",
        "address/area zip; postal/post; zip 4; ~pin",
    ),
    core(
        "country",
        "text",
        "address/residence country; country name/code/residence",
    ),
    core(
        "date_of_birth",
        "date",
        "birth; actual dob",
    ),
    core(
        "age",
        "age",
        "age years/month; age at registration; "
        "patient/current/present/completed/actual age; age years month; ~years",
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
        "blood/abo/bg; blood group rh; abo group/rh; blood group rh type",
    ),
    core(
        "allergy_notes",
        "allergy",
        "allergy/allergen/intolerance/allergic/reaction; allergy "
        "list/details/information/name/status/history/alert/to; "
        "known/drug/food/any/environmental/other allergy; allergy and reaction; "
        "allergic to/reaction; adverse reaction",
    ),
    core(
        "medical_history",
        "long_text",
        "history/condition/comorbidity/pmh/pmhx/habit/lifestyle/surgery; "
        "past/previous/health/clinical medical history; "
        "past/previous/health/surgical/family/social/personal/"
        "general/present/significant/dental history; "
        "chronic/medical/preexisting/underlying/other/known/health condition; "
        "chronic/existing/underlying/other/known disease; "
        "chronic/past/underlying/other/known illness; medical "
        "problem/alert/information/background/warning/issue/flag; problem list; "
        "health problem/issue; risk factors; other risk factors; past surgery",
    ),
    core(
        "chief_complaint",
        "long_text",
        "complaint/symptom/concern; main/presenting/primary/initial/current "
        "complaint; presenting/initial/main problem; presenting issue/concern; reason "
        "visit/referral/treatment; main/health/patient concern; initial/main symptom; "
        "purpose visit",
    ),
    core(
        "diagnosis",
        "long_text",
        "primary/current/provisional/final/main/last/latest/"
        "working/known/clinical/confirmed/principal diagnosis; diagnosis "
        "description/name/1; impression",
    ),
    physician_id(
        "primary physician id/code/number; assigned/preferred physician code; "
        "assigned/preferred/main physician number; preferred physician/staff id; "
        "primary staff id; owner user id",
    ),
    physician_name(
        "primary/preferred physician name; "
        "primary/assigned/preferred/admission/regular/main/care/under/patient "
        "physician; assigned to/staff; staff/physician assigned; owner; case/account "
        "manager; owner name; contact/record/account/lead owner; "
        "primary/preferred/assigned staff name; primary/preferred staff; responsible "
        "user; ~assignee",
    ),
    physician_email(
        "owner email; assigned user/staff email; contact owner email",
    ),
    core(
        "notes",
        "long_text",
        "general/other/additional/internal/admin/clinical/private/patient/appointment "
        "note; about/memo/description/popup/background/bio/"
        "miscellaneous/information/message; special "
        "instruction/need/request/requirement; more information; other/additional "
        "details; free text; "
        "medical/staff/alert/important/extra/popup/reception/chart/account urgent "
        "note; staff/alert/important/extra/popup/reception/chart/account alert note; "
        "staff/alert/important/extra/popup/reception/chart/account/medical personal "
        "note; staff/alert/important/extra/popup/reception/chart/account/medical lead "
        "note; staff/alert/important/extra/popup/reception/chart/account/medical "
        "financial note; ~details/alert/warning/other",
    ),
    core(
        "status",
        "choice",
        "patient/account/record/registration/active/person/"
        "current/membership/case/lead/profile/live/enrolment status; active/inactive; "
        "active inactive/flag; lifecycle/lead/contact/customer stage; life cycle "
        "stage; is disabled; ~archived/enabled/stage/deceased/deleted; ~deceased "
        "flag; ~is deleted",
    ),
    created_at(
        "registration/joining/enrolment/admission/record/intake/"
        "signup/onboarding/join/converted/effective date; registration time; "
        "registered/since/enrolled/signup; date added/joined/enrolled/opened; first "
        "seen; member/patient since; date signup/first seen appointment; date "
        "signup/first first appointment; member since date; date first seen; joined "
        "location/practice; new patient date; file opened; first contact date; "
        "~admission/date; ~start date; ~first appointment date; ~first appointment",
    ),
    updated_at(
        "last edit date?; last changed date?; change date; modification time; last "
        "synced",
    ),
    # Known to some systems only.
    extra(
        "district",
        "text",
        "county/taluk/tehsil/tahsil/taluka/mandal/block/parish/lga; address "
        "district/county/tehsil/tahsil; sub district",
    ),
    extra(
        "national_id",
        "id",
        "national/aadhaar/aadhar/passport/pan/nhs/identity/adhar/"
        "adhaar/uidai/ssn/ihi/nric/iqama/cnic number; national identity; "
        "aadhaar/aadhar/abha/ssn/passport/pan/nik/dni/curp/cpf/"
        "adhar/adhaar/uidai/ihi/nric/iqama/cnic/ppsn/nhs; "
        "abha/health/tax/civil/government/citizen/personal/abdm id; abha address; "
        "social security/insurance number; driver/driving license number; "
        "driver/driving license; id proof/card/document number; national health "
        "number; aadhaar/aadhar/abha/pan/ration card number; "
        "aadhaar/aadhar/pan/ration card; voter/emirates id number; ssn last 4; social "
        "security/insurance; tax file number; id type; personal identification "
        "number; ~driver",
    ),
    extra(
        "occupation",
        "text",
        "job title; job/profession/designation/employment; occupation type; "
        "employment status; patient occupation; ~work",
    ),
    extra(
        "employer",
        "text",
        "employer name/company/organization; workplace/school; place work; work "
        "place; school name; company employer",
    ),
    extra(
        "marital_status",
        "choice",
        "marital/married/maritalstatus; civil/marriage/relationship status; civil "
        "state",
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
        "insurance id/card/policy/member/subscriber; "
        "policy/member/subscriber/medicare/medicaid/dva/membership number; "
        "policy/member/subscriber/medicare/medicaid/health/concession card; insurance "
        "policy/member/card/subscriber number; medicare/health/concession/dva/tpa "
        "card number; medicare; health fund member number; health fund/insurance "
        "number; medical aid/scheme/health fund number; medical aid/scheme/health "
        "beneficiary number; medical aid/scheme/health plan number; policy holder id; "
        "~pension number; ~policy",
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
        "guardian/father/mother/parent/spouse/husband/guarantor; "
        "father/mother/parent/spouse/husband guardian name; "
        "father/mother/parent/spouse/husband/legal guardian; "
        "father/mother/parent/spouse/husband/guarantor/fh name; responsible "
        "party/person name; responsible party/person; guardian/carer/wife/partner "
        "full name; carer/wife/partner full; father husband/first/last name; father "
        "husband; s/w/d o; responsible party first/last name; "
        "guarantor/mother/husband/guardian/parent/spouse first name; "
        "guarantor/mother/husband/guardian/parent/spouse last name; mother maiden "
        "name; head household; parent 1",
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
        "emergency contact/name/person; emergency contact person/1; ice name; "
        "emergency contact first/last/full/1 name; person contact emergency; "
        "emergency",
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
        "emergency/guardian/nok/kin/contact relation; relation; emergency contact "
        "relationship patient; relation patient/type; next kin relation; emergency "
        "contact type",
    ),
    extra(
        "tags",
        "text",
        "group/segment/classification/vip/flags/interest/program; client "
        "group/category/tag/segment; contact group/category/tag/segment; patient "
        "flag/label/type; category name; member type; ~label/category/list/type",
    ),
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
        "caste/tribe/religion/ethnoracial/community/nationality/citizenship; "
        "ethnicity code; race ethnicity; caste/religion name; indigenous/aboriginal "
        "status; social category",
    ),
    extra(
        "deceased_date",
        "date",
        "death/expired date; date death/deceased/died; dod/death/died; deceased/death "
        "datetime; ~deceased/dead",
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
        "recall/followup; date next appointment; recall month/due date",
    ),
    extra(
        "medications",
        "long_text",
        "current/ongoing/active/regular/present/existing/other medication; medication "
        "list/note; medications taken; taking any medication; prescription; current "
        "treatment; long term medication",
    ),
    extra(
        "rh_factor",
        "text",
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
    subjects="patient contact person",
    files="patient contact demographics person people client register "
    "registration lead",
    required_any=(("name", "first_name", "last_name"),),
    expected="phone mobile email date_of_birth age gender street city zip blood_group",
)
