"""The lines of bills, when they come in a file of their own."""

from ._common import (
    created_at,
    updated_at,
)
from ._types import core, define, extra

BILL_ITEM = define(
    "bill_item",
    "Bill item",
    core(
        "bill_item_id",
        "id",
        "item/line id/number; id; bill line id/number; serial number; bill item id; "
        "line item id; row id; unique id; charge id; detail id; record id; bill "
        "detail id; bill line; line; invoice item id",
    ),
    core(
        "bill_id",
        "id",
        "bill id/number/code/key/reference/uuid; bill; claim id/number; parent id; "
        "bill no; parent bill id; invoice ref; document number; bill header id; "
        "claim; parent; charge/sale/order/receipt/transaction number; "
        "sale/order/receipt/transaction id",
        required=True,
    ),
    core(
        "item_name",
        "text",
        "item; item/product/service/treatment/procedure/medicine name; product; "
        "service; treatment; procedure; billable item name?; name; particulars; "
        "item/product/service/charge/medicine/test/package/treatment/drug name; "
        "medicine; drug; test; package; article; item service; product service; item "
        "details name; billable item; service name; procedure name; charge; fee name",
    ),
    core(
        "description",
        "text",
        "item/line/service/product description; details; "
        "charge/treatment/procedure/line item/item description; particulars; "
        "narration; line details; service details; product details",
    ),
    core(
        "quantity",
        "number",
        "item/product quantity; units; number units; count; item/line/billed/service "
        "quantity; no units; sessions; days; number; pack quantity",
    ),
    core(
        "unit_price",
        "money",
        "price; rate; unit cost/amount/rate/fee; price per unit; item "
        "price/rate/cost; cost; fee; mrp; rate per unit; each; price each; unit cost "
        "price; unit price tax; item/unit/service/sale/selling/list/base price; "
        "item/unit/service/sale/selling/list/base rate; "
        "item/unit/service/sale/selling/list/base cost; "
        "item/unit/service/sale/selling/list/base fee; "
        "item/unit/service/sale/selling/list/base charge; "
        "unit/service/sale/selling/list/base amount",
    ),
    core(
        "discount",
        "money",
        "discount amount/value/given; concession; item discount; line/item discount; "
        "discount amount; disc; discounted amount; total discount; discount rs",
    ),
    core("discount_type", "choice", "discount unit; discount percent/percentage"),
    core("tax_name", "text", "tax type/code/label"),
    core("tax_rate", "percent", "tax percent/percentage; gst percent"),
    core(
        "tax",
        "money",
        "tax amount/total/value; total tax; gst/vat/cgst/sgst/igst/line/item/total "
        "tax amount?; taxes; gst amount",
    ),
    core(
        "amount_net",
        "money",
        "net amount/price/total; subtotal; amount before/without/excluding tax; total "
        "excluding tax; taxable value/amount; line/item subtotal; net; taxable; gross "
        "amount; gross; amount ex tax; amount excluding tax; net line amount; price "
        "before tax",
    ),
    core(
        "amount_total",
        "money",
        "amount; total; line/item total/amount; total amount/price/cost/including; "
        "total including tax; final amount; extended amount/price; net amount with "
        "tax; total price/cost/charge; charge amount; amount charged; total tax "
        "inclusive; billed amount; payable; subtotal tax; total including gst; "
        "line/item/net/final/grand total amount; line/item/final/grand total",
    ),
    # Known to some systems only.
    extra("patient_id", "id", "patient id/number/code/key; ~patient; mrn; uhid"),
    extra(
        "physician_name",
        "name",
        "physician; staff name; performed by; performed staff; ordering physician; "
        "staff; employee; dentist name; service physician",
    ),
    extra("physician_id", "id", "~physician; physician id/code/number"),
    extra(
        "date",
        "date",
        "service/item/treatment/line date; date service; date; dos; date charge; "
        "charged on; bill datetime; from date; "
        "service/charge/entry/bill/invoice/posting/treatment date",
    ),
    core("notes", "long_text", "note; line/item note"),
    created_at(),
    updated_at(),
    extra(
        "item_code",
        "text",
        "item/product/service/procedure/hsn/cpt/billing/treatment code; ~code; sku; "
        "hsn; sac; item/product number; product id; billable item id; batch number; "
        "barcode; hsn code; hsn sac code; service id; treatment code; procedure code; "
        "revenue code; plu; item/product/service/cpt/procedure/charge/tariff/ada/cdt "
        "code; item/product/service/cpt/procedure/tariff/ada/cdt id; "
        "item/product/service/cpt/procedure/tariff/ada/cdt number",
    ),
    extra("patient_name", "name", "patient full? name; full name"),
    extra(
        "category",
        "choice",
        "item/product/service category/type; type; item/product/service/charge "
        "category/group/type/class; department; head; service head; group; sub "
        "category",
    ),
    subjects="item line product",
    files="item line lineitem details product",
    expected="quantity unit_price amount_total",
)
