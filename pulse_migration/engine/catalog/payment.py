"""The receipts: one row a payment, an advance or a refund."""

from ._common import (
    created_at,
    patient_id,
    patient_name,
    updated_at,
)
from ._types import core, define, extra

PAYMENT = define(
    "payment",
    "Payment",
    core(
        "payment_id",
        "id",
        "payment number/code/key/uuid; id; payment transaction id; "
        "transaction/receipt/deposit/collection/settlement/refund/unique/voucher/entry/"
        "advance id; deposit/refund/advance number",
    ),
    patient_name(
        "received from; party/account name; paid by patient; ^payer; ^payer name",
    ),
    patient_id(
        "account/payer/member id; account/uhid/registration/file number; "
        "party/account code",
    ),
    core(
        "date",
        "date",
        "payment/paid/receipt/transaction/received date/datetime/time; date time; "
        "date paid/payment/received; paid at/on; received on; "
        "payment/receipt/paid/collection/deposit/settlement/entry/refund/posted/"
        "voucher/tran "
        "date/time/on/at; payment datetime; receipt datetime; received date/on; "
        "collected on/date; date; dated; m r date; mr date; date "
        "receipt/deposit/collected; payment received "
        "date; processed date/at; paid datetime; posting date",
    ),
    core(
        "receipt_number",
        "id",
        "receipt code; receipt; voucher/slip/document number; money/payment/advance "
        "receipt number",
    ),
    core(
        "bill_id",
        "id",
        "bill number/code/key/reference/details; bill; "
        "against/applied/adjusted/linked bill number; against bill; claim/order id; "
        "claim number; against/applied/adjusted/linked bill id; applied to; bill "
        "number date",
    ),
    core(
        "amount",
        "money",
        "amount paid/received/collected/deposited; "
        "payment/receipt/transaction/net/total/collection/deposit/"
        "gross/credit/settled/applied/tendered/advance/captured amount; "
        "cash/card/upi/online/wallet amount?; cheque/neft amount; total "
        "paid/received/collection; payment; payment total; ~total",
    ),
    core(
        "payment_method",
        "choice",
        "payment mode/type/method; mode payment; method payment; mode; paid by/via; "
        "method; tender type; pay mode; "
        "payment/pay/receipt/collection/tender/settlement/transaction "
        "mode/method/source/via/through; pay/tender/settlement type; mode pay; "
        "paid via/by/through; cash card; instrument; instrument type; tender; card "
        "type; payment gateway; payment option; account; bank account; gateway",
    ),
    core(
        "refund",
        "money",
        "refund/returned amount; amount refunded; total refund",
    ),
    core(
        "cancelled_flag",
        "yes_no",
        "cancelled/void/voided/reversed/deleted/bounced",
    ),
    core(
        "status",
        "choice",
        "payment/pay/transaction/receipt/settlement/clearance/clearing/realisation/"
        "realization/cheque/check/instrument/approval status; "
        "captured/result/success; "
        "payment/transaction/receipt/cheque/check/document state; "
        "~state",
    ),
    core(
        "notes",
        "long_text",
        "payment/receipt/transaction/internal/description note; "
        "narration/memo/reason/purpose",
    ),
    created_at(),
    updated_at(),
    # Known to some systems only.
    extra(
        "payment_reference",
        "text",
        "reference/transaction/cheque/upi/utr/bank/check/card/"
        "instrument/gateway/auth/rrn/dd/neft number; reference; "
        "transaction/cheque/upi/utr/bank/external/acquirer/check/"
        "gateway/auth/card/rrn/neft reference; bank name/details/code/id; cheque "
        "date/details/code/id; "
        "approval/auth/transaction/utr/upi/check/gateway/card/rrn/dd/neft code; last "
        "4; transaction/utr/upi/check/gateway/auth/card/rrn/neft details; drawn on; "
        "utr/upi/check/gateway/auth/card/rrn/neft id",
    ),
    extra(
        "description",
        "text",
        "treatment/item/service/procedure name; "
        "treatment/item/service/procedure/details/particulars/towards; payment type "
        "description; payment description/details/purpose",
    ),
    extra(
        "type",
        "choice",
        "transaction/entry/receipt/voucher/record/refund/collection/document/physician "
        "type; kind; "
        "nature; transaction/entry/receipt kind; "
        "transaction/entry/payment/receipt nature/category; direction; "
        "payment direction; debit credit; ~payment type; ~category",
    ),
    extra(
        "currency",
        "text",
        "currency code/type",
    ),
    extra(
        "location",
        "text",
        "clinic/counter/center name; clinic/counter/center code; "
        "clinic/counter/center id; hospital/counter/terminal/business/office; "
        "collected at",
    ),
    subjects="payment",
    files="payment receipt collection transaction refund advance deposit prepayment",
    required_any=(("amount", "refund"),),
    expected="payment_method receipt_number",
)
