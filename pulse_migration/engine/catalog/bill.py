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
        "bill/claim/sale/document/voucher/statement/entry number; bill "
        "code/key/reference/uuid; id; "
        "claim/sale/document/voucher/statement/entry/unique/external id; cash "
        "memo/ticket/folio/transaction/charge number; cash "
        "memo/ticket/folio/transaction/charge id; tax/ref bill number; bill serial "
        "number; bill no date; ~number/bill/num; "
        "~transaction/service/receipt/order/record id; ~transaction/txn number",
        required=True,
    ),
    patient_name(
        "contact/person/account/party/first/last/ledger/buyer/member name; patient "
        "first/last name; billed patient; party; party ledger name; payer patient "
        "name; patient first last name; bill party; ~buyer",
    ),
    patient_id(
        "party code/id/number; contact/person/account/buyer id; "
        "registration/file/chart/account/uhid number; party ledger code; payer "
        "patient id; person/client account number; ~subject/buyer; ~card number",
    ),
    appointment_id(
        "appointment reference; encounter number; treatment plan id; ~event id",
    ),
    physician_id(
        "salesperson/employee/seller id; billing/rendering/service physician number; "
        "~user id",
    ),
    physician_name(
        "attending/billing/service/requesting/income physician; billing/service "
        "physician name; seller/cashier/producer; physician/staff/user first name; "
        "physician/staff/user last name; servicing staff; sold by; "
        "~salesperson/staff/user/employee/agent; ~sales person name; ~sales person; "
        "~performed staff",
    ),
    core(
        "date",
        "date",
        "bill/issue/transaction/billing/posting/appointment/from/"
        "entry/billed/raised/charged/sold/voucher/document/item date; bill/date time; "
        "date issued/service/sale/purchase/treatment/charge/claim/order/receipt; "
        "service date from; dos start; service start date; generated on; invoice "
        "created date; bill entry date; service day; ~start/closed date; ~time",
    ),
    core(
        "due_date",
        "date",
        "~due; bill/payment due date; due on; date due; payable by; expected/pay "
        "by/payable/overdue/terms due? date; payment due; pay by; ~expected payment "
        "date; expiry date",
    ),
    core(
        "description",
        "text",
        "item/service/line/charge/bill/product/transaction/fee/activity/memo "
        "description; "
        "item/bill/product/service/charge/procedure/transaction/fee/activity details; "
        "item/product/treatment/service/test/medicine/investigation name; "
        "item/product/service/procedure/details/particulars/purpose; service type; "
        "bill items; item/product service; line item; line item description; work "
        "done; ~type description",
    ),
    core(
        "quantity",
        "number",
        "item/line/total quantity; units/count/pack/days; number/billed units; number "
        "items; quantity sold; ~hours",
    ),
    core(
        "unit_price",
        "money",
        "price; rate; unit cost/amount/rate/fee; price per unit; item "
        "price/rate/cost; cost; fee; unit price without? tax; mrp; sale rate; list "
        "price; treatment cost; standard fee; "
        "item/service/product/sale/selling/list/standard/base "
        "price/rate/cost/fee/charge; unit price/rate/fee; rate per unit; price each; "
        "each; treatment fee; consultation fee/charge; standard charge; price unit; "
        "unit amount; charge per unit; price rate; retail price; cost per unit",
    ),
    core(
        "amount_total",
        "money",
        "total; bill/overall/final/treatment/claim/rounded/invoiced/item total; total "
        "price/cost/payable/sales/billed/charged; "
        "bill/payable/billing/final/claim/invoiced/allowed/grand/full/line/debit "
        "amount; bill/full/line value; amount/total/price including tax; amount/total "
        "with tax; amount billed/charged; net payable; total/bill net amount; total "
        "claim cost; bill/charge price; amount/total inc tax; gross bill; total incl "
        "gst; final/net/bill/gross/line total amount payable; gross/line total "
        "amount; grand/final/bill/gross/line amount payable; total due amount; "
        "~net/amount/charges; ~net total/amount",
    ),
    core(
        "amount_net",
        "money",
        "net price/sales; subtotal; amount before/without/excluding/ex tax; total "
        "before/without/excluding/ex tax; taxable value/total; "
        "untaxed/base/gross/actual amount; price excluding tax; amount "
        "excluding/ex/before discount; pre tax amount; bill gross; total excl gst; "
        "line total ex tax; base total; gross sales; line subtotal; "
        "~net/charges/amount; ~net amount/total; ~gross value",
    ),
    core(
        "discount",
        "money",
        "discount/concession/coupon/rebate/discounted amount; discount "
        "given/total/allowed/applied; total discount amount; "
        "total/bill/item/special/cash/line/given/less discount; "
        "concession/rebate/deduction/waiver/promotion/contractual; write off; "
        "concession given",
    ),
    core(
        "tax",
        "money",
        "tax/cgst/sgst/igst/cess amount; tax total/collected/paid/fee; "
        "total/gst/cgst/sgst/igst/service/sales/hst/pst/line/item/bill tax amount; "
        "total/sales/gst/cgst/sgst/igst/service/hst/pst/line/item/bill/output tax; "
        "cgst/sgst/igst/cess",
    ),
    core(
        "amount_paid",
        "money",
        "paid/cash/card/cheque/upi/online/deposit; amount "
        "received/collected/settled/tendered/applied/credited; payment/receipt/credit "
        "amount; total paid/payment/received/collected/receipts; cash collected; paid "
        "till date; advance paid; paid so far; "
        "bill/received/receipt/cash/card/upi/net paid amount; ~payment",
    ),
    core(
        "outstanding",
        "money",
        "balance/receivable; amount due/outstanding/pending/remaining/left/open; "
        "balance/total/remaining/bill due; balance outstanding/payable/left; "
        "closing/remaining/open/net/final/ending/bill/account/total/unpaid balance; "
        "unpaid amount; total outstanding; to pay; pending payment",
    ),
    core(
        "status",
        "choice",
        "bill/payment/claim/paid/transaction/billing/sale/order/document/settlement/collection/posting "
        "status; bill/fully paid; paid flag/unpaid; status description/code/name; "
        "payment done; cleared/settled; ~flag/state; ~is paid; payment/transaction "
        "state",
    ),
    core(
        "currency",
        "text",
        "currency code/name/symbol/iso/type; bill/transaction currency",
    ),
    core(
        "payment_method",
        "choice",
        "payment mode/type/via/through/option/gateway/details/by/account/"
        "source/channel/instrument; mode pay; method payment; "
        "mode/method/tender/via/through/by/source/channel/instrument; paid "
        "by/via/with/using/mode/method/type/through/account/"
        "source/channel/instrument; pay "
        "method/type/via/through/account/source/channel/instrument; tender "
        "type/mode/method/via/through/by/account/source/channel/instrument; cash or "
        "card; cash credit; payment terms mode; "
        "card/instrument/receipt/settlement/collection type; card brand; payment "
        "source type; receipt "
        "mode/method/via/through/by/account/source/channel/instrument; settlement "
        "mode/method/via/through/by/account/source/channel/instrument; collection "
        "mode/method/via/through/by/account/source/channel/instrument; tran "
        "mode/method/via/through/by/account/source/channel/instrument",
    ),
    core(
        "payment_date",
        "date",
        "paid/receipt/settled/settlement/received/collected/deposit/clearing date; "
        "paid at; date paid/payment/received; payment/receipt time; payment received "
        "date; payment received; payment date time; last payment date; date "
        "receipt/payment/paid/settled/last paid",
    ),
    core(
        "notes",
        "long_text",
        "bill/payment/additional/internal/billing/line/item/"
        "transaction/claim/customer/public/private/special note; "
        "narration/memo/message/terms/reason/footer; extra bill information; "
        "bill/transaction/item/claim/customer/public/private memo; message customer; "
        "additional info; terms conditions; ~details/text; ~extra information",
    ),
    created_at(),
    updated_at(),
    # Known to some systems only.
    extra(
        "invoice_to",
        "text",
        "bill to name/person; billed to/contact/party/name; billing "
        "name/contact/person/to/party; third/responsible party name; "
        "third/responsible party; debtor/guarantor/payee; debtor/guarantor name; "
        "company billed; bill payer/contact; billed to/party/name/contact person; "
        "billing to/party/name/contact person; bill party/name/contact person; "
        "~recipient; ~bill name",
    ),
    extra(
        "item_code",
        "text",
        "item/procedure/product/treatment id; item/part/service/batch number; "
        "product/service/procedure/treatment/billing/cpt/hsn/sac/"
        "charge/sku/ada/cdt/drg/mbs/tariff/svc/revenue code; "
        "sku/cpt/hsn/barcode/ean/sac/tariff/plu; hsn sac code; hsn sac; mbs item; "
        "icd10 pcs; mbs item number; inventory item code; price list code; ~code",
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
        "payer name/id; insurance name/company/plan?; primary insurance name?; tpa "
        "name?; insurer; third party payer; health fund; insurance "
        "carrier/provider/payer/scheme; payer/primary insurance/fund/third "
        "party/tpa/sponsor/company/corporate name/id/type; health fund name; billed "
        "insurance; insurance; insurer name; carrier; plan name; claim payer; paid by "
        "insurer; primary payer; coverage; scheme",
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
        "insurance payment/paid amount?; insurer paid; insurance/payer/primary "
        "insurance/tpa/fund payment/paid/amount received/benefit; insurance "
        "portion/share; covered amount; rebate paid; benefit paid; insurance pay; "
        "primary paid; amount paid insurer; medicare benefit; sponsor amount; claimed "
        "amount; insurance covered; insurance received; approved amount; insurance "
        "payments",
    ),
    extra(
        "patient_paid",
        "money",
        "patient paid/share amount; patient payment/portion/share/receipts; "
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
        "payer balance",
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
        "bill/external/claim/original/transaction/cust reference; purchase order "
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
        "commission/incentive/tip/gratuity/royalty/wages; physician "
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
    subjects="bill",
    files="bill sale claim ledger statement revenue billing account charges",
    expected="amount_net outstanding discount tax due_date description unit_price "
    "quantity item_name",
)
