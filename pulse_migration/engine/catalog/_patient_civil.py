"""Who a patient is to the state, an insurer, and the family."""

from ._types import Field, extra

PATIENT_CIVIL: tuple[Field, ...] = (
    extra(
        "district",
        "text",
        "address district/county/tehsil/tahsil; sub district; "
        "county/taluk/tehsil/tahsil/taluka/mandal/parish/lga; ~block; barangay",
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
        "job title; occupation type; employment status; patient occupation; ~work; "
        "job/profession/employment; ^designation",
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
        "ndis number; insurance id/card/policy/member/subscriber; "
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
        "father/mother/parent/spouse/husband/guarantor/fh name; "
        "guardian/carer/wife/partner full name; carer/wife/partner full; father "
        "husband/first/last name; father husband; s/w/d o; responsible party "
        "first/last name; guarantor/mother/husband/guardian/parent/spouse first name; "
        "guarantor/mother/husband/guardian/parent/spouse last name; mother maiden "
        "name; head household; parent 1; responsible party name; responsible party; "
        "~responsible person; ~responsible person name",
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
        "husband/wife/partner phone/mobile/number; emergency phone/mobile/number; "
        "emergency contact number/mobile/phone; emergency contact phone number; ice "
        "phone; emergency contact details; emergency contact 1 phone/number; "
        "emergency contact home/cell phone; next kin phone/number/mobile; nok "
        "phone/number/mobile; relative/guardian/attendant/father/mother/spouse "
        "phone/mobile/number; next kin contact number; parent phone/mobile",
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
)
