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
        "id; medication request id?; medication order id; ~number; ~prescription; "
        "unique id; record id; medication record/statement id; script number; "
        "dispense id; uuid; external id; prescription item id; dispensing id; "
        "medication list id; prescribe id; entry id",
    ),
    patient_name(),
    patient_id(
        "~subject; registration/file/case/chart number; "
        "registration/file/case/chart/account/card number",
    ),
    appointment_id("patient appointment id?"),
    physician_id(
        "orderer id; author/requester/prescriber id; ~user id; dea number; physician "
        "provider id; prescribing/ordering staff id",
    ),
    physician_name(
        "orderer; signed by; requester; prescriber name; prescriber first/last name; "
        "authorizing/authorising physician; "
        "signed/authorised/authorized/entered/issued by; requestor; author; dispensed "
        "by; clinician name; prescribing staff; ~staff; ~user; prescribed staff; "
        "ordering staff; examiner",
    ),
    physician_email(
        "prescriber email",
    ),
    core(
        "date",
        "date",
        "prescription/prescribed/order/issue/start/written/appointment date; "
        "prescribed on/at; date prescribed/issued/written/ordered/started; date time; "
        "issued on/at?; start; order date time; ordered on; authored on; started; "
        "start date time; fill date; dispense date; expected date; date activated; "
        "service date; "
        "script/ordered/begin/medication/treatment/encounter/authored/effective/filled/dispensed/consultation/record "
        "date; date given/authorised/filled/dispensed/prescription/rx; start "
        "time/datetime; valid from; effective start; last filled date?; last/first "
        "prescribed date; event date; from date; written datetime; date "
        "start/started; authored; exposure start date; record date; issue date time; "
        "taking from; prescribed",
    ),
    core(
        "end_date",
        "date",
        "end; stop; stop/stopped/expiry/expiration/finish/to/completed date; expires "
        "on; date stopped/expired/ended; valid until/till; auto expire date; until; "
        "discontinued date; ceased/discontinued/until date; date "
        "ceased/discontinued/expires/completed; stop time/datetime; valid to; end "
        "time/datetime; expires; last dose date; exposure end date; till date; auto "
        "stop date; through date; effective end; completed; to; expires at; date end; "
        "date stop; finish; taking to; valid upto",
    ),
    core(
        "medication",
        "text",
        "medication name/description/item/generic/brand; medication generic/brand "
        "name; generic/brand/product/item/trade name; medication display/text; ~item; "
        "~name; ~description; molecule; composition; remedy; tablet name; medication "
        "concept name?; ~product; ~concept; brand; generic; salt; active ingredient; "
        "ingredient; prescription item/details; therapy; medication "
        "full/display/trade name; name medication; medication term/label/order; "
        "clinical drug; preparation; remedy name; medication prescribed; prescribed "
        "medication; rx name/details; medication list; product name; formulation "
        "name; drug brand name; medication salt; medication order name; ~treatment; "
        "~medications details; mixture; trade name",
    ),
    core(
        "dosage",
        "text",
        "dose; dose amount/quantity/value/text; dosage amount/text/dose; medication "
        "dose/dosage; potency; dose unit; dosage unit/unit?; dose and? unit; dose "
        "size/detail/given/each; units per dose; dose per intake; amount per dose; "
        "take; number per dose; quantity take; per dose; dosage details; dose unit "
        "amount; medication dosage; dosage quantity; dose quantity; ~strength dose; "
        "dosage form quantity; dose measure; daily/single/prescribed dose",
    ),
    core(
        "frequency",
        "text",
        "dosage/dose/medication frequency; how often; schedule; times day; timing; "
        "freq; morning/noon/night/afternoon/evening dose?; sos bd tds; interval; per "
        "day; times per day; regimen; frequency code/unit/name/times/day; times "
        "daily; times per/a day; doses per day/hrs; doses per 24 hrs; dosing "
        "schedule/frequency; morning; noon; afternoon; evening; night; morning noon "
        "night; m a e n; od bd tds; bd tds; daily; signa; when take; admin time; "
        "frequency period; repeat every; administration frequency; interval unit; "
        "medication timing; timing code; intake time; times; daily frequency; dose "
        "schedule; time day",
    ),
    core(
        "duration",
        "text",
        "duration days/unit/value/text; period; medication/treatment/prescription "
        "duration; days; number of days; days supply; course; for days; duration "
        "unit; duration weeks; duration months/hours/in days/of "
        "treatment/number/day/week; days supply/supplied; supply days; day supply; "
        "supply duration; treatment/course/therapy length/period/days; course length; "
        "for how long; how long; total days; weeks; length; no days; ~period days; "
        "duration text; duration period",
    ),
    core(
        "quantity",
        "number",
        "~prescription; quantity prescribed/dispensed/total/value; "
        "total/prescribed/dispense quantity; count; number tablets; dispense amount; "
        "~amount; units; dispenses; dispensed; number doses; quantity "
        "ordered/supplied/issued/given/required; amount dispensed/supplied; number "
        "units/capsules/pills/tabs; pills; disp; disp quantity; dispensed quantity; "
        "number dispensed; units dispensed; pack size; total units; dispense "
        "quantity; total dispensable quantity; quantity total; medication quantity; "
        "total tablets; ordered/issued/supply quantity",
    ),
    core(
        "instructions",
        "long_text",
        "instruction; dosage/dosing/dose/patient/medication/pharmacy/prescription "
        "instruction; sig; directions use?; advice; how to use; how to take; before "
        "after food; before/after food/meal; meal timing/relation/instruction; ~meal; "
        "food; with food; special instruction; usage; food timing; relation to food; "
        "administration instructions; patient sig; directions; sig "
        "text/note/description/instruction; signature; signature note; direction "
        "patient; dosage/dosing direction; usage instruction; intake instruction; how "
        "take; method use; food relation/instruction; take with food; before or after "
        "meal; precautions; patient instruction text; label instruction; order "
        "description; dosage instruction text; directions; label; use; advice "
        "patient; before or after food; administration; directions take",
    ),
    core(
        "notes",
        "long_text",
        "note; prescription/pharmacist/additional/physician/order/internal note; "
        "message pharmacist; fulfiller comment; "
        "pharmacy/medication/clinical/general/special note; other details; note "
        "pharmacist; note pharmacy; additional information; stop reason; reason "
        "stopped; memo; message; provider note",
    ),
    core(
        "file",
        "file",
        "file name/path/url; prescription/rx pdf/file/document/image/url; attachment; "
        "pdf; document; document name/url/path; url; scan; scanned copy; image; "
        "prescription file name/url; report file; uploaded file; attachment url/file",
    ),
    core(
        "status",
        "choice",
        "prescription/order/medication/rx status; ~state; active; fulfiller status; "
        "active flag; stage; discontinued; status code; "
        "dispense/request/fill/script/current/dispensing state/status; is active; "
        "inactive; is discontinued; is current; currently taking; medication state; "
        "~current; ~is deleted; order state; record status; status name",
    ),
    created_at(
        "recorded; recorded date; date recorded; time created",
    ),
    updated_at(),
    # Known to some systems only.
    extra(
        "medication_code",
        "text",
        "medication code/id/number/key; ~code; item/product code/id; rxnorm code?; "
        "rxcui; ndc code?; atc code?; snomed code; medication inventory id; barcode; "
        "dmd code; gsn; gtin; bnf; din; pbs code; formulary code/cd; medication "
        "concept id; medication source value/id; rxnorm cui; hcpcs code; ndc number; "
        "sku; plu; rxnorm id; medication code system; product number; medication "
        "identifier; medication reference id; generic code",
    ),
    extra(
        "route",
        "text",
        "route administration; administration/medication route; route "
        "code/name/description/admin/source value; how taken; mode administration; "
        "use where; given via; administered via; method administration; site",
    ),
    extra(
        "form",
        "text",
        "dosage form; medication form/type; formulation; ~type; dose form; drug type; "
        "presentation; medication category; product form/type; pharmaceutical form; "
        "form unit; unit form; drug form type; preparation type; pack; medication "
        "class; tablet type; category; item type",
    ),
    extra(
        "refills",
        "number",
        "refill; number refills; refills allowed; repeats; refills "
        "authorized/remaining/left/count/quantity/number; refill number/count; "
        "repeat; repeat count; number repeats; repeats remaining/allowed; authorized "
        "refills; is repeat; total refills; refills quantity",
    ),
    extra(
        "indication",
        "text",
        "reason; reason for medication; reason description/code/name; diagnosis; "
        "condition; indication use; reason prescription; diagnosis name/code; reason "
        "use; indications; medical condition; associated diagnosis; prescribed for "
        "reason; used for; icd; icd code; purpose; disease; problem; symptom; "
        "complaint; clinical indication; condition name; reason prescribed; diagnosis "
        "description",
    ),
    extra(
        "strength",
        "text",
        "medication/dosage/dose strength; concentration; product/prod/item strength; "
        "strength unit/value; mg; power; potency strength; concentration unit; drug "
        "strength unit; medication power",
    ),
    extra(
        "pharmacy",
        "text",
        "pharmacy name/id; dispensing location; chemist; dispensed at location; "
        "preferred pharmacy; dispensing store; pharmacy location; "
        "dispensing/dispensed location; store",
    ),
    extra(
        "payer",
        "text",
        "payer id/name; insurance name?; coverage; insurance company/plan/provider; "
        "scheme; plan; insurer; third party payer",
    ),
    extra(
        "cost",
        "money",
        "price; total cost; base cost; unit price; medication cost/price; mrp; rate; "
        "total price; retail/selling/item price; charge; amount billed; dispense "
        "cost; copay; line total; total amount; unit cost; ~amount",
    ),
    extra(
        "amount_paid",
        "money",
        "paid; payment amount; patient paid; amount paid; paid amount",
    ),
    extra(
        "prn",
        "yes_no",
        "as needed; sos; as needed flag; as required; is prn; prn flag; when needed; "
        "prn reason; if needed; take as needed",
    ),
    extra(
        "order_number",
        "id",
        "order number; accession number; rx order number; po number; poe id; "
        "requisition number",
    ),
    extra(
        "patient_age",
        "age",
        "age; patient age; age years",
    ),
    extra(
        "patient_gender",
        "gender",
        "gender; patient gender",
    ),
    extra("patient_blood_group", "blood_group", "blood group"),
    extra("patient_email", "email", "email"),
    extra(
        "patient_phone",
        "phone",
        "phone number?; mobile number?; patient phone; contact number",
    ),
    extra("patient_date_of_birth", "date", "dob; patient dob"),
    subjects="prescription medication",
    files="prescription medication order pharmacy",
    required_any=(("medication", "file"),),
    expected="dosage frequency duration quantity instructions route refills file",
)
