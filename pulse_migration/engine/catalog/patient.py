"""The patient file: one row a person."""

from ._common import (
    created_at,
    physician_email,
    physician_id,
    physician_name,
    updated_at,
)
from ._patient_civil import PATIENT_CIVIL
from ._patient_extra import PATIENT_EXTRA
from ._types import core, define

PATIENT = define(
    "patient",
    "Patient",
    core(
        "patient_id",
        "id",
        "patient/op/ip/cr/emr/file/card/case/folder/account/clinic/token/dossier/"
        "enrolment/ur/demographic "
        "number; id/pid/mrn/uhid/upid/urn/nhi/mpi; "
        "registration/hospital/record/unique/contact/person/user/lead/student/"
        "employee/mpi/profile "
        "id; unique/emr/ehr/pms patient id; case sheet number; medical record; "
        "medical record file number; patient account; party/ledger code; party "
        "number; ~number/code/uid/key; "
        "~member/row id; ~member number; patient code/key/reference",
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
        "full/complete/display/formatted/person/contact/customer/whole/official/legal/"
        "party name; party ledger name; name full/patient; first and last name; last "
        "first name; name per id; "
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
        "street/home/postal/mailing/residential/permanent/present/billing/contact/"
        "local/correspondence/communication/residence/physical/house/shipping/perm/"
        "delivery/location address; street 1/name/line; house/door/plot/building/flat "
        "number; house name flat number; street number name; house/building name; "
        "~residence/domicile; full/current/primary address; address full/complete",
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
        "address state; state code/name/abbreviation; ~region/estado",
    ),
    core(
        "zip",
        "id",
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
        "known/drug/food/any/environmental/other allergy; sensitivity; allergy and "
        "reaction; allergic to/reaction; adverse reaction",
    ),
    core(
        "medical_history",
        "long_text",
        "history/condition/comorbidity/pmh/pmhx/habit/lifestyle/surgery; "
        "past/previous/health/clinical medical history; k c o; known case; "
        "past/previous/health/surgical/family/social/personal/general/present/"
        "significant/dental history; "
        "chronic/medical/preexisting/underlying/other/known/health condition; "
        "chronic/existing/underlying/other/known disease; "
        "chronic/past/underlying/other/known illness; medical "
        "problem/alert/information/background/warning/issue/flag; problem list; "
        "health problem/issue; systemic illness/disease/condition; risk factors; "
        "other risk factors; past surgery",
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
        "physician; assigned to/staff; staff/physician assigned; ~owner; case/account "
        "manager; ~owner name; contact/record/account/lead owner; "
        "primary/preferred/assigned staff name; primary/preferred staff; responsible "
        "user; ~assignee",
    ),
    physician_email(
        "~owner email; assigned user/staff email; ~contact owner email",
    ),
    core(
        "notes",
        "long_text",
        "general/other/additional/internal/admin/clinical/private/patient/appointment "
        "note; "
        "about/memo/description/popup/background/bio/miscellaneous/information/"
        "message; "
        "special instruction/need/request/requirement; more information; "
        "other/additional details; free text; "
        "medical/staff/alert/important/extra/popup/reception/chart/account urgent "
        "note; staff/alert/important/extra/popup/reception/chart/account alert note; "
        "staff/alert/important/extra/popup/reception/chart/account/medical personal "
        "note; staff/alert/important/extra/popup/reception/chart/account/medical lead "
        "note; staff/alert/important/extra/popup/reception/chart/account/medical "
        "financial note; ~details/alert/warning/other; other information",
    ),
    core(
        "status",
        "choice",
        "patient/account/record/registration/active/person/"
        "current/membership/case/lead/profile/live/enrolment status; active/inactive; "
        "~estado; "
        "active inactive/flag; lifecycle/lead/contact/customer stage; life cycle "
        "stage; is disabled; ~archived/enabled/stage/deceased/deleted; ~deceased "
        "flag; ~is deleted",
    ),
    created_at(
        "registration/joining/enrolment/admission/record/intake/signup/onboarding/"
        "join/converted/effective date; registration time; "
        "registered/since/enrolled/signup; date added/joined/enrolled/opened; first "
        "seen; member/patient since; date signup/first seen appointment; date "
        "signup/first first appointment; member since date; date first seen; joined "
        "location/practice; new patient date; file opened; entry date/datetime; first "
        "contact date; ~admission/date; ~start date; ~first appointment date; ~first "
        "appointment; membership date; member date",
    ),
    updated_at(
        "last edit date?; last changed date?; change date; modification time; last "
        "synced",
    ),
    *PATIENT_CIVIL,
    *PATIENT_EXTRA,
    subjects="patient contact person",
    files="patient contact demographics person people client register "
    "registration lead",
    required_any=(("name", "first_name", "last_name"),),
    expected="phone mobile email date_of_birth age gender street city zip blood_group",
)
