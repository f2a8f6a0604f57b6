"""What some systems know of their staff besides."""

from ._types import Field, extra

PHYSICIAN_EXTRA: tuple[Field, ...] = (
    extra(
        "license_number",
        "id",
        "license/registration/dea/certification/upin; license/hpr id; "
        "registration/mci/nmc/dea/gmc/professional/billing/hpi/"
        "certificate/accreditation/cpso/medicare/smc/pan number; "
        "medical/council/state/professional/practice/board/dea/"
        "mci/nmc/gmc/ahpra/hpc/hcpc/gdc/nmbi/dental/physician/nursing registration "
        "number; medical/council/state/professional/practice/board/dea/"
        "mci/nmc/gmc/ahpra/hpc/hcpc/gdc/nmbi/dental/physician/nursing license number; "
        "medical/professional/state/practice/council/board/dea/"
        "mci/nmc/gmc/ahpra/hpc/hcpc/gdc/nmbi/dental/physician/nursing registration; "
        "medical/professional/state/practice/council/board/dea/"
        "mci/nmc/gmc/ahpra/hpc/hcpc/gdc/nmbi/dental/physician/nursing license; "
        "medical/professional/state/practice/council/board/dea/"
        "mci/nmc/gmc/ahpra/hpc/hcpc/gdc/nmbi/dental/physician/nursing council number; "
        "medical/professional/state/practice/council/board/dea/"
        "mci/nmc/gmc/ahpra/hpc/hcpc/gdc/nmbi/dental/physician/nursing council; "
        "medical/professional/state/practice/council/board/dea/"
        "mci/nmc/gmc/ahpra/hpc/hcpc/gdc/nmbi/dental/physician/nursing membership "
        "number; medical/professional/state/practice/council/board/dea/"
        "mci/nmc/gmc/ahpra/hpc/hcpc/gdc/nmbi/dental/physician/nursing membership; "
        "registration details/authority; medicare provider number; license expiry "
        "date; license expiry; abha hpr id",
    ),
    extra(
        "npi",
        "id",
        "npi number/id; national physician identifier; individual/group/type 1 npi; "
        "provider/rendering/billing npi",
    ),
    extra(
        "gender",
        "gender",
        "gender code",
    ),
    extra(
        "date_of_birth",
        "date",
        "",
    ),
    extra(
        "qualification",
        "text",
        "degree/education/credential/suffix/training/university/"
        "letters/college/certificates; post nominals; qualification/degree name; "
        "highest/educational qualification; medical degree/school; academic title; "
        "education level; designatory letters; name suffix",
    ),
    extra(
        "location",
        "text",
        "clinic/center/practice/hospital name; "
        "organization/institution/affiliation/workplace/business/"
        "place/station/posting/campus/building/room; "
        "organization/facility/hospital/practice/office/center/affiliation id; "
        "practice/work/assigned/base/business location; default/work/assigned/base "
        "office; hospital affiliation/branch/code; organization unit/code/branch; "
        "health facility; additional locations; place of work; "
        "clinic/practice/office/center/affiliation code; office/center/affiliation "
        "branch",
    ),
    extra(
        "address",
        "text",
        "street/home/office/work/clinic/residential/postal/"
        "mailing/business/practice/permanent/current/full address; street/residence; "
        "address line 1/2; address 1/line/2; office/work/clinic/business/practice "
        "street; street 1; house number",
    ),
    extra(
        "city",
        "text",
        "address/office/work/practice/clinic/place city; suburb; village; city village",
    ),
    extra(
        "state",
        "text",
        "address/office/practice state; county/district",
    ),
    extra(
        "zip",
        "id",
        "address/office/practice zip; postal",
    ),
    extra(
        "country",
        "text",
        "country code/name; ~nationality; address/licence country",
    ),
    extra(
        "user_login",
        "text",
        "user/username/login/account/userid; user/login/network id; system/portal "
        "user; user account; login name/username; user principal name; "
        "windows/initials login",
    ),
    extra(
        "fee",
        "money",
        "appointment fee/charge; price; fees; inpatient/outpatient appointment "
        "charge; fee; "
        "consultation/appointment/visit/session/opd/standard/hourly/first "
        "visit/follow up fee/fees/charge/charges/rate/cost/price; charges; rate; "
        "hourly rate; consult fee; consulting fees; ~salary; ~pay rate; visiting "
        "charge; amount; new patient fee; consulting charge; ~monthly/basic salary; "
        "followup fee; commission; percentage; commission percent; share "
        "percent",
    ),
    extra(
        "fee_item",
        "text",
        "charge/consultation/billing item; appointment charge item; inpatient "
        "appointment charge item; default/consultation service; fee schedule; "
        "item/service code; default appointment type",
    ),
    extra(
        "active_flag",
        "yes_no",
        "active/enabled/disabled/archived/inactive/deleted/hidden/"
        "terminated/current/retired; active status/yn/inactive; currently active; is "
        "available",
    ),
    extra(
        "schedule",
        "text",
        "working hours/days; availability; timings; shift; slots; schedule; "
        "working/available/office/consulting/consultation/visiting/duty/clinic/opd/"
        "shift/work "
        "days/hours/time/timings/schedule; hours; days; roster; time slots; available "
        "from/to; available time; shift timing; start time; end time; opd days; "
        "working pattern; day off; slot duration; break time; weekly off; fte; "
        "calendar; from time; to time",
    ),
    extra(
        "experience_years",
        "number",
        "experience/exp; years/total/work experience; years of practice/service; yrs "
        "exp; practicing since",
    ),
    extra(
        "online_booking_flag",
        "yes_no",
        "online bookings/visible; show online bookings; "
        "show/bookable/available/is/display/visible online; allow/accept/enable "
        "online booking; bookable/telehealth; accept/accepting new patients; "
        "accepting patients patients; allow booking; can book online; show/display in "
        "calendar; on appointment book",
    ),
    extra(
        "time_zone",
        "text",
        "tz",
    ),
    extra(
        "photo",
        "file",
        "image/picture/avatar/signature/headshot; photo/image/picture/avatar url; "
        "profile photo/picture/image/pic; photo/image/picture/avatar path; profile "
        "picture url; image file",
    ),
    extra(
        "company",
        "text",
        "company/business/group name; employer/agency/vendor; group practice; "
        "practice group name; hospital group",
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
        "type/category/method; employment type; ~contract; payment method; billing "
        "provider; pay type; tax id; ein; abn; tax status; bill under; gst "
        "registered; bank account",
    ),
    extra(
        "employee_id",
        "id",
        "employee/ecode; employee/hr/payroll/badge/pf number; employee/punch "
        "code; hr/payroll id",
    ),
    extra(
        "utilization",
        "number",
        "utilization rate; encounters/procedures; patients seen",
    ),
    extra("latitude", "number", "lat"),
    extra(
        "longitude",
        "number",
        "lon/lng",
    ),
)
