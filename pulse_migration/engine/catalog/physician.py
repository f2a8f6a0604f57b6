"""The staff file: one row a physician, dentist, therapist, nurse or desk user."""

from ._common import (
    created_at,
    updated_at,
)
from ._physician_extra import PHYSICIAN_EXTRA
from ._types import core, define

PHYSICIAN = define(
    "physician",
    "Physician",
    core(
        "physician_id",
        "id",
        "physician/emp number; id; user no; employee key; ~code/number/key/uuid/guid; "
        "physician code/key; staff/resource/unique/personnel/member id",
    ),
    core(
        "name",
        "name",
        "physician/user full name; "
        "physician/full/display/staff/employee/resource/formal/"
        "calendar/professional/preferred name; "
        "physician/member/resource/nickname/person; staff member; "
        "full/display/employee/practitioner/user/member/person/"
        "complete/formatted/legal member name; name full/physician; known as; "
        "~label/contact",
    ),
    core(
        "title",
        "text",
        "prefix/salutation/honorific/initials; physician prefix/salutation/title; "
        "name prefix/title; courtesy title",
    ),
    core(
        "first_name",
        "name",
        "first; physician/staff/employee/user first name; first name legal",
    ),
    core(
        "middle_name",
        "name",
        "middle; middle initial; other names; second name",
    ),
    core(
        "last_name",
        "name",
        "last/family; physician/staff/employee/user last name; last name legal",
    ),
    core(
        "email",
        "email",
        "email address/id/work/1; "
        "physician/staff/work/user/personal/home/office/contact/"
        "login/business/employee/company/primary email address; "
        "physician/staff/work/user/personal/home/office/contact/"
        "login/business/employee/company/primary/official email",
    ),
    core(
        "phone",
        "phone",
        "phone number/1/ext; physician/work/office/home/residence phone number; "
        "office/extension/ext/landline; contact details; emergency contact number; "
        "staff/business/direct/clinic/desk/practice phone; contact; contact "
        "number/phone/information; physician contact number?; primary phone",
    ),
    core(
        "mobile",
        "phone",
        "mobile/whatsapp number; physician/work/personal/staff mobile number; "
        "physician/work/personal/staff mobile; whatsapp/pager; personal phone; mobile "
        "contact",
    ),
    core(
        "specialty",
        "text",
        "medical/primary/physician/practice/sub/secondary specialty; area "
        "expertise/practice/specialization; "
        "discipline/taxonomy/field/expertise/profession/specialism/modality/focus/"
        "services/stream; "
        "specialty/taxonomy code; specialty 1; professional type; super speciality; "
        "clinical area; branch medicine",
    ),
    core(
        "role",
        "choice",
        "user/staff/job/employment/employee/physician/account/security/member role; "
        "cargo/puesto; "
        "user/staff/job/physician/employee/account/security/member type; "
        "designation/position/job/post/rank/access/permission/"
        "class/cadre/grade/function/occupation/privilege; "
        "job/user/staff/employee/account/security/member title; "
        "access/user/permission level; role name; "
        "job/title/user/staff/employee/physician/account/security/member position; "
        "user/security/staff/job/employee/physician/account/member group; "
        "staff/user/job/employee/account/security/member category; ~type/category",
    ),
    core(
        "department",
        "text",
        "department name/id/code/unit; unit/ward/division/section/team/group; "
        "hospital/clinic department; service line; practice group",
    ),
    core(
        "notes",
        "long_text",
        "bio/biography/about/description/profile/introduction/"
        "details/summary/memo/other/achievements; physician note; about me; profile "
        "description; staff notes; additional information; public bio",
    ),
    core(
        "status",
        "choice",
        "employment/physician/staff/account/employee/current/user/"
        "record/contract/availability/working/registration status; status name; is "
        "employed; ~estado",
    ),
    created_at(
        "~start date; joining/joined/hire/employment/commencement/join/onboarding/"
        "entry date; date hired/appointment/employed/registered; "
        "created/doj/joined/hire; created on/time; employment start date; "
        "member/employed/working since",
    ),
    updated_at(
        "updated; last/date updated; last modified date; modified on; ~last login/seen",
    ),
    *PHYSICIAN_EXTRA,
    subjects="physician staff",
    files="physician staff user employee team",
    required_any=(("name", "first_name", "last_name"),),
    expected="specialty role license_number department qualification",
)
