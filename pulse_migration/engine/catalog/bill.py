"""The bill file: one row a bill, or one row a line with the bill's number repeated."""

from ._common import (
    appointment_id,
    created_at,
    patient_id,
    patient_name,
    physician_id,
    physician_name,
    updated_at,
)
from ._types import core, define, extra

BILL = define(
    "bill",
    "Bill",
    core(
        "bill_id",
        "id",
        "bill id/number/code/key/reference/uuid; id; ~number; ~bill; claim id/number; "
        "~transaction id/number; sale/sales/document/voucher/statement/entry "
        "id/number; ~service id",
        required=True,
    ),
    patient_name("contact/person/account/party name; patient? first/last name"),
    patient_id(
        "party code/id/number; ~subject; contact/person/account id; "
        "registration/file/chart/account number"
    ),
    appointment_id(),
    physician_id(),
    physician_name(
        "attending/treating/consulting/rendering/billing physician name?; service "
        "physician; seller; physician/staff/user first/last name",
    ),
    core(
        "date",
        "date",
        "bill date/datetime/time; bill date time; date "
        "bill/issued/service/sale/purchase/treatment; "
        "issue/issued/service/sale/transaction/treatment/purchase/billing/posting "
        "date; appointment date; date time; from date; service date from; ~start "
        "date; issued on; entry date; transaction date time; dos",
    ),
    core(
        "due_date",
        "date",
        "~due; bill/payment due date; due on; date due; payable by",
    ),
    core(
        "description",
        "text",
        "item description/details; item/product/treatment name?; service "
        "description/name/type; service; procedure; procedure/treatment "
        "description/name; treatment; test name?; details; particulars; line "
        "description; charge description; bill details/description; bill items",
    ),
    core("quantity", "number", "item quantity; units; number units; count"),
    core(
        "unit_price",
        "money",
        "price; rate; unit cost/amount/rate/fee; price per unit; item "
        "price/rate/cost; cost; fee; unit price without? tax; mrp; sale rate; list "
        "price; treatment cost; standard fee",
    ),
    core(
        "amount_total",
        "money",
        "total; grand/bill/overall/final total; total "
        "amount/price/bill/charge/cost/value/payable/fee/sales; bill "
        "total/amount/value; amount including/with tax; total including tax; total "
        "bill amount; grand total amount; amount billed; billed amount; net payable; "
        "payable amount?; total net amount; amount payable; billing amount; bill net "
        "amount; final amount; total claim cost; treatment total; amount charged; "
        "charged amount; ~net amount/total?; ~net; ~amount; ~charges",
    ),
    core(
        "amount_net",
        "money",
        "~net; net price/value; subtotal; amount before/without/excluding tax; total "
        "before/without/excluding tax; ~net amount/total; taxable value/amount; "
        "untaxed amount; price excluding tax; base amount; amount untaxed; gross "
        "amount; gross; total excluding tax; ~charges; amount ex tax; ~amount",
    ),
    core(
        "discount",
        "money",
        "discount amount/value/given/total; total discount amount?; concession; "
        "concession amount; rebate; write off; deduction",
    ),
    core(
        "tax",
        "money",
        "tax amount/total/value; total tax amount?; tax collected; "
        "cgst/sgst/igst/cess amount?; gst amount; sales tax",
    ),
    core(
        "amount_paid",
        "money",
        "paid; amount paid/received/collected; paid/received/payment/collected "
        "amount; total paid/payment/received/collected; ~payment; receipt amount; "
        "paid total; collected; received; amount receipt; cash collected",
    ),
    core(
        "outstanding",
        "money",
        "balance; amount due/outstanding/owing/pending/remaining; balance "
        "due/amount/outstanding; due/outstanding/pending/remaining amount; "
        "outstanding/closing/remaining balance; due; pending; owing; unpaid amount?; "
        "total outstanding/due",
    ),
    core(
        "status",
        "choice",
        "bill/payment/claim/paid/transaction/billing status; ~state; bill paid; paid "
        "flag; payment state; ~is paid; claim status; status description/code",
    ),
    core("currency", "text", "currency code; bill currency; currency name"),
    core(
        "payment_method",
        "choice",
        "payment mode/type/method/via; mode payment/pay; method payment; mode; paid "
        "by/via/with; pay/payment mode/method; tender type; method; payment method "
        "name; payment through; cash or? card",
    ),
    core(
        "payment_date",
        "date",
        "paid date/on/at; date paid/payment; payment time; payment received date?; "
        "receipt date; date received; payment date time",
    ),
    core(
        "notes",
        "long_text",
        "note; bill/payment/additional/internal/billing/line/item note; narration; "
        "memo; extra bill information; message",
    ),
    created_at(),
    updated_at(),
    # Known to some systems only.
    extra("invoice_to", "text", "bill to name?; billed to; billing name; bill name"),
    extra(
        "item_code",
        "text",
        "item code/id/number; product/service/procedure/treatment/billing/cpt/hsn/sac "
        "code; sku; ~code; cpt; hsn; hsn sac code?; procedure id; charge code; item "
        "number; mbs item",
    ),
    extra(
        "item_name",
        "text",
        "item; product; item/product/medicine/charge name; item type; product name; "
        "billable item name?; treatment name; purchase item",
    ),
    extra(
        "payer",
        "text",
        "payer name/id; insurance name/company/plan?; primary insurance name?; tpa "
        "name?; insurer; third party payer; health fund",
    ),
    extra("adjustment", "money", "adjustment amount/total; adjustments; round off"),
    extra("insurance_paid", "money", "insurance payment/paid amount?; insurer paid"),
    extra("patient_paid", "money", "patient paid amount?; patient payment; copay"),
    extra("patient_outstanding", "money", "patient balance/due/owing/responsibility"),
    extra("insurance_outstanding", "money", "insurance balance/due/owing/amount"),
    extra("insurance_status", "choice", "insurance status; claim status 1/2/3"),
    extra(
        "diagnosis_code",
        "text",
        "^diagnosis; diagnosis code 1/2/3/4; diagnosis 1/2/3/4/5/6/7/8; diagnosis "
        "code; icd code?; icd 10 code?",
    ),
    extra(
        "location",
        "text",
        "clinic/branch/center/practice/facility/site/store name?; "
        "location/facility/business name/id/code; business; place service",
    ),
    extra(
        "refund",
        "money",
        "refund amount/total; refunded amount?; amount refunded; refund given; "
        "refunded flag",
    ),
    extra("receipt_number", "id", "receipt id/number/code; receipt; rcpt number"),
    extra(
        "reference",
        "text",
        "reference number/id; bill reference number?; external reference/id; order "
        "number; po number",
    ),
    extra(
        "cancelled_flag",
        "yes_no",
        "cancelled; is cancelled; void; voided; deleted flag?; archived; bill "
        "cancelled",
    ),
    extra("tax_rate", "percent", "tax percent/percentage; tax rate percent?"),
    extra("tax_name", "text", "tax type/code/label; tax description; tax class"),
    extra("discount_percent", "percent", "discount percentage/rate; percent discount"),
    extra("company", "text", "company/organisation/corporate name?; business entity"),
    extra(
        "type",
        "choice",
        "bill/transaction/sale/document/claim/line/charge type; category; bill "
        "category/mode; revenue/income category",
    ),
    extra("closed_at", "datetime", "closed date/on; date closed; paid off date"),
    extra("account_code", "text", "~account; gl/ledger/income account code?; ledger"),
    extra("department", "text", "department name/id; ward; speciality"),
    extra("patient_email", "email", "email address?; patient email address"),
    extra("patient_phone", "phone", "phone number?; mobile number?; patient mobile"),
    extra(
        "patient_address",
        "text",
        "address; patient address; street; billing address",
    ),
    extra("patient_city", "text", "city; billing city"),
    extra("patient_state", "text", "state; billing state"),
    extra("patient_zip", "text", "zip; billing zip"),
    extra("patient_country", "text", "country; billing country"),
    extra("patient_date_of_birth", "date", "dob; patient dob"),
    extra("national_id", "id", "ssn; aadhaar number?; pan number?; medicare number"),
    extra("parent_bill_id", "id", "parent bill id/number; original bill id/number"),
    extra("posted_at", "datetime", "posted date/on; date posted; posting time"),
    extra("fee_share", "money", "commission; physician share/fee; incentive"),
    extra(
        "payment_reference",
        "text",
        "^payment id/number; cheque/card/utr/upi reference/number/id",
    ),
    extra("gstin", "id", "tax registration? number; patient gstin; tax id"),
    extra("place_of_supply", "text", "place supply; supply state"),
    subjects="bill",
    files="bill sale claim ledger statement revenue billing account charges",
    expected="amount_net outstanding discount tax due_date description unit_price "
    "quantity item_name",
)
