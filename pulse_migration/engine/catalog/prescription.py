"""The prescription file: one row a drug prescribed."""

from ._common import (
    appointment_id,
    created_at,
    patient_id,
    patient_name,
    physician_email,
    physician_id,
    physician_name,
    updated_at,
)
from ._types import core, define, extra

PRESCRIPTION = define(
    "prescription",
    "Prescription",
    core(
        "prescription_id",
        "id",
        "prescription id/number/code/key/reference/uuid; id; order id/uuid; request "
        "id; medication request id?; medication order id; ~number; ~prescription",
    ),
    patient_name(),
    patient_id("~subject; registration/file/case/chart number"),
    appointment_id("patient appointment id?"),
    physician_id("orderer id"),
    physician_name("orderer; signed by; requester"),
    physician_email(),
    core(
        "date",
        "date",
        "prescription/prescribed/order/issue/start/written/appointment date; "
        "prescribed on/at; date prescribed/issued/written/ordered/started; date time; "
        "issued on/at?; start; order date time; ordered on; authored on; started; "
        "start date time; fill date; dispense date; expected date; date activated; "
        "service date",
    ),
    core(
        "end_date",
        "date",
        "end; stop; stop/stopped/expiry/expiration/finish/to/completed date; expires "
        "on; date stopped/expired/ended; valid until/till; auto expire date; until; "
        "discontinued date",
    ),
    core(
        "medication",
        "text",
        "medication name/description/item/generic/brand; medication generic/brand "
        "name; generic/brand/product/item/trade name; medication display/text; ~item; "
        "~name; ~description; molecule; composition; remedy; tablet name; medication "
        "concept name?; ~product; ~concept",
    ),
    core(
        "dosage",
        "text",
        "dose; dose amount/quantity/value/text; dosage amount/text/dose; medication "
        "dose/dosage; potency; dose unit; dosage unit/unit?; dose and? unit",
    ),
    core(
        "frequency",
        "text",
        "dosage/dose/medication frequency; how often; schedule; times day; timing; "
        "freq; morning/noon/night/afternoon/evening dose?; sos bd tds; interval; per "
        "day; intake; times per day; regimen",
    ),
    core(
        "duration",
        "text",
        "duration days/unit/value/text; period; medication/treatment/prescription "
        "duration; days; number of days; days supply; course; for days; duration unit; "
        "duration weeks",
    ),
    core(
        "quantity",
        "number",
        "~prescription; quantity prescribed/dispensed/total/value; "
        "total/prescribed/dispense quantity; count; number tablets; dispense amount; "
        "~amount; units; dispenses; dispensed; total doses; number doses; tablets",
    ),
    core(
        "instructions",
        "long_text",
        "instruction; dosage/dosing/dose/patient/medication/pharmacy/prescription "
        "instruction; sig; directions use?; advice; how to use; how to take; before "
        "after food; before/after food/meal; meal timing/relation/instruction; ~meal; "
        "food; with food; special instruction; usage; food timing; relation to food; "
        "administration instructions; patient sig",
    ),
    core(
        "notes",
        "long_text",
        "note; prescription/pharmacist/additional/physician/order/internal note; "
        "message pharmacist; fulfiller comment",
    ),
    core(
        "file",
        "file",
        "file name/path/url; prescription/rx pdf/file/document/image/url; attachment; "
        "pdf; document; document name/url/path; url; scan",
    ),
    core(
        "status",
        "choice",
        "prescription/order/medication/rx status; ~state; active; fulfiller status; "
        "active flag; stage; discontinued; status code",
    ),
    created_at(),
    updated_at(),
    # Known to some systems only.
    extra(
        "medication_code",
        "text",
        "medication code/id/number/key; ~code; item/product code/id; rxnorm code?; "
        "rxcui; ndc code?; atc code?; snomed code; medication inventory id; barcode; "
        "dmd code",
    ),
    extra("route", "text", "route administration; administration/medication route"),
    extra(
        "form",
        "text",
        "dosage form; medication form/type; formulation; ~type; dose form; drug type; "
        "presentation",
    ),
    extra("refills", "number", "refill; number refills; refills allowed; repeats"),
    extra(
        "indication",
        "text",
        "reason; reason for medication; reason description/code/name; diagnosis; "
        "condition; indication use; reason prescription; diagnosis name/code",
    ),
    extra("strength", "text", "medication/dosage/dose strength; concentration"),
    extra("pharmacy", "text", "pharmacy name/id; dispensing location"),
    extra("payer", "text", "payer id/name; insurance name?; coverage"),
    extra(
        "cost",
        "money",
        "price; ~amount; total cost; base cost; unit price; medication cost/price; "
        "mrp; rate; total price",
    ),
    extra("amount_paid", "money", "paid; payment amount; patient paid"),
    extra("prn", "yes_no", "as needed; sos; as needed flag; when required"),
    extra("order_number", "id", "order number; accession number; rx order number"),
    extra("patient_age", "age", "age"),
    extra("patient_gender", "gender", "gender"),
    extra("patient_blood_group", "blood_group", "blood group"),
    extra("patient_email", "email", "email"),
    extra("patient_phone", "phone", "phone number?; mobile number?"),
    extra("patient_date_of_birth", "date", "dob; patient dob"),
    subjects="prescription medication",
    files="prescription medication order pharmacy",
    required_any=(("medication", "file"),),
    expected="dosage frequency duration quantity instructions route refills file",
)
