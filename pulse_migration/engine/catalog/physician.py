"""The staff file: one row a physician, dentist, therapist, nurse or desk user."""

from ._common import (
    created_at,
    updated_at,
)
from ._types import core, define, extra

PHYSICIAN = define(
    "physician",
    "Physician",
    core(
        "physician_id",
        "id",
        "physician id/number/code/key/reference/uuid; staff id/number/code; id; "
        "resource id; ~code; unique id; record id; personnel id/number; ~number; "
        "~key; staff no; hcp id; physician code; emp number; ~uuid; ~guid; "
        "physician/staff/provider/practitioner/resource/member/therapist/clinician "
        "id; "
        "physician/staff/provider/practitioner/user/resource/member/therapist/clinician "
        "no; "
        "physician/staff/provider/practitioner/user/resource/member/therapist/clinician "
        "number; "
        "physician/staff/provider/practitioner/user/resource/member/therapist/clinician "
        "code; "
        "physician/staff/employee/provider/practitioner/user/resource/member/therapist/clinician "
        "key; "
        "physician/staff/provider/practitioner/resource/member/therapist/clinician "
        "uid",
    ),
    core(
        "name",
        "name",
        "physician full? name; physician; full/display name; staff name; staff member "
        "name?; employee name; ~label; "
        "full/display/staff/employee/practitioner/user/member/person/complete/formatted/legal/staff "
        "member name; name full; staff; member; user full name; name physician; dr; "
        "resource; resource name; therapist; team member; formal name; calendar name; "
        "professional name; known as; preferred name; doctor; nickname; person; "
        "~contact",
    ),
    core(
        "title",
        "text",
        "prefix; salutation; honorific; physician prefix/salutation; title; name "
        "prefix/title; physician title; courtesy title; initials",
    ),
    core(
        "first_name",
        "name",
        "first; physician/staff first name; given name; first name legal; "
        "staff/physician/employee/user first name; forename; given",
    ),
    core(
        "middle_name",
        "name",
        "middle; middle initial; other names; middle names; second name",
    ),
    core(
        "last_name",
        "name",
        "last; physician/staff last name; surname; last name legal; "
        "staff/physician/employee/user last name; family name; family",
    ),
    core(
        "email",
        "email",
        "email address/id; physician/staff/work/user/personal/home email address?; "
        "email; "
        "work/office/staff/physician/personal/contact/login/user/business/employee/company/primary "
        "email address?; mail; email work; email 1; login email; official email; mail "
        "id",
    ),
    core(
        "phone",
        "phone",
        "phone number; contact number?; physician phone/contact number?; "
        "work/office/home/residence phone number?; office; extension; phone; phone "
        "number/no; contact; contact no/number/details/phone; telephone; telephone "
        "number; phone work/office/home; phone 1; ext; phone ext; landline; work "
        "contact; contact information; residence phone; emergency contact number; "
        "work/office/home/staff/physician/business/direct/primary/clinic/desk phone; "
        "work/office/home/staff/physician/business/direct/primary/clinic/desk "
        "telephone; work/office/home/business/direct/primary/clinic/desk number; "
        "work/office/home/staff/physician/business/direct/primary/clinic/desk tel; "
        "practice/office/clinic phone",
    ),
    core(
        "mobile",
        "phone",
        "mobile number; physician mobile number?; whatsapp number?; mobile; mobile "
        "no/number/phone; cell; cell phone/number; whatsapp; whatsapp number; "
        "work/personal/staff/physician mobile number?; phone mobile/cell; personal "
        "phone; mobile contact; mobile phone number; pager",
    ),
    core(
        "specialty",
        "text",
        "speciality; specialization; specialisation; medical/primary/physician "
        "specialty; area expertise; discipline; taxonomy; specialty; specialty "
        "name/code/description/1; "
        "primary/main/medical/clinical/physician/practice/sub/secondary specialty; "
        "area practice/expertise/specialization; field; expertise; taxonomy "
        "code/description; profession; professional type; specialism; practice area; "
        "specialities; provider specialty; sub specialty; modality; super speciality; "
        "focus; services; clinical area; branch medicine; stream; physician category",
    ),
    core(
        "role",
        "choice",
        "user/staff/job role/type; designation; position; job title; access level; "
        "physician type; role; roles; role name; job; job "
        "title/role/description/position; post; rank; access; user group; security "
        "group; permission; permissions; class; title position; employment role; "
        "employee type; staff category; cadre; grade; function; occupation; user "
        "level; privilege; practitioner type; permission level; "
        "user/staff/job/employee/physician/provider/practitioner/account/security/member "
        "role; "
        "user/staff/job/employee/physician/provider/practitioner/account/security/member "
        "type; user/staff/job/employee/account/security/member title; "
        "user/staff/job/employee/physician/provider/practitioner/account/security/member "
        "position; user/staff/job/employee/account/security/member category; "
        "user/staff/job/employee/physician/provider/practitioner/account/security/member "
        "group; ~type; ~category",
    ),
    core(
        "department",
        "text",
        "department name/id; unit; hospital department; ward; department; dept; "
        "department name/id/code; division; section; team; service line; clinic "
        "department; group; practice group; department unit",
    ),
    core(
        "notes",
        "long_text",
        "note; bio; biography; about; description; profile; physician note; notes; "
        "comments; remarks; about me; profile description; staff/physician notes; "
        "introduction; details; additional information; summary; remark; comment; "
        "public bio; memo; other; achievements",
    ),
    core(
        "status",
        "choice",
        "employment/physician/staff/account status; status; "
        "employment/staff/physician/account/employee/current/user/record/contract "
        "status; employee status; availability status; working status; status name; "
        "registration status; is employed",
    ),
    created_at(
        "joining/joined/hire/start date; date joining/joined/hired; created; created "
        "at/on/date/time; date "
        "created/added/joined/hired/joining/appointment/started/employed/hire/registered; "
        "joining/joined/hire/hired/start/employment/appointment/commencement/registered/join/onboarding/registration "
        "date; date of joining/hire/appointment/employment/registration; start; doj; "
        "employment start date; started on; joined; member since; date started; "
        "employed since; added on; hire; working since; entry date; date start",
    ),
    updated_at(
        "updated; last updated; modified; last modified date?; date updated; updated "
        "at; last update; modified on; last login",
    ),
    # Known to some systems only.
    extra(
        "license_number",
        "id",
        "license; license id/code; registration number/id; medical/council "
        "registration/license number; state license/registration number; "
        "mci/nmc/dea/gmc number; reg number; professional number; registration; "
        "licence; license no/number/id/code; "
        "medical/professional/state/practice/council/board/dea/mci/nmc/gmc/ahpra/hpc/hcpc/gdc/nmbi/dental/physician/nursing "
        "registration/license/licence/council/membership number/no/id/code?; "
        "registration no/number/id/details; reg no/number; council "
        "number/registration/reg no; dea; dea number/no; billing number; medicare "
        "provider number; hpi number; hpr id; certificate number; accreditation "
        "number; professional id; license state; medical council; cpso number; "
        "professional registration number; certification; registration council; upin; "
        "license expiry date?; medicare number; smc number; abha hpr id; registration "
        "authority; pan number",
    ),
    extra(
        "npi",
        "id",
        "npi number; national physician identifier; npi; npi number/no/id; "
        "individual/group/type 1 npi; national provider identifier/id; "
        "provider/physician/rendering/billing npi",
    ),
    extra(
        "gender",
        "gender",
        "gender; sex; gender code",
    ),
    extra(
        "date_of_birth",
        "date",
        "dob; date of birth; birthday; birth date; age",
    ),
    extra(
        "qualification",
        "text",
        "degree; education; credential; credentials; suffix; qualification; "
        "qualifications; degrees; post nominals; qualification name; highest "
        "qualification; medical degree; academic title; education level; training; "
        "medical school; university; post nominal; designatory letters; letters; "
        "degree name; college; educational qualification; name suffix; certificates",
    ),
    extra(
        "location",
        "text",
        "clinic/branch/center/practice/facility/site/hospital name?; organization; "
        "organization name/id; facility id; practice location; location; clinic; "
        "branch; hospital; facility; site; practice; "
        "default/primary/main/work/assigned/base location/clinic/branch/site/office; "
        "locations; institution; affiliation; workplace; hospital affiliation; "
        "business; place; station; posting; organization unit; health facility; "
        "business location; hospital branch; additional locations; place of work; "
        "campus; building; room; clinics; work place; "
        "clinic/branch/hospital/location/facility/practice/office/site/center/organization/affiliation "
        "name; "
        "clinic/branch/hospital/location/facility/practice/office/site/center/organization/affiliation "
        "id; "
        "clinic/branch/hospital/location/facility/practice/office/site/center/organization/affiliation "
        "code; "
        "clinic/branch/hospital/location/facility/practice/office/site/center/organization/affiliation "
        "branch; "
        "clinic/branch/hospital/location/facility/practice/site/center/organization/affiliation",
    ),
    extra(
        "address",
        "text",
        "street address?; address line? 1; home/office address; street; address; "
        "address line? 1/2?; street address; "
        "home/office/work/clinic/residential/postal/mailing/business/practice/permanent/current "
        "address/street; address 1/2; addr; full address; street 1; house number; "
        "residence",
    ),
    extra(
        "city",
        "text",
        "city; town; address city; office/work/practice/clinic city; place city; "
        "suburb",
    ),
    extra(
        "state",
        "text",
        "state; province; address state; office/practice state; region; county; "
        "district",
    ),
    extra(
        "zip",
        "text",
        "zip; postcode; pincode; address zip; office/practice zip; postal",
    ),
    extra(
        "country",
        "text",
        "country code/name; country; nationality; address country; licence country",
    ),
    extra(
        "user_login",
        "text",
        "user; username; login; user id; system user; user account; login id/name; "
        "user id/name/login; account; portal user; user principal name; network id; "
        "windows login; userid; initials login; login username",
    ),
    extra(
        "fee",
        "money",
        "appointment fee/charge; price; fees; inpatient/outpatient appointment "
        "charge; fee; "
        "consultation/appointment/visit/session/opd/standard/hourly/first "
        "visit/follow up fee/fees/charge/charges/rate/cost/price; charges; rate; "
        "hourly rate; consult fee; consulting fees; salary; pay rate; visiting "
        "charge; amount; new patient fee; consulting charge; monthly salary; basic "
        "salary; followup fee; commission; percentage; commission percent; share "
        "percent",
    ),
    extra(
        "fee_item",
        "text",
        "charge item; appointment charge item; inpatient appointment charge item; "
        "consultation item; billing item; default service; fee schedule; consultation "
        "service; item code; service code; default appointment type",
    ),
    extra(
        "active_flag",
        "yes_no",
        "active; is active; enabled; disabled; archived; inactive; is enabled; is "
        "archived; deleted; is deleted; active status/flag/yn; hidden; is hidden; is "
        "inactive; currently active; is available; available; terminated; current; "
        "active inactive; retired; is disabled",
    ),
    extra(
        "schedule",
        "text",
        "working hours/days; availability; timings; shift; slots; schedule; "
        "working/available/office/consulting/consultation/visiting/duty/clinic/opd/shift/work "
        "days/hours/time/timings/schedule; hours; days; roster; time slots; available "
        "from/to; available time; shift timing; start time; end time; opd days; "
        "working pattern; day off; slot duration; break time; weekly off; fte; "
        "calendar; from time; to time",
    ),
    extra(
        "experience_years",
        "number",
        "experience; years experience; experience years; years of "
        "experience/practice/service; total experience; work experience; years in "
        "practice; exp; yrs exp; experience in years; practicing since; year "
        "experience",
    ),
    extra(
        "online_booking_flag",
        "yes_no",
        "online bookings; show online bookings?; bookable online; allow online "
        "booking; accept online booking; online booking; bookable; show online; "
        "accepts/allow/enable/show online booking/bookings/appointments; accept new "
        "patients; accepting patients/new patients; available online; is bookable; "
        "allow booking; online visible; is online; can book online; display online; "
        "accepts new clients; telehealth; visible online; show in calendar; display "
        "in calendar; on appointment book",
    ),
    extra(
        "time_zone",
        "text",
        "timezone; tz; time zone",
    ),
    extra(
        "photo",
        "file",
        "image; picture; avatar; photo url; image url; photo; profile "
        "photo/picture/image/pic; photo/image/picture/avatar url/path/link; profile "
        "picture url; signature; headshot; image file",
    ),
    extra(
        "company",
        "text",
        "company name?; company; company name; employer; business name; group "
        "practice; practice group name; agency; hospital group; vendor; group name",
    ),
    extra(
        "external_id",
        "id",
        "external/legacy/old id; uuid; external/legacy/old/other/import/source/third "
        "party id/code/reference/key; external reference; alternate id; hris id; "
        "guid; integration id; reference",
    ),
    extra(
        "billing_type",
        "choice",
        "billing/payment type; billing/payment/employment/contract/pay/tax/salary "
        "type/category/method; employment type; contract; payment method; billing "
        "provider; pay type; tax id; ein; abn; tax status; bill under; gst "
        "registered; bank account",
    ),
    extra(
        "employee_id",
        "id",
        "employee; employee number/code/id; hr id; employee id/no/number/code; hr "
        "id/number; payroll id/number; badge number; ecode; pf number; punch code; "
        "emp id/code",
    ),
    extra(
        "utilization",
        "number",
        "utilization rate; encounters; procedures; patients seen",
    ),
    extra("latitude", "number", "lat"),
    extra("longitude", "number", "lon; lng"),
    subjects="physician staff",
    files="physician staff user employee team",
    required_any=(("name", "first_name", "last_name"),),
    expected="specialty role license_number department qualification",
)
