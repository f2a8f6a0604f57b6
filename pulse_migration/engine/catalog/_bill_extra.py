"""What some systems know of a bill besides."""

from ._types import Field, extra

BILL_EXTRA: tuple[Field, ...] = (
    extra(
        "invoice_to",
        "text",
        "bill to name/person/contact?; billed/billing to name/party?; billing "
        "name/contact/person/party; billing contact person; third/responsible party "
        "name?; debtor/guarantor name?; payee; company billed; bill payer/contact; "
        "~recipient; ~bill name",
    ),
    extra(
        "item_code",
        "text",
        "item/procedure/product/treatment id; "
        "product/service/procedure/treatment/billing/cpt/hsn/sac/charge/sku/ada/cdt/"
        "drg/mbs/tariff/svc/revenue "
        "code; sku/cpt/hsn/barcode/ean/sac/tariff/plu; hsn sac code; hsn sac; mbs "
        "item; icd10 pcs; mbs item number; inventory item code; price list code; "
        "~code; item/part/service number",
    ),
    extra(
        "item_name",
        "text",
        "item/product/article/medicine/goods/test/package; "
        "product/medicine/charge/treatment/service/test/package name; item type; "
        "billable/line/service item name; billable/purchase/product item",
    ),
    extra(
        "payer",
        "text",
        "insurance; insurance name/company/plan/carrier/provider/payer/scheme/id; "
        "primary insurance name/company?; primary payer; third party payer; health "
        "fund name?; carrier; plan name; coverage; scheme; claim payer; paid insurer; "
        "billed insurance; payer/tpa/sponsor/insurer/fund name; "
        "payer/tpa/corporate/sponsor/insurer/fund id; payer/tpa/sponsor/insurer/fund",
    ),
    extra(
        "previous_balance",
        "money",
        "previous/opening/old/past/earlier/prior/last/carried balance/due/dues/"
        "outstanding/pending/arrears amount?; balance brought forward; brought "
        "forward; balance bf/b; arrears; carried forward balance; amount brought "
        "forward",
    ),
    extra(
        "adjustment",
        "money",
        "adjustment/adjusted amount; adjustment total; round off; round/write off "
        "amount; rounding/roundoff/rounded/adj; credit note/adjustment; "
        "rounding/insurance/contractual adjustment",
    ),
    extra(
        "insurance_paid",
        "money",
        "insurance payment/portion/share/pay/covered/received/benefit; insurance paid "
        "amount?; payer/fund/tpa/primary/sponsor/corporate/scheme paid/payment/"
        "received/settled; insurer paid; amount paid "
        "insurer; tpa/insurer/sponsor/corporate paid/received/settled amount; "
        "covered/approved/claimed/sponsor amount; rebate/benefit paid; "
        "medicare benefit",
    ),
    extra(
        "patient_paid",
        "money",
        "patient paid/share amount; patient payment/receipts; ~patient portion/share; "
        "copay/copayment/gap/coinsurance/deductible; amount paid patient; patient "
        "amount paid",
    ),
    extra(
        "patient_outstanding",
        "money",
        "patient balance/due/responsibility/owes; patient amount/balance due; patient "
        "responsibility amount",
    ),
    extra(
        "insurance_outstanding",
        "money",
        "insurance balance/due/amount/pending/estimate; insurance claim pending; "
        "payer balance; payer/tpa/insurer/sponsor/fund/corporate/scheme/claim/company "
        "due/outstanding/pending/receivable; tpa/insurer/sponsor/fund/corporate/scheme "
        "balance; payer/tpa/insurer/sponsor/corporate due/outstanding/balance/pending "
        "amount; due/receivable from insurance/tpa/insurer/sponsor/payer",
    ),
    extra(
        "insurance_status",
        "choice",
        "claim status 1/2/3; insurance claim status; preauth status; claim state; "
        "claimed",
    ),
    extra(
        "diagnosis_code",
        "text",
        "diagnosis code 1/2/3/4; diagnosis 1/2/3/4/5/6/7/8; icd code/10; icd; icd 10 "
        "code; icd 10 code 1/2; primary diagnosis code; primary diagnosis; ^diagnosis",
    ),
    extra(
        "location",
        "text",
        "clinic/center/practice/store/device/shop/counter/register name; "
        "business/hospital/pos/warehouse/office/place/terminal; place "
        "service/code/id; location/business/center/shop/counter/register code; "
        "service facility; location/business/center/shop/counter/register id; "
        "~business name",
    ),
    extra(
        "refund",
        "money",
        "refund amount/total/given/paid; amount refunded; refunded flag; "
        "total/partial refund; return amount; returns",
    ),
    extra(
        "receipt_number",
        "id",
        "receipt id/code; receipt; voucher/payment/money receipt number",
    ),
    extra(
        "reference",
        "text",
        "reference/order/po/challan/quote number; reference/external/order/batch id; "
        "bill/transaction reference number; "
        "bill/external/claim/original/transaction reference; purchase order "
        "number; purchase order; your ref; against bill reference; order",
    ),
    extra(
        "cancelled_flag",
        "yes_no",
        "cancelled/void/voided/deleted/archived/reversed/reversal; deleted flag; bill "
        "cancelled; cancelled date/reason/by; void date; bill cancelled date; is "
        "active",
    ),
    extra(
        "tax_rate",
        "percent",
        "tax/cgst/sgst/igst percent; tax rate percent/name; cgst/sgst/igst rate; gst "
        "slab",
    ),
    extra(
        "tax_name",
        "text",
        "tax type/code/label/description/class/status/category/inclusive/treatment; "
        "item tax code; tax code name",
    ),
    extra("discount_type", "choice", "discount unit"),
    extra("bill_wide_discount", "money"),
    extra(
        "advance_used",
        "money",
        "advance; ip/ipd/patient/admission/booking advance; "
        "advance/deposit/advance deposit/prepaid used/adjusted/adjustment/applied/"
        "utilised/utilized/availed/settled/consumed amount?; "
        "used/adjusted/applied/less/minus advance/deposit amount?; adjusted/paid/"
        "used against/from/by advance/deposit; advance/deposit amount adjusted/used/"
        "applied; ~advance/deposit amount",
    ),
    extra(
        "discount_percent",
        "percent",
        "discount rate; percent discount; entity/line discount percent",
    ),
    extra(
        "company",
        "text",
        "company/organisation/corporate name; organisation/corporate/firm/entity; "
        "business/legal entity; account company",
    ),
    extra(
        "type",
        "choice",
        "physician type; "
        "bill/transaction/sale/document/claim/line/charge/"
        "department/visit/product/voucher/patient/record type; "
        "category/group/subcategory/head; "
        "bill/revenue/income/sale/transaction/line/document/claim/"
        "item/product/charge/service/voucher/patient/record category; bill "
        "mode/class; service/charge/billing/item group; revenue/billing head; invoice "
        "subtype; ip op; product service type; "
        "transaction/sale/line/document/claim/item/product/charge/"
        "service/voucher/patient/record class",
    ),
    extra(
        "closed_at",
        "datetime",
        "closed/close/finalized/finalised/completed date; date closed; paid off date; "
        "close/closed time; finalized/finalised at; date settled full",
    ),
    extra(
        "account_code",
        "text",
        "gl/ledger/income account code; gl/ledger/income/revenue/chart/sales/payable "
        "account; ledger/class; gl/nominal code; account type; cost center; ~account",
    ),
    extra(
        "department",
        "text",
        "department name/id/code; ward/speciality/division/section/modality; ward "
        "name; category department",
    ),
    extra(
        "patient_email",
        "email",
        "email address/id; email; patient/billing/contact/bill email address; "
        "billing/contact/bill/payer/card/receipt email",
    ),
    extra(
        "patient_phone",
        "phone",
        "phone/mobile/contact/whatsapp/billing number; phone/mobile/contact; "
        "patient/party/contact/billing/bill mobile; mobile/customer/party/contact "
        "contact; party/contact/billing/bill phone",
    ),
    extra(
        "patient_address",
        "text",
        "address; patient address; street; billing address; "
        "customer/party/billing/bill/shipping/postal/po address/street line? 1? 2?; "
        "address 1/2; address line 1/2; street 1/2; bill to address/street; area; "
        "locality; shipping/billing street; address line 1 2",
    ),
    extra(
        "patient_city",
        "text",
        "city; billing/po/shipping city; bill to city; billing address city",
    ),
    extra(
        "patient_state",
        "text",
        "state; billing state; bill to/po/shipping/postal/customer/party state; "
        "billing address state; po region; state code",
    ),
    extra(
        "patient_zip",
        "text",
        "zip; billing zip; bill to/po/shipping/postal/customer zip; billing address "
        "zip",
    ),
    extra(
        "patient_country",
        "text",
        "country; billing country; bill to/po/shipping/postal/customer country; "
        "billing address country",
    ),
    extra(
        "patient_date_of_birth",
        "date",
        "dob",
    ),
    extra(
        "national_id",
        "id",
        "ssn/aadhaar/pan/nric; aadhaar/pan/medicare/dva number; medicare card number; "
        "medicare/pan card; patient national id",
    ),
    extra(
        "parent_bill_id",
        "id",
        "parent/original/against/linked/related bill number; "
        "original/against/linked/related bill id; applied to bill; linked bill; "
        "original/parent/linked/related bill reference",
    ),
    extra(
        "posted_at",
        "datetime",
        "posted/submitted/approved/sent/batch/submission date; date "
        "posted/sent/submitted; posting time/datetime; posted/finalized; bill sent "
        "date; issued at; claim date/submission date",
    ),
    extra(
        "fee_share",
        "money",
        "commission/incentive/royalty/wages; physician "
        "share/fee/commission/amount/percent/payout; commission/referral amount; "
        "referral commission; hospital/vendor share; processing/transaction/stripe "
        "fee",
    ),
    extra(
        "payment_reference",
        "text",
        "cheque details/reference/number/id/code; "
        "bank/utr/upi/check/gateway/authorization/auth reference; ref payment number; "
        "last 4; card last 4; approval/transaction/utr/upi/check/bank/gateway/"
        "authorization/auth/payment code; pan suffix; "
        "check/instrument/utr/upi/bank/gateway/authorization/auth number; rrn; "
        "utr/upi/check/bank/gateway/authorization/auth id; ^payment id/number",
    ),
    extra(
        "gstin",
        "id",
        "tax registration number; tax/tin number; patient/party gstin; tax id; gst "
        "registration; gstin uin; tin/trn/abn/ein; gst identification number; "
        "customer tax id",
    ),
    extra(
        "place_of_supply",
        "text",
        "supply state/place/type; state/source/destination supply; pos state",
    ),
)
