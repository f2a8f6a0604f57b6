"""The bill file: one row a bill, or one row a line with the bill's number repeated."""

from ._bill_extra import BILL_EXTRA
from ._common import (
    appointment_id,
    created_at,
    patient_id,
    patient_name,
    physician_id,
    physician_name,
    updated_at,
)
from ._types import core, define

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
        "number; credit note/memo number/id; sales? return number/id; bill no date; "
        "~number/bill/num; "
        "~transaction/service/receipt/order/record id; ~transaction/txn number; "
        "~order number",
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
        "physician name; seller/producer; physician/staff/user first name; "
        "physician/staff/user last name; servicing staff; sold by; "
        "~salesperson/staff/user/employee/agent; ~sales person name; ~sales person; "
        "~performed staff",
    ),
    core(
        "date",
        "date",
        "dated; bill/issue/transaction/billing/posting/appointment/from/"
        "entry/billed/raised/charged/sold/voucher/document/item date; bill/date time; "
        "date issued/service/sale/purchase/treatment/charge/claim/order/receipt; "
        "service date from; dos start; service start date; generated on; invoice "
        "created date; bill entry date; service day; ~start/closed date; ~time",
    ),
    core(
        "due_date",
        "date",
        "~due; bill/payment due date; due on; date due; payable by; expected/pay "
        "by/payable/overdue/terms due? date; payment due; ~expected payment "
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
        "done; treatment/service done/given/taken/availed/rendered; package/package "
        "name; ~type description",
    ),
    core(
        "quantity",
        "number",
        "item/line/total quantity; total items; items count; units/count/pack/days; "
        "number/billed units; number items; quantity sold; ~hours",
    ),
    core(
        "unit_price",
        "money",
        "price/rate/cost/fee/mrp/each; "
        "item/service/product/sale/selling/list/standard/base "
        "price/rate/cost/fee/charge; price/cost/rate/charge unit; unit price without? "
        "tax; treatment/standard/consultation fee; treatment cost; "
        "consultation/standard charge; price each/rate; retail price; unit "
        "cost/amount/rate/fee/price; price/rate/charge/cost per unit",
    ),
    core(
        "amount_total",
        "money",
        "charge/charges/chg amount; package amount/price/cost; total; "
        "bill/overall/final/treatment/claim/rounded/invoiced/item total; total "
        "price/cost/payable/sales/billed/charged; "
        "bill/payable/billing/final/claim/invoiced/grand/full/line/debit amount; "
        "~allowed amount; bill/full/line value; amount/total/price including tax; "
        "amount/total with tax; amount billed/charged; net payable; total/bill net "
        "amount; total claim cost; bill/charge price; amount/total inc tax; gross "
        "bill; total incl gst; final/net/bill/gross/line total amount payable; "
        "gross/line total amount; grand/final/bill/gross/line amount payable; total "
        "due amount; ~net/amount/charges; ~net total/amount; total amount/charge/fee; "
        "bill value; total bill amount; bill total amount",
    ),
    core(
        "amount_net",
        "money",
        "current/this charge/amount/bill/total; net price/sales; subtotal; "
        "amount before/without/excluding/ex tax; total "
        "before/without/excluding/ex tax; taxable value/total; "
        "untaxed/base/gross/actual amount; price excluding tax; amount "
        "excluding/ex/before discount; pre tax amount; bill gross; total excl gst; "
        "line total ex tax; base total; gross sales; line subtotal; "
        "~net/charges/amount; ~net amount/total; ~gross value; amount net",
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
        "paid/cash/card/cheque/upi/online/deposit; paid/received today/now; amount "
        "received/collected/settled/tendered/applied/credited; payment/receipt "
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
        "~estado; "
        "bill/payment/pay/claim/paid/transaction/billing/sale/order/document/settlement/"
        "collection/posting "
        "status; payment/settlement/collection state; ~bill/document state; "
        "bill/fully paid; paid flag/unpaid; status description/code/name; "
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
        "payment/pay/receipt/settlement/collection/tender mode/method/type; payment "
        "via/through/option/gateway/details/by/source/channel/instrument/account; "
        "paid by/via/with/using/through/mode/method; mode; method; tender; via; mode "
        "pay; cash credit; cash or card; card/instrument type; card brand; payment "
        "source type; payment terms mode",
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
    *BILL_EXTRA,
    subjects="bill",
    files="bill sale claim ledger statement revenue billing account charges credit "
    "return",
    expected="amount_net outstanding discount tax due_date description unit_price "
    "quantity item_name",
)
