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
        "prescription number/code/key/reference/uuid; id/uuid; order uuid; medication "
        "request/order/record/statement/list id; medication request; prescription "
        "item id; ~number/prescription; "
        "order/request/unique/dispense/external/dispensing/prescribe/entry id",
    ),
    patient_name(),
    patient_id(
        "registration/file/case/chart/account/card number; ~subject",
    ),
    appointment_id("patient appointment id?"),
    physician_id(
        "orderer/author/requester id; dea number; physician provider id; "
        "prescribing/ordering staff id; ~user id",
    ),
    physician_name(
        "orderer/requester/requestor/author/examiner; "
        "signed/authorised/authorized/entered/issued by; ~dispensed by; prescriber "
        "first/last name; authorizing/authorising physician; "
        "prescribing/prescribed/ordering staff; ~staff/user",
    ),
    physician_email(
        "",
    ),
    core(
        "date",
        "date",
        "prescription/prescribed/order/issue/start/written/"
        "appointment/fill/dispense/expected/service/medication/"
        "treatment/effective/filled/dispensed/record/event/from date; date "
        "issued/ordered/time/activated/given/authorised; "
        "issued/start/authored/prescribed; authored on; start time; valid/taking "
        "from; effective start; last filled/prescribed date; last filled; first "
        "prescribed date; exposure start date",
    ),
    core(
        "end_date",
        "date",
        "end/stop/until/expires/completed/to/finish; expires on/at; date "
        "stopped/expired/ended/ceased/discontinued/expires/completed; valid "
        "until/till/to/upto; auto expire/stop date; "
        "discontinued/ceased/until/till/through/stop/expiration/finish/to/completed "
        "date; stop/end time; stop/end datetime; last dose date; exposure end date; "
        "effective end; taking to; ~expiry date",
    ),
    core(
        "medication",
        "text",
        "medication name/item/generic/brand/term/label/order/prescribed/list/salt; "
        "generic/brand/product/item/trade/tablet/rx/formulation name; "
        "molecule/composition/remedy/salt/ingredient/therapy/preparation/mixture; "
        "medication concept/trade name; active ingredient; prescription item/details; "
        "clinical drug; antibiotic; ~item/name/description/product/concept/treatment; "
        "~medications details",
    ),
    core(
        "dosage",
        "text",
        "dose/potency/take; dose amount/quantity/unit/size/detail/given/each/measure; "
        "dosage amount/dose/unit/details/quantity; "
        "medication/per/daily/single/prescribed dose; medication dosage; "
        "units/amount/number per dose; dose per intake; quantity take; dose unit "
        "amount; dosage form quantity; ~strength dose",
    ),
    core(
        "frequency",
        "text",
        "dosage/dose/medication/dosing/administration/daily frequency; how often; "
        "schedule/timing/morning/noon/night/afternoon/evening/interval/regimen/daily/"
        "signa/times; "
        "times/per/frequency day; morning/noon/night/afternoon/evening dose; sos/od "
        "bd tds; times/doses per day; frequency code/unit/name/times/period; times "
        "daily; doses per hrs; doses per 24 hrs; dosing/dose schedule; morning noon "
        "night; m a e n; bd tds; when take; admin/intake time; repeat every; interval "
        "unit; medication timing; timing code; daily intake",
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
        "quantity prescribed/dispensed/total/ordered/supplied/issued/given; "
        "dispense/disp/medication/supply quantity; "
        "~count; units/dispenses/dispensed/pills/disp; number "
        "tablets/doses/units/capsules/pills/tabs/dispensed; dispense amount; amount "
        "dispensed/supplied; pack size; total units/tablets; total dispensable "
        "quantity; ~prescription/amount",
    ),
    core(
        "instructions",
        "long_text",
        "dosage/dosing/dose/patient/medication/pharmacy/prescription/meal/special/sig/"
        "usage/intake/food/label instruction; "
        "sig/directions/advice/food/when/usage/signature/precautions/label/use/"
        "administration; directions/method use; how to use/take; before after food; "
        "before/after/with food; before/after meal; meal/food timing; meal/food "
        "relation; relation to food; administration instructions; patient sig; "
        "direction/advice patient; dosage/dosing direction; how/directions take; take "
        "with food; before or after meal; b 4 after food; bf af; food relation/before "
        "after; order description; ~meal",
    ),
    core(
        "notes",
        "long_text",
        "prescription/pharmacist/additional/physician/order/"
        "internal/pharmacy/medication/clinical/general/special note; message/note "
        "pharmacist; fulfiller comment; other details; note pharmacy; additional "
        "information; stop reason; reason stopped; memo/message",
    ),
    core(
        "file",
        "file",
        "file name/path/url; prescription pdf/file/document/image/url; "
        "attachment/pdf/document/url/scan/image; document name/url/path; scanned "
        "copy; prescription file name/url; report/uploaded/attachment file; "
        "attachment url",
    ),
    core(
        "status",
        "choice",
        "~estado; "
        "prescription/order/medication/fulfiller/dispense/request/"
        "fill/current/dispensing/record status; active/stage/discontinued/inactive; "
        "active flag; status code/name; "
        "dispense/request/fill/script/dispensing/medication/order state; is current; "
        "currently taking; ~state/current; ~is deleted",
    ),
    created_at(
        "recorded; recorded date; date recorded; time created",
    ),
    updated_at(),
    # Known to some systems only.
    extra(
        "medication_code",
        "text",
        "medication/item/product/rxnorm id; medication/ndc/product number; medication "
        "key; item/product/rxnorm/ndc/atc/snomed/dmd/pbs/formulary/hcpcs/generic "
        "code; rxnorm/rxcui/ndc/atc/barcode/gsn/gtin/bnf/din/sku/plu; medication "
        "inventory/concept/source/reference id; medication source value; rxnorm cui; "
        "medication code system; ~code",
    ),
    extra(
        "route",
        "text",
        "route/mode/method administration; administration/medication route; route "
        "code/name/description/admin/source value; how taken; use where; "
        "given/administered via; site",
    ),
    extra(
        "form",
        "text",
        "dosage/medication/product/pharmaceutical/unit form; "
        "medication/product/preparation/tablet/item type; "
        "formulation/presentation/pack/category; medication category/class; form "
        "unit; drug form type; ~type",
    ),
    extra(
        "refills",
        "number",
        "number/authorized/total refills; refills "
        "allowed/authorized/remaining/left/count/quantity/number; repeats; repeat "
        "count; number repeats; repeats remaining/allowed",
    ),
    extra(
        "indication",
        "text",
        "reason/diagnosis/condition/icd/purpose/disease/problem/symptom/complaint; "
        "reason for medication; reason "
        "description/code/name/prescription/use/prescribed; indication use; diagnosis "
        "name/code/description; medical condition; associated diagnosis; prescribed "
        "for reason; used for; icd code; clinical indication; condition name",
    ),
    extra(
        "strength",
        "text",
        "medication/dosage/dose/product/prod/item/potency strength; "
        "concentration/mg/power; strength/concentration unit; drug strength unit; "
        "medication power",
    ),
    extra(
        "pharmacy",
        "text",
        "pharmacy name/id/location; dispensing location/store; chemist/store; "
        "dispensed at location; preferred pharmacy",
    ),
    extra(
        "payer",
        "text",
        "payer id/name; insurance name/company/plan/provider; "
        "insurance/coverage/scheme/plan/insurer; third party payer",
    ),
    extra(
        "cost",
        "money",
        "price/mrp/rate/charge/copay; total/base/medication/dispense/unit cost; "
        "unit/medication/total/retail/selling/item price; amount billed; line total; "
        "total amount; ~amount",
    ),
    extra(
        "amount_paid",
        "money",
        "paid; payment/paid amount; patient paid",
    ),
    extra(
        "prn",
        "yes_no",
        "as/when/if needed; sos; as needed flag; as required; prn flag/reason; take "
        "as needed",
    ),
    extra(
        "order_number",
        "id",
        "accession/po/requisition number; rx order number; poe id",
    ),
    extra(
        "patient_age",
        "age",
        "age; age years",
    ),
    extra(
        "patient_gender",
        "gender",
        "gender",
    ),
    extra("patient_blood_group", "blood_group", "blood group"),
    extra("patient_email", "email", "email"),
    extra(
        "patient_phone",
        "phone",
        "phone/mobile/contact number; phone/mobile",
    ),
    extra(
        "patient_date_of_birth",
        "date",
        "dob",
    ),
    subjects="prescription medication",
    files="prescription medication order pharmacy",
    required_any=(("medication", "file"),),
    expected="dosage frequency duration quantity instructions route refills file",
)
