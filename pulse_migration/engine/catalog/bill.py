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
        "id/number; ~service id; cash memo/memo/ticket/folio/transaction/charge "
        "number/id; ~num; invoice no; ~receipt id; ~order id; tax bill number; bill "
        "serial number; bill uid; unique id; bill no date; ~record id; ~txn number; "
        "ref bill number; external id",
        required=True,
    ),
    patient_name(
        "contact/person/account/party name; patient? first/last name; billed patient; "
        "party; ledger name; party ledger name; buyer name; ~buyer; payer patient "
        "name; member name; patient first last name; bill party",
    ),
    patient_id(
        "party code/id/number; ~subject; contact/person/account id; "
        "registration/file/chart/account number; party ledger code; uhid number; "
        "~card number; payer patient id; buyer id; ~buyer; person account number; "
        "client account number",
    ),
    appointment_id(
        "appointment/booking reference; encounter number; ~event id; treatment plan "
        "id; session id",
    ),
    physician_id(
        "salesperson/employee/seller id; billing physician number; rendering "
        "physician number; ~user id; service physician number",
    ),
    physician_name(
        "attending/treating/consulting/rendering/billing physician name?; service "
        "physician; seller; physician/staff/user first/last name; ~salesperson; "
        "~sales person name?; billing/ordering/requesting physician; servicing staff; "
        "~staff; ~user; ~employee; cashier?; income physician; producer; service "
        "physician name; sold by; ~performed staff; ~agent",
    ),
    core(
        "date",
        "date",
        "bill date/datetime/time; bill date time; date "
        "bill/issued/service/sale/purchase/treatment; "
        "issue/issued/service/sale/transaction/treatment/purchase/billing/posting "
        "date; appointment date; date time; from date; service date from; ~start "
        "date; issued on; entry date; transaction date time; dos; date "
        "charge/claim/entry/order/receipt; date; dos from/start; service start date; "
        "billed date/on; date billed; raised date; generated on; txn date; bill day; "
        "invoice created date; charged date/on; from dos; bill entry date; service "
        "day; ~closed date; ~time; "
        "transaction/sold/voucher/document/charge/order/entry/item/claim date",
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
        "item description/details; item/product/treatment name?; service "
        "description/name/type; service; procedure; procedure/treatment "
        "description/name; treatment; test name?; details; particulars; line "
        "description; charge description; bill details/description; bill items; "
        "product/service/charge/procedure/transaction/fee/activity "
        "description/details; item; item service; product service; memo description; "
        "services; line item; line item description; item details; service item; "
        "treatments; charge name; ~type description; particular; medicine name; drug "
        "name; investigation name; work done; purpose",
    ),
    core(
        "quantity",
        "number",
        "item quantity; units; number units; count; item/line quantity; ~hours; "
        "number items; billed units; total quantity; quantity sold; pack; days",
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
        "total; grand/bill/overall/final total; total "
        "amount/price/bill/charge/cost/value/payable/fee/sales; bill "
        "total/amount/value; amount including/with tax; total including tax; total "
        "bill amount; grand total amount; amount billed; billed amount; net payable; "
        "payable amount?; total net amount; amount payable; billing amount; bill net "
        "amount; final amount; total claim cost; treatment total; amount charged; "
        "charged amount; ~net; ~amount; ~charges; bill/charge/fee/total price; total "
        "with/including tax/gst; amount including/with gst; charged; total "
        "billed/charged/charges/fees; amount inc tax; price including tax; bill "
        "value; total sale/sales; claim amount/total; net payable amount; total inc "
        "tax; gross bill; total payable; payable; bill total amount; rounded total; "
        "billed; amount with tax; net bill amount; fee charged; total incl gst; "
        "invoiced amount/total; allowed amount; sales total; ~net total; "
        "grand/final/net/bill/gross/full/line total amount payable; "
        "grand/final/net/bill/gross/full/line total amount; "
        "grand/final/net/bill/gross/full/line total value payable; "
        "grand/final/bill/gross/full/line total value; "
        "grand/final/net/bill/gross/full/line amount payable; "
        "grand/final/bill/full/line amount; grand/final/net/bill/gross/full/line "
        "value payable; grand/final/bill/full/line value; total due amount; ~net "
        "amount; debit amount; item total",
    ),
    core(
        "amount_net",
        "money",
        "~net; net price/value; subtotal; amount before/without/excluding tax; total "
        "before/without/excluding tax; ~net amount/total; taxable value/amount; "
        "untaxed amount; price excluding tax; base amount; amount untaxed; gross "
        "amount; gross; total excluding tax; ~charges; amount ex tax; ~amount; net "
        "sales; amount excluding/ex/before tax/gst/discount; taxable; taxable total; "
        "subtotal amount; total ex tax; pre tax amount; gross amt; amount without "
        "gst; actual amount; ~gross value; bill gross; amount net; original amount; "
        "total excl gst; line total ex tax; before discount; base total; gross "
        "charge/sales; line subtotal",
    ),
    core(
        "discount",
        "money",
        "discount amount/value/given/total; total discount amount?; concession; "
        "concession amount; rebate; write off; deduction; "
        "total/bill/item/special/cash/line/given discount; discount "
        "allowed/applied/rs; concession given; disc; waiver; coupon amount; less "
        "discount; deductions; promotion; rebate amount; discount total; discounts; "
        "contractual; discounted amount",
    ),
    core(
        "tax",
        "money",
        "tax amount/total/value; total tax amount?; tax collected; "
        "cgst/sgst/igst/cess amount?; gst amount; sales tax; "
        "gst/vat/cgst/sgst/igst/service/total/sales/hst/pst/line/item/bill tax "
        "amount?; gst total; taxes; total taxes; tax value/paid; vat total; tax fee; "
        "output tax; cess",
    ),
    core(
        "amount_paid",
        "money",
        "paid; amount paid/received/collected; paid/received/payment/collected "
        "amount; total paid/payment/received/collected; ~payment; receipt amount; "
        "paid total; collected; received; amount receipt; cash collected; paid till "
        "date; cash/card/cheque/upi/online; amount settled; settled amount; advance "
        "paid; total payments; total receipts; payment total; credit amount; paid in "
        "full; amount tendered; credits; amount applied; deposit; deposit amount; "
        "paid so far; received amount; amount credited; bill paid amount; "
        "received/receipt/cash/card/upi/total/amount/net paid amount; "
        "received/receipt/cash/card/upi amount",
    ),
    core(
        "outstanding",
        "money",
        "balance; amount due/outstanding/owing/pending/remaining; balance "
        "due/amount/outstanding; due/outstanding/pending/remaining amount; "
        "outstanding/closing/remaining balance; due; pending; owing; unpaid amount?; "
        "total outstanding/due; outstanding; "
        "open/net/current/final/ending/bill/account/total balance; amount "
        "left/owed/unpaid/open/remaining; balance amount/payable/owed/left/remaining; "
        "to pay; remaining due; dues; total dues; due balance; receivable; unpaid "
        "balance; amount to pay; total owing; pending payment; amount balance; bill "
        "due/balance",
    ),
    core(
        "status",
        "choice",
        "bill/payment/claim/paid/transaction/billing status; bill paid; paid flag; "
        "payment state; claim status; status description/code; "
        "bill/sale/order/document/settlement/collection/posting status; payment done; "
        "paid unpaid; status name; cleared; settled; ~flag; fully paid; invoice "
        "state; transaction state; ~state; ~is paid",
    ),
    core(
        "currency",
        "text",
        "currency code; bill currency; currency name; currency code/symbol/iso; "
        "currency type; transaction currency",
    ),
    core(
        "payment_method",
        "choice",
        "payment mode/type/method/via; mode payment/pay; method payment; mode; paid "
        "by/via/with; pay/payment mode/method; tender type; method; payment method "
        "name; payment through; cash or? card; cash credit; payment terms mode; card "
        "type; card brand; paid using; instrument type; payment option/gateway; pay "
        "type; tender; payment details; payment source type; payment "
        "mode/method/type/via/through/by/account/source/channel/instrument; pay "
        "mode/method/type/via/through/account/source/channel/instrument; paid "
        "mode/method/type/via/through/by/account/source/channel/instrument; tender "
        "mode/method/type/via/through/by/account/source/channel/instrument; receipt "
        "mode/method/type/via/through/by/account/source/channel/instrument; "
        "settlement "
        "mode/method/type/via/through/by/account/source/channel/instrument; "
        "collection "
        "mode/method/type/via/through/by/account/source/channel/instrument; tran "
        "mode/method/via/through/by/account/source/channel/instrument; "
        "mode/method/via/through/by/source/channel/instrument",
    ),
    core(
        "payment_date",
        "date",
        "paid date/on/at; date paid/payment; payment time; payment received date?; "
        "receipt date; date received; payment date time; last payment date/on; "
        "payment at/on/time; date receipt/payment/paid/settled/last paid; receipt "
        "date/time; settled date/on; settlement date; received date/on; paid "
        "datetime; collected date; deposit date; paid at; clearing date",
    ),
    core(
        "notes",
        "long_text",
        "note; bill/payment/additional/internal/billing/line/item note; narration; "
        "memo; extra bill information; message; comment; remark; "
        "bill/transaction/item/invoice/claim/customer/public/private "
        "note/remark/memo; terms; message customer; ~details; additional "
        "info/information; reason; terms conditions; footer; internal comment; "
        "special note; ~text; ~extra information",
    ),
    created_at(),
    updated_at(),
    # Known to some systems only.
    extra(
        "invoice_to",
        "text",
        "bill to name?; billed to; billing name; third party name?; debtor; debtor "
        "name; responsible party name?; guarantor name?; billing contact/person; "
        "company billed; ~recipient; bill payer; payee; bill/invoice/billed/billing "
        "to person; bill/invoice/billed/billing to; bill/invoice/billed/billing party "
        "person; bill/invoice/billed/billing name person; bill/invoice/billed/billing "
        "contact person; bill/invoice/billed/billing contact; billed/billing party; "
        "billed/billing name; ~bill name",
    ),
    extra(
        "item_code",
        "text",
        "item code/id/number; product/service/procedure/treatment/billing/cpt/hsn/sac "
        "code; sku; ~code; cpt; hsn; hsn sac code?; procedure id; charge code; item "
        "number; mbs item; "
        "procedure/service/item/product/charge/treatment/sku/ada/cdt/cpt/drg/mbs/tariff/billing "
        "code; procedure codes; item id; product id; barcode; icd10 pcs; ean; part "
        "number; hsn sac; sac; mbs item number; inventory item code; tariff; svc "
        "code; revenue code; treatment id; service number; price list code; plu; "
        "batch number",
    ),
    extra(
        "item_name",
        "text",
        "item; product; item/product/medicine/charge name; item type; product name; "
        "billable item name?; treatment name; purchase item; "
        "item/product/service/medicine/drug/test/package name; article; medicine; "
        "drug; goods; product item; line item name; test; package; service item name",
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
        "adjustment amount/total; adjustments; round off; adjusted amount; round off "
        "amount; rounding; roundoff; rounded; write off amount; adj; credit note; "
        "credit adjustment; rounding adjustment; insurance adjustment; contractual "
        "adjustment",
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
        "patient paid amount?; patient payment; copay; patient payment/paid/payments; "
        "copayment; patient portion; patient share amount?; gap; coinsurance; "
        "deductible; amount paid patient; patient receipts; patient amount paid",
    ),
    extra(
        "patient_outstanding",
        "money",
        "patient balance/due/owing/responsibility; patient outstanding; patient "
        "amount due; patient responsibility amount; patient balance due; patient owes",
    ),
    extra(
        "insurance_outstanding",
        "money",
        "insurance balance/due/owing/amount; insurance outstanding/pending; insurance "
        "claim pending; payer balance; insurance estimate",
    ),
    extra(
        "insurance_status",
        "choice",
        "insurance status; claim status 1/2/3; insurance claim status; preauth "
        "status; claim state; claimed",
    ),
    extra(
        "diagnosis_code",
        "text",
        "^diagnosis; diagnosis code 1/2/3/4; diagnosis 1/2/3/4/5/6/7/8; diagnosis "
        "code; icd code?; icd 10 code?; icd 10 code 1/2; icd10; dx code 1/2/3/4; "
        "diagnosis codes; primary diagnosis code?; icd codes; dx1; diag code",
    ),
    extra(
        "location",
        "text",
        "clinic/branch/center/practice/facility/site/store name?; business; place "
        "service; hospital; store; pos; warehouse; office; place; device name; "
        "location code; service facility; clinic location; terminal; location "
        "name/id/code; facility name/id/code; business id/code; "
        "clinic/branch/place/center/facility/shop/outlet/counter/register name; "
        "clinic/branch/business/place/center/facility/shop/outlet/counter/register "
        "code; "
        "clinic/branch/business/place/center/facility/shop/outlet/counter/register "
        "id; ~business name",
    ),
    extra(
        "refund",
        "money",
        "refund amount/total; refunded amount?; amount refunded; refund given; "
        "refunded flag; refunds; total refund; refund value; refunded; refund paid; "
        "return amount; returns; is refund; partial refund",
    ),
    extra(
        "receipt_number",
        "id",
        "receipt id/number/code; receipt; rcpt number; receipt no/number/id; voucher "
        "receipt number; payment receipt number; money receipt number",
    ),
    extra(
        "reference",
        "text",
        "reference number/id; bill reference number?; external reference/id; order "
        "number; po number; reference; reference no/number/id; ref; external "
        "reference; purchase order number?; order number/id; your ref; claim "
        "reference; batch id; original reference; transaction reference number?; "
        "against bill reference; order; challan number; quote number; cust reference",
    ),
    extra(
        "cancelled_flag",
        "yes_no",
        "cancelled; is cancelled; void; voided; deleted flag?; archived; bill "
        "cancelled; deleted; is archived; cancelled date/reason/by; reversed; "
        "reversal; is reversed; void date; bill cancelled date; cancel reason; "
        "cancelled on; is cancelled/void/voided/deleted/active",
    ),
    extra(
        "tax_rate",
        "percent",
        "tax percent/percentage; tax rate percent?; gst/vat/tax/cgst/sgst/igst "
        "rate/percent/percentage; tax rate name; gst slab",
    ),
    extra(
        "tax_name",
        "text",
        "tax type/code/label; tax description; tax class; tax "
        "type/name/code/class/status/category; gst type; item tax code; vat code; tax "
        "inclusive; tax code name; tax treatment; gst treatment",
    ),
    extra(
        "discount_percent",
        "percent",
        "discount percentage/rate; percent discount; discount "
        "percent/percentage/rate; entity discount percent; line discount percent",
    ),
    extra(
        "company",
        "text",
        "company/organisation/corporate name?; business entity; "
        "company/organization/corporate/firm; entity; legal entity; account company",
    ),
    extra(
        "type",
        "choice",
        "bill/transaction/sale/document/claim/line/charge type; category; bill "
        "category/mode; revenue/income category; type; sale category; department "
        "type; bill category/mode/class; service/charge/billing/item group; group; "
        "main group; subcategory; revenue head; billing head; head; invoice subtype; "
        "ip op; visit type; sale type; txn type; product service type; kind; "
        "bill/invoice/transaction/sale/line/document/claim/product/charge/voucher/patient/record/customer "
        "type; "
        "bill/invoice/transaction/sale/line/document/claim/item/product/charge/service/voucher/patient/record/customer "
        "category; "
        "bill/invoice/transaction/sale/line/document/claim/item/product/charge/service/voucher/patient/record/customer "
        "class",
    ),
    extra(
        "closed_at",
        "datetime",
        "closed date/on; date closed; paid off date; closed at; close/closed "
        "date/time; finalized/finalised date/at; completed date; date settled full",
    ),
    extra(
        "account_code",
        "text",
        "gl/ledger/income account code?; ledger; gl code; income/revenue account; "
        "nominal code; chart account; account type; ledger account; sales account; "
        "cost center; payable account; class; account code; ~account",
    ),
    extra(
        "department",
        "text",
        "department name/id; ward; speciality; department name/code; specialty; "
        "division; section; ward name; dept; category department; modality",
    ),
    extra(
        "patient_email",
        "email",
        "email address?; patient email address; billing/contact/customer/bill email "
        "address?; email id; email; payer email; card email; receipt email",
    ),
    extra(
        "patient_phone",
        "phone",
        "phone number?; mobile number?; patient mobile; phone; mobile no; contact; "
        "contact number; mobile contact; telephone; cell; contact no; whatsapp "
        "number; customer/party/contact/billing/bill phone; "
        "customer/party/contact/billing/bill mobile; customer/party/contact contact; "
        "contact/billing number",
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
        "city; billing city; bill to city; po/shipping/postal city; billing address "
        "city; customer city",
    ),
    extra(
        "patient_state",
        "text",
        "state; billing state; bill to/po/shipping/postal/customer/party state; "
        "billing address state; po region; region; state code",
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
        "dob; patient dob; patient birth date; birth date",
    ),
    extra(
        "national_id",
        "id",
        "ssn; aadhaar number?; pan number?; medicare number; medicare card number?; "
        "dva number; patient national id; nric; pan; pan card",
    ),
    extra(
        "parent_bill_id",
        "id",
        "parent bill id/number; original bill id/number; original invoice number; "
        "applied to bill; linked bill; original/against/parent/linked/related bill "
        "id; original/against/parent/linked/related bill number; "
        "original/parent/linked/related bill reference",
    ),
    extra(
        "posted_at",
        "datetime",
        "posted date/on; date posted; posting time; posted; posted date/at; submitted "
        "date/on; approved date; sent date; date sent; bill sent date; batch date; "
        "date submitted; issued at; claim date/submission date; submission date; "
        "finalized; posting time/datetime",
    ),
    extra(
        "fee_share",
        "money",
        "commission; physician share/fee; incentive; physician/doctor/dr "
        "share/fee/commission/amount/percent/payout; commission amount; referral "
        "commission/amount; hospital share; tip; tips; gratuity; processing fee; "
        "transaction fee; stripe fee; vendor share; royalty; wages",
    ),
    extra(
        "payment_reference",
        "text",
        "cheque details; bank reference; ref payment number; last 4; card last 4; "
        "approval code; payment reference; pan suffix; check number; instrument "
        "number; rrn; ^payment id; ^payment number; cheque/utr/upi reference; "
        "cheque/utr/upi number; cheque/utr/upi id; "
        "transaction/utr/upi/cheque/check/bank/gateway/authorization/auth/payment/txn "
        "code; utr/upi/cheque/check/bank/gateway/authorization/auth/payment "
        "reference; utr/upi/cheque/check/bank/gateway/authorization/auth number; "
        "utr/upi/cheque/check/bank/gateway/authorization/auth id; "
        "utr/upi/cheque/check/bank/gateway/authorization/auth no",
    ),
    extra(
        "gstin",
        "id",
        "tax registration? number; patient gstin; tax id; gstin; gst "
        "number/no/registration; gstin uin; party gstin; customer gstin; vat number; "
        "tax registration number; tin; tin number; trn; abn; ein; tax number; gst "
        "identification number; vat registration number; customer tax id",
    ),
    extra(
        "place_of_supply",
        "text",
        "place supply; supply state; state supply; pos state; supply place; supply "
        "type; source supply; destination supply",
    ),
    subjects="bill",
    files="bill sale claim ledger statement revenue billing account charges",
    expected="amount_net outstanding discount tax due_date description unit_price "
    "quantity item_name",
)
