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
        "payment id/number/code/key/uuid; id; transaction id; receipt id",
    ),
    patient_name(),
    patient_id("account id/number"),
    core(
        "date",
        "date",
        "payment/paid/receipt/transaction/received date/datetime/time; date time; "
        "date paid/payment/received; paid at/on; received on",
    ),
    core(
        "receipt_number",
        "id",
        "receipt number/code; receipt; rcpt number; voucher number",
    ),
    core(
        "bill_id",
        "id",
        "bill id/number/code/key/reference; bill; bill numbers; against bill number?; "
        "claim id/number",
    ),
    core(
        "amount",
        "money",
        "amount paid/received/collected; "
        "payment/paid/received/receipt/transaction/net amount; total "
        "amount/paid/received; paid; ~total; collected",
    ),
    core(
        "payment_method",
        "choice",
        "payment mode/type/method; mode payment; method payment; mode; paid by/via; "
        "method; tender type; pay mode",
    ),
    core("refund", "money", "refund amount; refunded amount?; amount refunded"),
    core("cancelled_flag", "yes_no", "cancelled; is cancelled; void; voided"),
    core("status", "choice", "payment/transaction status; ~state"),
    core("notes", "long_text", "note; payment/receipt note; narration; memo"),
    created_at(),
    updated_at(),
    # Known to some systems only.
    extra(
        "payment_reference",
        "text",
        "reference number?; payment reference; transaction/cheque/upi/utr/bank "
        "reference/number",
    ),
    extra("description", "text", "treatment/item/service/procedure name?; details"),
    extra("currency", "text", "currency code"),
    extra("location", "text", "clinic/branch/location name?"),
    subjects="payment",
    files="payment receipt collection transaction refund",
    required_any=(("amount", "refund"),),
    expected="payment_method receipt_number",
)
