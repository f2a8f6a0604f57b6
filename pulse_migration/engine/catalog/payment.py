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
        "payment id/number/code/key/uuid; id; transaction id; receipt id; "
        "receipt/transaction/deposit/collection/settlement/refund id; payment uid; "
        "unique id; record id; payment no; txn id; payment transaction id; voucher "
        "id; entry id",
    ),
    patient_name(
        "received from; payer; payer name; paid by patient; party name; account name",
    ),
    patient_id(
        "account id/number; party/account code; uhid number; payer id; "
        "registration/file number; member id",
    ),
    core(
        "date",
        "date",
        "payment/paid/receipt/transaction/received date/datetime/time; date time; "
        "date paid/payment/received; paid at/on; received on; "
        "payment/receipt/paid/collection/deposit/settlement/entry/refund/posted/voucher/tran "
        "date/time/on/at; payment datetime; receipt datetime; received date/on; "
        "collected on/date; date; date receipt/deposit/collected; payment received "
        "date; processed date/at; paid datetime; posting date",
    ),
    core(
        "receipt_number",
        "id",
        "receipt number/code; receipt; rcpt number; voucher number; money receipt "
        "number; payment receipt number; advance receipt number; slip number; "
        "document number; receipt no/number/code",
    ),
    core(
        "bill_id",
        "id",
        "bill id/number/code/key/reference; bill; bill numbers; against bill number?; "
        "claim id/number; bill no/numbers/id/reference; "
        "against/applied/adjusted/linked bill number/id; invoice; invoices; bill "
        "details; applied to; claim number; invoice ref; bill number date; order id",
    ),
    core(
        "amount",
        "money",
        "amount paid/received/collected; "
        "payment/paid/received/receipt/transaction/net amount; total "
        "amount/paid/received; paid; collected; amount; "
        "paid/received/receipt/collected/collection/payment/deposit/transaction/total/net/gross/credit/settled/applied/tendered/cash/advance "
        "amount; amount paid/received/collected/tendered/applied/deposited/settled; "
        "payment; payment total/value; total paid/received/payment/collection; "
        "received; collection; credit; deposit; advance; payment in; captured amount; "
        "paid total; ~total",
    ),
    core(
        "payment_method",
        "choice",
        "payment mode/type/method; mode payment; method payment; mode; paid by/via; "
        "method; tender type; pay mode; "
        "payment/pay/receipt/collection/tender/settlement/transaction "
        "mode/method/type/source/via/through; mode pay; paid via/by/through; cash "
        "card; instrument; instrument type; tender; card type; payment gateway; "
        "payment option; account; bank account; gateway",
    ),
    core(
        "refund",
        "money",
        "refund amount; refunded amount?; amount refunded; refunds; refunded; "
        "refunded amount; returned amount; is refund; total refund",
    ),
    core(
        "cancelled_flag",
        "yes_no",
        "cancelled; is cancelled; void; voided; reversed; is reversed; deleted; "
        "bounced; is void; is deleted",
    ),
    core(
        "status",
        "choice",
        "payment/transaction status; "
        "payment/transaction/receipt/settlement/clearance/approval status; captured; "
        "payment state; txn status; result; success; ~state",
    ),
    core(
        "notes",
        "long_text",
        "note; payment/receipt note; narration; memo; "
        "payment/receipt/transaction/internal note/remark/comment; remark; comment; "
        "reason; purpose; description note",
    ),
    created_at(),
    updated_at(),
    # Known to some systems only.
    extra(
        "payment_reference",
        "text",
        "reference number?; payment reference; transaction/cheque/upi/utr/bank "
        "reference/number; reference; reference no; ref; cheque no; check number; "
        "bank name; cheque date; approval code; card number; last 4; instrument "
        "number; transaction details; external reference; acquirer reference; bank; "
        "drawn on; auth code; "
        "transaction/utr/upi/cheque/check/bank/gateway/auth/card/rrn/txn/dd/neft "
        "reference; "
        "transaction/utr/upi/cheque/check/bank/gateway/auth/card/rrn/txn/dd/neft "
        "number; "
        "transaction/utr/upi/cheque/check/bank/gateway/auth/card/rrn/txn/dd/neft no; "
        "transaction/utr/upi/cheque/check/bank/gateway/auth/card/rrn/txn/neft "
        "details; "
        "transaction/utr/upi/cheque/check/bank/gateway/auth/card/rrn/txn/dd/neft "
        "code; utr/upi/cheque/check/bank/gateway/auth/card/rrn/neft id",
    ),
    extra(
        "description",
        "text",
        "treatment/item/service/procedure name?; details; particulars; item; "
        "services; procedure; description; treatment; payment type description; "
        "towards; payment description/details/purpose",
    ),
    extra(
        "currency",
        "text",
        "currency code; currency type",
    ),
    extra(
        "location",
        "text",
        "clinic/branch/location name?; clinic/branch/location/counter/center/site "
        "name/code/id; hospital; counter; terminal; collected at; business; office",
    ),
    subjects="payment",
    files="payment receipt collection transaction refund",
    required_any=(("amount", "refund"),),
    expected="payment_method receipt_number",
)
